/**
 * The shipped catalog's file, little endian:
 *
 *   0   8 bytes   "UNDERCAT"
 *   8   u32       version of the layout
 *   12  u32       number of sections
 *   16  u32 × 2   hash of everything behind it
 *   24  u32 × 2   offset and length in bytes of each section, in the order of SECTIONS; then the sections, at multiples of 4
 *
 * Texts are numbered in a string table. Everything else is columns of numbers, so that opening the file reads no text
 * and makes no object: an app is put together when somebody looks at it. `domains` come in the order of the apps, and
 * a domain's place is its rule's number in the host index, whose tables are stored as they are used.
 */

export const MAGIC = 'UNDERCAT';
export const LAYOUT_VERSION = 3;
export const HEADER_BYTES = 24;

export const SECTIONS = [
  /** UTF-8 of all texts, and where each begins (one more entry than texts). */
  'text',
  'textStart',
  /** Per app: id, name, vendor, description, homepage as text number plus one; 0 = none, and see FIRST_DOMAIN. */
  'appTexts',
  /** Per app: index into `categories`, index into APP_KINDS, 1 where the category follows by rule. */
  'appClass',
  /** Text numbers of the categories' ids. */
  'categories',
  'domainStart',
  'domains',
  /** Pairs: app, text number of an address range. */
  'ranges',
  'factStart',
  /** Pairs: cell, statement. */
  'facts',
  /** Pairs: text number of a factor's id, text number of a value as JSON. */
  'cells',
  /** Triples: text number of a source, text number of its date, index into BASES. */
  'statements',
  /** The host index: see `SuffixTable`. Wildcards are node, text before the star, text after it, rule. */
  'labels',
  'edges',
  'nodeRules',
  'wildcards',
  /** Text numbers of the release's version and date. */
  'release',
  /** Pairs: text number of an id that older catalogs had, app that has its place now. */
  'renamed',
] as const;
export type Section = (typeof SECTIONS)[number];

export const BASES = ['known', 'rule', 'inferred'] as const;
/** A homepage that is `https://` and the app's first domain without a star. */
export const FIRST_DOMAIN = 0xffff_ffff;
/** Numbers per app in `appTexts`. */
export const APP_TEXTS = 5;
/** Numbers of an app in `appClass`. */
export const APP_CLASS = 3;

/**
 * Two lanes of 32 bits over whole words (MurmurHash3's mixing steps). It finds damage, not forgery.
 * @param bytes starts at a multiple of 4; a rest of fewer than four bytes counts as zero-filled
 */
export function hashBytes(bytes: Uint8Array): readonly [number, number] {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2);
  let one = 0x9747b28c ^ bytes.length;
  let two = 0x3c6ef372 ^ bytes.length;
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] as number;
    const k = Math.imul(word, 0xcc9e2d51);
    one ^= Math.imul((k << 15) | (k >>> 17), 0x1b873593);
    one = (Math.imul((one << 13) | (one >>> 19), 5) + 0xe6546b64) | 0;
    two = Math.imul(two ^ word, 0x85ebca6b) + one;
    two = (two << 17) | (two >>> 15) | 0;
  }
  for (let i = words.length * 4; i < bytes.length; i += 1) one = Math.imul(one ^ (bytes[i] ?? 0), 0x01000193);
  return [one >>> 0, two >>> 0];
}
