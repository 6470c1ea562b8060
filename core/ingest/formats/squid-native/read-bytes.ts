/**
 * In: a line of Squid's own layout as bytes. Out: its figures and where its names stand, or "not plain".
 * Plain: a time with milliseconds, an IPv4 client, a result code, a URL with a scheme or an authority, no quotes before the content
 * type and nothing but quoted columns behind it. Everything else is read as text by parse.ts, which this must agree with.
 */
import type { ActionCode, LineWindows } from '../api.ts';
import { findUrlHost, ipv4EndOf, span, uintOf, untilByte, untilSpaces } from '../shared/bytes.ts';
import { isDigit } from '../shared/numbers.ts';
import { isResultByte, resultActionOf } from '../shared/squid-result.ts';

const SPACE = 32;
const DQUOTE = 34;
const DASH = 45;
const DOT = 46;
const SLASH = 47;
const UPPER_C = 67;

export function readSquidBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  if (end - start < 40 || bytes[start + 10] !== DOT || bytes[start + 14] !== SPACE) return false;
  const seconds = uintOf(bytes, start, start + 10);
  const millis = uintOf(bytes, start + 11, start + 14);
  if (seconds < 0 || millis < 0) return false;
  // The elapsed time, right-aligned.
  let at = untilSpaces(bytes, start + 14, end);
  const elapsed = at;
  while (at < end && isDigit(bytes[at] ?? 0)) at++;
  if (at === elapsed || bytes[at] !== SPACE) return false;
  const client = untilSpaces(bytes, at, end);
  const clientEnd = ipv4EndOf(bytes, client, end);
  if (clientEnd < 0 || bytes[clientEnd] !== SPACE) return false;
  const code = untilSpaces(bytes, clientEnd, end);
  let slash = code;
  while (slash < end && isResultByte(bytes[slash] ?? 0)) slash++;
  if (slash - code < 5 || bytes[slash] !== SLASH) return false;
  const action = resultActionOf(bytes, code, slash);
  if (action < 0) return false;
  const codeEnd = untilByte(bytes, SPACE, slash, end);
  if (uintOf(bytes, slash + 1, codeEnd) < 0) return false;
  const size = untilSpaces(bytes, codeEnd, end);
  const sizeEnd = untilByte(bytes, SPACE, size, end);
  const received = uintOf(bytes, size, sizeEnd);
  if (received < 0) return false;
  if (!readRequest(bytes, untilSpaces(bytes, sizeEnd, end), end, out)) return false;
  out.timeMs = seconds * 1000 + millis;
  out.timeIsLocal = false;
  out.timeIsYearless = false;
  out.action = action as ActionCode;
  out.bytesSent = -1;
  out.bytesReceived = received;
  out.bytesTotal = -1;
  out.sourceStart = client;
  out.sourceEnd = clientEnd;
  out.deviceStart = 0;
  out.deviceEnd = 0;
  out.beginVerdict();
  return true;
}

/** `METHOD url user HIERARCHY/peer type` */
function readRequest(bytes: Uint8Array, method: number, end: number, out: LineWindows): boolean {
  if (isDigit(bytes[method] ?? 0)) return false;
  const methodEnd = untilByte(bytes, SPACE, method, end);
  const url = untilSpaces(bytes, methodEnd, end);
  const isConnect = methodEnd - method === 7 && bytes[method] === UPPER_C;
  const hostEnd = findUrlHost(bytes, url, end, isConnect);
  if (hostEnd < 0) return false;
  const urlEnd = untilByte(bytes, SPACE, hostEnd, end);
  const user = untilSpaces(bytes, urlEnd, end);
  if (bytes[user] === DQUOTE) return false;
  const userEnd = untilByte(bytes, SPACE, user, end);
  const peer = untilSpaces(bytes, userEnd, end);
  if (peer >= end) return false;
  const type = untilSpaces(bytes, untilByte(bytes, SPACE, peer, end), end);
  const rest = untilSpaces(bytes, untilByte(bytes, SPACE, type, end), end);
  if (rest < end && bytes[rest] !== DQUOTE) return false;
  out.destStart = span.start;
  out.destEnd = span.end;
  out.userStart = user;
  out.userEnd = userEnd - user === 1 && bytes[user] === DASH ? user : userEnd;
  return true;
}
