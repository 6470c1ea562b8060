/**
 * In: a PAN-OS CSV line (TRAFFIC or THREAT) as bytes, without a syslog header. Out: its figures and where its names stand, or "not plain".
 * Plain: IPv4 addresses, one session, no doubled quotes, and for URL logs a host of small letters without scheme. What subtype and action
 * mean is learned from lines read as text.
 */
import { ACTION_UNKNOWN, type LineWindows } from '../api.ts';
import { clockOf, dayOf, ipv4EndOf, isHostByte, uintOf, untilByte } from '../shared/bytes.ts';
import { isDigit } from '../shared/numbers.ts';

const DQUOTE = 34;
const COMMA = 44;
const DASH = 45;
const DOT = 46;
const SLASH = 47;
const COLON = 58;
const UPPER_T = 84;

const TYPE = 3;
const SUBTYPE = 4;
const GENERATED = 6;
const SOURCE = 7;
const DESTINATION = 8;
const SOURCE_USER = 12;
const REPEAT = 23;
const ACTION = 30;
const THREAT_URL = 31;
const SENT = 32;
const RECEIVED = 33;

/** Columns that the text reader looks at before it looks for the time with a zone. */
const TRAFFIC_COLUMNS = 38;
const THREAT_COLUMNS = 32;
const SAME_MOMENT_MS = 26 * 3_600_000;

const starts = new Int32Array(TRAFFIC_COLUMNS);
const ends = new Int32Array(TRAFFIC_COLUMNS);
/** Behind the comma that ended the last column read. */
let stop = 0;

export function readPanBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  let at = start;
  while (at < end && isDigit(bytes[at] ?? 0)) at++;
  if (at === start || bytes[at] !== COMMA) return false;
  if (!split(bytes, start, end, 0, TYPE + 1)) return false;
  const isTraffic = isWord(bytes, TYPE, 'TRAFFIC');
  if (!isTraffic && !isWord(bytes, TYPE, 'THREAT')) return false;
  if (!split(bytes, stop, end, TYPE + 1, isTraffic ? TRAFFIC_COLUMNS : THREAT_COLUMNS)) return false;
  if (uintOf(bytes, starts[REPEAT] ?? 0, ends[REPEAT] ?? 0) > 1 || !readTime(bytes, end, out)) return false;
  if (!isIpv4(bytes, SOURCE) || !isIpv4(bytes, DESTINATION)) return false;
  out.action = ACTION_UNKNOWN;
  out.bytesTotal = -1;
  out.bytesSent = isTraffic ? uintOf(bytes, starts[SENT] ?? 0, ends[SENT] ?? 0) : -1;
  out.bytesReceived = isTraffic ? uintOf(bytes, starts[RECEIVED] ?? 0, ends[RECEIVED] ?? 0) : -1;
  if (isTraffic && (out.bytesSent < 0 || out.bytesReceived < 0)) return false;
  out.sourceStart = starts[SOURCE] ?? 0;
  out.sourceEnd = ends[SOURCE] ?? 0;
  out.deviceStart = 0;
  out.deviceEnd = 0;
  // An address in place of a user is nobody.
  const hasUser = !beginsWith(bytes, starts[SOURCE_USER] ?? 0, 'x-fwd-for');
  out.userStart = hasUser ? (starts[SOURCE_USER] ?? 0) : 0;
  out.userEnd = hasUser ? (ends[SOURCE_USER] ?? 0) : 0;
  out.destStart = starts[DESTINATION] ?? 0;
  out.destEnd = ends[DESTINATION] ?? 0;
  if (!isTraffic && !readMisc(bytes, out)) return false;
  out.beginVerdict();
  return judge(bytes, TYPE, out) && judge(bytes, SUBTYPE, out) && judge(bytes, ACTION, out);
}

function judge(bytes: Uint8Array, column: number, out: LineWindows): boolean {
  return out.addVerdict(bytes, starts[column] ?? 0, ends[column] ?? 0);
}

function isIpv4(bytes: Uint8Array, column: number): boolean {
  return ipv4EndOf(bytes, starts[column] ?? 0, ends[column] ?? 0) === ends[column];
}

/** Columns [from, to) of what begins at `at`. @returns false when there are fewer, or one needs a closer look */
function split(bytes: Uint8Array, start: number, end: number, from: number, to: number): boolean {
  let at = start;
  for (let column = from; column < to; column++) {
    if (at >= end) return false;
    if (bytes[at] === DQUOTE) {
      let close = at + 1;
      while (close < end && bytes[close] !== DQUOTE) close++;
      if (close + 1 >= end || bytes[close + 1] !== COMMA) return false;
      starts[column] = at + 1;
      ends[column] = close;
      at = close + 1;
    } else {
      starts[column] = at;
      while (at < end && bytes[at] !== COMMA) at++;
      ends[column] = at;
    }
    at++;
  }
  stop = at;
  return true;
}

/** The generated time is local; newer releases append it with its zone. */
function readTime(bytes: Uint8Array, end: number, out: LineWindows): boolean {
  const from = starts[GENERATED] ?? 0;
  if ((ends[GENERATED] ?? 0) - from !== 19 || bytes[from + 4] !== SLASH || bytes[from + 10] !== 32) return false;
  const day = dayOf(bytes, from);
  const clock = clockOf(bytes, from + 11);
  if (day < 0 || clock < 0) return false;
  out.timeMs = day + clock;
  out.timeIsLocal = true;
  out.timeIsYearless = false;
  const first = stop - 1;
  for (let at = first; at + 9 <= end; at++) {
    if (bytes[at] !== UPPER_T) continue;
    const isTime =
      at >= first + 11 && bytes[at - 11] === COMMA && bytes[at + 3] === COLON && isDigit(bytes[at + 1] ?? 0);
    if (!isTime) continue;
    const exact = zonedTime(bytes, at - 10, end);
    if (Number.isNaN(exact)) return false;
    if (Math.abs(exact - out.timeMs) <= SAME_MOMENT_MS) {
      out.timeMs = exact;
      out.timeIsLocal = false;
    }
    return true;
  }
  return true;
}

/** `2024-01-03T13:15:30.547+01:00` in front of a comma or the end, NaN for anything else. */
function zonedTime(bytes: Uint8Array, at: number, end: number): number {
  const day = bytes[at + 4] === DASH ? dayOf(bytes, at) : -1;
  const clock = clockOf(bytes, at + 11);
  if (day < 0 || clock < 0 || at + 29 > end || bytes[at + 19] !== DOT) return Number.NaN;
  const millis = uintOf(bytes, at + 20, at + 23);
  const sign = bytes[at + 23];
  const hours = uintOf(bytes, at + 24, at + 26);
  const minutes = uintOf(bytes, at + 27, at + 29);
  const isZone = (sign === 43 || sign === DASH) && bytes[at + 26] === COLON && hours >= 0 && minutes >= 0;
  if (millis < 0 || !isZone || hours > 14 || minutes > 59) return Number.NaN;
  if (at + 29 < end && bytes[at + 29] !== COMMA) return Number.NaN;
  const offset = (hours * 60 + minutes) * 60_000;
  return day + clock + millis - (sign === DASH ? -offset : offset);
}

/** Of a URL log the column is a URL, of others one, a file's name or nothing: what has a point or a slash may be either. */
function readMisc(bytes: Uint8Array, out: LineWindows): boolean {
  if (isWord(bytes, SUBTYPE, 'url')) return readUrl(bytes, out);
  const start = starts[THREAT_URL] ?? 0;
  const end = ends[THREAT_URL] ?? 0;
  return untilByte(bytes, DOT, start, end) === end && untilByte(bytes, SLASH, start, end) === end;
}

/** `host[:port][/…]`: the host the user asked for goes before the server's address. */
function readUrl(bytes: Uint8Array, out: LineWindows): boolean {
  const from = starts[THREAT_URL] ?? 0;
  const end = ends[THREAT_URL] ?? 0;
  let at = from;
  while (at < end && isHostByte(bytes[at] ?? 0)) at++;
  const last = bytes[at - 1] ?? 0;
  if (at === from || last < 97 || last > 122) return false;
  out.destStart = from;
  out.destEnd = at;
  if (at < end && bytes[at] === COLON) {
    const port = at + 1;
    at = port;
    while (at < end && at < port + 4 && isDigit(bytes[at] ?? 0)) at++;
    if (at === port) return false;
  }
  return at >= end || bytes[at] === SLASH;
}

function isWord(bytes: Uint8Array, column: number, word: string): boolean {
  const start = starts[column] ?? 0;
  return (ends[column] ?? 0) - start === word.length && beginsWith(bytes, start, word);
}

function beginsWith(bytes: Uint8Array, start: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[start + i] !== word.charCodeAt(i)) return false;
  return true;
}
