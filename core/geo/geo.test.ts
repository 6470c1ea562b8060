/** Tables as the build writes them, asked as the console does; a plain scan over the same runs is the judge. */
import { brotliDecompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { halves, packed, steps, varints, zigzag } from '../../resources/geo/build/columns.ts';
import { classesOf, readClassTable } from './classes.ts';
import { decodeNetworks, decodePlaces, decodeV4Places, decodeV6Countries, UNKNOWN_DEGREE } from './decode.ts';
import {
  bytesOf,
  createGeoLookUp,
  GeoDataError,
  type GeoLookUp,
  NOTHING_KNOWN,
  type Sizes,
  tablesOver,
} from './index.ts';
import type { Tables } from './layout.ts';

const STRINGS = ['', 'Ruhr', 'Essen', 'Example Telecom', 'Beispiel-Universität'];
const CITIES = 3;

interface Runs {
  readonly v4: readonly (readonly [number, number])[];
  readonly v4Networks: readonly (readonly [number, number])[];
  readonly v6: readonly (readonly [bigint, number])[];
}

const unpacked = (columns: readonly Buffer[]): Buffer => brotliDecompressSync(packed(columns));
const country = (text: string): number => text.charCodeAt(0) * 256 + text.charCodeAt(1);

function filesOf(runs: Runs): { sizes: Sizes; files: Record<'places' | 'v4' | 'v6' | 'networks', Buffer> } {
  const texts = STRINGS.map((text) => Buffer.from(text));
  const first = (pairs: readonly (readonly [number, number])[]) => pairs.map(([start]) => start);
  const second = (pairs: readonly (readonly [number | bigint, number])[]) => pairs.map(([, value]) => value);
  return {
    sizes: {
      v4Places: runs.v4.length + 65_536 - runs.v4.filter(([start]) => start % 65_536 === 0).length,
      places: CITIES,
      v6Countries: runs.v6.length,
      v4Networks: runs.v4Networks.length,
      v6Networks: 0,
      networks: 3,
      strings: STRINGS.length,
      stringBytes: texts.reduce((sum, text) => sum + text.length, 0),
    },
    files: {
      places: unpacked([
        varints(texts.map((text) => text.length)),
        Buffer.concat(texts),
        varints([0, country('DE'), country('NL')]),
        varints([0, 1, 0]),
        varints([0, 2, 0]),
        varints([UNKNOWN_DEGREE, 514_556, UNKNOWN_DEGREE].map(zigzag)),
        varints([UNKNOWN_DEGREE, -70_116, UNKNOWN_DEGREE].map(zigzag)),
      ]),
      v4: unpacked([varints(steps(first(runs.v4))), varints(second(runs.v4))]),
      v6: unpacked([...halves(runs.v6.map(([start]) => start)), varints(second(runs.v6))]),
      networks: unpacked([
        varints(steps([0, 64_500, 64_501])),
        varints([0, 3, 4]),
        varints(steps(first(runs.v4Networks))),
        varints(second(runs.v4Networks)),
        varints([]),
        varints([]),
        varints([]),
      ]),
    },
  };
}

function decoded(runs: Runs): Tables {
  const { sizes, files } = filesOf(runs);
  const tables = tablesOver(new ArrayBuffer(bytesOf(sizes)), sizes);
  decodePlaces(files.places, sizes, tables);
  decodeV4Places(files.v4, sizes, tables);
  decodeV6Countries(files.v6, sizes, tables);
  decodeNetworks(files.networks, sizes, tables);
  return tables;
}

function lookUpOver(runs: Runs): GeoLookUp {
  const classes = readClassTable('# comment\n64500\tmobile,isp\tExample Telecom\n');
  return createGeoLookUp(decoded(runs), (bytes) => Buffer.from(bytes).toString('utf8'), classes);
}

const dotted = (value: number): string =>
  [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255].join('.');
const NO_RUNS: Runs = { v4: [], v4Networks: [], v6: [] };

/** Sorted starts without neighbours of one value. */
const runsOf = (values: number) =>
  fc
    .uniqueArray(fc.tuple(fc.nat(0xffff_ffff), fc.integer({ min: 0, max: values })), { selector: ([start]) => start })
    .map((pairs) => pairs.sort(([a], [b]) => a - b));
const holding = (runs: readonly (readonly [number, number])[], at: number): number =>
  runs.findLast(([start]) => start <= at)?.[1] ?? 0;

describe('look-ups', () => {
  it('answer as a scan over the runs does', () => {
    fc.assert(
      fc.property(runsOf(2), runsOf(2), fc.array(fc.nat(0xffff_ffff), { minLength: 20 }), (v4, v4Networks, asked) => {
        const geo = lookUpOver({ ...NO_RUNS, v4, v4Networks });
        const edges = [...v4, ...v4Networks].flatMap(([start]) => [start, Math.max(0, start - 1)]);
        for (const address of [...asked, ...edges]) {
          const facts = geo.lookUp(dotted(address));
          if (facts === NOTHING_KNOWN) continue;
          expect(facts.country).toBe([null, 'DE', 'NL'][holding(v4, address)]);
          expect(facts.asn).toBe([null, 64_500, 64_501][holding(v4Networks, address)]);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('give names, coordinates, classes and what they rest on', () => {
    const geo = lookUpOver({
      ...NO_RUNS,
      v4: [
        [0x0800_0000, 1],
        [0x0900_0000, 2],
      ],
      v4Networks: [
        [0x0800_0000, 1],
        [0x0900_0000, 2],
      ],
    });
    expect(geo.lookUp('8.1.2.3')).toEqual({
      country: 'DE',
      region: 'Ruhr',
      city: 'Essen',
      latitude: 51.4556,
      longitude: -7.0116,
      asn: 64_500,
      isp: 'Example Telecom',
      classes: [
        { class: 'mobile', basis: 'table' },
        { class: 'isp', basis: 'table' },
      ],
      basis: 'city',
    });
    expect(geo.lookUp('9.255.255.255')).toMatchObject({ country: 'NL', city: null, latitude: null, basis: 'registry' });
    expect(geo.lookUp('9.0.0.0').classes).toEqual([{ class: 'education', basis: 'name' }]);
    expect(geo.lookUp('::ffff:8.1.2.3')).toEqual(geo.lookUp('8.1.2.3'));
  });

  it('know IPv6 by its upper half', () => {
    const run = (upper: bigint, value: number): readonly [bigint, number] => [upper, value];
    const v6 = [
      run(0x2a01_04f8_0000_0000n, country('DE')),
      run(0x2a01_04f8_0000_0001n, country('NL')),
      run(0x2a02_0000_0000_0000n, 0),
    ];
    const geo = lookUpOver({ ...NO_RUNS, v6 });
    const asked = ['2a01:4f7::1', '2a01:4f8::1', '2a01:4f8:0:1::1', '2a01:ffff::', '2a02::1'];
    expect(asked.map((address) => geo.lookUp(address).country)).toEqual([null, 'DE', 'NL', 'NL', null]);
  });

  it.each([
    '',
    'host',
    '8.8.8',
    '10.0.0.1',
    '172.31.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.1.1',
    '::1',
    'fe80::1',
    'fd00::1',
    '2001:db8::1',
    '::ffff:10.0.0.1',
    '192.0.2.1',
    '198.51.100.255',
    '203.0.113.0',
    '198.19.0.1',
    '224.0.0.1',
    '255.255.255.255',
  ])('know nothing of %j', (address) => {
    const v4: Runs['v4'] = [[0, 1]];
    expect(lookUpOver({ ...NO_RUNS, v4, v6: [[0n, country('DE')]] }).lookUp(address)).toBe(NOTHING_KNOWN);
  });
});

describe('damaged files', () => {
  const runs: Runs = {
    v4: [
      [0, 1],
      [70_000, 2],
    ],
    v4Networks: [[5, 1]],
    v6: [[1n, 2]],
  };
  const { sizes, files } = filesOf(runs);
  const decoders = { places: decodePlaces, v4: decodeV4Places, v6: decodeV6Countries, networks: decodeNetworks };

  it('are refused or read to their end, never past it', () => {
    const which = fc.constantFrom('places', 'v4', 'v6', 'networks');
    fc.assert(
      fc.property(which, fc.nat(), fc.nat(255), fc.nat(), (name, at, byte, cut) => {
        const bytes = Buffer.from(files[name as keyof typeof files]);
        bytes[at % bytes.length] = byte;
        const tables = tablesOver(new ArrayBuffer(bytesOf(sizes)), sizes);
        try {
          decoders[name as keyof typeof decoders](bytes.subarray(0, bytes.length - (cut % 3)), sizes, tables);
        } catch (cause) {
          expect(cause).toBeInstanceOf(GeoDataError);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('network classes', () => {
  it.each([
    ['Universidad de Ejemplo', 'education'],
    ['University Data Center', 'education'],
    ['State of Exampleland', 'government'],
    ['Example Hosting Ltd', 'hosting'],
    ['Example Data Centers Inc', 'hosting'],
    ['Best VPN Ltd', 'vpn'],
    ['Example Satellite Broadband', 'satellite'],
    ['Example Mobile Communications', 'mobile'],
    ['Example Telekom AG', 'isp'],
  ])('%s looks like %s, by its name', (name, kind) => {
    expect(classesOf(new Map(), 1, name)).toEqual([{ class: kind, basis: 'name' }]);
  });

  it.each(['Example Automobile Club', 'Directory Ltd', 'Exxample Oil', 'Universal Media', 'Statement Group'])(
    '%s says nothing',
    (name) => expect(classesOf(new Map(), 1, name)).toEqual([]),
  );

  it('refuses a table with an unknown class, a number twice or none', () => {
    for (const text of ['64500\tnice', '64500\tisp\n64500\tvpn', 'x\tisp', '0\tisp']) {
      expect(() => readClassTable(text)).toThrow(/Line \d/);
    }
  });
});
