/**
 * In: the fields of a line of Zscaler's feeds as windows of its bytes. Out: LineWindows, or "not plain"; as record.ts settles them.
 * Plain: an IPv4 client, a host of small letters that ends in one, and values without escapes. What the action means is learned from lines
 * read as text.
 */
import { ACTION_UNKNOWN, type LineWindows } from '../api.ts';
import { anyTimeOf, byteTime } from '../keyed/byte-values.ts';
import { findBareHost, findUrlHost, ipv4EndOf, isPlainHost, span, uintOf, untilSpaces } from '../shared/bytes.ts';
import { FIELD, FIELD_COUNT } from './names.ts';

const SPACE = 32;
const DQUOTE = 34;
const DASH = 45;
const BACKSLASH = 92;
const LONGEST_PLACEHOLDER = 4;

const froms = new Int32Array(FIELD_COUNT);
const tos = new Int32Array(FIELD_COUNT);

/** Fields that figures, names and verdicts hang on. */
export const NEEDED: ReadonlySet<number> = new Set([
  FIELD.time,
  FIELD.zone,
  FIELD.user,
  FIELD.clientIp,
  FIELD.clientHost,
  FIELD.host,
  FIELD.action,
  FIELD.bytesSent,
  FIELD.bytesReceived,
  FIELD.bytesTotal,
  FIELD.sessions,
  FIELD.feed,
  FIELD.url,
  FIELD.serverIp,
  FIELD.cat,
]);

export function beginFields(): void {
  froms.fill(0);
  tos.fill(0);
}

/** Some value has filled the field. */
export function isFilled(field: number): boolean {
  return tos[field] !== 0;
}

/** Takes a value, without the quotes around it. @returns false when it is not plain */
export function take(bytes: Uint8Array, field: number, start: number, end: number): boolean {
  let from = start;
  let to = end;
  while (to - from >= 2 && bytes[from] === DQUOTE && bytes[to - 1] === DQUOTE) {
    from++;
    to--;
  }
  if (isPlaceholder(bytes, from, to)) return true;
  // Of a URL and a server only the host counts, which is looked at on its own.
  if (field !== FIELD.url && field !== FIELD.serverIp && !isBare(bytes, from, to)) return false;
  froms[field] = from;
  tos[field] = to;
  return true;
}

/** @param stampMs the time that stands in front of the fields; NaN where one of them holds it. @returns false when it is not plain */
export function readTime(bytes: Uint8Array, stampMs: number, out: LineWindows): boolean {
  const hasPair = tos[FIELD.time] !== 0;
  if (hasPair === !Number.isNaN(stampMs)) return false;
  if (hasPair && !anyTimeOf(bytes, froms[FIELD.time] ?? 0, tos[FIELD.time] ?? 0)) return false;
  out.timeMs = hasPair ? byteTime.ms : stampMs;
  out.timeIsLocal = (!hasPair || byteTime.isLocal) && !isUtc(bytes);
  out.timeIsYearless = false;
  return true;
}

/** Settles what hangs together; in LEEF the action has two words. @returns false when the line is not plain */
export function finish(bytes: Uint8Array, isLeef: boolean, out: LineWindows): boolean {
  if (tos[FIELD.feed] !== 0 || numberOf(bytes, FIELD.sessions) < -1) return false;
  const client = froms[FIELD.clientIp] ?? 0;
  const clientEnd = tos[FIELD.clientIp] ?? 0;
  if (clientEnd === 0 || ipv4EndOf(bytes, client, clientEnd) !== clientEnd) return false;
  if (!findDestination(bytes, out)) return false;
  const sent = numberOf(bytes, FIELD.bytesSent);
  const received = numberOf(bytes, FIELD.bytesReceived);
  if (sent < -1 || received < -1) return false;
  if (sent < 0 && received < 0 && tos[FIELD.bytesTotal] !== 0) return false;
  out.action = ACTION_UNKNOWN;
  out.count = Math.max(1, numberOf(bytes, FIELD.sessions));
  out.bytesSent = sent;
  out.bytesReceived = received;
  out.bytesTotal = -1;
  out.sourceStart = client;
  out.sourceEnd = clientEnd;
  out.userStart = froms[FIELD.user] ?? 0;
  out.userEnd = tos[FIELD.user] ?? 0;
  out.deviceStart = froms[FIELD.clientHost] ?? 0;
  out.deviceEnd = tos[FIELD.clientHost] ?? 0;
  out.beginVerdict();
  if (isLeef && !out.addVerdict(bytes, froms[FIELD.cat] ?? 0, tos[FIELD.cat] ?? 0)) return false;
  return out.addVerdict(bytes, froms[FIELD.action] ?? 0, tos[FIELD.action] ?? 0);
}

/** The host, else the URL's, else the server's address. */
function findDestination(bytes: Uint8Array, out: LineWindows): boolean {
  out.destStart = froms[FIELD.host] ?? 0;
  out.destEnd = tos[FIELD.host] ?? 0;
  const [url, urlEnd] = [froms[FIELD.url] ?? 0, tos[FIELD.url] ?? 0];
  if (out.destEnd === 0 && urlEnd !== 0) {
    if (findUrlHost(bytes, url, urlEnd, false) < 0 && !findBareHost(bytes, url, urlEnd)) return false;
    out.destStart = span.start;
    out.destEnd = span.end;
  }
  // Where the host is an address, the URL's host goes before it.
  if (out.destEnd !== 0) return isPlainHost(bytes, out.destStart, out.destEnd);
  out.destStart = froms[FIELD.serverIp] ?? 0;
  out.destEnd = tos[FIELD.serverIp] ?? 0;
  return out.destEnd !== 0 && ipv4EndOf(bytes, out.destStart, out.destEnd) === out.destEnd;
}

/** -1 when the line does not say, -2 when what it says is no plain number. */
function numberOf(bytes: Uint8Array, field: number): number {
  if (tos[field] === 0) return -1;
  const value = uintOf(bytes, froms[field] ?? 0, tos[field] ?? 0);
  return value < 0 ? -2 : value;
}

/** `GMT` or `UTC` */
function isUtc(bytes: Uint8Array): boolean {
  const from = froms[FIELD.zone] ?? 0;
  if ((tos[FIELD.zone] ?? 0) - from !== 3) return false;
  const [a, b, c] = [bytes[from], bytes[from + 1], bytes[from + 2]];
  return (a === 71 && b === 77 && c === 84) || (a === 85 && b === 84 && c === 67);
}

/** `None`, `NA`, `N/A`, `-`, a few blanks or nothing. */
function isPlaceholder(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start];
  if (first === SPACE && end - start <= LONGEST_PLACEHOLDER) return untilSpaces(bytes, start, end) === end;
  switch (end - start) {
    case 0:
      return true;
    case 1:
      return first === DASH;
    case 2:
      return first === 78 && bytes[start + 1] === 65;
    case 3:
      return first === 78 && bytes[start + 1] === 47 && bytes[start + 2] === 65;
    case 4:
      return first === 78 && bytes[start + 1] === 111 && bytes[start + 2] === 110 && bytes[start + 3] === 101;
    default:
      return false;
  }
}

/** Begins and ends in no blank or quote and holds no escape. */
function isBare(bytes: Uint8Array, start: number, end: number): boolean {
  if ((bytes[start] ?? 0) <= SPACE || (bytes[end - 1] ?? 0) <= SPACE) return false;
  if (bytes[start] === DQUOTE || bytes[start] === 0xa0 || bytes[end - 1] === 0xa0) return false;
  for (let at = start; at < end; at++) if (bytes[at] === BACKSLASH) return false;
  return true;
}
