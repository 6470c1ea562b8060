/**
 * In: a line of Fireware as bytes: `[serial (TIME) process: ]msg_id="3000-0148" Allow IN OUT … A B … key="value" (Policy-00)`. Out: its
 * figures and where its names stand, or "not plain".
 * Plain: a message's number, words without colons in front of the addresses, and pairs parted by spaces (see scan-pairs.ts).
 */
import type { LineParser, LineWindows } from '../api.ts';
import { anyTimeOf, byteTime, isAddress } from '../keyed/byte-values.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairWindows } from '../keyed/pair-windows.ts';
import { type PairScan, scanPairs } from '../keyed/scan-pairs.ts';
import { findWordAt, isWordAt, mayBeHeader, untilByte, untilSpaces } from '../shared/bytes.ts';
import { isDigit } from '../shared/numbers.ts';

const SPACE = 32;
const DQUOTE = 34;
const CLOSE = 41;
const DASH = 45;
const DOT = 46;
const COLON = 58;
const MARK = 'msg_id="';
const NUMBER = '3000-0148'.length;
const STAMP = 19;
/** As in parse.ts. */
const LOOK = 160;
const MOST_WORDS = 40;

const SCAN: PairScan = { separator: SPACE, marks: [], hasWords: true };

/** Where the last look for the two addresses found them. */
const ends = { source: 0, sourceEnd: 0, destination: 0, destinationEnd: 0 };

export function createWatchguardBytes(spec: FieldSpec): NonNullable<LineParser['readBytes']> {
  const windows = new PairWindows({ spec, judged: [] });
  return (bytes, start, end, out) => {
    if (bytes[start] === SPACE || mayBeHeader(bytes, start)) return false;
    const mark = findWordAt(bytes, MARK, start, Math.min(end, start + LOOK));
    const quote = mark + MARK.length + NUMBER;
    if (mark < 0 || quote + 1 >= end || bytes[quote] !== DQUOTE || bytes[quote - 5] !== DASH) return false;
    if (!isWord(bytes, quote - NUMBER, quote)) return false;
    const verdict = untilSpaces(bytes, quote + 1, end);
    const isAllowed = isWordAt(bytes, verdict, 'Allow ');
    if ((!isAllowed && !isWordAt(bytes, verdict, 'Deny ')) || !findEnds(bytes, verdict, end)) return false;
    windows.begin(out);
    if (!out.addVerdict(bytes, verdict, verdict + 4)) return false;
    if (!scanPairs(bytes, untilSpaces(bytes, ends.destinationEnd, end), end, end, SCAN, windows, out)) return false;
    if (!windows.finish(bytes, out) || !readOwnTime(bytes, start, mark, out)) return false;
    out.sourceStart = ends.source;
    out.sourceEnd = ends.sourceEnd;
    // Where packets went is known better than a URL's address has it.
    if (out.destEnd === 0 || windows.isUrlAddress) {
      out.destStart = ends.destination;
      out.destEnd = ends.destinationEnd;
    }
    return true;
  };
}

/** Digits and capitals around a dash. */
function isWord(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = bytes[at] ?? 0;
    if (!isDigit(code) && code !== DASH && (code < 65 || code > 90)) return false;
  }
  return true;
}

/** Two addresses side by side. @returns false where none stand, or a word in front of them could be one in another spelling */
function findEnds(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  for (let word = 0; word < MOST_WORDS && at < end; word++) {
    const stop = untilByte(bytes, SPACE, at, end);
    if (isAddress(bytes, at, stop)) {
      const second = untilSpaces(bytes, stop, end);
      const secondEnd = untilByte(bytes, SPACE, second, end);
      if (!isAddress(bytes, second, secondEnd)) return false;
      ends.source = at;
      ends.sourceEnd = stop;
      ends.destination = second;
      ends.destinationEnd = secondEnd;
      return true;
    }
    for (let code = at; code < stop; code++) if (bytes[code] === COLON || bytes[code] === DOT) return false;
    at = untilSpaces(bytes, stop, end);
  }
  return false;
}

/** `serial (2025-01-01T00:00:00) process: `, in UTC; else the header's. @returns false where something else is in parentheses */
function readOwnTime(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const open = findWordAt(bytes, ' (', start, end);
  out.timeIsLocal = false;
  out.timeIsYearless = false;
  if (open < 0) return true;
  const from = open + 2;
  if (bytes[from + STAMP] !== CLOSE || from + STAMP >= end || !anyTimeOf(bytes, from, from + STAMP)) return false;
  out.timeMs = byteTime.ms;
  return byteTime.isLocal;
}
