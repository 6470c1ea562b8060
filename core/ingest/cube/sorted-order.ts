/**
 * Stable order of rows 0…n-1 by several integer columns, the last one given being the most significant.
 * Least-significant-digit radix sort with 16-bit digits over each column's own span: a column of one value costs a look at it,
 * one whose values lie within 65,536 of each other a single pass. Signed columns are ordered as signed numbers.
 */
const DIGIT = 65_536;

/** What sorting needs room for, to be used again by who sorts again: it need not be collected then. */
export class SortRoom {
  readonly order: Uint32Array;
  readonly next: Uint32Array;
  readonly counts = new Uint32Array(DIGIT + 1);

  constructor(rows: number) {
    this.order = new Uint32Array(rows);
    this.next = new Uint32Array(rows);
  }
}

/** @returns the order, within `room` */
export function sortedOrder(
  columns: readonly (Int32Array | Uint32Array)[],
  n: number,
  room: SortRoom = new SortRoom(n),
): Uint32Array {
  let { order, next } = room;
  for (let i = 0; i < n; i++) {
    order[i] = i;
  }
  const { counts } = room;
  for (const column of columns) {
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < n; i++) {
      const value = column[i] ?? 0;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    const span = max - min;
    for (let scale = 1; scale <= span; scale *= DIGIT) {
      const digits = Math.min(DIGIT, Math.floor(span / scale) + 1);
      counts.fill(0, 0, digits + 1);
      for (let i = 0; i < n; i++) {
        const digit = digitOf((column[i] ?? 0) - min, scale);
        counts[digit + 1] = (counts[digit + 1] ?? 0) + 1;
      }
      for (let d = 1; d < digits; d++) {
        counts[d] = (counts[d] ?? 0) + (counts[d - 1] ?? 0);
      }
      for (let i = 0; i < n; i++) {
        const row = order[i] ?? 0;
        const digit = digitOf((column[row] ?? 0) - min, scale);
        const to = counts[digit] ?? 0;
        counts[digit] = to + 1;
        next[to] = row;
      }
      [order, next] = [next, order];
    }
  }
  return order;
}

/** The value lies within 32 bits, unsigned: the distance from the column's least. */
function digitOf(value: number, scale: number): number {
  return scale === 1 ? value & 0xffff : (value / DIGIT) & 0xffff;
}
