/**
 * In: a Junos session event as text, in bytes: `[NAME: ]session closed REASON: A/P->B/P … PACKETS(BYTES) PACKETS(BYTES) … USER(ROLES) …`,
 * `session denied A/P->B/P …`, `session created …`. Out: its figures and where its names stand, or "not plain".
 * Plain: a slash in front of each port, and of a session that was closed the bytes of both directions. Whether a session that was created
 * counts is learned from lines read as text.
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, ACTION_UNKNOWN, type LineWindows } from '../api.ts';
import { isAddress } from '../keyed/byte-values.ts';
import { bytesOf, clearWindows, findWordAt, isWordAt, uintOf, untilByte } from '../shared/bytes.ts';
import { isDigit } from '../shared/numbers.ts';
import { isNameCode, NAME_LOOK, NAME_PREFIXES, SHORTEST_NAME } from './name.ts';

const SPACE = 32;
const OPEN = 40;
const CLOSE = 41;
const SLASH = 47;
const COLON = 58;
const BRACKET = 91;
/** As in plain.ts. */
export const END = 64;
/** How far the claim looks for the arrow. */
export const ARROW_LOOK = 900;
const CLOSED = 'session closed ';
const DENIED = 'session denied ';
const CREATED = 'session created ';
const NOBODY = ['N/A', 'UNKNOWN'] as const;
const CREATED_VERDICT = bytesOf('created');

/** Whoever the words behind the ends name, and the figures in front of that. */
const found = { start: 0, end: 0 };

export function readPlainBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const words = behindName(bytes, start, Math.min(end, start + NAME_LOOK));
  const isClosed = isWordAt(bytes, words, CLOSED);
  const isCreated = !isClosed && isWordAt(bytes, words, CREATED);
  if (!isClosed && !isCreated && !isWordAt(bytes, words, DENIED)) return false;
  const reason = words + (isClosed ? CLOSED.length : isCreated ? CREATED.length : DENIED.length);
  const arrow = findWordAt(bytes, '->', reason, Math.min(end, start + ARROW_LOOK));
  // Pairs behind it make it one of those, as parse.ts has them.
  if (arrow < 0 || findWordAt(bytes, 'source-address="', arrow, Math.min(end, start + ARROW_LOOK)) >= 0) return false;
  let from = arrow;
  while (from > reason && arrow - from < END && (bytes[from - 1] ?? 0) > SPACE) from--;
  const to = arrow + 2;
  const stop = untilByte(bytes, SPACE, to, Math.min(end, to + END));
  if (stop >= end || hasOddBytes(bytes, start, end)) return false;
  clearWindows(out);
  out.sourceStart = from;
  out.sourceEnd = addressEnd(bytes, from, arrow);
  out.destStart = to;
  out.destEnd = addressEnd(bytes, to, stop);
  if (out.sourceEnd < 0 || out.destEnd < 0) return false;
  if (isCreated) {
    out.action = ACTION_UNKNOWN;
    return out.addVerdict(CREATED_VERDICT, 0, CREATED_VERDICT.length);
  }
  out.action = isClosed ? ACTION_ALLOWED : ACTION_BLOCKED;
  const rest = isClosed ? readMeasures(bytes, stop, end, out) : behindPolicy(bytes, stop, end);
  if (rest < 0) return false;
  findUser(bytes, rest, end);
  out.userStart = found.start;
  out.userEnd = found.end;
  return true;
}

/** Behind `RT_FLOW_SESSION_CLOSE: `; `start` where none stands. */
export function behindName(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && isNameCode(bytes[at] ?? 0)) at++;
  if (at - start < SHORTEST_NAME || bytes[at] !== COLON || bytes[at + 1] !== SPACE) return start;
  return NAME_PREFIXES.some((prefix) => isWordAt(bytes, start, prefix)) ? at + 2 : start;
}

/** Blanks that are no spaces, and the bracket of structured data. */
export function hasOddBytes(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((bytes[at] ?? 0) < SPACE || bytes[at] === BRACKET) return true;
  return false;
}

/** Where the address of `A/P` ends, -1 for anything else. */
export function addressEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = end;
  while (at > start && isDigit(bytes[at - 1])) at--;
  const slash = at - 1;
  return at < end && slash > start && bytes[slash] === SLASH && isAddress(bytes, start, slash) ? slash : -1;
}

/** `165(13032) 266(46477)`. @returns the position behind both, -1 when they are not there */
function readMeasures(bytes: Uint8Array, start: number, end: number, out: LineWindows): number {
  for (let at = start; at < end; at++) {
    const stop = untilByte(bytes, SPACE, at, end);
    const open = untilByte(bytes, OPEN, at, stop);
    if (open < stop && isDigit(bytes[at]) && bytes[stop - 1] === CLOSE) {
      const size = uintOf(bytes, open + 1, stop - 1);
      if (size < 0 || uintOf(bytes, at, open) < 0) return -1;
      if (out.bytesSent < 0) out.bytesSent = size;
      else {
        out.bytesReceived = size;
        return stop;
      }
    }
    at = stop;
  }
  return -1;
}

/** As in plain.ts. */
function behindPolicy(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const stop = untilByte(bytes, SPACE, at, end);
    const open = untilByte(bytes, OPEN, at, stop);
    if (open > at && open < stop && isDigit(bytes[at])) {
      let policy = stop;
      while (policy < end && bytes[policy] === SPACE) policy++;
      return untilByte(bytes, SPACE, policy, end);
    }
    at = stop;
  }
  return start;
}

/** `alice(Staff)`: the first word with a parenthesis that does not begin with a digit. */
function findUser(bytes: Uint8Array, start: number, end: number): void {
  found.start = 0;
  found.end = 0;
  for (let at = start; at < end; at++) {
    const stop = untilByte(bytes, SPACE, at, end);
    const open = untilByte(bytes, OPEN, at, stop);
    if (open > at && open < stop && !isDigit(bytes[at])) {
      const isNobody = NOBODY.some((word) => open - at === word.length && isWordAt(bytes, at, word));
      if (isNobody) return;
      found.start = at;
      found.end = open;
      return;
    }
    at = stop;
  }
}
