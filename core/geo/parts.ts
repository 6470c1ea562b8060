/**
 * The tables in parts, each packed by itself, so that a look-up waits for what it needs and not for the whole world. In: a part's bytes as the
 * build wrote them, decompressed. Out: its rows in the tables.
 * A part is its columns one behind the other as they stand in memory (little-endian). Starts and ends are differences from the row before, which pack better.
 */
import type { Tables } from './layout.ts';

/** The bytes do not fit the tables. */
export class GeoDataError extends Error {
  override readonly name = 'GeoDataError';
}

/** What every look-up needs: networks, places, their names, and where the rows of the parts behind are. Read before any other. */
export const BASE_PART = 0;
/** All about IPv6 addresses. */
export const V6_PART = 1;
/** Where IPv4 addresses are: a part for each first byte. */
export const FIRST_V4_PART = 2;
const FIRST_BYTES = 256;
export const PART_COUNT = FIRST_V4_PART + FIRST_BYTES;

/** Blocks of 65,536 addresses with one first byte. */
const BLOCKS_PER_BYTE = 256;

const BASE_COLUMNS = [
  'v4Block',
  'v4NetworkStart',
  'v4Network',
  'networkNumber',
  'networkName',
  'placeCity',
  'placeLatitude',
  'placeLongitude',
  'stringEnd',
  'placeRegion',
  'placeCountry',
  'stringText',
] as const satisfies readonly (keyof Tables)[];
const V6_COLUMNS = [
  'v6CountryHigh',
  'v6CountryLow',
  'v6NetworkHigh',
  'v6NetworkLow',
  'v6Network',
  'v6Country',
] as const satisfies readonly (keyof Tables)[];
const V4_COLUMNS = ['v4Low', 'v4PlaceLow', 'v4PlaceHigh'] as const satisfies readonly (keyof Tables)[];

const STEPPED: ReadonlySet<keyof Tables> = new Set([
  'v4Block',
  'v4NetworkStart',
  'networkNumber',
  'stringEnd',
  'v6CountryHigh',
  'v6CountryLow',
  'v6NetworkHigh',
  'v6NetworkLow',
  'v4Low',
]);

/** The part that says where an IPv4 address is. */
export function partOfV4(address: number): number {
  return FIRST_V4_PART + (address >>> 24);
}

interface Slice {
  readonly rows: Tables[keyof Tables];
  readonly isStepped: boolean;
}

function slicesOf(tables: Tables, part: number): readonly Slice[] {
  const whole = (name: keyof Tables): Slice => ({ rows: tables[name], isStepped: STEPPED.has(name) });
  if (part === BASE_PART) return BASE_COLUMNS.map(whole);
  if (part === V6_PART) return V6_COLUMNS.map(whole);
  const block = (part - FIRST_V4_PART) * BLOCKS_PER_BYTE;
  const from = tables.v4Block[block] ?? 0;
  const to = tables.v4Block[block + BLOCKS_PER_BYTE] ?? 0;
  return V4_COLUMNS.map((name) => ({ rows: tables[name].subarray(from, to), isStepped: STEPPED.has(name) }));
}

function bytesOfRows({ buffer, byteOffset, byteLength }: Tables[keyof Tables]): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Bytes that a part takes. @param part of those behind the first only once that is filled */
export function bytesOfPart(part: number, tables: Tables): number {
  return slicesOf(tables, part).reduce((sum, { rows }) => sum + rows.byteLength, 0);
}

/** Fills a part of the tables. @param part as above. @throws GeoDataError */
export function unpackPart(bytes: Uint8Array, part: number, tables: Tables): void {
  const slices = slicesOf(tables, part);
  const wanted = bytesOfPart(part, tables);
  if (bytes.length !== wanted) throw new GeoDataError(`part ${part} has ${bytes.length} bytes and not ${wanted}`);
  let at = 0;
  for (const { rows, isStepped } of slices) {
    bytesOfRows(rows).set(bytes.subarray(at, at + rows.byteLength));
    at += rows.byteLength;
    if (!isStepped) continue;
    if (rows instanceof Uint32Array) sumUp(rows);
    else if (rows instanceof Uint16Array) sumUpShort(rows);
  }
}

/** Arrays take sums by the width of their numbers, so whatever was written comes back. */
function sumUp(rows: Uint32Array): void {
  let sum = 0;
  for (let row = 0; row < rows.length; row++) {
    sum = (sum + (rows[row] ?? 0)) >>> 0;
    rows[row] = sum;
  }
}

/** The same; a loop that meets one kind of array runs several times as fast. */
function sumUpShort(rows: Uint16Array): void {
  let sum = 0;
  for (let row = 0; row < rows.length; row++) {
    sum = (sum + (rows[row] ?? 0)) & 0xffff;
    rows[row] = sum;
  }
}

/** What `unpackPart` reads. */
export function packPart(part: number, tables: Tables): Uint8Array {
  const packed = slicesOf(tables, part).map(({ rows, isStepped }) => {
    const copy = rows.slice();
    if (isStepped) for (let row = copy.length - 1; row > 0; row--) copy[row] = (copy[row] ?? 0) - (copy[row - 1] ?? 0);
    return bytesOfRows(copy);
  });
  const out = new Uint8Array(packed.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const bytes of packed) {
    out.set(bytes, at);
    at += bytes.length;
  }
  return out;
}
