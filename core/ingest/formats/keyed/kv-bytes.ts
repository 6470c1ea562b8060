/**
 * In: a line of `key=value key="value"` as bytes, perhaps behind a bare `<PRI>`. Out: its figures and where its names stand, or "not plain".
 * Plain: pairs separated by spaces (see scan-pairs.ts), and the keys that make the format's claim certain, in their order.
 */
import type { LineParser, LineWindows } from '../api.ts';
import { behindPri, isWordAt, untilSpaces } from '../shared/bytes.ts';
import { createKvParser, type KvLine } from './kv-line.ts';
import { PairWindows, type WindowFacts } from './pair-windows.ts';
import { marksOf, type PairScan, scanPairs } from './scan-pairs.ts';

const SPACE = 32;
const COMMA = 44;

export interface KvBytes extends Omit<WindowFacts, 'spec'> {
  /** How its lines begin, where only some beginnings make the claim certain; any small letter otherwise. */
  readonly begins?: string | readonly string[];
  /** Keys that the claim looks for, in this order, with the equals sign and what must stand in front and behind; as marksOf has them. */
  readonly marks: readonly string[];
  /** How far into a line the claim looks. */
  readonly within: number;
  /** As PairScan has them. */
  readonly isStrict?: true;
  readonly hasWords?: true;
  readonly isQuoted?: true;
  readonly isColoned?: true;
  /** What parts the pairs, where that is no blank. */
  readonly separator?: typeof COMMA;
  /** What else `judge` does with the names of a line, done with their windows. @param end of the line @returns false when the line must be read as text */
  readonly settle?: (bytes: Uint8Array, windows: PairWindows, out: LineWindows, end: number) => boolean;
  /** Blanks may stand in front: the claim looks for its keys wherever they are. */
  readonly isIndented?: true;
}

/** Reads plain lines of these facts from bytes. */
export function createKvReader({ spec }: KvLine, facts: KvBytes): NonNullable<LineParser['readBytes']> {
  const windows = new PairWindows({ ...facts, spec });
  const scan: PairScan = {
    separator: facts.separator ?? SPACE,
    marks: marksOf(facts.marks),
    ...(facts.isStrict === true ? { isStrict: true } : {}),
    ...(facts.hasWords === true ? { hasWords: true } : {}),
    ...(facts.isQuoted === true ? { isQuoted: true } : {}),
    ...(facts.isColoned === true ? { isColoned: true } : {}),
  };
  const isIndented = facts.isIndented === true;
  const begins = [facts.begins ?? ''].flat();
  const { within, settle } = facts;
  return (bytes, start, end, out) => {
    const at = behindPri(bytes, isIndented ? untilSpaces(bytes, start, end) : start, end);
    const first = bytes[at] ?? 0;
    // Anything but a small letter may begin a relay's header.
    if (facts.begins === undefined ? first < 97 || first > 122 : !begins.some((word) => isWordAt(bytes, at, word))) {
      return false;
    }
    windows.begin(out);
    const isRead = scanPairs(bytes, at, end, at + within, scan, windows, out) && windows.finish(bytes, out);
    return isRead && (settle === undefined || settle(bytes, windows, out, end));
  };
}

/** A parser that reads plain lines from bytes as well. */
export function createKvBytesParser(line: KvLine, facts: KvBytes): LineParser {
  return { ...createKvParser(line), readBytes: createKvReader(line, facts) };
}
