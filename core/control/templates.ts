/**
 * Reviewed commands, as data: `{name}` is a quoted value, `{name:url}` a part of an address, `{name:name}` one of a file's name. Every line is checked by a test: its values
 * are known, and a hostile one changes nothing but itself.
 */
import { ACCOUNT_TEMPLATES } from './account-templates.ts';
import { BOX_TEMPLATES } from './box-templates.ts';
import { CONSENT_TEMPLATES } from './consent-templates.ts';
import type { ControlTemplate } from './control-template.ts';
import { ENTRA_TEMPLATES } from './entra-templates.ts';
import { GOOGLE_FILE_TEMPLATES } from './google-file-templates.ts';
import { MAIL_TEMPLATES } from './mail-templates.ts';
import { MICROSOFT_FILE_TEMPLATES } from './microsoft-file-templates.ts';
import { MICROSOFT_TEMPLATES } from './microsoft-templates.ts';
import { OTHER_TEMPLATES } from './other-templates.ts';
import { STORAGE_TEMPLATES } from './storage-templates.ts';

/** In the order in which the tools of an action are offered: an app's own before those of whoever signs its people in. */
export const TEMPLATES: readonly ControlTemplate[] = [
  ...MICROSOFT_TEMPLATES,
  ...MICROSOFT_FILE_TEMPLATES,
  ...OTHER_TEMPLATES,
  ...GOOGLE_FILE_TEMPLATES,
  ...BOX_TEMPLATES,
  ...STORAGE_TEMPLATES,
  ...CONSENT_TEMPLATES,
  ...ACCOUNT_TEMPLATES,
  ...ENTRA_TEMPLATES,
  ...MAIL_TEMPLATES,
];
