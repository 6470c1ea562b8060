/** Autonomous systems: which addresses they announce, and their names. */
import { parseIpv6 } from '../../../core/ingest/match/index.ts';
import { dotted } from './places.ts';
import { rowsOf } from './sources.ts';

export interface Networks {
  /** By index; 0 is none, then by number. */
  readonly numbers: readonly number[];
  readonly names: readonly string[];
  readonly v4: { readonly starts: readonly number[]; readonly values: readonly number[] };
  readonly v6: { readonly starts: readonly bigint[]; readonly values: readonly number[] };
}

interface Range<N extends number | bigint> {
  readonly first: N;
  readonly last: N;
  readonly value: number;
}

export function readNetworks(v4Csv: Buffer, v6Csv: Buffer): Networks {
  const v4: Range<number>[] = [];
  const v6: Range<bigint>[] = [];
  const names = new Map<number, string>();
  for (const [first, last, number, name] of rowsOf(v4Csv)) {
    v4.push({ first: dotted(first), last: dotted(last), value: Number(number) });
    names.set(Number(number), name);
  }
  for (const [first, last, number, name] of rowsOf(v6Csv)) {
    const range = upperHalves(first, last);
    if (range === null) continue;
    v6.push({ ...range, value: Number(number) });
    if (!names.has(Number(number))) names.set(Number(number), name);
  }
  const numbers = [0, ...[...names.keys()].sort((a, b) => a - b)];
  const indexOf = new Map(numbers.map((number, index) => [number, index]));
  const indexed = <N extends number | bigint>(range: Range<N>): Range<N> => ({
    ...range,
    value: indexOf.get(range.value) ?? 0,
  });
  return {
    numbers,
    names: numbers.map((number) => names.get(number) ?? ''),
    v4: runsOf(v4.map(indexed), (last) => last + 1),
    v6: runsOf(v6.map(indexed), (last) => last + 1n),
  };
}

export function readV6Countries(csv: Buffer): { starts: readonly bigint[]; values: readonly number[] } {
  const ranges: Range<bigint>[] = [];
  for (const [first, last, country] of rowsOf(csv)) {
    const range = upperHalves(first, last);
    if (range) ranges.push({ ...range, value: countryNumber(country) });
  }
  return runsOf(ranges, (last) => last + 1n);
}

/** Two letters as one number, as `core/geo/layout.ts` keeps them. */
export function countryNumber(country: string): number {
  return country === '' ? 0 : country.charCodeAt(0) * 256 + country.charCodeAt(1);
}

/** A range by the upper 64 bits of its addresses; null for one inside a single /64, which nobody is given alone. */
function upperHalves(first: string, last: string): { first: bigint; last: bigint } | null {
  const from = parseIpv6(first);
  const to = parseIpv6(last);
  if (from === null || to === null) throw new Error(`${first}-${last} is no range of IPv6 addresses`);
  const upper = { first: (from + (1n << 64n) - 1n) >> 64n, last: ((to + 1n) >> 64n) - 1n };
  return upper.last < upper.first ? null : upper;
}

/** Starts with what holds from there on: gaps are 0, neighbours of one value are one run. */
function runsOf<N extends number | bigint>(
  ranges: Range<N>[],
  after: (last: N) => N,
): { starts: N[]; values: number[] } {
  ranges.sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  const starts: N[] = [];
  const values: number[] = [];
  const add = (start: N, value: number): void => {
    if (starts.at(-1) === start) {
      starts.pop();
      values.pop();
    }
    if (values.at(-1) === value) return;
    starts.push(start);
    values.push(value);
  };
  let reached: N | null = null;
  for (const { first, last, value } of ranges) {
    if (reached !== null && first < reached) {
      if (last < reached) continue;
      add(reached, value);
    } else {
      if (reached !== null) add(reached, 0);
      add(first, value);
    }
    reached = after(last);
  }
  if (reached !== null) add(reached, 0);
  return { starts, values };
}
