import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { AppError } from '../../contract/errors.ts';
import { type CellColumns, COLUMN_NAMES, type ColumnName, type MinuteMarks } from '../../ingest/cube/columns.ts';

type Column = Int32Array | Uint32Array | Uint8Array | Float64Array;

/** First byte of a column BLOB: every value is 0, or zstd of the little-endian array. */
const ALL_ZERO = 0;
const ZSTD = 1;

/** Node takes no smaller one. */
const LEAST_CHUNK = 64;

/** Level 1 with a table that stays in the processor's nearest cache: what a column repeats is near. */
const ZSTD_PARAMS = {
  [constants.ZSTD_c_compressionLevel]: 1,
  [constants.ZSTD_c_checksumFlag]: 1,
  [constants.ZSTD_c_hashLog]: 13,
  [constants.ZSTD_c_windowLog]: 17,
};
/** ZSTD_compressBound adds a 256th and less than this. */
const SPARE_OUTPUT = 1024;

/** Numbers of the columns of minute marks, behind those of COLUMN_NAMES; imports of versions before them have none. */
export const EARLY_COLUMN = 12;
export const LATE_COLUMN = 13;

const WIDTH: Record<ColumnName | keyof MinuteMarks, number> = {
  hour: 4,
  user: 4,
  dest: 4,
  source: 4,
  device: 4,
  flags: 1,
  tx: 4,
  sent: 8,
  received: 8,
  total: 8,
  first: 4,
  last: 4,
  early: 4,
  late: 4,
};

export function encodeColumn(column: Column): Buffer {
  if (isZero(column)) {
    return Buffer.from([ALL_ZERO]);
  }
  const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
  // Room for the worst case: the encoder then reads the column where it lies instead of copying it.
  const chunkSize = bytes.length + (bytes.length >> 8) + SPARE_OUTPUT;
  const packed = zstdCompressSync(bytes, { params: ZSTD_PARAMS, chunkSize, pledgedSrcSize: bytes.length });
  const out = Buffer.allocUnsafe(packed.length + 1);
  out[0] = ZSTD;
  packed.copy(out, 1);
  // The room for the worst case goes back at once; small pieces are parts of a pool.
  if (packed.buffer instanceof ArrayBuffer && packed.buffer.byteLength > Buffer.poolSize) packed.buffer.transfer(0);
  return out;
}

/** A loop: a call for each value takes ten times as long. */
function isZero(column: Column): boolean {
  for (let i = 0; i < column.length; i++) if (column[i] !== 0) return false;
  return true;
}

/** The column at the front of a buffer of its own. */
function decodeBytes(data: Buffer, name: keyof typeof WIDTH, cells: number): ArrayBuffer {
  return decodeAtFront(data, name, cells * WIDTH[name]).buffer;
}

/** The `size` bytes of a column that `encodeColumn` wrote, fresh and aligned. @throws AppError workspace.corrupt */
export function decodeColumn(data: Buffer, name: string, size: number): ArrayBuffer {
  const { buffer } = decodeAtFront(data, name, size);
  return buffer.byteLength === size ? buffer : buffer.slice(0, size);
}

/** The same at the front of a buffer of their own, which may be longer: nothing is copied. @throws AppError workspace.corrupt */
export function decodeAtFront(data: Buffer, name: string, size: number): Uint8Array<ArrayBuffer> {
  if (isAllZero(data)) return new Uint8Array(size);
  let raw: Buffer | undefined;
  try {
    // One piece of output: the size is known. Where it were full, room for a second one would be made.
    const options = { maxOutputLength: Math.max(size, 1), chunkSize: size + LEAST_CHUNK };
    raw = data[0] === ZSTD ? zstdDecompressSync(data.subarray(1), options) : undefined;
  } catch {
    raw = undefined;
  }
  if (raw === undefined || raw.length !== size) {
    throw new AppError(
      'workspace.corrupt',
      `A stored column (${name}) is damaged. Run the integrity check, then restore a backup.`,
      {
        column: name,
      },
    );
  }
  const { buffer, byteOffset } = raw;
  return byteOffset === 0 && buffer instanceof ArrayBuffer ? new Uint8Array(buffer, 0, size) : new Uint8Array(raw);
}

/** Whether every value of a stored column is 0. */
export function isAllZero(data: Uint8Array): boolean {
  return data[0] === ALL_ZERO && data.length === 1;
}

/** Decodes one segment's columns, in the order of COLUMN_NAMES. */
export function decodeColumns(blobs: readonly Buffer[], cells: number): CellColumns {
  const of = <N extends ColumnName>(name: N): CellColumns[N] =>
    decodeNamed(name, blobs[COLUMN_NAMES.indexOf(name)] ?? Buffer.alloc(0), cells);
  return {
    hour: of('hour'),
    user: of('user'),
    dest: of('dest'),
    source: of('source'),
    device: of('device'),
    flags: of('flags'),
    tx: of('tx'),
    sent: of('sent'),
    received: of('received'),
    total: of('total'),
    first: of('first'),
    last: of('last'),
  };
}

const KINDS: { readonly [N in ColumnName]: new (bytes: ArrayBuffer, from: number, length: number) => CellColumns[N] } =
  {
    hour: Int32Array,
    user: Uint32Array,
    dest: Uint32Array,
    source: Uint32Array,
    device: Uint32Array,
    flags: Uint8Array,
    tx: Uint32Array,
    sent: Float64Array,
    received: Float64Array,
    total: Float64Array,
    first: Uint32Array,
    last: Uint32Array,
  };

/** One column of a segment. @throws AppError workspace.corrupt */
export function decodeNamed<N extends ColumnName>(name: N, blob: Buffer, cells: number): CellColumns[N] {
  return new KINDS[name](decodeBytes(blob, name, cells), 0, cells);
}

export function decodeMarks(early: Buffer, late: Buffer, cells: number): MinuteMarks {
  return {
    early: new Uint32Array(decodeBytes(early, 'early', cells), 0, cells),
    late: new Uint32Array(decodeBytes(late, 'late', cells), 0, cells),
  };
}
