/** Conditions in the filter's text form, for links from a figure to its rows. The engine alone decides what they mean. */

const BARE = /^[\p{L}\p{N}_@-]+(\.[\p{L}\p{N}_@-]+)*$/u;
const WORDS_WITH_A_MEANING = ['known', 'unknown', 'in'];

/** A value as the text form writes it: bare where it can be, in quotes otherwise. */
export function quote(value: string): string {
  if (BARE.test(value) && !WORDS_WITH_A_MEANING.includes(value.toLowerCase())) return value;
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** `field:value`; null asks for rows where the field is unknown. */
export function is(field: string, value: string | null): string {
  return value === null ? `${field}:unknown` : `${field}:${quote(value)}`;
}

/** Joins conditions with `and`; empty ones fall away. */
export function allOf(...conditions: readonly string[]): string {
  const given = conditions.map((one) => one.trim()).filter((one) => one !== '');
  if (given.length < 2) return given[0] ?? '';
  return given.map((one) => (/\sor\s/i.test(one) ? `(${one})` : one)).join(' and ');
}
