/** Places as people and providers write them: countries by their code or their English name, as filters and screens take either. */

import { countryName, countryText } from './country-name.ts';

let codes: ReadonlyMap<string, string> | null = null;

/** A country as a provider writes it (`DE`, `de`, `Germany`): its code and name, else the text alone. */
export function readCountry(text: string): readonly string[] {
  const upper = text.trim().toUpperCase();
  const code = countryName(upper) === null ? codeOf(upper) : upper;
  return code === undefined ? [text] : [code, countryName(code) ?? code];
}

/** As people write them. */
const ALSO: Readonly<Record<string, string>> = {
  UK: 'GB',
  USA: 'US',
  'U.S.': 'US',
  'U.S.A.': 'US',
  ENGLAND: 'GB',
  SCOTLAND: 'GB',
  WALES: 'GB',
};
/** States and provinces that have a country's code or name: behind a comma nobody can tell which is meant. */
const ALSO_STATES: ReadonlySet<string> = new Set(
  'AL AR AZ CA CO DE FL GA ID IL IN KY LA MA MD ME MN MO MS MT NC NE PA SC SD TN VA AS GU MP NL NS NT NU PE SK GEORGIA'.split(
    ' ',
  ),
);

/**
 * Country and city of a place as somebody typed it: `Germany`, `DE`, `Essen, Germany`, `Essen, Ruhr, Germany`. Null where
 * the text names no country for certain (`Branch 7`, `Wilmington, DE`).
 */
export function readPlace(text: string): { readonly country: string; readonly city: string | null } | null {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const last = parts.at(-1)?.toUpperCase();
  if (last === undefined || (parts.length > 1 && ALSO_STATES.has(last))) return null;
  const country = ALSO[last] ?? (countryName(last) === null ? codeOf(last) : last);
  return country === undefined ? null : { country, city: parts.length > 1 ? (parts[0] ?? null) : null };
}

/** A place for people: with its country by name where the text ends with the code that it was read by. */
export function placeText(place: string, country: string | null): string {
  const at = place.lastIndexOf(',') + 1;
  const end = place.slice(at).trim();
  if (country === null || end.toUpperCase() !== country) return place;
  return `${place.slice(0, at)}${at === 0 ? '' : ' '}${countryText(end)}`;
}

/** A place that somebody typed, for people. */
export function typedPlaceText(typed: string): string {
  return placeText(typed, readPlace(typed)?.country ?? null);
}

function codeOf(upperName: string): string | undefined {
  if (codes === null) {
    const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));
    const pairs = letters.flatMap((first) => letters.map((second) => first + second));
    // Codes that were withdrawn share a name with their heir, which comes first in the alphabet or not: the one in use is kept.
    const used = pairs.flatMap((code) => {
      const name = countryName(code);
      return name === null || WITHDRAWN.has(code) ? [] : [[name.toUpperCase(), code] as const];
    });
    codes = new Map(used);
  }
  return codes.get(upperName);
}

/** ISO 3166-3, as far as names are kept for them. */
const WITHDRAWN: ReadonlySet<string> = new Set(['BU', 'CS', 'DD', 'FX', 'NT', 'SU', 'TP', 'UK', 'YD', 'YU', 'ZR']);
