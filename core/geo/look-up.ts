/**
 * In: an address as text, and the tables. Out: where it is, whose network it belongs to and what kind of network that is.
 * Guarantee: what is not known is null; nothing is guessed but what its basis marks as judged by a name.
 */
import { Ipv6Words, parseIpv4 } from '../ingest/match/index.ts';
import type { AddressClass } from '../model/address.ts';
import { type ClassBasis, classesOf } from './classes.ts';
import { NO_COORDINATE, type Tables } from './layout.ts';
import { partOfV4, V6_PART } from './parts.ts';
import { networkOfV4, placeOfV4, runOfV6 } from './search.ts';

/** What the tables know of an address. */
export interface IpFacts {
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  readonly region: string | null;
  readonly city: string | null;
  /** Of the city's centre, in degrees: tens of kilometres off for the address itself. */
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** Number of the autonomous system that announces the address. */
  readonly asn: number | null;
  /** Who runs it. */
  readonly isp: string | null;
  readonly classes: readonly ClassBasis[];
  /** What the location is taken from: `city` data, the `registry` of address blocks, or the name of a file of the user's. */
  readonly basis: string | null;
}

export const NOTHING_KNOWN: IpFacts = {
  country: null,
  region: null,
  city: null,
  latitude: null,
  longitude: null,
  asn: null,
  isp: null,
  classes: [],
  basis: null,
};

export interface GeoLookUp {
  /**
   * NOTHING_KNOWN for private addresses and for text that is no address. Of addresses in one place and network the answer is one object, as
   * long as it is remembered: who derives something from it need do so once.
   */
  lookUp(address: string): IpFacts;
}

/** Knows nothing: for what runs without the geo files. */
export const NO_GEO: GeoLookUp = { lookUp: () => NOTHING_KNOWN };

type Place = Pick<IpFacts, 'country' | 'region' | 'city' | 'latitude' | 'longitude' | 'basis'>;
type Network = Pick<IpFacts, 'asn' | 'isp' | 'classes'>;

const MEMO_ENTRIES = 50_000;

/**
 * @param tables of which the base part is filled @param need fills another part that a look-up reads
 * @param decode text of UTF-8 bytes @param classTable from `readClassTable`
 */
export function createGeoLookUp(
  tables: Tables,
  need: (part: number) => void,
  decode: (bytes: Uint8Array) => string,
  classTable: ReadonlyMap<number, readonly AddressClass[]>,
): GeoLookUp {
  const text = (id: number): string | null => {
    const start = id === 0 ? 0 : (tables.stringEnd[id - 1] ?? 0);
    const end = tables.stringEnd[id] ?? 0;
    return end > start ? decode(tables.stringText.subarray(start, end)) : null;
  };
  const placeAt = remembering((index): Place => {
    const city = text(tables.placeCity[index] ?? 0);
    const country = countryOf(tables.placeCountry[index] ?? 0);
    const latitude = degrees(tables.placeLatitude[index]);
    return {
      country,
      region: text(tables.placeRegion[index] ?? 0),
      city,
      latitude,
      longitude: degrees(tables.placeLongitude[index]),
      basis: country === null ? null : latitude === null && city === null ? 'registry' : 'city',
    };
  });
  const countryAt = remembering((code): Place => {
    const country = countryOf(code);
    return { ...NOTHING_KNOWN, country, basis: country === null ? null : 'registry' };
  });
  const networkAt = remembering((index): Network => {
    if (index === 0) return NOTHING_KNOWN;
    const asn = tables.networkNumber[index] ?? 0;
    const isp = text(tables.networkName[index] ?? 0);
    return { asn, isp, classes: classesOf(classTable, asn, isp ?? '') };
  });
  const together = (place: Place, network: Network): IpFacts => ({
    country: place.country,
    region: place.region,
    city: place.city,
    latitude: place.latitude,
    longitude: place.longitude,
    asn: network.asn,
    isp: network.isp,
    classes: network.classes,
    basis: place.basis,
  });
  const networks = tables.networkNumber.length;
  const ofV4 = remembering((pair) => together(placeAt(Math.floor(pair / networks)), networkAt(pair % networks)));
  const ofV6 = remembering((pair) => together(countryAt(Math.floor(pair / networks)), networkAt(pair % networks)));
  const v4 = (address: number): IpFacts => {
    need(partOfV4(address));
    return ofV4(placeOfV4(tables, address) * networks + networkOfV4(tables, address));
  };
  const v6 = (high: number, low: number): IpFacts => {
    need(V6_PART);
    const country = runOfV6(tables.v6CountryHigh, tables.v6CountryLow, high, low);
    const network = runOfV6(tables.v6NetworkHigh, tables.v6NetworkLow, high, low);
    return ofV6((tables.v6Country[country] ?? 0) * networks + (tables.v6Network[network] ?? 0));
  };
  const long = new Ipv6Words();
  return {
    lookUp(address) {
      const short = parseIpv4(address);
      if (short >= 0) return isSpecialV4(short) ? NOTHING_KNOWN : v4(short);
      if (!long.read(address)) return NOTHING_KNOWN;
      const inner = long.mappedV4;
      if (inner >= 0) return isSpecialV4(inner) ? NOTHING_KNOWN : v4(inner);
      // Global addresses only (RFC 4291), without those of documentation (RFC 3849).
      return long.a >>> 29 !== 1 || long.a === 0x2001_0db8 ? NOTHING_KNOWN : v6(long.a, long.b);
    },
  };
}

/**
 * The same answer for the same number. Kept in two generations: when the young one is full it becomes the old one, so that what is
 * asked often is never made anew, and memory stays bounded.
 */
function remembering<T>(make: (key: number) => T): (key: number) => T {
  let young = new Map<number, T>();
  let old = new Map<number, T>();
  return (key) => {
    const known = young.get(key);
    if (known !== undefined) return known;
    const value = old.get(key) ?? make(key);
    if (young.size >= MEMO_ENTRIES) {
      old = young;
      young = new Map();
    }
    young.set(key, value);
    return value;
  };
}

/** Blocks that are nobody's in particular (RFC 6890, RFC 1112): private, shared, loopback, documentation, multicast. */
const SPECIAL_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
].map((block) => {
  const [address = '', bits] = block.split('/');
  return { first: parseIpv4(address), shift: 32 - Number(bits) };
});

/** By first octet: the blocks to try. Nearly all octets have none. */
const SPECIAL_BY_OCTET = Array.from({ length: 256 }, (_, octet) =>
  SPECIAL_V4.filter(({ first, shift }) =>
    shift > 24 ? first >>> shift === octet >>> (shift - 24) : first >>> 24 === octet,
  ),
);

function isSpecialV4(address: number): boolean {
  for (const { first, shift } of SPECIAL_BY_OCTET[address >>> 24] ?? []) {
    if (address >>> shift === first >>> shift) return true;
  }
  return false;
}

function countryOf(code: number): string | null {
  return code === 0 ? null : String.fromCharCode(code >>> 8, code & 255);
}

function degrees(value: number | undefined): number | null {
  return value === undefined || value === NO_COORDINATE ? null : value / 10_000;
}
