import { type AddressRange, parseIpv4, parseIpv6, parseRange } from './ip.ts';

export interface RangeRule<T> {
  readonly range: string;
  readonly value: T;
}

/** Finds the narrowest range that holds an address. */
export interface RangeIndex<T> {
  /** The value of the narrowest range, or undefined (also for text that is no address). */
  find(ip: string): T | undefined;
  readonly size: number;
}

/**
 * Cuts possibly nested ranges into disjoint pieces, each owned by the narrowest range over it, so that a look-up is one
 * binary search. Of two equal ranges the first given wins. Rules whose text is no range are left out.
 */
export function buildRangeIndex<T>(rules: readonly RangeRule<T>[]): RangeIndex<T> {
  const v4 = flatten(rules, 4);
  const v6 = flatten(rules, 6);
  const starts4 = Float64Array.from(v4.starts, Number);
  const find = (ip: string): T | undefined => {
    const short = parseIpv4(ip);
    if (short >= 0) return v4.values[lastAtMost(starts4, short)];
    const long = parseIpv6(ip);
    // Dual-stack devices log IPv4 as ::ffff:192.0.2.1.
    if (long !== null && long >> 32n === 0xffffn) return v4.values[lastAtMost(starts4, Number(long & 0xffffffffn))];
    return long === null ? undefined : v6.values[lastAtMost(v6.starts, long)];
  };
  return { find, size: v4.starts.length + v6.starts.length };
}

interface Pieces<T> {
  readonly starts: readonly bigint[];
  /** Owner from this start to the next; undefined for a gap. */
  readonly values: readonly (T | undefined)[];
}

function flatten<T>(rules: readonly RangeRule<T>[], version: 4 | 6): Pieces<T> {
  const ranges: { readonly at: AddressRange; readonly value: T; readonly order: number }[] = [];
  for (const [order, rule] of rules.entries()) {
    const at = parseRange(rule.range);
    if (at !== null && at.version === version) ranges.push({ at, value: rule.value, order });
  }
  // CIDR blocks nest or are apart: outer before inner, and of equals the first given last, so that it ends up on top.
  ranges.sort((a, b) => compare(a.at.first, b.at.first) || compare(b.at.last, a.at.last) || b.order - a.order);
  const starts: bigint[] = [];
  const values: (T | undefined)[] = [];
  const open: { readonly last: bigint; readonly value: T }[] = [];
  const emit = (start: bigint, value: T | undefined): void => {
    if (starts.at(-1) === start) values[values.length - 1] = value;
    else {
      starts.push(start);
      values.push(value);
    }
  };
  const closeBefore = (limit: bigint | null): void => {
    for (let top = open.at(-1); top !== undefined && (limit === null || top.last < limit); top = open.at(-1)) {
      open.pop();
      emit(top.last + 1n, open.at(-1)?.value);
    }
  };
  for (const { at, value } of ranges) {
    closeBefore(at.first);
    emit(at.first, value);
    open.push({ last: at.last, value });
  }
  closeBefore(null);
  return { starts, values };
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Index of the last start ≤ key, or -1. */
function lastAtMost<K extends number | bigint>(starts: ArrayLike<K>, key: K): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const start = starts[middle];
    if (start !== undefined && start <= key) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
