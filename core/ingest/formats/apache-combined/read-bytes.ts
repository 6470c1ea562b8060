/**
 * In: a line of a web server's access log as bytes. Out: its figures and where its names stand, or "not plain".
 * Plain beside what readClfBytes takes: visits to servers of one's own whatever stands in front of their time (lists of addresses, accounts of
 * several words), HAProxy's, over HTTP and TCP, and the line that it writes unasked.
 */
import type { LineWindows } from '../api.ts';
import { byteTime, clfTimeOf } from '../keyed/byte-values.ts';
import { clearWindows, ipv4EndOf, isWordAt, untilByte, untilSpaces } from '../shared/bytes.ts';
import { clfStampOf, holdsNoResult, readClfBytes, readVisit } from '../shared/clf-bytes.ts';
import { isDigit } from '../shared/numbers.ts';
import { methodEnd, takeVisit } from '../shared/visit-bytes.ts';

const SPACE = 32;
const DQUOTE = 34;
const PERCENT = 37;
const OPEN_ROUND = 40;
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

export function readApacheBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  if (readClfBytes(bytes, start, end, out, false)) return true;
  clearWindows(out);
  const first = bytes[start] ?? 0;
  if (isDigit(first) && readBalanced(bytes, start, end, out)) return true;
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
    open++;
  }
  const quote = open + STAMP + 1;
  if (open === start || open >= limit || bytes[open - 1] !== SPACE || bytes[quote - 1] !== SPACE) return false;
  if (bytes[quote] !== DQUOTE || !readVisit(bytes, quote + 1, end)) return false;
  out.timeMs = clfStampOf(bytes, open);
  return !Number.isNaN(out.timeMs) && takeVisit(out);
}

/** `A:port [time] frontend backend/server timers status bytes … "GET /path HTTP/1.1"`, or without a request for TCP. */
function readBalanced(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const address = ipv4EndOf(bytes, start, end);
  const open = address < 0 ? end : untilByte(bytes, OPEN, address, Math.min(end, start + PEER_LOOK));
  const close = untilByte(bytes, CLOSE, open, Math.min(end, open + LONGEST_STAMP));
  const isPeer = bytes[address] === COLON && bytes[open] === OPEN && bytes[open - 1] === SPACE;
  if (!isPeer || bytes[close] !== CLOSE || bytes[close + 1] !== SPACE) return false;
  for (let at = address + 1; at < open - 1; at++) if (!isDigit(bytes[at])) return false;
  if (!clfTimeOf(bytes, open + 1, close)) return false;
  out.timeMs = byteTime.ms;
  out.timeIsLocal = byteTime.isLocal;
  const backend = nextWord(bytes, close + 2, end);
  const timers = nextWord(bytes, backend, end);
  const status = nextWord(bytes, timers, end);
  if (isTimers(bytes, timers, end, TCP_TIMERS)) return isTcp(bytes, status, end) && takeVisit(out);
  if (!isTimers(bytes, timers, end, HTTP_TIMERS) || nextWord(bytes, status, end) >= end) return false;
  const quote = untilByte(bytes, DQUOTE, status, end);
  for (let at = close; at < quote; at++) if (bytes[at] === OPEN) return false;
  return isVisit(bytes, quote + 1, end) && takeVisit(out);
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
