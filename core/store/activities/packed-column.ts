/**
 * Columns of words and bytes as a list of the values that a block has, and for each row the place of its value. In: a column. Out: its bytes, and
 * back. As small as the compressed column, and read without unpacking it: the list alone says what a block holds, and a condition
 * is decided per value.
 *
 * The bytes: codec, CRC-32 of what follows, bits of a place (0, 1, 2, 4, 8 or 16), number of values (32 bits); the values, ascending, as LEB128
 * of their differences; the places, the first in the lowest bits.
 */
import { crc32 } from 'node:zlib';
import { AppError } from '../../contract/errors.ts';

/** Behind the codecs of `segments/codec.ts`. */
const PACKED = 2;
const HEAD_BYTES = 10;
const MOST_VALUES = 2 ** 16;
/** Fewer changes from row to row than one in so many: compressed, the column is smaller by far. */
const LONG_RUN = 16;

export interface PackedColumn {
  /** As stored, each once and ascending. */
  readonly values: Uint32Array;
  /** By row. A place that has no value, which no writer makes, stands for 0. */
  readonly places: Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;
}

/** Place of a value met in the column at hand; of others it holds anything. */
let placeOf = new Uint32Array(1024);

/** @returns null for a column that is smaller otherwise, or of zeros only */
export function packColumn(column: Uint32Array | Uint8Array): Buffer | null {
  const values = valuesOf(column);
  if (values === null || (values.length === 1 && values[0] === 0)) return null;
  const bits = bitsFor(values.length);
  const head = HEAD_BYTES + values.length * MOST_LEB;
  const out = Buffer.alloc(head + Math.ceil((column.length * bits) / 8));
  let at = HEAD_BYTES;
  let last = 0;
  for (const [place, value] of values.entries()) {
    placeOf[value] = place;
    at = writeLeb(out, at, value - last);
    last = value;
  }
  at = writePlaces(out, at, column, bits);
  out[0] = PACKED;
  out[5] = bits;
  out.writeUInt32LE(values.length, 6);
  const packed = out.subarray(0, at);
  packed.writeUInt32LE(crc32(packed.subarray(5)), 1);
  return packed;
}

function valuesOf(column: Uint32Array | Uint8Array): Uint32Array | null {
  const met = new Uint32Array(Math.min(column.length, MOST_VALUES));
  let count = 0;
  let changes = 0;
  let before = -1;
  for (let row = 0; row < column.length; row++) {
    const value = column[row] ?? 0;
    if (value === before) continue;
    before = value;
    changes++;
    if (value >= placeOf.length) {
      const longer = new Uint32Array(Math.max(value + 1, placeOf.length * 2));
      longer.set(placeOf);
      placeOf = longer;
    }
    const place = placeOf[value] ?? 0;
    if (place < count && met[place] === value) continue;
    if (count === MOST_VALUES) return null;
    placeOf[value] = count;
    met[count++] = value;
  }
  if (count === 0 || (count > 1 && changes * LONG_RUN < column.length)) return null;
  return met.subarray(0, count).sort();
}

function bitsFor(values: number): number {
  if (values === 1) return 0;
  if (values <= 4) return values <= 2 ? 1 : 2;
  if (values <= 16) return 4;
  return values <= 256 ? 8 : 16;
}

/** Bytes of the longest. */
const MOST_LEB = 5;

function writeLeb(out: Buffer, start: number, value: number): number {
  let at = start;
  let left = value;
  for (; left >= 128; left = Math.floor(left / 128)) out[at++] = (left % 128) | 128;
  out[at++] = left;
  return at;
}

function writePlaces(out: Buffer, start: number, column: Uint32Array | Uint8Array, bits: number): number {
  for (let row = 0; row < column.length; row++) {
    const place = placeOf[column[row] ?? 0] ?? 0;
    const bit = row * bits;
    const at = start + (bit >>> 3);
    if (bits === 16) {
      out[at] = place & 255;
      out[at + 1] = place >>> 8;
    } else out[at] = (out[at] ?? 0) | (place << (bit & 7));
  }
  return start + Math.ceil((column.length * bits) / 8);
}

export function isPacked(data: Uint8Array): boolean {
  return data[0] === PACKED;
}

/** @param name of the column, for the error. @throws AppError workspace.corrupt */
export function unpackColumn(data: Buffer, name: string, rows: number): PackedColumn {
  if (!isWhole(data)) throw damagedColumn(name);
  const bits = data[5] ?? 0;
  const count = data.readUInt32LE(6);
  if (count > Math.min(rows, MOST_VALUES) || count === 0 || bitsFor(count) !== bits) throw damagedColumn(name);
  const values = new Uint32Array(count);
  let at = HEAD_BYTES;
  let value = 0;
  for (let place = 0; place < count; place++) {
    let factor = 1;
    let byte = 128;
    for (; byte >= 128 && factor <= 2 ** 28; factor *= 128) {
      byte = data[at++] ?? 128;
      value += (byte & 127) * factor;
    }
    if (byte >= 128 || value >= 2 ** 32 || (place > 0 && value <= (values[place - 1] ?? 0))) throw damagedColumn(name);
    values[place] = value;
  }
  if (data.length - at !== Math.ceil((rows * bits) / 8)) throw damagedColumn(name);
  return { values, places: placesOf(data, at, rows, bits) };
}

/**
 * What one row of a packed column has, without unpacking the others. @param data that `isWhole`
 * @throws AppError workspace.corrupt
 */
export function valueAt(data: Uint8Array, name: string, rows: number, row: number): number {
  const bits = data[5] ?? 0;
  const start = data.length - Math.ceil((rows * bits) / 8);
  if (start < HEAD_BYTES) throw damagedColumn(name);
  const bit = row * bits;
  const at = start + (bit >>> 3);
  const low = data[at] ?? 0;
  const place = bits === 16 ? low | ((data[at + 1] ?? 0) << 8) : (low >>> (bit & 7)) & ((1 << bits) - 1);
  let value = 0;
  let read = HEAD_BYTES;
  for (let left = place; left >= 0; left--) {
    let factor = 1;
    let byte = 128;
    for (; byte >= 128 && factor <= 2 ** 28; factor *= 128) {
      byte = data[read++] ?? 128;
      value += (byte & 127) * factor;
    }
    if (byte >= 128 || read > start) throw damagedColumn(name);
  }
  return value;
}

/** Whether the bytes of a packed column are those that were written. */
export function isWhole(data: Buffer): boolean {
  return data.length >= HEAD_BYTES && data.readUInt32LE(1) === crc32(data.subarray(5));
}

function placesOf(data: Buffer, start: number, rows: number, bits: number): PackedColumn['places'] {
  if (bits >= 8) {
    const bytes = new Uint8Array(data.length - start);
    bytes.set(data.subarray(start));
    return bits === 8 ? bytes : new Uint16Array(bytes.buffer);
  }
  const places = new Uint8Array(rows);
  const mask = (1 << bits) - 1;
  for (let row = 0; bits > 0 && row < rows; row++) {
    const bit = row * bits;
    places[row] = ((data[start + (bit >>> 3)] ?? 0) >>> (bit & 7)) & mask;
  }
  return places;
}

/** The column row by row, as it was. */
export function spread<C extends Uint32Array | Uint8Array>({ values, places }: PackedColumn, out: C): C {
  for (let row = 0; row < out.length; row++) out[row] = values[places[row] ?? 0] ?? 0;
  return out;
}

/** What a reader says of stored bytes that are not what was written. */
export function damagedColumn(name: string): AppError {
  return new AppError(
    'workspace.corrupt',
    `A stored column (${name}) is damaged. Run the integrity check, then restore a backup.`,
    { column: name },
  );
}
