/**
 * In: a line as bytes. Out: where the message behind a plain syslog header begins, or "needs a closer look".
 * Plain: `[<PRI>]Mon dd HH:mm:ss host [tag: ]`, an ISO 8601 stamp in place of that time (without `<PRI>` only in front of a tag), and
 * RFC 5424 without structured data; one space between words, a host of letters, digits, dots, dashes and underscores. What is found is
 * where `stripSyslog` begins its next round; of what the header says only the time is read, and only for lines that have none.
 */
import type { LineWindows } from '../formats/api.ts';
import { anyTimeOf, byteTime } from '../formats/keyed/byte-values.ts';
import { clockOf, dayOf, ipv4EndOf, isDay, isWordAt, monthAt, untilByte } from '../formats/shared/bytes.ts';
import { daysFromCivil } from '../formats/shared/calendar.ts';
import { isDigit } from '../formats/shared/numbers.ts';
import { YEARLESS_YEAR } from '../formats/shared/time.ts';

const SPACE = 32;
const COLON = 58;
const LESS = 60;
const GREATER = 62;
const OPEN = 91;
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
const MAX_PID = 13;
/** Time, host, application, process and message id of RFC 5424. */
const WORDS_BEHIND_TIME = 4;
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
    const host = isDigit(bytes[start]) ? behindIso(bytes, start, end) : behindMonth(bytes, start);
    // A bare stamp begins many layouts of their own: it is a header only where a program's name follows.
    return host < 0 ? -1 : behindHost(bytes, host, end, isDigit(bytes[start]));
  }
  const at = behindPri(bytes, start);
  if (at < 0) return -1;
  if (bytes[at] === ONE && bytes[at + 1] === SPACE) return behindVersion1(bytes, at + 2, end);
  const host = isDigit(bytes[at]) ? behindIso(bytes, at, end) : behindMonth(bytes, at);
  return host < 0 ? -1 : behindHost(bytes, host, end, false);
}

/**
 * Gives `out` the time of the header in which `plainMessageStart` has found a message, as stripSyslog reads it.
 * @returns false when it needs a closer look
 */
export function plainHeaderTime(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  let at = bytes[start] === LESS ? behindPri(bytes, start) : start;
  if (bytes[at] === ONE && bytes[at + 1] === SPACE) at += 2;
  if (isDigit(bytes[at])) {
    if (!anyTimeOf(bytes, at, untilByte(bytes, SPACE, at, end))) return false;
    out.timeMs = byteTime.ms;
    out.timeIsLocal = byteTime.isLocal;
    out.timeIsYearless = false;
    return true;
  }
  const tens = bytes[at + 4] === SPACE ? 0 : (bytes[at + 4] ?? 0) - 48;
  const day = daysFromCivil(YEARLESS_YEAR, monthAt(bytes, at), tens * 10 + (bytes[at + 5] ?? 0) - 48);
  out.timeMs = day * DAY_MS + clockOf(bytes, at + 7);
  out.timeIsLocal = true;
  out.timeIsYearless = true;
  return true;
}

/** Behind `<134>`. */
function behindPri(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < start + 4 && isDigit(bytes[at])) at++;
  return at > start + 1 && bytes[at] === GREATER ? at + 1 : -1;
}

/** Behind `Mon dd HH:mm:ss `. */
function behindMonth(bytes: Uint8Array, at: number): number {
  if (bytes[at + 3] !== SPACE || bytes[at + 6] !== SPACE || bytes[at + 15] !== SPACE) return -1;
  const tens = bytes[at + 4] === SPACE ? 0 : (bytes[at + 4] ?? 0) - 48;
  const ones = (bytes[at + 5] ?? 0) - 48;
  if (tens < 0 || tens > 3 || ones < 0 || ones > 9 || !isDay(monthAt(bytes, at), tens * 10 + ones)) return -1;
  return clockOf(bytes, at + 7) < 0 ? -1 : at + 16;
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

/** Behind `host [tag[pid]: ]`. */
function behindHost(bytes: Uint8Array, start: number, end: number, needsTag: boolean): number {
  let at = start;
  while (at < end && ((KINDS[bytes[at] ?? 0] ?? 0) & HOST) !== 0) at++;
  if (at === start || at - start > MAX_HOST || bytes[at] !== SPACE || !isPlainHost(bytes, start, at)) return -1;
  const message = at + 1;
  const first = bytes[message] ?? 0;
  if (message >= end || first === SPACE || first === COLON) return -1;
  const tag = tagEndOf(bytes, message, end);
  if (tag < 0) return needsTag ? -1 : message;
  return tag < end && bytes[tag] === SPACE && tag + 1 < end && bytes[tag + 1] !== SPACE ? tag + 1 : -1;
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

/** Behind `TIME HOST APP PROCID MSGID - ` of RFC 5424. */
function behindVersion1(bytes: Uint8Array, start: number, end: number): number {
  let at = behindIso(bytes, start, end);
  if (at < 0) return -1;
  const first = bytes[at] ?? 0;
  const isZone = isWordAt(bytes, at, 'UTC') || isWordAt(bytes, at, 'GMT') || first === PLUS;
  if (isZone || (first === DASH && bytes[at + 1] !== SPACE)) return -1;
  for (let word = 0; word < WORDS_BEHIND_TIME; word++) {
    const from = at;
    while (at < end && ((KINDS[bytes[at] ?? 0] ?? 0) & VISIBLE) !== 0) at++;
    if (at === from || bytes[at] !== SPACE) return -1;
    at++;
  }
  if (bytes[at] !== DASH || bytes[at + 1] !== SPACE) return -1;
  const message = bytes[at + 2] ?? 0;
  return at + 2 < end && ((KINDS[message] ?? 0) & VISIBLE) !== 0 ? at + 2 : -1;
}

function isBelow60(bytes: Uint8Array, at: number): boolean {
  const tens = (bytes[at] ?? 0) - 48;
  return tens >= 0 && tens <= 5 && isDigit(bytes[at + 1]);
}

function isWordByte(code: number | undefined): boolean {
  return isDigit(code) || (code !== undefined && ((code >= 65 && code <= 90) || (code >= 97 && code <= 122)));
}
