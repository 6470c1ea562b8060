/**
 * In: HAProxy's HTTP log (its TCP log is told by its timers): `client:port [time] frontend backend/server timers status bytes … "request"`, and its plain
 * `Connect from a:p to b:p (frontend/HTTP)`. Source: https://docs.haproxy.org/3.0/configuration.html#8.2
 */
import type { EventDraft, SyslogHeader } from '../api.ts';
import { clf } from '../shared/clf.ts';
import { findCode, findWord, untilCode, wordAt } from '../shared/fields.ts';
import { parseUint } from '../shared/numbers.ts';
import { readClfTime, skipSpaces } from '../shared/time.ts';
import { setDestinationFromUrl, setSource } from '../shared/url.ts';

const SPACE = 32;
const SLASH = 47;
const COLON = 58;
const OPEN = 91;
const OPEN_BRACE = 123;
const PIPE = 124;
const CLOSE_BRACE = 125;

const CONNECT = 'Connect from ';

/**
 * Reads client, status and bytes of an HTTP line whose time and request were found already.
 * @returns false when the line has no HAProxy timers between time and request
 */
export function readHaproxy(text: string, start: number, open: number, out: EventDraft): boolean {
  const limit = clf.afterRequest;
  const frontend = skipSpaces(text, clf.afterTime, limit);
  const backend = nextWord(text, frontend, limit);
  let timers = nextWord(text, backend, limit);
  // Some put the host that was asked for in between.
  if (!isTimers(text, timers, untilCode(text, SPACE, timers, limit))) timers = nextWord(text, timers, limit);
  const status = nextWord(text, timers, limit);
  const bytes = nextWord(text, status, limit);
  if (bytes >= limit || !isTimers(text, timers, untilCode(text, SPACE, timers, limit))) return false;
  out.status = parseUint(text, status, untilCode(text, SPACE, status, limit));
  out.bytesReceived = parseUint(text, bytes, untilCode(text, SPACE, bytes, limit));
  setPeer(text, skipSpaces(text, start, open), untilCode(text, SPACE, start, open), out);
  if (out.destinationHost === '') readCapturedHost(text, bytes, limit, out);
  if (out.destinationHost === '') readServerName(text, limit, out);
  return true;
}

/** `{app.example.com|agent}`: headers of the request that the administrator keeps; the first is its host where it can be one. */
function readCapturedHost(text: string, start: number, end: number, out: EventDraft): void {
  const open = findCode(text, OPEN_BRACE, start, end);
  if (open < 0) return;
  const close = Math.min(untilCode(text, PIPE, open, end), untilCode(text, CLOSE_BRACE, open, end));
  if (CAPTURED_HOST.test(text.substring(open + 1, close)))
    out.destinationHost = text.substring(open + 1, close).replace(/:\d+$/, '');
}

/** Behind the request, the columns of HTTPS: `0/0000000000000000/0/0/0 app.example.com/TLSv1.3/TLS_AES_256_GCM_SHA384`. */
function readServerName(text: string, start: number, out: EventDraft): void {
  const name = SERVER_NAME.exec(text.substring(start, start + HTTPS_LOOK))?.[1] ?? '';
  if (CAPTURED_HOST.test(name)) out.destinationHost = name;
}

const HTTPS_LOOK = 400;
const SERVER_NAME = /^ \d{1,5}\/[\da-f]{1,16}\/\d{1,5}\/\d{1,5}\/[01] ([\w.-]{1,253})\/(?:TLS|SSL)v/i;

/** A name of several labels, the last of letters, perhaps with a port. */
const CAPTURED_HOST = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.){1,10}[a-z]{2,63}(?::\d{1,5})?$/i;

function nextWord(text: string, at: number, end: number): number {
  return skipSpaces(text, untilCode(text, SPACE, at, end), end);
}

/** `0/0/7/4/11`: slashes between numbers, `-1` for steps that were not reached. */
function isTimers(text: string, start: number, end: number, parts = 4): boolean {
  let slashes = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === SLASH) slashes++;
    else if (!((code >= 48 && code <= 57) || code === 45 || code === 43)) return false;
  }
  return slashes === parts;
}

/**
 * True when the request read last came over HTTP/2 or 3, whose requests name their server in full: what looks like a forward proxy's
 * request is a visit.
 */
export function isVisitByVersion(text: string): boolean {
  if (text.startsWith('CONNECT', clf.methodStart)) return false;
  const version = clf.targetEnd + ' HTTP/'.length;
  const major = text.charCodeAt(version) - 48;
  return version < clf.afterRequest && major >= 2 && major <= 9;
}

/** `client:port [time] frontend/bind: SSL handshake failure`: a connection that came to nothing. */
export function isHaproxyComplaint(text: string, start: number, end: number): boolean {
  const open = findCode(text, OPEN, start, Math.min(end, start + 64));
  const timeEnd = open < 0 ? -1 : readClfTime(text, open + 1, end, scratch);
  if (timeEnd < 0 || findCode(text, COLON, start, open) < 0) return false;
  const bind = skipSpaces(text, timeEnd + 1, end);
  const bindEnd = untilCode(text, SPACE, bind, end);
  return bindEnd < end && text.charCodeAt(bindEnd - 1) === COLON && findCode(text, SLASH, bind, bindEnd) > 0;
}

const scratch = { timeMs: 0, timeIsLocal: false, timeIsYearless: false };

/**
 * Reads a connection balanced as TCP: `client:port [time] frontend backend/server wait/connect/total bytes state counts queues`.
 * @returns false when the line is none
 */
export function readHaproxyTcp(text: string, start: number, end: number, out: EventDraft): boolean {
  const open = findCode(text, OPEN, start, Math.min(end, start + 64));
  const timeEnd = open < 0 ? -1 : readClfTime(text, open + 1, end, out);
  if (timeEnd < 0) return false;
  const frontend = skipSpaces(text, timeEnd + 1, end);
  const backend = nextWord(text, frontend, end);
  const timers = nextWord(text, backend, end);
  const bytes = nextWord(text, timers, end);
  const state = nextWord(text, bytes, end);
  const counts = nextWord(text, state, end);
  const isTcp =
    isTimers(text, timers, untilCode(text, SPACE, timers, end), 2) &&
    isTimers(text, counts, untilCode(text, SPACE, counts, end), 4) &&
    untilCode(text, SPACE, state, end) - state === 2;
  if (!isTcp) return false;
  out.bytesReceived = parseUint(text, bytes, untilCode(text, SPACE, bytes, end));
  setPeer(text, start, untilCode(text, SPACE, start, open), out);
  out.reason = 'inbound';
  return true;
}

/** The client's port follows the last colon, also of an IPv6 address. */
function setPeer(text: string, start: number, end: number, out: EventDraft): void {
  let stop = end;
  for (let at = end - 1; at > start; at--) {
    if (text.charCodeAt(at) === COLON) {
      stop = at;
      break;
    }
  }
  setSource(text, start, stop, out);
}

/** Reads `Connect from a:p to b:p (frontend/HTTP)`; its time is the syslog header's. */
export function readHaproxyConnect(
  text: string,
  start: number,
  end: number,
  out: EventDraft,
  header: SyslogHeader,
): boolean {
  if (claimHaproxy(text, start, end) === 0) return false;
  const client = start + CONNECT.length;
  const clientEnd = untilCode(text, SPACE, client, end);
  const server = clientEnd + ' to '.length;
  setPeer(text, client, clientEnd, out);
  setDestinationFromUrl(text, server, untilCode(text, SPACE, server, end), out);
  out.timeMs = header.timeMs;
  out.timeIsLocal = header.timeIsLocal;
  out.timeIsYearless = header.timeIsYearless;
  out.reason = 'inbound';
  return true;
}

export function claimHaproxy(text: string, start: number, end: number): number {
  if (!wordAt(text, start, end, CONNECT)) return 0;
  const to = untilCode(text, SPACE, start + CONNECT.length, end);
  if (!wordAt(text, to, end, ' to ') || findCode(text, COLON, to, end) < 0) return 0;
  return findWord(text, '(', to, end) > 0 ? 0.8 : 0;
}
