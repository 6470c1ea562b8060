/**
 * In: what an SRX's web filter says as text, in bytes: `[NAME: ]WebFilter: ACTION="URL Blocked" A(P)->B(P) CATEGORY="…" … URL=HOST OBJ=/PATH
 * USERNAME=… ROLES=…`. Out: where its names stand, or "not plain".
 * Plain: the pairs in this order about the ends (see scan-pairs.ts). What the action comes to is learned from lines read as text.
 */
import type { LineWindows } from '../api.ts';
import { isAddress } from '../keyed/byte-values.ts';
import { PairWindows } from '../keyed/pair-windows.ts';
import { type PairScan, scanPairs } from '../keyed/scan-pairs.ts';
import { bytesOf, findWordAt, isWordAt, uintOf, untilByte } from '../shared/bytes.ts';
import { untilCode, wordsOf } from '../shared/word-scan.ts';
import { NAME_LOOK } from './name.ts';
import { WEB_SPEC } from './plain.ts';
import { ARROW_LOOK, behindName, END, hasOddBytes } from './plain-bytes.ts';

const SPACE = 32;
const DQUOTE = 34;
const OPEN = 40;
const CLOSE = 41;
const DASH = 45;
const BEGIN = 'WebFilter: ACTION="';
/** Where the key stands in it. */
const KEY = 'WebFilter: '.length;
const SCAN: PairScan = { separator: SPACE, marks: [] };
/** Tells a line of structured data, whatever else it holds. */
const STRUCTURED = 'source-address="';
/** What decides where the action does not: an event that has the word in its name or among its values. */
const LOCKED = bytesOf('locked');

const windows = new PairWindows({ spec: WEB_SPEC, judged: [] });

export function readWebBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const at = behindName(bytes, start, Math.min(end, start + NAME_LOOK));
  if (!isWordAt(bytes, at, BEGIN)) return false;
  const action = at + BEGIN.length;
  const actionEnd = untilByte(bytes, DQUOTE, action, Math.min(end, action + END));
  const source = actionEnd + 2;
  const stop = untilByte(bytes, SPACE, source, Math.min(end, source + 2 * END));
  const arrow = findWordAt(bytes, '->', action, stop);
  if (arrow < source || arrow >= start + ARROW_LOOK || bytes[actionEnd + 1] !== SPACE || stop >= end) return false;
  if (findWordAt(bytes, 'session ', action, actionEnd) >= 0 || isOdd(bytes, start, end)) return false;
  const sourceEnd = addressEnd(bytes, source, arrow);
  const destinationEnd = addressEnd(bytes, arrow + 2, stop);
  if (sourceEnd < 0 || destinationEnd < 0) return false;
  windows.begin(out);
  if (!windows.take(bytes, at + KEY, action - 2, action, actionEnd, out)) return false;
  if (!scanPairs(bytes, stop + 1, end, end, SCAN, windows, out) || !windows.finish(bytes, out)) return false;
  out.sourceStart = source;
  out.sourceEnd = sourceEnd;
  if (!windows.isFilled('url') || windows.isUrlAddress) {
    out.destStart = arrow + 2;
    out.destEnd = destinationEnd;
  }
  const isLocked = findWordAt(bytes, 'locked', start, end) >= 0;
  return out.addVerdict(LOCKED, 0, isLocked ? LOCKED.length : 0);
}

/** Blanks that are no spaces, or what tells structured data. */
function isOdd(bytes: Uint8Array, start: number, end: number): boolean {
  const words = wordsOf(bytes);
  for (let at = untilCode(words, DASH, start, end); at < end; at = untilCode(words, DASH, at + 1, end)) {
    const from = at - STRUCTURED.indexOf('-');
    if (from >= start && isWordAt(bytes, from, STRUCTURED)) return true;
  }
  return hasOddBytes(bytes, start, end);
}

/** Where the address of `A(P)` ends, -1 for anything else. */
function addressEnd(bytes: Uint8Array, start: number, end: number): number {
  const open = untilByte(bytes, OPEN, start, end);
  const isPort = end - start < END && bytes[end - 1] === CLOSE && uintOf(bytes, open + 1, end - 1) >= 0;
  return isPort && isAddress(bytes, start, open) ? open : -1;
}
