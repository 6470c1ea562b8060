/**
 * Stable order of rows 0…n-1 by several integer columns, the last one given being the most significant.
 * Least-significant-digit radix sort with 16-bit digits: digits that are the same in every row cost one pass of counting.
 * Signed columns are ordered as signed 32-bit numbers.
 */
export function sortedOrder(columns: readonly (Int32Array | Uint32Array)[], n: number): Uint32Array {
  let order = new Uint32Array(n);
  let next = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    order[i] = i;
  }
  const counts = new Uint32Array(65_537);
  for (const column of columns) {
    const flip = column instanceof Int32Array ? 0x8000_0000 : 0;
    for (const shift of [0, 16]) {
      counts.fill(0);
      for (let i = 0; i < n; i++) {
        const digit = (((column[i] ?? 0) ^ flip) >>> shift) & 0xffff;
        counts[digit + 1] = (counts[digit + 1] ?? 0) + 1;
      }
      const firstDigit = n > 0 ? (((column[0] ?? 0) ^ flip) >>> shift) & 0xffff : 0;
      if ((counts[firstDigit + 1] ?? 0) === n) {
        continue;
      }
      for (let d = 1; d < counts.length; d++) {
        counts[d] = (counts[d] ?? 0) + (counts[d - 1] ?? 0);
      }
      for (let i = 0; i < n; i++) {
        const row = order[i] ?? 0;
        const digit = (((column[row] ?? 0) ^ flip) >>> shift) & 0xffff;
        const to = counts[digit] ?? 0;
        counts[digit] = to + 1;
        next[to] = row;
      }
      [order, next] = [next, order];
    }
  }
  return order;
}
