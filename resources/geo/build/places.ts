/** Runs of IPv4 addresses by place: DB-IP's cities, and the registries' countries where DB-IP says nothing. */

import { walkIpv4 } from './mmdb.ts';
import { rowsOf } from './sources.ts';

export interface Place {
  /** ISO 3166-1 alpha-2, '' unknown. */
  readonly country: string;
  readonly region: string;
  readonly city: string;
  /** In ten-thousandths of a degree. */
  latitude: number | null;
  longitude: number | null;
}

export interface PlaceRuns {
  /** By number; 0 is unknown, then the commonest first. */
  readonly places: readonly Place[];
  readonly starts: readonly number[];
  readonly values: readonly number[];
}

interface Counted extends Place {
  runs: number;
  /** How many runs each pair of coordinates has. */
  readonly at: Map<string, number>;
}

const degree = (value: unknown): number => Math.round(Number(value) * 10_000);

/** @param mmdb DB-IP's cities @param whois the registries' countries as CSV of dotted addresses */
export function readPlaces(mmdb: Buffer, whois: Buffer): PlaceRuns {
  const countries = [...rowsOf(whois)].map(([first, last, country]) => ({
    first: dotted(first),
    last: dotted(last),
    country,
  }));
  const byKey = new Map<string, Counted>();
  const placeFor = (country: string, region: string, city: string, coordinates: string | null): Counted => {
    const key = [country, region, city].join('\n');
    let place = byKey.get(key);
    if (!place) {
      place = { country, region, city, latitude: null, longitude: null, runs: 0, at: new Map() };
      byKey.set(key, place);
    }
    if (coordinates !== null) place.at.set(coordinates, (place.at.get(coordinates) ?? 0) + 1);
    return place;
  };

  const nowhere = placeFor('', '', '', null);
  const starts: number[] = [];
  const found: Counted[] = [];
  const add = (start: number, place: Counted): void => {
    if (found.at(-1) === place) return;
    starts.push(start);
    found.push(place);
    place.runs++;
  };
  // A prefix that DB-IP does not know lasts until the next one; the registries fill it.
  let unknownFrom: number | null = null;
  let next = 0;
  const fill = (from: number, to: number): void => {
    let at = from;
    while (next < countries.length && (countries[next]?.last ?? 0) < from) next++;
    for (let i = next; i < countries.length && at < to; i++) {
      const range = countries[i];
      if (!range || range.first >= to) break;
      if (range.first > at) add(at, nowhere);
      add(Math.max(at, range.first), placeFor(range.country, '', '', null));
      at = Math.min(to, range.last + 1);
    }
    if (at < to) add(at, nowhere);
  };
  walkIpv4(mmdb, (start, record) => {
    const country = typeof record?.country_code === 'string' ? record.country_code : '';
    if (record === null || !/^[A-Z]{2}$/.test(country) || country === 'ZZ') {
      unknownFrom ??= start;
      return;
    }
    if (unknownFrom !== null) fill(unknownFrom, start);
    unknownFrom = null;
    const where = `${degree(record.latitude)} ${degree(record.longitude)}`;
    add(start, placeFor(country, String(record.state1 ?? ''), String(record.city ?? ''), where));
  });
  if (unknownFrom !== null) fill(unknownFrom, 2 ** 32);

  nowhere.runs = Number.POSITIVE_INFINITY;
  const keys = new Map([...byKey].map(([key, place]) => [place, key]));
  const places = [...byKey.values()].sort(
    (a, b) => (a === b ? 0 : b.runs - a.runs) || ((keys.get(a) ?? '') < (keys.get(b) ?? '') ? -1 : 1),
  );
  for (const place of places) [place.latitude, place.longitude] = commonest(place.at);
  const numbers = new Map(places.map((place, index) => [place, index]));
  return { places, starts, values: found.map((place) => numbers.get(place) ?? 0) };
}

/** One point for a city: the one that most of its runs have. */
function commonest(counts: ReadonlyMap<string, number>): [number | null, number | null] {
  const [best] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  if (!best) return [null, null];
  const [latitude = 0, longitude = 0] = best[0].split(' ').map(Number);
  // DB-IP's "null island" says that it does not know.
  return latitude === 0 && longitude === 0 ? [null, null] : [latitude, longitude];
}

export function dotted(text: string): number {
  return text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}
