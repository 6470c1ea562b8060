/**
 * Reviewed commands, as data: `{name}` is a quoted value, `{name:url}` a part of an address. Every line is checked by a test: its values
 * are known, and a hostile one changes nothing but itself.
 */
import { CONSENT_TEMPLATES } from './consent-templates.ts';
import type { ControlTemplate } from './control-template.ts';
import { MICROSOFT_TEMPLATES } from './microsoft-templates.ts';
import { OTHER_TEMPLATES } from './other-templates.ts';

export const TEMPLATES: readonly ControlTemplate[] = [...MICROSOFT_TEMPLATES, ...OTHER_TEMPLATES, ...CONSENT_TEMPLATES];
