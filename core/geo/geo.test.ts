/** Tables as the build writes them, asked as the console does; a plain scan over the same runs is the judge. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeTables } from '../../resources/geo/build/make-tables.ts';
import { classesOf, readClassTable } from './classes.ts';
import { bytesOf, createGeoLookUp, GeoDataError, type GeoLookUp, NOTHING_KNOWN, tablesOver } from './index.ts';
import type { Tables } from './layout.ts';
import { BASE_PART, FIRST_V4_PART, PART_COUNT, packPart, unpackPart, V6_PART } from './parts.ts';

interface Runs {
  readonly v4: readonly (readonly [number, number])[];
  readonly v4Networks: readonly (readonly [number, number])[];
  readonly v6: readonly (readonly [bigint, number])[];
}

const country = (text: string): number => text.charCodeAt(0) * 256 + text.charCodeAt(1);
const NOWHERE = { country: '', region: '', city: '', latitude: null, longitude: null };
const PLACES = [
  NOWHERE,
  { country: 'DE', region: 'Ruhr', city: 'Essen', latitude: 514_556, longitude: -70_116 },
  { ...NOWHERE, country: 'NL' },
];

function startsOf<N extends number | bigint>(
  pairs: readonly (readonly [N, number])[],
): { starts: N[]; values: number[] } {
  return { starts: pairs.map(([start]) => start), values: pairs.map(([, value]) => value) };
}

function built(runs: Runs): ReturnType<typeof makeTables> {
  return makeTables({
    runs: { places: PLACES, ...startsOf(runs.v4) },
    countries: startsOf(runs.v6),
    networks: {
      numbers: [0, 64_500, 64_501],
      names: ['', 'Example Telecom', 'Beispiel-Universität'],
      v4: startsOf(runs.v4Networks),
      v6: startsOf<bigint>([]),
    },
  });
}

/** Parts are unpacked as look-ups ask for them. */
function lookUpOver(runs: Runs): GeoLookUp & { readonly read: ReadonlySet<number> } {
  const { sizes, tables: written } = built(runs);
  const classes = readClassTable('# comment\n64500\tmobile,isp\tExample Telecom\n');
  const tables = tablesOver(new ArrayBuffer(bytesOf(sizes)), sizes);
  const read = new Set<number>();
  const need = (part: number): void => {
    if (!read.has(part)) unpackPart(packPart(part, written), part, tables);
    read.add(part);
  };
  need(BASE_PART);
  return { ...createGeoLookUp(tables, need, (bytes) => Buffer.from(bytes).toString('utf8'), classes), read };
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
    // One object for all that is in one place and network.
    for (const same of ['::ffff:8.1.2.3', '8.200.0.1']) expect(geo.lookUp(same)).toBe(geo.lookUp('8.1.2.3'));
    expect(geo.lookUp('9.0.0.0')).not.toBe(geo.lookUp('8.1.2.3'));
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

describe('parts', () => {
  const runs: Runs = {
    v4: [
      [0, 1],
      [70_000, 2],
      [0x0900_0001, 1],
    ],
    v4Networks: [
      [5, 1],
      [0x0900_0000, 2],
    ],
    v6: [
      [1n, 2],
      [0x2a01_04f8_0000_0001n, 3],
    ],
  };

  it('give back the tables, each its own rows', () => {
    const { sizes, tables } = built(runs);
    const read = tablesOver(new ArrayBuffer(bytesOf(sizes)), sizes);
    for (let part = 0; part < PART_COUNT; part++) unpackPart(packPart(part, tables), part, read);
    for (const name of Object.keys(tables) as (keyof Tables)[]) expect(read[name], name).toEqual(tables[name]);
  });

  it('are read only where a look-up needs them', () => {
    const geo = lookUpOver(runs);
    geo.lookUp('10.0.0.1');
    expect([...geo.read]).toEqual([BASE_PART]);
    geo.lookUp('9.0.0.1');
    geo.lookUp('9.255.0.1');
    expect([...geo.read]).toEqual([BASE_PART, FIRST_V4_PART + 9]);
    geo.lookUp('2a01:4f8::1');
    expect([...geo.read]).toEqual([BASE_PART, FIRST_V4_PART + 9, V6_PART]);
  });

  it('are refused when they are shorter or longer than the tables', () => {
    const { sizes, tables } = built(runs);
    const read = tablesOver(new ArrayBuffer(bytesOf(sizes)), sizes);
    const base = packPart(BASE_PART, tables);
    for (const bytes of [base.subarray(1), Buffer.concat([base, Buffer.alloc(1)]), Buffer.alloc(0)]) {
      expect(() => unpackPart(bytes, BASE_PART, read)).toThrow(GeoDataError);
    }
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
