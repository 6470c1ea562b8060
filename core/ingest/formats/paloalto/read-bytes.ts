/**
 * In: a PAN-OS CSV line as bytes, without a syslog header. Out: its figures and where its names stand, or "not plain".
 * Plain: addresses at both ends, no doubled quotes, and for URLs a host of small letters without scheme. What type, subtype and action
 * mean is learned from lines read as text; of types that are no traffic nothing else is looked at.
 */
import { ACTION_UNKNOWN, type LineWindows } from '../api.ts';
import { isAddress } from '../keyed/byte-values.ts';
import { clearWindows, clockOf, dayOf, isHostByte, uintOf } from '../shared/bytes.ts';
import { isDigit } from '../shared/numbers.ts';
import { untilCode, wordsOf } from '../shared/word-scan.ts';
import { LOOK, MOST_REPEATS } from './limits.ts';

const DQUOTE = 34;
const COMMA = 44;
const DASH = 45;
const DOT = 46;
const SLASH = 47;
const COLON = 58;
const UPPER_A = 65;
const UPPER_T = 84;
const UPPER_Z = 90;

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
/** Parts of a URL's host in front of the last, and the longest part. */
const MOST_LABELS = 20;
const LONGEST_LABEL = 63;
/** Digits of a port that is one for sure. */
const LONGEST_PORT = 4;

const starts = new Int32Array(TRAFFIC_COLUMNS);
const ends = new Int32Array(TRAFFIC_COLUMNS);
/** Behind the comma that ended the last column read. */
let stop = 0;

export function readPanBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  let at = start;
  while (at < end && isDigit(bytes[at] ?? 0)) at++;
  if (at === start || bytes[at] !== COMMA) return false;
  if (!split(bytes, start, end, 0, SUBTYPE + 1)) return false;
  const isTraffic = isWord(bytes, TYPE, 'TRAFFIC');
  if (!isTraffic && !isWord(bytes, TYPE, 'THREAT')) return readOther(bytes, start, end, out);
  if (!split(bytes, stop, end, SUBTYPE + 1, isTraffic ? TRAFFIC_COLUMNS : THREAT_COLUMNS)) return false;
  if (!readStamp(bytes, out) || !readExactTime(bytes, end, out)) return false;
  if (!isAddressAt(bytes, SOURCE) || !isAddressAt(bytes, DESTINATION)) return false;
  const repeats = uintOf(bytes, starts[REPEAT] ?? 0, ends[REPEAT] ?? 0);
  out.count = repeats > 1 && repeats <= MOST_REPEATS ? repeats : 1;
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

/** What a line of another type is worth hangs on its type alone, which must stand where the format looks for it. */
function readOther(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const first = bytes[starts[TYPE] ?? 0] ?? 0;
  if (first < UPPER_A || first > UPPER_Z || stop >= start + LOOK) return false;
  if (!split(bytes, stop, end, SUBTYPE + 1, GENERATED + 1)) return false;
  clearWindows(out);
  return readStamp(bytes, out) && judge(bytes, TYPE, out) && judge(bytes, SUBTYPE, out);
}

function judge(bytes: Uint8Array, column: number, out: LineWindows): boolean {
  return out.addVerdict(bytes, starts[column] ?? 0, ends[column] ?? 0);
}

function isAddressAt(bytes: Uint8Array, column: number): boolean {
  return isAddress(bytes, starts[column] ?? 0, ends[column] ?? 0);
}

/** Columns [from, to) of what begins at `at`. @returns false when there are fewer, or one needs a closer look */
function split(bytes: Uint8Array, start: number, end: number, from: number, to: number): boolean {
  const words = wordsOf(bytes);
  let at = start;
  for (let column = from; column < to; column++) {
    if (at >= end) return false;
    if (bytes[at] === DQUOTE) {
      const close = untilCode(words, DQUOTE, at + 1, end);
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

/** The generated time, which is local. */
function readStamp(bytes: Uint8Array, out: LineWindows): boolean {
  const from = starts[GENERATED] ?? 0;
  if ((ends[GENERATED] ?? 0) - from !== 19 || bytes[from + 4] !== SLASH || bytes[from + 10] !== 32) return false;
  const day = dayOf(bytes, from);
  const clock = clockOf(bytes, from + 11);
  if (day < 0 || clock < 0) return false;
  out.timeMs = day + clock;
  out.timeIsLocal = true;
  out.timeIsYearless = false;
  return true;
}

/** Newer releases append the generated time with its zone. */
function readExactTime(bytes: Uint8Array, end: number, out: LineWindows): boolean {
  const words = wordsOf(bytes);
  const first = stop - 1;
  for (let at = untilCode(words, UPPER_T, first, end); at + 9 <= end; at = untilCode(words, UPPER_T, at + 1, end)) {
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

/** Of a URL log the column is a URL, of others one, a file's name or nothing: what has no slash is none. */
function readMisc(bytes: Uint8Array, out: LineWindows): boolean {
  const start = starts[THREAT_URL] ?? 0;
  const end = ends[THREAT_URL] ?? 0;
  if (isWord(bytes, SUBTYPE, 'url')) return readUrl(bytes, start, end, out);
  const slash = untilCode(wordsOf(bytes), SLASH, start, end);
  return slash === end || (isNamedHost(bytes, start, slash) && readUrl(bytes, start, end, out));
}

/** `host[:port][/…]`: the host the user asked for goes before the server's address. */
function readUrl(bytes: Uint8Array, from: number, end: number, out: LineWindows): boolean {
  let at = from;
  while (at < end && isHostByte(bytes[at] ?? 0)) at++;
  const last = bytes[at - 1] ?? 0;
  if (at === from || last < 97 || last > 122) return false;
  out.destStart = from;
  out.destEnd = at;
  if (at < end && bytes[at] === COLON) {
    const port = at + 1;
    at = port;
    while (at < end && at < port + LONGEST_PORT && isDigit(bytes[at] ?? 0)) at++;
    if (at === port) return false;
  }
  return at >= end || bytes[at] === SLASH;
}

/** Parts of small letters and more, the last one of letters alone, perhaps with a port behind: surely the beginning of a URL. */
function isNamedHost(bytes: Uint8Array, start: number, end: number): boolean {
  let labels = 0;
  let from = start;
  let at = start;
  let isWordOfLetters = true;
  for (; at < end && bytes[at] !== COLON; at++) {
    const code = bytes[at] ?? 0;
    if (!isHostByte(code) || at - from >= LONGEST_LABEL) return false;
    if (code !== DOT) {
      isWordOfLetters &&= code >= 97 && code <= 122;
      continue;
    }
    if (at === from || ++labels > MOST_LABELS) return false;
    from = at + 1;
    isWordOfLetters = true;
  }
  return labels > 0 && isWordOfLetters && at - from > 1;
}

function isWord(bytes: Uint8Array, column: number, word: string): boolean {
  const start = starts[column] ?? 0;
  return (ends[column] ?? 0) - start === word.length && beginsWith(bytes, start, word);
}

function beginsWith(bytes: Uint8Array, start: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[start + i] !== word.charCodeAt(i)) return false;
  return true;
}
