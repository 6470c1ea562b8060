/**
 * In: the name of an event of Sophos Central's web control or web protection, `Access was blocked to "HOST" because of "RULE".` or
 * `'HOST' blocked due to category 'CATEGORY'`. Out: the destination, what became of the request, and the category.
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, type EventDraft } from '../api.ts';
import { setDestinationFromUrl } from '../shared/url.ts';

const WEB = /^Event::Endpoint::(?:WebFiltering|WebControl)/;
const LONGEST = 4000;
/** The first text in quotes. */
const QUOTED = /["'‘]([^"'‘’]+)["'’]/;
const CATEGORY = /\bcategory ["'‘]([^"'‘’]+)["'’]/i;
const BLOCKED = /\bblocked\b/i;
const PASSED = /\b(?:bypassed|proceeded|allowed|warned)\b/i;

/** By its type. */
export function isWebEvent(type: string): boolean {
  return WEB.test(type);
}

/** @returns false when it names no destination */
export function readWebSentence(name: string, out: EventDraft): boolean {
  const sentence = name.slice(0, LONGEST);
  const target = QUOTED.exec(sentence)?.[1];
  if (target === undefined) return false;
  setDestinationFromUrl(target, 0, target.length, out);
  if (out.wantDetail) out.vendorCategory = CATEGORY.exec(sentence)?.[1] ?? '';
  if (PASSED.test(sentence)) out.action = ACTION_ALLOWED;
  else if (BLOCKED.test(sentence)) out.action = ACTION_BLOCKED;
  return true;
}
