/**
 * The cube's cell: stream × hour × destination × user × source × device × flags → measures.
 * `flags` holds the action and which byte measures the line knew, so that a sum never mixes 0 with unknown.
 */

/** Flags, low two bits: action code of formats/api.ts (0 unknown, 1 allowed, 2 blocked). */
export const FLAG_ACTION = 0b00011;
export const FLAG_SENT = 0b00100;
export const FLAG_RECEIVED = 0b01000;
export const FLAG_TOTAL = 0b10000;

/** Columns of a batch or segment, all of the same length. Ids: 0 means unknown. */
export interface CellColumns {
  /** floor((seconds + m·60) / 3600), m = the workspace's bucket minutes. */
  readonly hour: Int32Array;
  readonly user: Uint32Array;
  readonly dest: Uint32Array;
  readonly source: Uint32Array;
  readonly device: Uint32Array;
  readonly flags: Uint8Array;
  readonly tx: Uint32Array;
  readonly sent: Float64Array;
  readonly received: Float64Array;
  readonly total: Float64Array;
  /** First and last event, seconds since the epoch. */
  readonly first: Uint32Array;
  readonly last: Uint32Array;
}

export const COLUMN_NAMES = [
  'hour',
  'user',
  'dest',
  'source',
  'device',
  'flags',
  'tx',
  'sent',
  'received',
  'total',
  'first',
  'last',
] as const satisfies readonly (keyof CellColumns)[];
export type ColumnName = (typeof COLUMN_NAMES)[number];

export function allocateColumns(length: number): CellColumns {
  return {
    hour: new Int32Array(length),
    user: new Uint32Array(length),
    dest: new Uint32Array(length),
    source: new Uint32Array(length),
    device: new Uint32Array(length),
    flags: new Uint8Array(length),
    tx: new Uint32Array(length),
    sent: new Float64Array(length),
    received: new Float64Array(length),
    total: new Float64Array(length),
    first: new Uint32Array(length),
    last: new Uint32Array(length),
  };
}

/**
 * In which minutes of its hour a cell saw transactions, as bits: `early` holds minutes 0–29, `late` 30–59. They tell how regular a
 * source comes back, finer than the cube's hours; stored beside the columns and read only for that.
 */
export interface MinuteMarks {
  readonly early: Uint32Array;
  readonly late: Uint32Array;
}

export const MARKED_MINUTES = 30;

/** Minute of an instant (seconds) within its hour bucket. */
export function minuteOf(seconds: number, hour: number, bucketMinutes: number): number {
  return Math.floor((seconds - hour * 3600) / 60) + bucketMinutes;
}

/** Hour bucket of an instant (seconds) in a workspace whose buckets are shifted by m minutes (0, 30 or 45). */
export function hourOf(seconds: number, bucketMinutes: number): number {
  return Math.floor((seconds + bucketMinutes * 60) / 3600);
}

/** First second of an hour bucket. */
export function hourStart(hour: number, bucketMinutes: number): number {
  return hour * 3600 - bucketMinutes * 60;
}
