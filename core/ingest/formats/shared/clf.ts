/**
 * In: a line of the common log format family: `[vhost] client ident user [time] "METHOD target HTTP/x" status bytes …`, with what
 * servers put around it: forwarded-for lists, TLS columns, referer and user agent, byte counters, Squid's `RESULT:HIERARCHY`.
 * Out: positions of its parts in a ClfLine that is used again and again, and the draft's fields from them.
 */
import { ipKind, isPrivateIp } from '../../../kit/ip.ts';
import type { EventDraft } from '../api.ts';
import { fieldEnd, fieldText, findCode, isBlank, untilCode } from './fields.ts';
import { isDigit, parseLeadingUint, parseUint } from './numbers.ts';
import { isResultCode } from './squid-result.ts';
import { readClfTime, skipSpaces } from './time.ts';
import { addressEnd, setDestinationFromUrl, setSource } from './url.ts';

const SPACE = 32;
const DQUOTE = 34;
const COMMA = 44;
const MINUS = 45;
const COLON = 58;
const OPEN = 91;
const CLOSE = 93;

/** Every line of the family holds one: a time in brackets begins with a digit. */
export const CLF_WORDS: readonly string[] = Array.from({ length: 10 }, (_, digit) => `[${digit}`);

/** Words before the time: a virtual host, a forwarded-for list, ident, user. */
const MAX_HEAD = 24;
const headStart = new Int32Array(MAX_HEAD);
const headEnd = new Int32Array(MAX_HEAD);

/** Where the parts of the line read last stand; -1 or empty windows for parts it lacks. */
export const clf = {
  /** Behind the bracket that closes the time. */
  afterTime: 0,
  methodStart: 0,
  methodEnd: 0,
  targetStart: 0,
  targetEnd: 0,
  /** Behind the closing quote of the request. */
  afterRequest: 0,
  /** `TCP_MISS` of a trailing `TCP_MISS:HIER_DIRECT`; empty when there is none. */
  resultStart: 0,
  resultEnd: 0,
  /** The request names its destination (absolute URL or CONNECT): a forward proxy. */
  isForward: false,
};

/** Position of the bracket that opens the time, -1 when there is none; the draft gets the time. */
export function findClfTime(text: string, start: number, end: number, out: EventDraft): number {
  let open = findCode(text, OPEN, start, end);
  for (let tries = 0; open >= 0 && tries < 4; tries++) {
    const stop = open + 1 < end && isDigit(text.charCodeAt(open + 1)) ? readClfTime(text, open + 1, end, out) : -1;
    if (stop > 0 && stop < end && text.charCodeAt(stop) === CLOSE) {
      clf.afterTime = stop + 1;
      return open;
    }
    open = findCode(text, OPEN, open + 1, end);
  }
  return -1;
}

/** Reads who asked: virtual host, client (of a list the first public address, else the first), user. */
export function readClfHead(text: string, start: number, end: number, out: EventDraft): void {
  const count = splitHead(text, start, end);
  const first = firstWord(text, count);
  let ident = first + 1;
  while (ident < count && !isBlank(text, word(ident), wordEnd(ident))) ident++;
  // Without a `-` the last two words are ident and user, as far as there are so many.
  const clients = ident < count ? ident : count > 2 ? count - 2 : Math.min(count, 1);
  const user = ident < count ? ident + 1 : clients + 1 < count ? clients + 1 : clients;
  if (user < count) out.sourceUser = fieldText(text, word(user), wordEnd(count - 1));
  let from = first;
  if (clients - from === 2 && isClientThenHost(text, from)) {
    setDestinationFromUrl(text, word(from + 1), wordEnd(from + 1), out);
    setClient(text, from, from + 1, out);
    return;
  }
  if (clients - from > 1 && isHostWord(text, from)) {
    setDestinationFromUrl(text, word(from), wordEnd(from), out);
    from++;
  }
  setClient(text, from, clients, out);
}

/** Behind dashes for columns that are empty, as many as stand in front of an address. */
function firstWord(text: string, count: number): number {
  let first = 0;
  while (first + 1 < count && isBlank(text, word(first), wordEnd(first))) first++;
  if (first < 2) return first;
  return ipKind(text, word(first), wordEnd(first)) === 0 ? 1 : first;
}

function word(index: number): number {
  return headStart[index] ?? 0;
}

function wordEnd(index: number): number {
  return headEnd[index] ?? 0;
}

/** Splits at spaces and commas; quotes around lists and brackets around placeholders are dropped. */
function splitHead(text: string, start: number, end: number): number {
  let count = 0;
  let at = start;
  while (at < end && count < MAX_HEAD) {
    const code = text.charCodeAt(at);
    if (code === SPACE || code === COMMA || code === DQUOTE) {
      at++;
      continue;
    }
    let stop = at;
    while (stop < end) {
      const next = text.charCodeAt(stop);
      if (next === SPACE || next === COMMA || next === DQUOTE) break;
      stop++;
    }
    const isPlaceholder = stop - at === 3 && text.startsWith('(-)', at);
    if (!isPlaceholder) {
      headStart[count] = at;
      headEnd[count] = stop;
      count++;
    }
    at = stop;
  }
  return count;
}

/** A virtual host stands alone; a word followed by a comma belongs to a forwarded-for list. */
function isHostWord(text: string, index: number): boolean {
  return text.charCodeAt(wordEnd(index)) !== COMMA;
}

const DOTTED_NAME = /^(?:[\w-]+\.)+[a-z][a-z\d-]*(?::\d{1,5})?$/i;

/** `192.0.2.1 www.example.com - [`: an address is the client's, whatever stands behind it; with a port it is the server's. */
function isClientThenHost(text: string, index: number): boolean {
  const isClient = isHostWord(text, index) && ipKind(text, word(index), wordEnd(index)) !== 0;
  return isClient && DOTTED_NAME.test(text.substring(word(index + 1), wordEnd(index + 1)));
}

function setClient(text: string, from: number, until: number, out: EventDraft): void {
  if (from >= until) return;
  let chosen = from;
  for (let index = from; until - from > 1 && index < until; index++) {
    const stop = addressEnd(text, word(index), wordEnd(index));
    if (ipKind(text, word(index), stop) !== 0 && !isPrivateIp(text.substring(word(index), stop))) {
      chosen = index;
      break;
    }
  }
  setSource(text, word(chosen), wordEnd(chosen), out);
}

/** Quoted columns (a certificate's name) that may stand before the request. */
const MAX_QUOTES_BEFORE = 3;

/**
 * Finds the request: the first quoted text behind the time that begins with a method, else the first one.
 * @returns false when there is none; an empty request (a client that said nothing) is one
 */
export function readClfRequest(text: string, end: number, out: EventDraft): boolean {
  clf.methodStart = clf.methodEnd = clf.targetStart = clf.targetEnd = 0;
  clf.isForward = false;
  clf.afterRequest = 0;
  let open = findCode(text, DQUOTE, clf.afterTime, end);
  for (let tries = 0; open >= 0 && tries < MAX_QUOTES_BEFORE; tries++) {
    const close = fieldEnd(text, open, end, SPACE);
    if (close - open < 2 || text.charCodeAt(close - 1) !== DQUOTE) break;
    if (clf.afterRequest === 0) clf.afterRequest = close;
    const method = skipSpaces(text, open + 1, close - 1);
    const methodEnd = untilCode(text, SPACE, method, close - 1);
    if (methodEnd < close - 1 && isMethod(text, method, methodEnd)) {
      setRequest(text, method, methodEnd, close, out);
      return true;
    }
    open = skipSpaces(text, close, end);
    if (open >= end || text.charCodeAt(open) !== DQUOTE) break;
  }
  return clf.afterRequest > 0;
}

function setRequest(text: string, method: number, methodEnd: number, close: number, out: EventDraft): void {
  clf.afterRequest = close;
  clf.methodStart = method;
  clf.methodEnd = methodEnd;
  clf.targetStart = skipSpaces(text, methodEnd, close - 1);
  clf.targetEnd = targetEnd(text, clf.targetStart, close - 1);
  const isConnect = methodEnd - method === 7 && text.startsWith('CONNECT', method);
  if (!isConnect && !isAbsolute(text, clf.targetStart, clf.targetEnd)) return;
  out.destinationHost = '';
  out.destinationIp = '';
  out.destinationPort = -1;
  clf.isForward = setDestinationFromUrl(text, clf.targetStart, clf.targetEnd, out);
}

/**
 * True when nothing but dashes, or a version of TLS and a cipher, stands between the time and the next quoted column. Other services (object stores) write the same time
 * in brackets, but put columns of their own behind it.
 */
export function isRequestNext(text: string, end: number): boolean {
  let at = clf.afterTime;
  while (at < end && (text.charCodeAt(at) === SPACE || text.charCodeAt(at) === MINUS)) at++;
  // mod_ssl's own columns.
  if (text.startsWith('TLSv', at) || text.startsWith('SSLv', at)) {
    at = skipSpaces(text, untilCode(text, SPACE, at, end), end);
    at = skipSpaces(text, untilCode(text, SPACE, at, end), end);
  }
  return at < end && text.charCodeAt(at) === DQUOTE;
}

export function isMethod(text: string, start: number, end: number): boolean {
  if (end - start < 2 || end - start > 20) return false;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (!((code >= 65 && code <= 90) || code === 95 || code === MINUS)) return false;
  }
  return true;
}

/** End of the target: before a last word that begins with `HTT`; targets may hold spaces. */
function targetEnd(text: string, start: number, end: number): number {
  for (let at = end - 1; at > start; at--) {
    if (text.charCodeAt(at) === SPACE) return text.startsWith('HTT', at + 1) ? at : end;
  }
  return end;
}

function isAbsolute(text: string, start: number, end: number): boolean {
  const colon = findCode(text, COLON, start, Math.min(end, start + 12));
  return colon > start && text.startsWith('://', colon) && colon + 3 < end;
}

/** Reads status and bytes behind the request, then referer, user agent, byte counters and Squid's result, as far as they are there. */
export function readClfTail(text: string, end: number, out: EventDraft): void {
  clf.resultStart = clf.resultEnd = 0;
  let at = skipSpaces(text, clf.afterRequest, end);
  while (at < end && text.charCodeAt(at) === DQUOTE) at = skipSpaces(text, fieldEnd(text, at, end, SPACE), end);
  let stop = untilCode(text, SPACE, at, end);
  const after = skipSpaces(text, stop, end);
  if (after < end && text.charCodeAt(after) !== DQUOTE) {
    out.status = parseLeadingUint(text, at, stop);
    at = after;
    stop = untilCode(text, SPACE, at, end);
  } else if (isStatus(text, at, stop)) {
    out.status = parseUint(text, at, stop);
    readExtras(text, after, end, out);
    return;
  }
  out.bytesReceived = parseUint(text, at, stop);
  readExtras(text, skipSpaces(text, stop, end), end, out);
}

function isStatus(text: string, start: number, end: number): boolean {
  return end - start === 3 && parseUint(text, start, end) >= 100;
}

function readExtras(text: string, start: number, end: number, out: EventDraft): void {
  let at = start;
  let index = 0;
  let texts = 0;
  let numbers = 0;
  let received = -1;
  let sent = -1;
  while (at < end) {
    const isQuoted = text.charCodeAt(at) === DQUOTE;
    const stop = isQuoted ? fieldEnd(text, at, end, SPACE) : untilCode(text, SPACE, at, end);
    if (isQuoted) {
      // First the referer, then the user agent; servers write a missing referer with or without quotes.
      if (texts === 1 && out.wantDetail && stop - at >= 2) out.userAgent = fieldText(text, at + 1, stop - 1);
      texts++;
      numbers = 0;
    } else if (!readResult(text, at, stop)) {
      const value = parseUint(text, at, stop);
      if (isBlank(text, at, stop)) texts++;
      numbers = value < 0 ? 9 : numbers + 1;
      sent = received;
      received = value;
    }
    index++;
    at = skipSpaces(text, stop, end);
  }
  // Apache's `combinedio`: bytes in and bytes out with headers, the latter never below the body's.
  if (index === 4 && numbers === 2 && received >= out.bytesReceived && sent >= 0) {
    out.bytesSent = sent;
    out.bytesReceived = received;
  }
}

/** `TCP_MISS:HIER_DIRECT` */
function readResult(text: string, start: number, end: number): boolean {
  const colon = findCode(text, COLON, start, end);
  if (colon < 0 || !isResultCode(text, start, colon) || !isResultCode(text, colon + 1, end)) return false;
  clf.resultStart = start;
  clf.resultEnd = colon;
  return true;
}

/** True when the line has a bracketed web server time followed, somewhere, by a quoted text. Cheap enough for detection. */
export function looksLikeClf(text: string, start: number, end: number, scratch: EventDraft): boolean {
  const limit = Math.min(end, start + 600);
  return findClfTime(text, start, limit, scratch) >= 0 && findCode(text, DQUOTE, clf.afterTime, limit) >= 0;
}
