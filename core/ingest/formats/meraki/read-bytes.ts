/**
 * In: a line of a Meraki device as bytes: `[1 ]EPOCH DEVICE KIND key=value …`. Out: its figures and where its names stand, or "not plain".
 * Plain: an epoch of ten digits with a fraction, pairs parted by spaces and words between them (see scan-pairs.ts), and behind `request:` a
 * plain URL. What kind, decision and pattern come to is learned from lines read as text.
 */
import type { LineParser, LineWindows } from '../api.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairWindows } from '../keyed/pair-windows.ts';
import { type PairScan, scanPairs } from '../keyed/scan-pairs.ts';
import { ByteKeys } from '../shared/byte-keys.ts';
import {
  behindPri,
  findUrlHost,
  findWordAt,
  isPlainHost,
  isWordAt,
  span,
  uintOf,
  untilByte,
  untilNoDigit,
  untilSpaces,
} from '../shared/bytes.ts';
import { FILTERED, KIND_EVENT, KIND_NONE, KIND_URL, KINDS } from './kinds.ts';

const SPACE = 32;
const DOT = 46;
const ONE = 49;
const EQUALS = 61;
const SECONDS = 10;
const MILLIS = 3;
const LONGEST_DEVICE = 128;
const REQUEST = ' request: ';
const PATTERN = ' pattern: ';
/** As much of a pattern as says what it does. */
const PATTERN_WORDS = 20;

const SCAN: PairScan = { separator: SPACE, marks: [], hasWords: true };
/** Kinds by their words, plus one. */
const words = new ByteKeys(
  KINDS.map(([word, kind]) => [word.trimEnd(), kind + 1]),
  false,
);

export function createMerakiBytes(spec: FieldSpec): NonNullable<LineParser['readBytes']> {
  const windows = new PairWindows({ spec, judged: [] });
  return (bytes, start, end, out) => {
    let at = behindPri(bytes, start, end);
    if (bytes[at] === ONE && bytes[at + 1] === SPACE) at += 2;
    const timeMs = epochAt(bytes, at, end);
    const device = timeMs < 0 ? end : untilByte(bytes, SPACE, at, end) + 1;
    const word = untilByte(bytes, SPACE, device, Math.min(end, device + LONGEST_DEVICE)) + 1;
    const wordEnd = untilByte(bytes, SPACE, word, end);
    const kind = wordEnd < end ? words.find(bytes, word, wordEnd) - 1 : -1;
    if (kind < 0 || bytes[device] === SPACE) return false;
    // Of the events only these say where somebody went.
    if (kind === KIND_EVENT && isWordAt(bytes, wordEnd + 1, FILTERED)) return false;
    windows.begin(out);
    if (!out.addVerdict(bytes, word, wordEnd)) return false;
    const from = wordEnd + 1;
    const isRead =
      kind === KIND_NONE || kind === KIND_EVENT
        ? windows.finish(bytes, out)
        : readPairs(windows, bytes, from, end, kind === KIND_URL, out);
    out.timeMs = timeMs;
    out.timeIsLocal = false;
    out.timeIsYearless = false;
    return isRead;
  };
}

function readPairs(
  windows: PairWindows,
  bytes: Uint8Array,
  start: number,
  end: number,
  isUrl: boolean,
  out: LineWindows,
): boolean {
  const request = findWordAt(bytes, REQUEST, start, end);
  if (isUrl !== request >= 0) return false;
  const pattern = isUrl ? -1 : findWordAt(bytes, PATTERN, start, end);
  const stop = isUrl ? request : pattern >= 0 ? pattern : end;
  if (!addDecision(bytes, start, stop, out)) return false;
  if (pattern >= 0) {
    const from = untilSpaces(bytes, pattern + PATTERN.length, end);
    if (!out.addVerdict(bytes, from, Math.min(end, from + PATTERN_WORDS))) return false;
  }
  if (!scanPairs(bytes, start, stop, stop, SCAN, windows, out) || !windows.finish(bytes, out)) return false;
  return !isUrl || readRequest(bytes, request + REQUEST.length, end, out);
}

/** The word in front of the pairs: `flows allow src=…`; where there is none, the first key, which may begin like one. */
function addDecision(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const stop = untilByte(bytes, SPACE, start, end);
  for (let at = start; at < stop; at++) if (bytes[at] === EQUALS) return out.addVerdict(bytes, start, at);
  return out.addVerdict(bytes, start, stop);
}

/** `METHOD URL`: the host that was asked for goes before the address. */
function readRequest(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const url = untilSpaces(bytes, untilByte(bytes, SPACE, start, end), end);
  const behind = findUrlHost(bytes, url, end, false);
  // More words behind a bare host belong to what was asked for.
  if (behind < 0 || (behind < end && bytes[behind] === SPACE) || !isPlainHost(bytes, span.start, span.end))
    return false;
  out.destStart = span.start;
  out.destEnd = span.end;
  return out.sourceEnd > 0;
}

/** Milliseconds of `1735689600.123456789 `, -1 for another time. */
function epochAt(bytes: Uint8Array, start: number, end: number): number {
  const dot = start + SECONDS;
  const seconds = dot < end && bytes[dot] === DOT ? uintOf(bytes, start, dot) : -1;
  const at = untilNoDigit(bytes, dot + 1, end);
  if (seconds < 0 || at - dot <= MILLIS || bytes[at] !== SPACE) return -1;
  return seconds * 1000 + uintOf(bytes, dot + 1, dot + 1 + MILLIS);
}
