/** The shipped geo files: whole, small, true of well-known addresses, read once for all threads. */
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readClassTable } from '../../geo/index.ts';
import { FIRST_V4_PART } from '../../geo/parts.ts';
import { beginGeo, openGeo, reserveGeo } from './geo-data.ts';

const RESOURCES = path.resolve(import.meta.dirname, '../../../resources');
const folder = mkdtempSync(path.join(tmpdir(), 'undercast-geo-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function copyOf(name: string, files: (file: string) => boolean): string {
  const target = path.join(folder, name);
  mkdirSync(path.join(target, 'geo'), { recursive: true });
  for (const file of readdirSync(path.join(RESOURCES, 'geo')).filter(files)) {
    if (file !== 'build') copyFileSync(path.join(RESOURCES, 'geo', file), path.join(target, 'geo', file));
  }
  return target;
}

describe('shipped address data', () => {
  const share = reserveGeo(RESOURCES);
  const geo = openGeo(RESOURCES, share);

  it.each([
    ['8.8.8.8', { country: 'US', asn: 15_169, isp: 'Google LLC', basis: 'city' }],
    ['185.220.101.1', { country: 'DE', asn: 60_729, classes: [{ class: 'tor', basis: 'table' }] }],
    ['130.60.1.1', { country: 'CH', city: 'Zurich', asn: 559, classes: [{ class: 'education', basis: 'table' }] }],
    ['2a01:4f8::1', { country: 'DE', city: null, asn: 24_940, basis: 'registry' }],
    ['10.0.0.1', { country: null, asn: null, classes: [], basis: null }],
  ])('knows %s', (address, facts) => {
    expect(geo.lookUp(address)).toMatchObject(facts);
  });

  it('takes less than 60 MB in memory and 15 MB on disk', () => {
    expect(share.tables.byteLength).toBeLessThan(60_000_000);
    const onDisk = readdirSync(path.join(RESOURCES, 'geo')).map((file) => statSync(path.join(RESOURCES, 'geo', file)));
    expect(onDisk.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(15_000_000);
  });

  it('is read by the first who asks, and by nobody else', () => {
    const withoutTables = copyOf('empty', (file) => !file.endsWith('.bin'));
    expect(openGeo(withoutTables, share).lookUp('8.8.8.8').country).toBe('US');
    expect(() => openGeo(withoutTables, reserveGeo(withoutTables))).toThrow(/cannot be read/);
  });

  it('is there for who looks up once another thread has begun with it', async () => {
    const begun = reserveGeo(RESOURCES);
    await Promise.all([beginGeo(RESOURCES, begun), beginGeo(RESOURCES, begun)]);
    const withoutTables = copyOf('begun', (file) => !file.endsWith('.bin'));
    expect(openGeo(withoutTables, begun).lookUp('10.0.0.1').country).toBeNull();
    expect(openGeo(RESOURCES, begun).lookUp('2a01:4f8::1')).toEqual(geo.lookUp('2a01:4f8::1'));
  });

  it('is read by who looks up, who is told why it cannot be, where the thread that began could not', async () => {
    const damaged = copyOf('damaged-begun', () => true);
    writeFileSync(path.join(damaged, 'geo', 'addresses.bin'), 'too short');
    const own = reserveGeo(damaged);
    await beginGeo(damaged, own);
    expect(openGeo(RESOURCES, own).lookUp('8.8.8.8').country).toBe('US');
    const other = reserveGeo(damaged);
    await beginGeo(damaged, other);
    expect(() => openGeo(damaged, other)).toThrow('addresses.bin is too short');
    await expect(beginGeo(path.join(folder, 'nowhere'), reserveGeo(damaged))).resolves.toBeUndefined();
  });

  it('is refused when damaged, by every thread', () => {
    const damaged = copyOf('damaged', () => true);
    const file = path.join(damaged, 'geo', 'addresses.bin');
    const bytes = readFileSync(file);
    bytes[1000] = (bytes[1000] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    const own = reserveGeo(damaged);
    expect(() => openGeo(damaged, own)).toThrow('addresses.bin is damaged');
    expect(() => openGeo(RESOURCES, own)).toThrow('another thread could not read them');
  });

  it('is refused by the look-up that needs a damaged part, and by no other', () => {
    const damaged = copyOf('damaged-end', () => true);
    const file = path.join(damaged, 'geo', 'addresses.bin');
    const bytes = readFileSync(file);
    // Multicast and reserved blocks come last; before them lies 223.0.0.0/8.
    const { parts } = JSON.parse(readFileSync(path.join(damaged, 'geo', 'geo.json'), 'utf8')) as { parts: number[] };
    const start = parts.slice(0, FIRST_V4_PART + 223).reduce((sum, length) => sum + length, 0);
    bytes[start + 100] = (bytes[start + 100] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    const own = openGeo(damaged, reserveGeo(damaged));
    expect(own.lookUp('8.8.8.8').country).toBe('US');
    expect(() => own.lookUp('223.1.2.3')).toThrow('addresses.bin is damaged');
    expect(() => own.lookUp('223.1.2.3')).toThrow('another thread could not read them');
  });

  it('names every network that the class table names', () => {
    const text = readFileSync(path.join(RESOURCES, 'geo', 'asn-class.tsv'), 'utf8');
    const rows = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const numbers = rows.map((line) => Number(line.split('\t')[0]));
    expect(readClassTable(text).size).toBe(rows.length);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  });
});
