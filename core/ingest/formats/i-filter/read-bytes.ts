/**
 * In: a line of the access log as bytes. Out: its figures and where its names stand, or "not plain".
 * Plain: a client's address, a time with its offset, a request for a URL or an authority whose host is small letters and ends in one. What the
 * word for the action means is learned from lines read as text.
 */
import { ACTION_UNKNOWN, type LineWindows } from '../api.ts';
import { byteTime, clfTimeOf, isAddress } from '../keyed/byte-values.ts';
import {
  clockOf,
  findUrlHost,
  isPlainHost,
  isWordAt,
  monthAt,
  span,
  uintOf,
  untilByte,
  untilNoDigit,
  untilSpaces,
} from '../shared/bytes.ts';
import { isDigit } from '../shared/numbers.ts';

const SPACE = 32;
const DQUOTE = 34;
const DASH = 45;
const SLASH = 47;
const OPEN = 91;
const CLOSE = 93;
const STAMP = 26;
const YEAR = 4;
const LONGEST_PROCESS = 10;
/** As the reader of headers may have them. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;
const FIGURES = 4;

/** As in parse.ts. */
export interface HeadShape {
  /** How far into a line its version is looked for. */
  readonly look: number;
  /** How far behind it the time. */
  readonly headLook: number;
  /** Words between them, long and short. */
  readonly full: number;
  readonly short: number;
}

/** Reads plain lines from bytes. */
export function createIFilterBytes({
  look,
  headLook,
  full,
  short,
}: HeadShape): (bytes: Uint8Array, start: number, end: number, out: LineWindows) => boolean {
  const froms = new Int32Array(full);
  const tos = new Int32Array(full);

  /** The words in front of the time. @returns false when they are not those of either layout */
  const readHead = (bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean => {
    let count = 0;
    for (let at = untilSpaces(bytes, start, end); at < end; at = untilSpaces(bytes, at, end)) {
      if (count === full) return false;
      froms[count] = at;
      at = untilByte(bytes, SPACE, at, end);
      tos[count] = at;
      count++;
    }
    if (count !== full && count !== short) return false;
    out.sourceStart = froms[count - 3] ?? 0;
    out.sourceEnd = tos[count - 3] ?? 0;
    out.deviceStart = froms[count - 2] ?? 0;
    out.deviceEnd = endOf(bytes, out.deviceStart, tos[count - 2] ?? 0);
    out.userStart = froms[count - 1] ?? 0;
    out.userEnd = endOf(bytes, out.userStart, tos[count - 1] ?? 0);
    return isAddress(bytes, out.sourceStart, out.sourceEnd);
  };

  return (bytes, start, end, out) => {
    const first = behindTime(bytes, start, end);
    // Anything else may be a header, which is taken off first.
    if (!isDigit(bytes[first]) && bytes[first] !== OPEN) return false;
    const head = versionEnd(bytes, first, Math.min(end, first + look), end);
    if (head < 0) return false;
    const open = untilByte(bytes, OPEN, head, Math.min(end, head + headLook));
    const time = open + 1;
    if (bytes[open] !== OPEN || time + STAMP >= end || !clfTimeOf(bytes, time, time + STAMP)) return false;
    if (bytes[time + STAMP] !== CLOSE || bytes[time + STAMP + 1] !== SPACE || !readHead(bytes, head, open, out))
      return false;
    out.timeMs = byteTime.ms;
    out.timeIsLocal = byteTime.isLocal;
    out.timeIsYearless = false;
    const behind = untilSpaces(bytes, time + STAMP + 1, end);
    const request = untilByte(bytes, DQUOTE, behind, end);
    const requestEnd = untilByte(bytes, DQUOTE, request + 1, end);
    if (requestEnd >= end || !readRequest(bytes, request + 1, requestEnd, out)) return false;
    return request > behind
      ? readFigures(bytes, behind, request, out)
      : readFigures(bytes, behindAgent(bytes, requestEnd + 1, end), end, out);
  };
}

/** Behind `Mon dd HH:mm:ss pid ` where a version follows; as a header it says nothing that the line does not. */
function behindTime(bytes: Uint8Array, start: number, end: number): number {
  const process = start + 16;
  const isTime = bytes[start + 3] === SPACE && bytes[start + 6] === SPACE && bytes[process - 1] === SPACE;
  if (!isTime || monthAt(bytes, start) === 0 || clockOf(bytes, start + 7) < 0) return start;
  const stop = untilNoDigit(bytes, process, end);
  // It may be taken for a year.
  const year = stop - process === YEAR ? uintOf(bytes, process, stop) : 0;
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return start;
  // A longer number is none of a process: the reader of headers may see something else in it.
  return stop > process &&
    stop - process <= LONGEST_PROCESS &&
    bytes[stop] === SPACE &&
    versionEnd(bytes, stop + 1, untilByte(bytes, SPACE, stop + 1, end), end) > 0
    ? stop + 1
    : start;
}

/** Behind `1000/01/ `, -1 when no word of the first ones is a version. */
function versionEnd(bytes: Uint8Array, start: number, limit: number, end: number): number {
  for (let at = start; at < limit; at = untilByte(bytes, SPACE, at, end) + 1) {
    const slash = untilNoDigit(bytes, at, limit);
    if (slash === at || bytes[slash] !== SLASH) continue;
    const close = untilNoDigit(bytes, slash + 1, limit);
    if (close > slash + 1 && bytes[close] === SLASH && bytes[close + 1] === SPACE) return close + 2;
  }
  return -1;
}

/** Of a lone `-` its beginning. */
function endOf(bytes: Uint8Array, start: number, end: number): number {
  return end - start === 1 && bytes[start] === DASH ? start : end;
}

/** `GET https://files.example.com/ HTTP/1.1`, `CONNECT files.example.com:443 HTTP/1.1` */
function readRequest(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const target = untilByte(bytes, SPACE, start, end) + 1;
  const targetEnd = untilByte(bytes, SPACE, target, end);
  const isConnect = isWordAt(bytes, start, 'CONNECT ');
  if (target >= end || findUrlHost(bytes, target, targetEnd, isConnect) < 0) return false;
  out.destStart = span.start;
  out.destEnd = span.end;
  return isPlainHost(bytes, span.start, span.end);
}

/** Behind the referer, perhaps in quotes, and the agent of the older layout. */
function behindAgent(bytes: Uint8Array, start: number, end: number): number {
  const referer = untilSpaces(bytes, start, end);
  const isQuoted = bytes[referer] === DQUOTE;
  const close = untilByte(bytes, isQuoted ? DQUOTE : SPACE, isQuoted ? referer + 1 : referer, end);
  const agent = untilSpaces(bytes, isQuoted ? close + 1 : close, end);
  return untilSpaces(bytes, untilByte(bytes, SPACE, agent, end), end);
}

/** `status sent received action …` */
function readFigures(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  out.action = ACTION_UNKNOWN;
  out.bytesSent = -1;
  out.bytesReceived = -1;
  out.bytesTotal = -1;
  out.beginVerdict();
  let at = start;
  for (let column = 0; column < FIGURES; column++) {
    const stop = untilByte(bytes, SPACE, at, end);
    if (at >= stop) return false;
    if (column === FIGURES - 1) return out.addVerdict(bytes, at, stop);
    const value = uintOf(bytes, at, stop);
    if (column > 0 && value < 0) return false;
    if (column === 1) out.bytesSent = value;
    else if (column === 2) out.bytesReceived = value;
    at = untilSpaces(bytes, stop, end);
  }
  return false;
}
