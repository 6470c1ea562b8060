/**
 * In: a packet of the kernel's LOG target as bytes, from the rule's prefix on. Out: where its ends stand, or "not plain".
 * Plain: a prefix that says by itself what the rule did, so that no header in front can, pairs parted by spaces and words between them
 * (see scan-pairs.ts), both ends side by side, and no second packet in brackets. What the prefix comes to is learned from lines read as text.
 */
import type { LineParser } from '../api.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairWindows } from '../keyed/pair-windows.ts';
import { marksOf, type PairScan, scanPairs } from '../keyed/scan-pairs.ts';
import { bytesOf, findWordAt, mayBeHeader, untilSpaces } from '../shared/bytes.ts';
import { isDigit } from '../shared/numbers.ts';
import { ALLOWED_MARKS, ALLOWED_WORDS, BLOCKED_MARKS, BLOCKED_WORDS, LONGEST_PREFIX } from './verdict.ts';

const SPACE = 32;
const DQUOTE = 34;
const DOT = 46;
const COLON = 58;
const OPEN = 91;
const CLOSE = 93;
const UPPER_A = 65;
const UPPER_Z = 90;
/** How far behind `IN=` the claim looks for the source, and behind that for the destination. */
const SOURCE_LOOK = 300;
const DESTINATION_LOOK = 60;

const SCAN: PairScan = { separator: SPACE, marks: marksOf(['SRC=', 'DST=']), hasWords: true };
const WORDS = [...BLOCKED_WORDS, ...ALLOWED_WORDS, ...BLOCKED_MARKS, ...ALLOWED_MARKS].map(bytesOf);

export function createNetfilterBytes(spec: FieldSpec): NonNullable<LineParser['readBytes']> {
  const windows = new PairWindows({ spec, judged: [] });
  return (bytes, start, end, out) => {
    if (mayBeHeader(bytes, start)) return false;
    const packet = packetAt(bytes, start, Math.min(end, start + LONGEST_PREFIX));
    if (packet < 0) return false;
    const prefix = behindClock(bytes, start, packet);
    if (!isDecisive(bytes, prefix, packet)) return false;
    windows.begin(out);
    return (
      out.addVerdict(bytes, prefix, packet) &&
      scanPairs(bytes, packet, end, packet + SOURCE_LOOK, SCAN, windows, out) &&
      windows.finish(bytes, out) &&
      out.sourceEnd > 0 &&
      out.destEnd > 0 &&
      out.destEnd - out.sourceStart < DESTINATION_LOOK
    );
  };
}

/** As packetStart has it. */
function packetAt(bytes: Uint8Array, start: number, end: number): number {
  for (let at = findWordAt(bytes, 'IN=', start, end); at >= 0; at = findWordAt(bytes, 'IN=', at + 3, end)) {
    const before = at > start ? bytes[at - 1] : SPACE;
    if (before === SPACE || before === CLOSE || before === COLON || before === DQUOTE) return at;
  }
  return -1;
}

/** Behind the time since the kernel's start (`[12345.678901] `), which is another on each line. */
function behindClock(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start] !== OPEN) return start;
  let at = untilSpaces(bytes, start + 1, end);
  while (at < end && (isDigit(bytes[at]) || bytes[at] === DOT)) at++;
  return bytes[at] === CLOSE ? untilSpaces(bytes, at + 1, end) : start;
}

/** Some word or mark of the prefix says what the rule did. */
function isDecisive(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const first = lowerOf(bytes[at] ?? 0);
    for (const word of WORDS) if (first === word[0] && at + word.length <= end && isWord(bytes, at, word)) return true;
  }
  return false;
}

/** In either case. */
function isWord(bytes: Uint8Array, at: number, word: Uint8Array): boolean {
  for (let i = 1; i < word.length; i++) if (lowerOf(bytes[at + i] ?? 0) !== word[i]) return false;
  return true;
}

function lowerOf(code: number): number {
  return code >= UPPER_A && code <= UPPER_Z ? code | 32 : code;
}
