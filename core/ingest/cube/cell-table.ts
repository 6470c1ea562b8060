/**
 * In: one event at a time, as ids and numbers. Out: cells sorted by hour, user, destination.
 * Guarantee: an event is added to exactly one cell or refused because the table is full.
 */
import { allocateColumns, type CellColumns, MARKED_MINUTES, type MinuteMarks } from './columns.ts';
import { SortRoom, sortedOrder } from './sorted-order.ts';

/** Most cells of one hand-over, and so of one segment. */
export const MAX_CELLS = 131_072;
const SLOTS = MAX_CELLS * 2;
/**
 * A slot holds a cell's number in its low bits and above it what of the hash does not say where the slot is: a cell of another key is told
 * by that nearly always, without a look at the cell, which is a wait for memory.
 */
const CELL_BITS = 17;
const CELL_MASK = MAX_CELLS - 1;
const SLOT_SHIFT = 14;
const REST_MASK = (1 << SLOT_SHIFT) - 1;

/**
 * A cell is one line of the processor's cache: events come in no order of cells, and each array of its own would be another wait for
 * memory. Sixteen 32-bit numbers, of which the ninth to the fourteenth are the byte sums as three 64-bit ones.
 */
const INTS = 16;
/** Hour and flags in one number. */
const HOUR_FLAGS = 0;
const DEST = 1;
const USER = 2;
const SOURCE = 3;
const DEVICE = 4;
const TX = 5;
const FIRST = 6;
const LAST = 7;
const EARLY = 14;
const LATE = 15;

const SUMS = INTS / 2;
const SENT = 4;
const RECEIVED = 5;
const TOTAL = 6;

/** Allocators put 16 bytes of their own in front of a large block, which begins a page: behind 48 more begins a line. */
const ALIGN = 48;

/** The flags have five bits. */
const FLAG_VALUES = 32;

/** Transactions that a cell can hold: a row that claims more, or rows together, must not come out as few. */
const MAX_TX = 2 ** 32 - 1;

/** Open-addressing table over typed arrays; the hash is seeded so that log lines cannot aim at collisions. */
export class CellTable {
  count = 0;
  private readonly memory = new ArrayBuffer(MAX_CELLS * INTS * 4 + ALIGN);
  private readonly ints = new Int32Array(this.memory, ALIGN, MAX_CELLS * INTS);
  private readonly sums = new Float64Array(this.memory, ALIGN, MAX_CELLS * SUMS);
  private readonly slots = new Int32Array(SLOTS).fill(-1);
  /** Which frame touched a cell last; lets the frame's key list be built without a set. */
  private readonly stamp = new Int32Array(MAX_CELLS).fill(-1);
  /** Room for sorting the cells by their hours, users and destinations, made when that is first done. */
  private room: { readonly sort: SortRoom; readonly keys: readonly [Int32Array, Int32Array, Int32Array] } | null = null;
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
    const hourFlags = hour * FLAG_VALUES + flags;
    let h = Math.imul(hour ^ this.seed, 0x9e3779b1) ^ Math.imul(dest + 0x7f4a7c15, 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 15) ^ user, 0xc2b2ae35) ^ Math.imul(source + (device << 5) + flags, 0x27d4eb2f);
    h ^= h >>> 13;
    const hash = Math.imul(h, 0x165667b1);
    const rest = hash & REST_MASK;
    let slot = hash >>> SLOT_SHIFT;
    for (;;) {
      const found = slots[slot] ?? -1;
      if (found < 0) {
        break;
      }
      const cell = found & CELL_MASK;
      const at = cell * INTS;
      if (
        found >>> CELL_BITS === rest &&
        ints[at + DEST] === dest &&
        ints[at + HOUR_FLAGS] === hourFlags &&
        ints[at + USER] === user &&
        ints[at + SOURCE] === source &&
        ints[at + DEVICE] === device
      ) {
        this.accumulate(cell, tx, sent, received, total, second);
        this.mark(at, minute);
        return cell;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    const cell = this.count;
    if (cell >= MAX_CELLS) {
      return -1;
    }
    this.count = cell + 1;
    slots[slot] = (rest << CELL_BITS) | cell;
    const at = cell * INTS;
    ints[at + HOUR_FLAGS] = hourFlags;
    ints[at + DEST] = dest;
    ints[at + USER] = user;
    ints[at + SOURCE] = source;
    ints[at + DEVICE] = device;
    ints[at + TX] = Math.min(tx, MAX_TX);
    ints[at + FIRST] = second;
    ints[at + LAST] = second;
    const { sums } = this;
    const sum = cell * SUMS;
    sums[sum + SENT] = sent > 0 ? sent : 0;
    sums[sum + RECEIVED] = received > 0 ? received : 0;
    sums[sum + TOTAL] = total > 0 ? total : 0;
    ints[at + EARLY] = 0;
    ints[at + LATE] = 0;
    this.mark(at, minute);
    return cell;
  }

  /** @param at where the cell's numbers begin */
  private mark(at: number, minute: number): void {
    const { ints } = this;
    if (minute >= MARKED_MINUTES) ints[at + LATE] = (ints[at + LATE] ?? 0) | (1 << (minute - MARKED_MINUTES));
    else ints[at + EARLY] = (ints[at + EARLY] ?? 0) | (1 << minute);
  }

  private accumulate(cell: number, tx: number, sent: number, received: number, total: number, second: number): void {
    const { ints, sums } = this;
    const sum = cell * SUMS;
    if (sent > 0) sums[sum + SENT] = (sums[sum + SENT] ?? 0) + sent;
    if (received > 0) sums[sum + RECEIVED] = (sums[sum + RECEIVED] ?? 0) + received;
    if (total > 0) sums[sum + TOTAL] = (sums[sum + TOTAL] ?? 0) + total;
    const at = cell * INTS;
    // What the signed column gives back is read unsigned.
    ints[at + TX] = Math.min(((ints[at + TX] ?? 0) >>> 0) + tx, MAX_TX);
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
    const order = this.order();
    const out = allocateColumns(n);
    const marks = { early: new Uint32Array(n), late: new Uint32Array(n) };
    for (let i = 0; i < n; i++) {
      const from = order[i] ?? 0;
      const at = from * INTS;
      const hourFlags = ints[at + HOUR_FLAGS] ?? 0;
      out.hour[i] = Math.floor(hourFlags / FLAG_VALUES);
      out.user[i] = ints[at + USER] ?? 0;
      out.dest[i] = ints[at + DEST] ?? 0;
      out.source[i] = ints[at + SOURCE] ?? 0;
      out.device[i] = ints[at + DEVICE] ?? 0;
      out.flags[i] = hourFlags & (FLAG_VALUES - 1);
      out.first[i] = ints[at + FIRST] ?? 0;
      out.last[i] = ints[at + LAST] ?? 0;
      const sum = from * SUMS;
      out.tx[i] = ints[at + TX] ?? 0;
      out.sent[i] = sums[sum + SENT] ?? 0;
      out.received[i] = sums[sum + RECEIVED] ?? 0;
      out.total[i] = sums[sum + TOTAL] ?? 0;
      marks.early[i] = ints[at + EARLY] ?? 0;
      marks.late[i] = ints[at + LATE] ?? 0;
    }
    this.count = 0;
    this.slots.fill(-1);
    this.stamp.fill(-1);
    return { cells: out, marks };
  }

  private order(): Uint32Array {
    const { ints, count } = this;
    this.room ??= {
      sort: new SortRoom(MAX_CELLS),
      keys: [new Int32Array(MAX_CELLS), new Int32Array(MAX_CELLS), new Int32Array(MAX_CELLS)],
    };
    const { sort, keys } = this.room;
    const [dests, users, hours] = keys;
    for (let i = 0; i < count; i++) {
      const at = i * INTS;
      dests[i] = ints[at + DEST] ?? 0;
      users[i] = ints[at + USER] ?? 0;
      hours[i] = Math.floor((ints[at + HOUR_FLAGS] ?? 0) / FLAG_VALUES);
    }
    return sortedOrder(keys, count, sort);
  }
}
