import { visibleText } from '../../core/kit/visible-text.ts';
import { formatInstant } from './format.ts';
import { kindTitle } from './snapshot-kinds.ts';

/** Keys whose numbers are instants. */
const INSTANTS: ReadonlySet<string> = new Set(['taken', 'from', 'to']);
const MOST = 2000;

/**
 * The detail of an entry of the governance log in words: `tag: sanctioned · before: none`.
 * @param zone what instants are told in
 * @param without keys that are left out
 */
export function detailWords(
  detail: Readonly<Record<string, unknown>>,
  zone: string,
  without: readonly string[] = [],
): string {
  return detailParts(detail, zone, without)
    .map(([key, value]) => `${key}: ${value}`)
    .join(' · ')
    .slice(0, MOST);
}

/** The same, whole: what each part is called, and what it says. */
export function detailParts(
  detail: Readonly<Record<string, unknown>>,
  zone: string,
  without: readonly string[] = [],
): readonly (readonly [key: string, value: string])[] {
  return Object.entries(detail)
    .filter(([key]) => !without.includes(key))
    .map(([key, value]) => [keyWords(key), valueWords(key, value, zone)]);
}

/** `managedDomains` becomes `managed domains`; what is no name of ours (a factor's id, a header) stays. */
function keyWords(key: string): string {
  return /^[a-z]+(?:[A-Z][a-z]*)*$/.test(key) ? key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`) : key;
}

function valueWords(key: string, value: unknown, zone: string): string {
  if (value === null || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number' && INSTANTS.has(key)) return formatInstant(value, zone, true);
  if (Array.isArray(value)) {
    return value.length === 0 ? 'none' : value.map((one) => valueWords(key, one, zone)).join(', ');
  }
  if (typeof value === 'object') return `(${detailWords(value as Readonly<Record<string, unknown>>, zone)})`;
  return visibleText(key === 'kind' ? kindTitle(String(value)) : String(value));
}
