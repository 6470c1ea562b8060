/** English names of countries: one namer for tables, filters, charts and files. */

/** Made when the first name is asked for: a tenth of what a thread loads, and most threads ask for none. */
let names: Intl.DisplayNames | undefined;

/** Names that were asked for: a column of addresses asks for few of them many times. */
const known = new Map<string, string | null>();

/** English name of an ISO 3166-1 alpha-2 code; null for any other text. */
export function countryName(code: string): string | null {
  if (!/^[A-Z]{2}$/.test(code)) return null;
  let name = known.get(code);
  if (name === undefined) {
    names ??= new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    name = names.of(code) ?? null;
    known.set(code, name);
  }
  return name;
}

/** A country that is known by its code, as filters take it: by code or by name. */
export function countryWords(code: string): readonly string[] {
  const name = countryName(code);
  return name === null ? [code] : [code, name];
}

/** A country by its code, in any letter case, or as the provider names it: the name of the one, the other as it is. */
export function countryText(given: string): string {
  return countryName(given.toUpperCase()) ?? given;
}
