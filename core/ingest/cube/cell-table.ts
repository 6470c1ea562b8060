/**
 * In: one event at a time, as ids and numbers. Out: cells sorted by hour, user, destination.
 * Guarantee: an event is added to exactly one cell or refused because the table is full.
 */
import { allocateColumns, type CellColumns, MARKED_MINUTES, type MinuteMarks } from './columns.ts';
import { sortedOrder } from './sorted-order.ts';

/** Most cells of one hand-over, and so of one segment. */
export const MAX_CELLS = 131_072;
const SLOTS = MAX_CELLS * 2;

/** Whole numbers of a cell, side by side: events come in no order of cells, and each column of its own would be a cache miss. */
const INTS = 8;
const HOUR = 0;
const DEST = 1;
const USER = 2;
const SOURCE = 3;
const DEVICE = 4;
const FLAGS = 5;
const FIRST = 6;
const LAST = 7;

const SUMS = 4;
const TX = 0;
const SENT = 1;
const RECEIVED = 2;
const TOTAL = 3;

/** Open-addressing table over typed arrays; the hash is seeded so that log lines cannot aim at collisions. */
export class CellTable {
  count = 0;
  private readonly ints = new Int32Array(MAX_CELLS * INTS);
  private readonly sums = new Float64Array(MAX_CELLS * SUMS);
  /** Early and late minutes of each cell. */
  private readonly marks = new Int32Array(MAX_CELLS * 2);
  private readonly slots = new Int32Array(SLOTS).fill(-1);
  /** Which frame touched a cell last; lets the frame's key list be built without a set. */
  private readonly stamp = new Int32Array(MAX_CELLS).fill(-1);
  private readonly seed: number;

  constructor(seed: number) {
    this.seed = seed | 0;
  }

  get full(): boolean {
    return this.count >= MAX_CELLS;
  }

  /**
   * Adds `tx` transactions to the cell of this key. Byte measures below 0 are unknown and must agree with `flags`.
   * @param minute of the hour bucket, 0 to 59
   * @returns the cell's index, or -1 when the key is new and the table is full.
   */
  add(
    hour: number,
    dest: number,
    user: number,
    source: number,
    device: number,
    flags: number,
    tx: number,
    sent: number,
    received: number,
    total: number,
    second: number,
    minute: number,
  ): number {
    const { ints, slots } = this;
    let h = Math.imul(hour ^ this.seed, 0x9e3779b1) ^ Math.imul(dest + 0x7f4a7c15, 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 15) ^ user, 0xc2b2ae35) ^ Math.imul(source + (device << 5) + flags, 0x27d4eb2f);
    h ^= h >>> 13;
    let slot = Math.imul(h, 0x165667b1) >>> 14;
    for (;;) {
      const cell = slots[slot] ?? -1;
      if (cell < 0) {
        break;
      }
      const at = cell * INTS;
      if (
        ints[at + DEST] === dest &&
        ints[at + HOUR] === hour &&
        ints[at + USER] === user &&
        ints[at + SOURCE] === source &&
        ints[at + FLAGS] === flags &&
        ints[at + DEVICE] === device
      ) {
        this.accumulate(cell, tx, sent, received, total, second);
        this.mark(cell, minute);
        return cell;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    const cell = this.count;
    if (cell >= MAX_CELLS) {
      return -1;
    }
    this.count = cell + 1;
    slots[slot] = cell;
    const at = cell * INTS;
    ints[at + HOUR] = hour;
    ints[at + DEST] = dest;
    ints[at + USER] = user;
    ints[at + SOURCE] = source;
    ints[at + DEVICE] = device;
    ints[at + FLAGS] = flags;
    ints[at + FIRST] = second;
    ints[at + LAST] = second;
    const { sums } = this;
    const sum = cell * SUMS;
    sums[sum + TX] = tx;
    sums[sum + SENT] = sent > 0 ? sent : 0;
    sums[sum + RECEIVED] = received > 0 ? received : 0;
    sums[sum + TOTAL] = total > 0 ? total : 0;
    this.marks[2 * cell] = 0;
    this.marks[2 * cell + 1] = 0;
    this.mark(cell, minute);
    return cell;
  }

  private mark(cell: number, minute: number): void {
    const isLate = minute >= MARKED_MINUTES;
    const at = isLate ? 2 * cell + 1 : 2 * cell;
    this.marks[at] = (this.marks[at] ?? 0) | (1 << (isLate ? minute - MARKED_MINUTES : minute));
  }

  private accumulate(cell: number, tx: number, sent: number, received: number, total: number, second: number): void {
    const { ints, sums } = this;
    const sum = cell * SUMS;
    sums[sum + TX] = (sums[sum + TX] ?? 0) + tx;
    if (sent > 0) sums[sum + SENT] = (sums[sum + SENT] ?? 0) + sent;
    if (received > 0) sums[sum + RECEIVED] = (sums[sum + RECEIVED] ?? 0) + received;
    if (total > 0) sums[sum + TOTAL] = (sums[sum + TOTAL] ?? 0) + total;
    const at = cell * INTS;
    // Seconds reach beyond 31 bits (2038): what the signed column gives back is read unsigned.
    if (second < (ints[at + FIRST] ?? 0) >>> 0) ints[at + FIRST] = second;
    if (second > (ints[at + LAST] ?? 0) >>> 0) ints[at + LAST] = second;
  }

  /** True the first time this cell is touched within `frame`. */
  touch(cell: number, frame: number): boolean {
    if (this.stamp[cell] === frame) {
      return false;
    }
    this.stamp[cell] = frame;
    return true;
  }

  /** Sorted copies of all columns (fresh buffers, safe to transfer); the table is empty afterwards. */
  drain(): { readonly cells: CellColumns; readonly marks: MinuteMarks } {
    const n = this.count;
    const { ints, sums } = this;
    const order = sortedOrder([this.column(DEST), this.column(USER), this.column(HOUR)], n);
    const out = allocateColumns(n);
    const marks = { early: new Uint32Array(n), late: new Uint32Array(n) };
    for (let i = 0; i < n; i++) {
      const from = order[i] ?? 0;
      const at = from * INTS;
      out.hour[i] = ints[at + HOUR] ?? 0;
      out.user[i] = ints[at + USER] ?? 0;
      out.dest[i] = ints[at + DEST] ?? 0;
      out.source[i] = ints[at + SOURCE] ?? 0;
      out.device[i] = ints[at + DEVICE] ?? 0;
      out.flags[i] = ints[at + FLAGS] ?? 0;
      out.first[i] = ints[at + FIRST] ?? 0;
      out.last[i] = ints[at + LAST] ?? 0;
      const sum = from * SUMS;
      out.tx[i] = sums[sum + TX] ?? 0;
      out.sent[i] = sums[sum + SENT] ?? 0;
      out.received[i] = sums[sum + RECEIVED] ?? 0;
      out.total[i] = sums[sum + TOTAL] ?? 0;
      marks.early[i] = this.marks[2 * from] ?? 0;
      marks.late[i] = this.marks[2 * from + 1] ?? 0;
    }
    this.count = 0;
    this.slots.fill(-1);
    this.stamp.fill(-1);
    return { cells: out, marks };
  }

  private column(field: number): Int32Array {
    const column = new Int32Array(this.count);
    for (let i = 0; i < column.length; i++) {
      column[i] = this.ints[i * INTS + field] ?? 0;
    }
    return column;
  }
}
