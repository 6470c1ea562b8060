/**
 * In: a line of `key=value key="value"` as bytes, perhaps behind a bare `<PRI>`. Out: its figures and where its names stand, or "not plain".
 * Plain: pairs separated by spaces (see scan-pairs.ts), and the keys that make the format's claim certain, in their order.
 */
import type { LineParser } from '../api.ts';
import { behindPri, bytesOf, untilSpaces } from '../shared/bytes.ts';
import { createKvParser, type KvLine } from './kv-line.ts';
import { PairWindows, type WindowFacts } from './pair-windows.ts';
import { type PairScan, scanPairs } from './scan-pairs.ts';

const SPACE = 32;

export interface KvBytes extends Omit<WindowFacts, 'spec'> {
  /** How its lines begin, where only one beginning makes the claim certain; any small letter otherwise. */
  readonly begins?: string;
  /** Keys that the claim looks for, in this order; with a quote behind the equals sign where it must be. */
  readonly marks: readonly string[];
  /** How far into a line the claim looks. */
  readonly within: number;
  /** As PairScan has them. */
  readonly isStrict?: true;
  readonly hasWords?: true;
  /** Blanks may stand in front: the claim looks for its keys wherever they are. */
  readonly isIndented?: true;
}

/** Reads plain lines of these facts from bytes. */
export function createKvReader({ spec }: KvLine, facts: KvBytes): NonNullable<LineParser['readBytes']> {
  const windows = new PairWindows({ ...facts, spec });
  const scan: PairScan = {
    separator: SPACE,
    marks: facts.marks.map(bytesOf),
    ...(facts.isStrict === true ? { isStrict: true } : {}),
    ...(facts.hasWords === true ? { hasWords: true } : {}),
  };
  const isIndented = facts.isIndented === true;
  const begins = bytesOf(facts.begins ?? '');
  const { within } = facts;
  return (bytes, start, end, out) => {
    const at = behindPri(bytes, isIndented ? untilSpaces(bytes, start, end) : start, end);
    const first = bytes[at] ?? 0;
    // Anything but a small letter may begin a relay's header.
    if (first < 97 || first > 122) return false;
    for (let i = 0; i < begins.length; i++) if (bytes[at + i] !== begins[i]) return false;
    windows.begin(out);
    return scanPairs(bytes, at, end, at + within, scan, windows, out) && windows.finish(bytes, out);
  };
}

/** A parser that reads plain lines from bytes as well. */
export function createKvBytesParser(line: KvLine, facts: KvBytes): LineParser {
  return { ...createKvParser(line), readBytes: createKvReader(line, facts) };
}
