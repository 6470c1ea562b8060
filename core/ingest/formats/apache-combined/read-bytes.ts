/**
 * In: a line of a web server's access log as bytes. Out: its figures and where its names stand, or "not plain".
 * Plain beside what readClfBytes takes: visits to servers of one's own whatever stands in front of their time (lists of addresses, accounts of
 * several words), mod_ssl's lines that begin with it, HAProxy's, over HTTP and TCP, and the lines that it writes unasked.
 */
import type { LineWindows } from '../api.ts';
import { byteTime, clfTimeOf } from '../keyed/byte-values.ts';
import { bytesOf, clearWindows, ipv4EndOf, isWordAt, span, uintOf, untilByte, untilSpaces } from '../shared/bytes.ts';
import {
  clfStampOf,
  forwardEnd,
  holdsNoResult,
  readClfBytes,
  readEmptyRequest,
  readVisit,
} from '../shared/clf-bytes.ts';
import { isDigit } from '../shared/numbers.ts';
import { methodEnd, takeVisit } from '../shared/visit-bytes.ts';

const SPACE = 32;
const DQUOTE = 34;
const PERCENT = 37;
const OPEN_ROUND = 40;
const MINUS = 45;
const SLASH = 47;
const COLON = 58;
const LESS = 60;
const EQUALS = 61;
const OPEN = 91;
const BACKSLASH = 92;
const CLOSE = 93;
const PIPE = 124;
const OPEN_BRACE = 123;
/** The time begins within, or other formats may claim the line. */
const LOOK = 400;
/** `[01/Jan/2025:00:00:00 +0000]` */
const STAMP = 28;
/** As in haproxy.ts. */
const PEER_LOOK = 64;
const LONGEST_STAMP = 40;
const HTTP_TIMERS = 4;
const TCP_TIMERS = 2;
const CONNECT = 'Connect from ';
/** ` HTTP/2.0"` */
const VERSION = 10;
/** Columns in quotes, the certificate's name for one, that may stand before the request. */
const MAX_QUOTES_BEFORE = 2;
const COMPLAINT = bytesOf('complaint');

export function readApacheBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  if (readClfBytes(bytes, start, end, out, false)) return true;
  clearWindows(out);
  const first = bytes[start] ?? 0;
  // What stands behind blanks alone may be the time, and the columns of a line that begins with it are other ones.
  if (first === SPACE) return false;
  if ((isDigit(first) || first === MINUS) && readBalanced(bytes, start, end, out)) return true;
  if (first === 67 && isWordAt(bytes, start, CONNECT)) return readConnect(bytes, start, end, out);
  return readHeaded(bytes, start, end, out);
}

/** Behind whatever names the client stand a time and a request for a path. */
function readHeaded(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const limit = Math.min(end, start + LOOK);
  let open = start;
  while (open < limit && bytes[open] !== OPEN) {
    const code = bytes[open];
    if (code === PERCENT || code === LESS || code === EQUALS || code === PIPE || code === OPEN_BRACE) return false;
    // `1000/01/ `, the version with which i-FILTER's lines begin.
    if (code === SLASH && bytes[open + 1] === SPACE && isDigit(bytes[open - 1])) return false;
    open++;
  }
  const behind = open + STAMP;
  if (open >= limit || bytes[behind] !== SPACE || (open > start && bytes[open - 1] !== SPACE)) return false;
  const request = (open === start ? behindCipher(bytes, behind + 1, end) : behindNames(bytes, behind + 1, end)) + 1;
  if (request === 0 || bytes[request - 1] !== DQUOTE) return false;
  const isEmpty = open > start && request === behind + 2 && readEmptyRequest(bytes, request, end);
  if (!isEmpty && !readVisit(bytes, request, end, open === start)) return false;
  out.timeMs = clfStampOf(bytes, open);
  return !Number.isNaN(out.timeMs) && takeVisit(out);
}

/** Where the request's quote stands behind `- "/C=…/CN=name" `, or at once; -1 for other columns. */
function behindNames(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] === SPACE || bytes[at] === MINUS)) at++;
  for (let column = 0; column < MAX_QUOTES_BEFORE && bytes[at] === DQUOTE && bytes[at + 1] === SLASH; column++) {
    at++;
    while (at < end && bytes[at] !== DQUOTE && bytes[at] !== BACKSLASH) at++;
    if (at >= end || bytes[at] !== DQUOTE || bytes[at + 1] !== SPACE) return -1;
    at = untilSpaces(bytes, at + 1, end);
  }
  return at;
}

/** Where the request's quote stands behind `192.0.2.1 TLSv1.3 CIPHER `, as mod_ssl writes it; -1 for other columns. */
function behindCipher(bytes: Uint8Array, start: number, end: number): number {
  const client = ipv4EndOf(bytes, start, end);
  if (client < 0 || !(isWordAt(bytes, client, ' TLSv') || isWordAt(bytes, client, ' SSLv'))) return -1;
  const request = nextWord(bytes, nextWord(bytes, client + 1, end), end);
  for (let at = client; at < request; at++) if (bytes[at] === DQUOTE || bytes[at] === OPEN) return -1;
  return request;
}

/**
 * `A:port [time] frontend backend/server timers status bytes … "GET /path HTTP/1.1"`, without a request for TCP, or with words for what came to
 * nothing. The client may be `-`.
 */
function readBalanced(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const isUnnamed = bytes[start] === MINUS;
  const address = isUnnamed ? start + 1 : ipv4EndOf(bytes, start, end);
  const open = address < 0 ? end : untilByte(bytes, OPEN, address, Math.min(end, start + PEER_LOOK));
  const close = untilByte(bytes, CLOSE, open, Math.min(end, open + LONGEST_STAMP));
  const isPeer = bytes[address] === COLON && bytes[open] === OPEN && bytes[open - 1] === SPACE;
  if (!isPeer || bytes[close] !== CLOSE || bytes[close + 1] !== SPACE) return false;
  for (let at = address + 1; at < open - 1; at++) if (!isDigit(bytes[at])) return false;
  if (!clfTimeOf(bytes, open + 1, close)) return false;
  out.timeMs = byteTime.ms;
  out.timeIsLocal = byteTime.isLocal;
  const frontend = untilSpaces(bytes, close + 1, end);
  const backend = nextWord(bytes, frontend, end);
  let timers = nextWord(bytes, backend, end);
  if (!isUnnamed && isTimers(bytes, timers, end, TCP_TIMERS))
    return isTcp(bytes, nextWord(bytes, timers, end), end) && takeVisit(out);
  if (!isUnnamed && isComplaint(bytes, frontend, end)) return out.addVerdict(COMPLAINT, 0, COMPLAINT.length);
  // Some put the host that was asked for in between.
  if (!isTimers(bytes, timers, end, HTTP_TIMERS)) timers = nextWord(bytes, timers, end);
  const size = nextWord(bytes, nextWord(bytes, timers, end), end);
  if (!isTimers(bytes, timers, end, HTTP_TIMERS) || size >= end) return false;
  const quote = untilByte(bytes, DQUOTE, close, end);
  for (let at = close; at < quote; at++) if (bytes[at] === OPEN) return false;
  if (quote <= size) return false;
  if (isVisit(bytes, quote + 1, end)) return takeVisit(out);
  out.sourceStart = start;
  out.sourceEnd = address;
  return !isUnnamed && readProxied(bytes, size, quote + 1, end, out);
}

/** A request that HAProxy hands on to a proxy. */
function readProxied(bytes: Uint8Array, size: number, request: number, end: number, out: LineWindows): boolean {
  const quote = forwardEnd(bytes, request, end);
  if (quote < 0 || !isWordAt(bytes, quote - 'HTTP/1.1'.length, 'HTTP/1.')) return false;
  out.bytesReceived = uintOf(bytes, size, untilByte(bytes, SPACE, size, end));
  out.destStart = span.start;
  out.destEnd = span.end;
  const isWhole = quote + 1 === end || (bytes[quote + 1] === SPACE && holdsNoResult(bytes, quote + 2, end));
  return isWhole && out.bytesReceived >= 0;
}

/** `frontend/bind: SSL handshake failure`: words alone, for what else may follow could be another format's. */
function isComplaint(bytes: Uint8Array, start: number, end: number): boolean {
  const bindEnd = untilByte(bytes, SPACE, start, end);
  if (bindEnd >= end || bytes[bindEnd - 1] !== COLON || untilByte(bytes, SLASH, start, bindEnd) >= bindEnd)
    return false;
  for (let at = bindEnd; at < end; at++) {
    const letter = (bytes[at] ?? 0) | 32;
    if (letter !== SPACE && (letter < 97 || letter > 122)) return false;
  }
  return true;
}

/** `bytes state counts queues` */
function isTcp(bytes: Uint8Array, size: number, end: number): boolean {
  const state = nextWord(bytes, size, end);
  const counts = nextWord(bytes, state, end);
  for (let at = size; at < end; at++) if (bytes[at] === DQUOTE || bytes[at] === OPEN) return false;
  return bytes[state + 2] === SPACE && counts === state + 3 && isTimers(bytes, counts, end, HTTP_TIMERS);
}

/** A request for a path, or over HTTP/2, whose requests name their server in full. */
function isVisit(bytes: Uint8Array, start: number, end: number): boolean {
  if (start >= end) return false;
  if (readVisit(bytes, start, end, true)) return true;
  const method = methodEnd(bytes, start, end);
  const version = method < 0 ? end : untilByte(bytes, SPACE, method + 1, end);
  const isSecond = isWordAt(bytes, version, ' HTTP/2.0"') || isWordAt(bytes, version, ' HTTP/3.0"');
  if (!isSecond || isWordAt(bytes, start, 'CONNECT ')) return false;
  for (let at = method; at < version; at++) if (bytes[at] === DQUOTE || bytes[at] === BACKSLASH) return false;
  return holdsNoResult(bytes, version + VERSION, end);
}

function nextWord(bytes: Uint8Array, at: number, end: number): number {
  return untilSpaces(bytes, untilByte(bytes, SPACE, at, end), end);
}

/** Numbers with so many slashes between them, and a blank or the end behind them. */
function isTimers(bytes: Uint8Array, start: number, end: number, parts: number): boolean {
  let slashes = 0;
  for (let at = start; at < end && bytes[at] !== SPACE; at++) {
    const code = bytes[at] ?? 0;
    if (code === SLASH) slashes++;
    else if (!isDigit(code) && code !== 45 && code !== 43) return false;
  }
  return slashes === parts;
}

/** `Connect from A:p to B:p (frontend/HTTP)`; its time is the header's. */
function readConnect(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const client = start + CONNECT.length;
  const clientEnd = ipv4EndOf(bytes, client, end);
  const to = untilByte(bytes, SPACE, client, end);
  if (clientEnd < 0 || bytes[clientEnd] !== COLON || !isWordAt(bytes, to, ' to ')) return false;
  const server = to + ' to '.length;
  const serverEnd = ipv4EndOf(bytes, server, end);
  const isServer = serverEnd > 0 && bytes[serverEnd] === COLON;
  return isServer && untilByte(bytes, OPEN_ROUND, serverEnd, end) < end && takeVisit(out);
}
