/**
 * In: a line of the common or combined log format as bytes. Out: its figures and where its names stand, or "not plain".
 * Plain: an IPv4 client, before which a server's name may stand, `-` for ident, one word for the account, a time with its offset, a request
 * without blanks in it, referer and user agent without quotes within; last a result code for those who ask for one, nothing or the octets of
 * Apache's `combinedio` for others. A request that begins with a scheme or an authority is a forward proxy's; one for a bare path is a visit
 * to a server of one's own.
 * Everything else is read as text by the formats' parsers, which this must agree with.
 */
import { ACTION_UNKNOWN, type ActionCode, type LineWindows } from '../api.ts';
import { NO_ZONE, UNPLAIN_ZONE, zoneMinutesOf } from '../keyed/byte-values.ts';
import {
  clockOf,
  findUrlHost,
  ipv4EndOf,
  isDay,
  isHostByte,
  isWordAt,
  monthAt,
  span,
  uintOf,
  untilByte,
} from './bytes.ts';
import { daysFromCivil } from './calendar.ts';
import { isResultByte, resultActionOf } from './squid-result.ts';
import { isVisitRequest, methodEnd, takeVisit } from './visit-bytes.ts';

const SPACE = 32;
const DQUOTE = 34;
const COMMA = 44;
const DASH = 45;
const SLASH = 47;
const COLON = 58;
const OPEN = 91;
const BACKSLASH = 92;
const CLOSE = 93;
const PARENTHESIS = 40;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** `[01/Jan/2025:00:00:00 +0000] "` */
const STAMP_BYTES = 30;
const SHORTEST_CODE = 4;
/** Time and request begin within, or the line is not claimed. */
const CLAIM_LOOK = 600;
/** How far into a target its scheme is looked for. */
const SCHEME_LOOK = 12;

/** @param hasResult `TCP_MISS:HIER_DIRECT` ends the line and says what was done; without, nothing does */
export function readClfBytes(
  bytes: Uint8Array,
  start: number,
  end: number,
  out: LineWindows,
  hasResult: boolean,
): boolean {
  const client = clientAt(bytes, start, end);
  const clientEnd = ipv4EndOf(bytes, client, end);
  const isHead = clientEnd > 0 && bytes[clientEnd] === SPACE && bytes[clientEnd + 1] === DASH;
  if (!isHead || bytes[clientEnd + 2] !== SPACE) return false;
  const user = clientEnd + 3;
  const userEnd = wordEnd(bytes, user, end);
  if (userEnd + 1 + STAMP_BYTES > start + CLAIM_LOOK) return false;
  if (userEnd < 0 || !readStamp(bytes, userEnd + 1, end, out)) return false;
  out.sourceStart = client;
  out.sourceEnd = clientEnd;
  out.userStart = user;
  out.userEnd = userEnd - user === 1 && bytes[user] === DASH ? user : userEnd;
  out.deviceStart = 0;
  out.deviceEnd = 0;
  out.bytesSent = -1;
  out.bytesTotal = -1;
  out.beginVerdict();
  const request = userEnd + 1 + STAMP_BYTES;
  if (!hasResult && readVisit(bytes, request, end)) {
    out.action = ACTION_UNKNOWN;
    out.bytesReceived = -1;
    out.destStart = 0;
    out.destEnd = 0;
    return takeVisit(out);
  }
  return (client === start || !hasResult) && readForward(bytes, request, end, out, hasResult);
}

/** Behind the name of a server, perhaps with its port, and a blank; `start` where the line begins with an address. */
function clientAt(bytes: Uint8Array, start: number, end: number): number {
  if (ipv4EndOf(bytes, start, end) > 0) return start;
  const first = bytes[start] ?? 0;
  if (first < 97 || first > 122) return start;
  let at = start;
  while (at < end && (isHostByte(bytes[at] ?? 0) || bytes[at] === COLON)) at++;
  return bytes[at] === SPACE ? at + 1 : start;
}

/**
 * A request for a path and an answer, with nothing behind them that could be Squid's result code.
 * @param isLast the answer stands in front of the request, and the line may end with it
 */
export function readVisit(bytes: Uint8Array, start: number, end: number, isLast = false): boolean {
  if (!isVisitRequest(bytes, start, end)) return false;
  const target = methodEnd(bytes, start, end) + 1;
  let at = target;
  for (; at < end && bytes[at] !== DQUOTE; at++) {
    const code = bytes[at];
    if (code === BACKSLASH || (code === COLON && at < target + SCHEME_LOOK)) return false;
  }
  if (at >= end) return false;
  if (isLast) return at + 1 === end || (bytes[at + 1] === SPACE && holdsNoResult(bytes, at + 2, end));
  if (bytes[at + 1] !== SPACE) return false;
  const status = at + 2;
  return isStatusAt(bytes, status, end) && holdsNoResult(bytes, status + 4, end);
}

/** `200 `, or `200/200 ` where the status before a redirect within stands beside it. */
function isStatusAt(bytes: Uint8Array, at: number, end: number): boolean {
  if (at + 3 >= end) return false;
  return uintOf(bytes, at, at + 3) >= 100 && (bytes[at + 3] === SPACE || bytes[at + 3] === SLASH);
}

/** A request of nobody: `"" 400 …`, with nothing behind it that could be Squid's result code. */
export function readEmptyRequest(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] !== DQUOTE || bytes[start + 1] !== SPACE) return false;
  return isStatusAt(bytes, start + 2, end) && holdsNoResult(bytes, start + 6, end);
}

/** No `TCP_MISS:HIER_DIRECT`, which makes a line Squid's. */
export function holdsNoResult(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start + SHORTEST_CODE; at < end; at++) {
    if (bytes[at] !== COLON) continue;
    let near = 1;
    while (
      near <= SHORTEST_CODE &&
      at + near < end &&
      isResultByte(bytes[at - near] ?? 0) &&
      isResultByte(bytes[at + near] ?? 0)
    )
      near++;
    if (near > SHORTEST_CODE) return false;
  }
  return true;
}

function readForward(bytes: Uint8Array, start: number, end: number, out: LineWindows, hasResult: boolean): boolean {
  const quote = forwardEnd(bytes, start, end);
  const status = quote + 2;
  if (
    quote < 0 ||
    status + 3 >= end ||
    bytes[quote + 1] !== SPACE ||
    uintOf(bytes, status, status + 3) < 100 ||
    bytes[status + 3] !== SPACE
  )
    return false;
  const size = status + 4;
  const sizeEnd = untilByte(bytes, SPACE, size, end);
  // An answer without a body has a dash in its place.
  const isEmpty = sizeEnd - size === 1 && bytes[size] === DASH;
  const received = isEmpty ? -1 : uintOf(bytes, size, sizeEnd);
  const rest = received < 0 && !isEmpty ? -1 : behindAgent(bytes, Math.min(sizeEnd + 1, end), end);
  if (rest < 0) return false;
  out.bytesReceived = received;
  const isWhole = rest === end || (!hasResult && takeOctets(bytes, rest, end, out));
  const action = hasResult ? actionAt(bytes, rest, end) : isWhole ? ACTION_UNKNOWN : -1;
  if (action < 0) return false;
  out.action = action as ActionCode;
  out.destStart = span.start;
  out.destEnd = span.end;
  return true;
}

/** End of the account, -1 where what stands here could be more than one word. */
function wordEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  for (; at < end && bytes[at] !== SPACE; at++) {
    const code = bytes[at];
    if (code === COMMA || code === DQUOTE || code === OPEN) return -1;
  }
  return at === start || at >= end || bytes[start] === PARENTHESIS ? -1 : at;
}

/** `[dd/Mon/yyyy:HH:mm:ss +hhmm] "` */
function readStamp(bytes: Uint8Array, at: number, end: number, out: LineWindows): boolean {
  if (at + STAMP_BYTES >= end || bytes[at + 28] !== SPACE || bytes[at + 29] !== DQUOTE) return false;
  out.timeMs = clfStampOf(bytes, at);
  out.timeIsLocal = false;
  out.timeIsYearless = false;
  return !Number.isNaN(out.timeMs);
}

/** Milliseconds of `[dd/Mon/yyyy:HH:mm:ss +hhmm]` (28 bytes), NaN for what needs a closer look. */
export function clfStampOf(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== OPEN || bytes[at + 3] !== SLASH || bytes[at + 7] !== SLASH || bytes[at + 12] !== COLON)
    return Number.NaN;
  if (bytes[at + 21] !== SPACE || bytes[at + 27] !== CLOSE) return Number.NaN;
  const day = uintOf(bytes, at + 1, at + 3);
  const month = monthAt(bytes, at + 4);
  const year = uintOf(bytes, at + 8, at + 12);
  const clock = clockOf(bytes, at + 13);
  const zone = zoneMinutesOf(bytes, at + 22, at + 27);
  if (!isDay(month, day) || year < 1990 || clock < 0 || zone === NO_ZONE || zone === UNPLAIN_ZONE) return Number.NaN;
  return daysFromCivil(year, month, day) * DAY_MS + clock - zone * MINUTE_MS;
}

/** Octets in and out with their headers, behind referer and user agent; those out are never fewer than the body's. */
function takeOctets(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const inEnd = untilByte(bytes, SPACE, start, end);
  const sent = uintOf(bytes, start, inEnd);
  const received = uintOf(bytes, inEnd + 1, end);
  if (quotedColumns !== 2 || sent < 0 || received < 0) return false;
  if (received < out.bytesReceived) return true;
  out.bytesSent = sent;
  out.bytesReceived = received;
  return true;
}

/** The quote behind `METHOD url HTTP/x.y`; the host is left in `span`. -1 when the request is another. */
export function forwardEnd(bytes: Uint8Array, start: number, end: number): number {
  const method = methodEnd(bytes, start, end);
  if (method < 0) return -1;
  const isConnect = method - start === 7 && isWordAt(bytes, start, 'CONNECT');
  const host = findUrlHost(bytes, method + 1, end, isConnect);
  if (host < 0) return -1;
  let at = host;
  for (; at < end && bytes[at] !== SPACE; at++) {
    if (bytes[at] === DQUOTE) return -1;
    // What it escapes, a quote for one, is part of the path.
    if (bytes[at] === BACKSLASH) at++;
  }
  if (!isWordAt(bytes, at + 1, 'HTTP/')) return -1;
  at += 6;
  while (at < end && (bytes[at] ?? 0) > SPACE && bytes[at] !== DQUOTE && bytes[at] !== BACKSLASH) at++;
  return at < end && bytes[at] === DQUOTE ? at : -1;
}

/** Columns that `behindAgent` has passed over. */
let quotedColumns = 0;

/** Behind `"referer" "user agent"` and a blank, where they are there. */
function behindAgent(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  for (quotedColumns = 0; quotedColumns < 2 && at < end && bytes[at] === DQUOTE; quotedColumns++) {
    at++;
    while (at < end && bytes[at] !== DQUOTE && bytes[at] !== BACKSLASH) at++;
    if (at >= end || bytes[at] !== DQUOTE) return -1;
    at++;
    if (at === end) return at;
    if (bytes[at] !== SPACE) return -1;
    at++;
  }
  return at;
}

/** What `RESULT:HIERARCHY`, which ends the line, says; -1 when something else stands here. */
function actionAt(bytes: Uint8Array, start: number, end: number): number {
  let colon = start;
  while (colon < end && isResultByte(bytes[colon] ?? 0)) colon++;
  if (colon - start <= SHORTEST_CODE || bytes[colon] !== COLON || end - colon <= SHORTEST_CODE) return -1;
  for (let at = colon + 1; at < end; at++) if (!isResultByte(bytes[at] ?? 0)) return -1;
  return resultActionOf(bytes, start, colon);
}
