import { type AddressRange, Ipv6Words, parseIpv4, parseRange } from './ip.ts';

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
  const starts6 = Float64Array.from(v6.starts.flatMap(wordsOf));
  const asked = new Ipv6Words();
  const isEmpty = v4.starts.length + v6.starts.length === 0;
  const find = (ip: string): T | undefined => {
    if (isEmpty) return undefined;
    const short = parseIpv4(ip);
    if (short >= 0) return v4.values[lastAtMost(starts4.length, (i) => (starts4[i] ?? 0) <= short)];
    if (!asked.read(ip)) return undefined;
    const inner = asked.mappedV4;
    if (inner >= 0) return v4.values[lastAtMost(starts4.length, (i) => (starts4[i] ?? 0) <= inner)];
    const { a, b, c, d } = asked;
    const compare = (at: number): number =>
      (starts6[at] ?? 0) - a || (starts6[at + 1] ?? 0) - b || (starts6[at + 2] ?? 0) - c || (starts6[at + 3] ?? 0) - d;
    return v6.values[lastAtMost(v6.starts.length, (i) => compare(i * 4) <= 0)];
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

/** Four numbers of 32 bits, the upper one first; one past the last address is more than any. */
function wordsOf(value: bigint): number[] {
  return [value >> 96n, (value >> 64n) & LOW, (value >> 32n) & LOW, value & LOW].map(Number);
}
const LOW = 0xffff_ffffn;

/** Index of the last of `count` starts for which `isAtMost` holds, or -1. */
function lastAtMost(count: number, isAtMost: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isAtMost(middle)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
