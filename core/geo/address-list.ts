/**
 * In: a text with addresses, one a line, in the shapes that lists of Tor exits, VPN providers and threat feeds come in. Out:
 * sorted, merged ranges, and whether they hold an address.
 */
import { Ipv6Words, parseIpv4, parseRange } from '../ingest/match/index.ts';

interface Range {
  readonly first: bigint;
  readonly last: bigint;
}

export interface AddressRanges {
  readonly v4: readonly Range[];
  readonly v6: readonly Range[];
}

export interface AddressListText {
  readonly ranges: AddressRanges;
  /** Lines that held an address or a block. */
  readonly entries: number;
  /** Lines that held none, the first hundred of them. */
  readonly problems: readonly { readonly line: number; readonly problem: string }[];
  readonly skipped: number;
}

const MOST_PROBLEMS = 100;
const LONGEST_SHOWN = 80;

/**
 * Reads plain lists, hosts files, CSV (the first field that is an address), netsets, `first-last` ranges and Tor's
 * `ExitAddress ADDRESS TIME`. What follows `#`, `;` or `//` is a comment.
 */
export function readAddressList(text: string): AddressListText {
  const v4: Range[] = [];
  const v6: Range[] = [];
  const problems: { line: number; problem: string }[] = [];
  let entries = 0;
  let skipped = 0;
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const content = line.replace(/(?:#|;|\/\/).*$/, '').trim();
    if (content === '' || /^(?:ExitNode|Published|LastStatus)\b/.test(content)) continue;
    const found = rangeIn(content);
    if (found === null) {
      skipped++;
      // A header row is no fault.
      if (entries > 0 && problems.length < MOST_PROBLEMS) {
        problems.push({ line: index + 1, problem: `holds no address: ${content.slice(0, LONGEST_SHOWN)}` });
      }
      continue;
    }
    entries++;
    (found.version === 4 ? v4 : v6).push(found);
  }
  return { ranges: { v4: merged(v4), v6: merged(v6) }, entries, problems, skipped };
}

function rangeIn(content: string): (Range & { readonly version: 4 | 6 }) | null {
  const fields = content.split(/[\s,|"']+/).filter((field) => field !== '');
  for (const field of fields) {
    const whole = parseRange(field);
    if (whole) return whole;
    const dash = field.indexOf('-');
    const first = dash > 0 ? parseRange(field.slice(0, dash)) : null;
    const last = dash > 0 ? parseRange(field.slice(dash + 1)) : null;
    if (first && last && first.version === last.version && first.first <= last.last) {
      return { version: first.version, first: first.first, last: last.last };
    }
  }
  return null;
}

function merged(ranges: Range[]): Range[] {
  ranges.sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  const out: Range[] = [];
  for (const range of ranges) {
    const before = out.at(-1);
    if (before && range.first <= before.last + 1n) {
      if (range.last > before.last) out[out.length - 1] = { first: before.first, last: range.last };
    } else out.push(range);
  }
  return out;
}

/** Ranges as bytes: their number by version, then first and last of each in network order. */
export function packRanges({ v4, v6 }: AddressRanges): Uint8Array {
  const bytes = new Uint8Array(8 + v4.length * 8 + v6.length * 32);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, v4.length);
  view.setUint32(4, v6.length);
  let at = 8;
  for (const { first, last } of v4) {
    view.setUint32(at, Number(first));
    view.setUint32(at + 4, Number(last));
    at += 8;
  }
  for (const { first, last } of v6) {
    for (const value of [first, last]) {
      view.setBigUint64(at, value >> 64n);
      view.setBigUint64(at + 8, BigInt.asUintN(64, value));
      at += 16;
    }
  }
  return bytes;
}

export interface AddressSet {
  /** False for text that is no address. */
  has(address: string): boolean;
}

/** @throws RangeError when the bytes are not what `packRanges` makes */
export function addressSet(packed: Uint8Array): AddressSet {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const short = view.getUint32(0);
  const long = view.getUint32(4);
  if (packed.byteLength !== 8 + short * 8 + long * 32) throw new RangeError('an address list is damaged');
  const long6 = 8 + short * 8;
  const asked = new Ipv6Words();
  const has4 = (value: number): boolean => {
    const index = lastAtMost(short, (i) => view.getUint32(8 + i * 8) <= value);
    return index >= 0 && value <= view.getUint32(12 + index * 8);
  };
  /** Negative, 0 or positive as the stored address lies before, at or behind the one that was asked for. */
  const compare = (at: number): number =>
    view.getUint32(at) - asked.a ||
    view.getUint32(at + 4) - asked.b ||
    view.getUint32(at + 8) - asked.c ||
    view.getUint32(at + 12) - asked.d;
  return {
    has(address) {
      const v4 = parseIpv4(address);
      if (v4 >= 0) return has4(v4);
      if (!asked.read(address)) return false;
      if (asked.mappedV4 >= 0) return has4(asked.mappedV4);
      const index = lastAtMost(long, (i) => compare(long6 + i * 32) <= 0);
      return index >= 0 && compare(long6 + index * 32 + 16) >= 0;
    },
  };
}

/** Index of the last for which `isAtMost` holds, -1 for none. */
function lastAtMost(count: number, isAtMost: (index: number) => boolean): number {
  let from = -1;
  let to = count;
  while (to - from > 1) {
    const middle = (from + to) >>> 1;
    if (isAtMost(middle)) from = middle;
    else to = middle;
  }
  return from;
}
