/**
 * In: one event at a time, as ids and numbers. Out: cells sorted by hour, user, destination.
 * Guarantee: an event is added to exactly one cell or refused because the table is full.
 */
import { allocateColumns, type CellColumns } from './columns.ts';
import { sortedOrder } from './sorted-order.ts';

/** Most cells of one hand-over, and so of one segment. */
export const MAX_CELLS = 131_072;
const SLOTS = MAX_CELLS * 2;

/** Open-addressing table over typed arrays; the hash is seeded so that log lines cannot aim at collisions. */
export class CellTable {
  count = 0;
  private readonly cells: CellColumns = allocateColumns(MAX_CELLS);
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
  ): number {
    const c = this.cells;
    let h = Math.imul(hour ^ this.seed, 0x9e3779b1) ^ Math.imul(dest + 0x7f4a7c15, 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 15) ^ user, 0xc2b2ae35) ^ Math.imul(source + (device << 5) + flags, 0x27d4eb2f);
    h ^= h >>> 13;
    let slot = Math.imul(h, 0x165667b1) >>> 14;
    for (;;) {
      const at = this.slots[slot] ?? -1;
      if (at < 0) {
        break;
      }
      if (
        c.dest[at] === dest &&
        c.hour[at] === hour &&
        c.user[at] === user &&
        c.source[at] === source &&
        c.flags[at] === flags &&
        c.device[at] === device
      ) {
        this.accumulate(at, tx, sent, received, total, second);
        return at;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    const at = this.count;
    if (at >= MAX_CELLS) {
      return -1;
    }
    this.count = at + 1;
    this.slots[slot] = at;
    c.hour[at] = hour;
    c.dest[at] = dest;
    c.user[at] = user;
    c.source[at] = source;
    c.device[at] = device;
    c.flags[at] = flags;
    c.tx[at] = tx;
    c.sent[at] = sent > 0 ? sent : 0;
    c.received[at] = received > 0 ? received : 0;
    c.total[at] = total > 0 ? total : 0;
    c.first[at] = second;
    c.last[at] = second;
    return at;
  }

  private accumulate(at: number, tx: number, sent: number, received: number, total: number, second: number): void {
    const c = this.cells;
    c.tx[at] = (c.tx[at] ?? 0) + tx;
    if (sent > 0) c.sent[at] = (c.sent[at] ?? 0) + sent;
    if (received > 0) c.received[at] = (c.received[at] ?? 0) + received;
    if (total > 0) c.total[at] = (c.total[at] ?? 0) + total;
    if (second < (c.first[at] ?? 0)) c.first[at] = second;
    if (second > (c.last[at] ?? 0)) c.last[at] = second;
  }

  /** True the first time this cell is touched within `frame`. */
  touch(cell: number, frame: number): boolean {
    if (this.stamp[cell] === frame) {
      return false;
    }
    this.stamp[cell] = frame;
    return true;
  }

  destOf(cell: number): number {
    return this.cells.dest[cell] ?? 0;
  }

  userOf(cell: number): number {
    return this.cells.user[cell] ?? 0;
  }

  /** Sorted copies of all columns (fresh buffers, safe to transfer); the table is empty afterwards. */
  drain(): CellColumns {
    const n = this.count;
    const c = this.cells;
    const order = sortedOrder([c.dest, c.user, c.hour], n);
    const out = allocateColumns(n);
    for (let i = 0; i < n; i++) {
      const from = order[i] ?? 0;
      out.hour[i] = c.hour[from] ?? 0;
      out.user[i] = c.user[from] ?? 0;
      out.dest[i] = c.dest[from] ?? 0;
      out.source[i] = c.source[from] ?? 0;
      out.device[i] = c.device[from] ?? 0;
      out.flags[i] = c.flags[from] ?? 0;
      out.tx[i] = c.tx[from] ?? 0;
      out.sent[i] = c.sent[from] ?? 0;
      out.received[i] = c.received[from] ?? 0;
      out.total[i] = c.total[from] ?? 0;
      out.first[i] = c.first[from] ?? 0;
      out.last[i] = c.last[from] ?? 0;
    }
    this.count = 0;
    this.slots.fill(-1);
    this.stamp.fill(-1);
    return out;
  }
}
