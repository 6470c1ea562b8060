/** Which run of addresses holds an address. Every search is a binary one over sorted starts. */
import type { Tables } from './layout.ts';

/** Index of the place of an IPv4 address. @param address unsigned 32-bit number */
export function placeOfV4(tables: Tables, address: number): number {
  const block = address >>> 16;
  const low = address & 0xffff;
  const { v4Low } = tables;
  let from = tables.v4Block[block] ?? 0;
  let to = tables.v4Block[block + 1] ?? 0;
  // The first run of a block begins with it, so the search always ends on one.
  while (to - from > 1) {
    const middle = (from + to) >>> 1;
    if ((v4Low[middle] ?? 0) <= low) from = middle;
    else to = middle;
  }
  return (tables.v4PlaceLow[from] ?? 0) | ((tables.v4PlaceHigh[from] ?? 0) << 16);
}

/** Index of the network of an IPv4 address; 0 for none. */
export function networkOfV4(tables: Tables, address: number): number {
  const starts = tables.v4NetworkStart;
  let from = -1;
  let to = starts.length;
  while (to - from > 1) {
    const middle = (from + to) >>> 1;
    if ((starts[middle] ?? 0) <= address) from = middle;
    else to = middle;
  }
  return from < 0 ? 0 : (tables.v4Network[from] ?? 0);
}

/** Index of the run that holds an address by its upper 64 bits, -1 before the first. */
export function runOfV6(highs: Uint32Array, lows: Uint32Array, high: number, low: number): number {
  let from = -1;
  let to = highs.length;
  while (to - from > 1) {
    const middle = (from + to) >>> 1;
    const upper = highs[middle] ?? 0;
    if (upper < high || (upper === high && (lows[middle] ?? 0) <= low)) from = middle;
    else to = middle;
  }
  return from;
}
