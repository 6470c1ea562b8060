/**
 * In: a line as bytes. Out: where the message behind a plain syslog header begins, or "needs a closer look".
 * Plain: `[<PRI>]Mon dd [yyyy ]HH:mm:ss [yyyy ]host [tag: ]`, `yyyy:MM:dd-HH:mm:ss` or an ISO 8601 stamp in place of that time (this without
 * `<PRI>` only in front of a tag), a tag of small letters without a host, and RFC 5424; one space between words (more behind a tag), a host of letters, digits,
 * dots, dashes and underscores, perhaps with a colon behind it. What is found is where `stripSyslog` begins its next round; of what the header says only the time is read, and only for lines that have none.
 */
import type { LineWindows } from '../formats/api.ts';
import { anyTimeOf, byteTime } from '../formats/keyed/byte-values.ts';
import {
  clockOf,
  dayOf,
  ipv4EndOf,
  isDay,
  isWordAt,
  monthAt,
  uintOf,
  untilByte,
  untilSpaces,
} from '../formats/shared/bytes.ts';
import { daysFromCivil } from '../formats/shared/calendar.ts';
import { isDigit } from '../formats/shared/numbers.ts';
import { YEARLESS_YEAR } from '../formats/shared/time.ts';
import { untilEither, wordsOf } from '../formats/shared/word-scan.ts';

const SPACE = 32;
const PERCENT = 37;
const OPEN_PARENTHESIS = 40;
const CLOSE_PARENTHESIS = 41;
const COMMA = 44;
const COLON = 58;
const EQUALS = 61;
const PIPE = 124;
const DQUOTE = 34;
const BACKSLASH = 92;
const LESS = 60;
const GREATER = 62;
const OPEN = 91;
const OPEN_BRACE = 123;
const CLOSE = 93;
const DASH = 45;
const DOT = 46;
const PLUS = 43;
const ONE = 49;
const UPPER_T = 84;
const UPPER_Z = 90;

/** As in syslog.ts and syslog-words.ts. */
const MAX_HOST = 255;
const MAX_TAG = 64;
/** Digits of a year, an offset, or a fraction of a second. */
const LONGEST_TIME = 9;
const MAX_PID = 13;
/** Host, application and process of RFC 5424; the message's id follows. */
const WORDS_BEHIND_TIME = 3;
/** Earlier years need a closer look. */
const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;
const DAY_MS = 86_400_000;

const HOST = 1;
const TAG = 2;
const VISIBLE = 4;
const KINDS = new Uint8Array(256);
for (let code = 33; code < 127; code++) {
  const char = String.fromCharCode(code);
  KINDS[code] = VISIBLE | (/[\w.-]/.test(char) ? HOST : 0) | (/[\w./()-]/.test(char) ? TAG : 0);
}

/** @returns the position of the message; -1 when there is no header, or one that needs a closer look */
export function plainMessageStart(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 24) return -1;
  if (bytes[start] !== LESS) {
    const host = behindStamp(bytes, start, end);
    // A bare ISO stamp begins many layouts of their own: it is a header only where a program's name follows.
    return host < 0 ? -1 : behindHost(bytes, host, end, bytes[start + 4] === DASH);
  }
  const at = behindPri(bytes, start);
  if (at < 0) return -1;
  if (bytes[at] === ONE && bytes[at + 1] === SPACE) return behindVersion1(bytes, at + 2, end);
  const host = behindStamp(bytes, at, end);
  return host < 0 ? -1 : behindHost(bytes, host, end, false);
}

function behindStamp(bytes: Uint8Array, at: number, end: number): number {
  if (!isDigit(bytes[at])) return behindMonth(bytes, at, end);
  return bytes[at + 4] === COLON ? behindColons(bytes, at) : behindIso(bytes, at, end);
}

/**
 * Gives `out` the time of the header in which `plainMessageStart` has found a message, as stripSyslog reads it.
 * @returns false when it needs a closer look
 */
export function plainHeaderTime(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  let at = bytes[start] === LESS ? behindPri(bytes, start) : start;
  if (bytes[at] === ONE && bytes[at + 1] === SPACE) at += 2;
  if (bytes[at + 4] === COLON && isDigit(bytes[at])) {
    out.timeMs = colonDayOf(bytes, at) + clockOf(bytes, at + 11);
    out.timeIsLocal = true;
    out.timeIsYearless = false;
    return true;
  }
  if (isDigit(bytes[at])) {
    if (!anyTimeOf(bytes, at, untilByte(bytes, SPACE, at, end))) return false;
    out.timeMs = byteTime.ms;
    out.timeIsLocal = byteTime.isLocal;
    out.timeIsYearless = false;
    return true;
  }
  const tens = bytes[at + 4] === SPACE ? 0 : (bytes[at + 4] ?? 0) - 48;
  const isClockNext = bytes[at + 9] === COLON;
  const trailing = isClockNext ? trailingYear(bytes, at + 16, end) : -1;
  const isYearless = isClockNext && trailing < 0;
  const year = isYearless ? YEARLESS_YEAR : isClockNext ? trailing : uintOf(bytes, at + 7, at + 11);
  const day = daysFromCivil(year, monthAt(bytes, at), tens * 10 + (bytes[at + 5] ?? 0) - 48);
  out.timeMs = day * DAY_MS + clockOf(bytes, isClockNext ? at + 7 : at + 12);
  out.timeIsLocal = true;
  out.timeIsYearless = isYearless;
  return true;
}

/** Behind `<134>`. */
function behindPri(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < start + 4 && isDigit(bytes[at])) at++;
  return at > start + 1 && bytes[at] === GREATER ? at + 1 : -1;
}

/** The year of `yyyy ` behind a clock, -1 when none stands there. */
function trailingYear(bytes: Uint8Array, at: number, end: number): number {
  const year = at + 4 < end && bytes[at + 4] === SPACE ? uintOf(bytes, at, at + 4) : -1;
  return year >= FIRST_YEAR && year <= LAST_YEAR ? year : -1;
}

/** Behind `Mon dd HH:mm:ss `, `Mon dd yyyy HH:mm:ss ` or `Mon dd HH:mm:ss yyyy `. */
function behindMonth(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at + 3] !== SPACE || bytes[at + 6] !== SPACE) return -1;
  const clock = bytes[at + 9] === COLON ? at + 7 : at + 12;
  if (bytes[clock - 1] !== SPACE || bytes[clock + 8] !== SPACE) return -1;
  if (clock === at + 12 && uintOf(bytes, at + 7, at + 11) < FIRST_YEAR) return -1;
  const tens = bytes[at + 4] === SPACE ? 0 : (bytes[at + 4] ?? 0) - 48;
  const ones = (bytes[at + 5] ?? 0) - 48;
  if (tens < 0 || tens > 3 || ones < 0 || ones > 9 || !isDay(monthAt(bytes, at), tens * 10 + ones)) return -1;
  if (clockOf(bytes, clock) < 0) return -1;
  return clock === at + 7 && trailingYear(bytes, clock + 9, end) > 0 ? clock + 14 : clock + 9;
}

/** Behind `yyyy:MM:dd-HH:mm:ss `. */
function behindColons(bytes: Uint8Array, at: number): number {
  if (bytes[at + 10] !== DASH || bytes[at + 19] !== SPACE) return -1;
  return colonDayOf(bytes, at) < 0 || clockOf(bytes, at + 11) < 0 ? -1 : at + 20;
}

/** Milliseconds of the day `yyyy:MM:dd`, -1 when it is none. */
function colonDayOf(bytes: Uint8Array, at: number): number {
  if (bytes[at + 4] !== COLON || bytes[at + 7] !== COLON) return -1;
  const year = uintOf(bytes, at, at + 4);
  const month = uintOf(bytes, at + 5, at + 7);
  const day = uintOf(bytes, at + 8, at + 10);
  return year < FIRST_YEAR || !isDay(month, day) ? -1 : daysFromCivil(year, month, day) * DAY_MS;
}

/** Behind `yyyy-MM-ddTHH:mm:ss[.fff][zone] `. */
function behindIso(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start + 4] !== DASH || bytes[start + 10] !== UPPER_T || dayOf(bytes, start) < 0) return -1;
  if (clockOf(bytes, start + 11) < 0) return -1;
  let at = start + 19;
  if (bytes[at] === DOT) {
    at++;
    if (!isDigit(bytes[at])) return -1;
    // A stamp is looked for no further.
    while (at < end && at < start + 30 && isDigit(bytes[at])) at++;
  }
  if (bytes[at] === UPPER_Z) at++;
  else if (bytes[at] === PLUS || bytes[at] === DASH) {
    const hasZone = bytes[at + 3] === COLON && isBelow60(bytes, at + 1) && isBelow60(bytes, at + 4);
    if (!hasZone || (bytes[at + 1] ?? 0) > 48) return -1;
    at += 6;
  }
  return at < end && bytes[at] === SPACE ? at + 1 : -1;
}

/** Behind `host [: ][tag[pid]: ]`, `host: ` in front of a percent sign, or a tag alone. */
function behindHost(bytes: Uint8Array, start: number, end: number, needsTag: boolean): number {
  let at = start;
  while (at < end && ((KINDS[bytes[at] ?? 0] ?? 0) & HOST) !== 0) at++;
  if (at === start || at - start > MAX_HOST) return -1;
  if (!needsTag && bytes[at] === OPEN_PARENTHESIS && at - start > LONGEST_TIME)
    return behindSerial(bytes, start, at, end);
  if (at < end && bytes[at] !== SPACE) return needsTag ? -1 : behindColon(bytes, start, at, end);
  if (!isPlainHost(bytes, start, at)) return -1;
  let message = at + 1;
  if (!needsTag && bytes[message] === COLON && bytes[message + 1] === SPACE) message += 2;
  const mark = untilSpaces(bytes, message, end);
  // Cisco's own.
  if (mark < end && bytes[mark] === PERCENT) return mark;
  const first = bytes[message] ?? 0;
  if (message >= end || first === SPACE || first === COLON) return -1;
  // The host once more needs a closer look.
  if (first === bytes[start] && isSameWord(bytes, start, at, message)) return -1;
  const tag = tagEndOf(bytes, message, end);
  if (tag < 0) return needsTag || mayBeBareTag(bytes, message, end) ? -1 : message;
  return behindTag(bytes, tag, end);
}

/** True when what begins at `again` is the window [start, end) and a space. */
function isSameWord(bytes: Uint8Array, start: number, end: number, again: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] !== bytes[again + at - start]) return false;
  return bytes[again + end - start] === SPACE;
}

/** A word in front of what may begin a line of its own (bareTagEnd): to be looked at more closely. */
function mayBeBareTag(bytes: Uint8Array, start: number, end: number): boolean {
  const limit = Math.min(end, start + MAX_TAG);
  let at = start;
  while (at < limit && ((KINDS[bytes[at] ?? 0] ?? 0) & TAG) !== 0) at++;
  if (at === start || isDigit(bytes[start])) return false;
  if (bytes[at] === OPEN) while (at < end && bytes[at - 1] !== CLOSE) at++;
  if (bytes[at] !== SPACE) return false;
  const next = untilSpaces(bytes, at, end);
  return next < end && (isDigit(bytes[next]) || bytes[next] === OPEN_BRACE);
}

/** `0010019162000106(root) `: the number of a device and the system in it, as Hillstone writes them in the host's place. */
function behindSerial(bytes: Uint8Array, start: number, open: number, end: number): number {
  for (let at = start; at < open; at++) if (!isDigit(bytes[at])) return -1;
  let at = open + 1;
  while (at < end && ((KINDS[bytes[at] ?? 0] ?? 0) & HOST) !== 0) at++;
  const message = at + 2;
  if (at - start >= MAX_HOST || bytes[at] !== CLOSE_PARENTHESIS || bytes[at + 1] !== SPACE || message >= end) return -1;
  const isTagged = tagEndOf(bytes, message, end) >= 0 || mayBeBareTag(bytes, message, end);
  return bytes[message] === SPACE || bytes[message] === COLON || isTagged ? -1 : message;
}

/** A word that is no host: the message itself, where it holds a mark of columns or pairs, the program, or the host in front of a message that begins with a percent sign. */
function behindColon(bytes: Uint8Array, start: number, stop: number, end: number): number {
  const first = bytes[start] ?? 0;
  // Capitals may name a zone, digits an address.
  if (first < 97 || first > 122) return -1;
  if (bytes[stop] === COLON && bytes[stop + 1] === SPACE && bytes[stop + 2] === PERCENT) {
    return stop + 2 < end ? stop + 2 : -1;
  }
  const mark = bytes[stop];
  if (mark === COMMA || mark === EQUALS || mark === PIPE) return start;
  const tag = tagEndOf(bytes, start, end);
  return tag < 0 || bytes[tag + 1] === PERCENT ? -1 : behindTag(bytes, tag, end);
}

/** Behind the spaces that follow a tag. */
function behindTag(bytes: Uint8Array, tag: number, end: number): number {
  const behind = untilSpaces(bytes, tag, end);
  return behind > tag && behind < end ? behind : -1;
}

/** Nothing that could belong to the time in front of it: a zone, a year, a sign. */
function isPlainHost(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start] ?? 0;
  if (isDigit(first)) return ipv4EndOf(bytes, start, end) === end;
  if (first >= 97 && first <= 122) return true;
  if (first < 65 || first > 90) return false;
  // `UTC`, or a zone in capitals that a year may follow.
  const isZone = (isWordAt(bytes, start, 'UTC') || isWordAt(bytes, start, 'GMT')) && !isWordByte(bytes[start + 3]);
  if (isZone) return false;
  for (let at = start; at < end; at++) if ((bytes[at] ?? 0) < 65 || (bytes[at] ?? 0) > 90) return true;
  return !isDigit(bytes[end + 1]);
}

/** Behind the colon of `tag:` or `tag[pid]:`, -1 when none begins here. */
function tagEndOf(bytes: Uint8Array, start: number, end: number): number {
  const limit = Math.min(end, start + MAX_TAG);
  let at = start;
  while (at < limit && ((KINDS[bytes[at] ?? 0] ?? 0) & TAG) !== 0) at++;
  if (at === start || at >= end) return -1;
  if (bytes[at] === OPEN) {
    const close = Math.min(end, at + MAX_PID);
    while (at < close && bytes[at] !== CLOSE) at++;
    if (at >= close) return -1;
    at++;
  }
  if (at >= end || bytes[at] !== COLON || (at + 1 < end && bytes[at + 1] !== SPACE)) return -1;
  if (at - start <= 4 && (isWordAt(bytes, start, 'CEF') || isWordAt(bytes, start, 'LEEF'))) return -1;
  return at + 1;
}

/** Behind `TIME HOST APP PROCID MSGID DATA ` of RFC 5424; where nothing stands behind the data, they and their id are the message. */
function behindVersion1(bytes: Uint8Array, start: number, end: number): number {
  let at = behindIso(bytes, start, end);
  if (at < 0) return -1;
  const first = bytes[at] ?? 0;
  const isZone = isWordAt(bytes, at, 'UTC') || isWordAt(bytes, at, 'GMT') || first === PLUS;
  if (isZone || (first === DASH && bytes[at + 1] !== SPACE)) return -1;
  for (let word = 0; word < WORDS_BEHIND_TIME && at >= 0; word++) at = behindWord(bytes, at, end);
  const id = at;
  at = id < 0 ? -1 : behindWord(bytes, id, end);
  if (at < 0) return -1;
  // Data that are the message themselves.
  if (isWordAt(bytes, at, '[F5@')) return at;
  const data = bytes[at] === DASH && bytes[at + 1] === SPACE ? at + 1 : behindData(bytes, at, end);
  if (data < 0) return -1;
  if (data === end) return bytes[id] === DASH && bytes[id + 1] === SPACE ? at : id;
  const message = bytes[data] === SPACE ? data + 1 : data;
  return message < end && ((KINDS[bytes[message] ?? 0] ?? 0) & VISIBLE) !== 0 ? message : -1;
}

/** Behind a visible word and the one space that follows it; -1 when none begins here. */
function behindWord(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && ((KINDS[bytes[at] ?? 0] ?? 0) & VISIBLE) !== 0) at++;
  return at === start || bytes[at] !== SPACE ? -1 : at + 1;
}

/** Behind `[id key="value" …]…`; -1 when none begins here. */
function behindData(bytes: Uint8Array, start: number, end: number): number {
  const words = wordsOf(bytes);
  let at = start;
  while (at < end && bytes[at] === OPEN) {
    at = untilEither(words, DQUOTE, CLOSE, at, end);
    while (at < end && bytes[at] === DQUOTE) {
      at = untilEither(words, DQUOTE, BACKSLASH, at + 1, end);
      while (at < end && bytes[at] === BACKSLASH) at = untilEither(words, DQUOTE, BACKSLASH, at + 2, end);
      at = untilEither(words, DQUOTE, CLOSE, at + 1, end);
    }
    if (at >= end) return -1;
    at++;
  }
  return at === start ? -1 : at;
}

function isBelow60(bytes: Uint8Array, at: number): boolean {
  const tens = (bytes[at] ?? 0) - 48;
  return tens >= 0 && tens <= 5 && isDigit(bytes[at + 1]);
}

function isWordByte(code: number | undefined): boolean {
  return isDigit(code) || (code !== undefined && ((code >= 65 && code <= 90) || (code >= 97 && code <= 122)));
}
