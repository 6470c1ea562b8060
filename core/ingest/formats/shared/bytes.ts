/**
 * In: a window of a slice's bytes. Out: positions and numbers in it. For byte readers (`LineParser.readBytes`), which take plain lines only:
 * what these do not recognise is declined and read as text. Nothing allocates, throws or looks outside the window.
 */

import { ACTION_UNKNOWN, type LineWindows } from '../api.ts';
import { daysFromCivil } from './calendar.ts';
import { isDigit } from './numbers.ts';

const SPACE = 32;
const DOT = 46;
const SLASH = 47;
const COLON = 58;
const LESS = 60;
const GREATER = 62;

/** Host found by the last call that returned a position. One object, used again and again. */
export const span = { start: 0, end: 0 };

/** Position of a byte in [at, end), `end` when it is not there. */
export function untilByte(bytes: Uint8Array, code: number, at: number, end: number): number {
  let next = at;
  while (next < end && bytes[next] !== code) next++;
  return next;
}

/** First position at or after `at` that is no space. */
export function untilSpaces(bytes: Uint8Array, at: number, end: number): number {
  let next = at;
  while (next < end && bytes[next] === SPACE) next++;
  return next;
}

/** First position at or after `at` that is no digit. */
export function untilNoDigit(bytes: Uint8Array, at: number, end: number): number {
  let next = at;
  while (next < end && isDigit(bytes[next])) next++;
  return next;
}

/** A plain decimal integer of up to 15 digits that fills the window, -1 for anything else. */
export function uintOf(bytes: Uint8Array, start: number, end: number): number {
  if (start >= end || end - start > 15) return -1;
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** Position behind the dotted quad that begins at `start`, -1 when none does. */
export function ipv4EndOf(bytes: Uint8Array, start: number, end: number): number {
  let part = 0;
  let digits = 0;
  let dots = 0;
  let at = start;
  for (; at < end; at++) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit >= 0 && digit <= 9) {
      part = part * 10 + digit;
      digits++;
      if (digits > 3 || part > 255) return -1;
    } else if (digit === DOT - 48 && digits > 0 && dots < 3) {
      part = 0;
      digits = 0;
      dots++;
    } else break;
  }
  return dots === 3 && digits > 0 ? at : -1;
}

/**
 * Finds the host of `http://host[:port]/…`, `https://…` or, as an authority, of `host:port`, and leaves it in `span`. The URL ends at a
 * space at the latest.
 * @returns the position behind host and port; -1 for other schemes, user names, brackets and bytes that need a closer look
 */
export function findUrlHost(bytes: Uint8Array, start: number, end: number, isAuthority: boolean): number {
  let at = start;
  if (!isAuthority) {
    // "http", "https" in lower case.
    if (bytes[at] !== 104 || bytes[at + 1] !== 116 || bytes[at + 2] !== 116 || bytes[at + 3] !== 112) return -1;
    at += bytes[at + 4] === 115 ? 5 : 4;
    if (bytes[at] !== COLON || bytes[at + 1] !== SLASH || bytes[at + 2] !== SLASH) return -1;
    at += 3;
  }
  const host = at;
  while (at < end && isHostByte(bytes[at] ?? 0)) at++;
  if (at === host) return -1;
  span.start = host;
  span.end = at;
  if (at < end && bytes[at] === COLON) {
    const port = at + 1;
    at = port;
    let value = 0;
    while (at < end && at < port + 5) {
      const digit = (bytes[at] ?? 0) - 48;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
      at++;
    }
    if (at === port || value > 65_535) return -1;
  } else if (isAuthority) return -1;
  if (at >= end) return at;
  const next = bytes[at];
  // What else may follow (a second colon, a user's @) decides where the host is.
  return next === SPACE || (next === SLASH && !isAuthority) ? at : -1;
}

/** Finds the host of a URL without a scheme, `host[:port]` or `host[:port]/path`, and leaves it in `span`. @returns false for anything else */
export function findBareHost(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && isHostByte(bytes[at] ?? 0)) at++;
  span.start = start;
  span.end = at;
  if (at === start) return false;
  if (at < end && bytes[at] === COLON) {
    const port = at + 1;
    at = port;
    while (at < end && at < port + 4 && (bytes[at] ?? 0) >= 48 && (bytes[at] ?? 0) <= 57) at++;
    if (at === port) return false;
  }
  return at === end || bytes[at] === SLASH;
}

/** Finds the host of a URL that fills the window, with a scheme or without, and leaves it in `span`. @returns false for what needs a closer look */
export function findHostIn(bytes: Uint8Array, start: number, end: number): boolean {
  const behind = findUrlHost(bytes, start, end, false);
  // A blank behind the host is part of what stands there, and no end of it.
  return behind < 0 ? findBareHost(bytes, start, end) : behind === end || bytes[behind] !== SPACE;
}

/** By byte: a table, for where dots and dashes stand in a host no processor can guess. */
const HOST_BYTES = new Uint8Array(256);
for (const char of 'abcdefghijklmnopqrstuvwxyz0123456789.-_') HOST_BYTES[char.charCodeAt(0)] = 1;

/** Small letters, digits, dots, dashes and underscores. */
export function isHostByte(code: number): boolean {
  return HOST_BYTES[code] === 1;
}

/** Small letters, digits, dots, dashes and underscores that end in a letter: no address, and spelled as it counts. */
export function isPlainHost(bytes: Uint8Array, start: number, end: number): boolean {
  const last = bytes[end - 1] ?? 0;
  if (last < 97 || last > 122) return false;
  for (let at = start; at < end; at++) if (!isHostByte(bytes[at] ?? 0)) return false;
  return true;
}

/** Behind `<189>` and blanks; `start` when no priority stands there. */
export function behindPri(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start] !== LESS) return start;
  let at = start + 1;
  while (at < end && at < start + 4 && (bytes[at] ?? 0) >= 48 && (bytes[at] ?? 0) <= 57) at++;
  return at > start + 1 && bytes[at] === GREATER ? untilSpaces(bytes, at + 1, end) : start;
}

/** The bytes of an ASCII word. */
export function bytesOf(word: string): Uint8Array {
  const bytes = new Uint8Array(word.length);
  for (let at = 0; at < word.length; at++) bytes[at] = word.charCodeAt(at);
  return bytes;
}

export function isWordAt(bytes: Uint8Array, at: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return false;
  return true;
}

/** Both windows hold the same. */
export function isSameBytes(bytes: Uint8Array, start: number, end: number, from: number, to: number): boolean {
  if (end - start !== to - from) return false;
  for (let at = start; at < end; at++) if (bytes[at] !== bytes[from + at - start]) return false;
  return true;
}

/** Where a word of plain letters begins in [at, end), -1 when it does not. */
export function findWordAt(bytes: Uint8Array, word: string, at: number, end: number): number {
  const first = word.charCodeAt(0);
  const last = end - word.length;
  for (let next = at; next <= last; next++) if (bytes[next] === first && isWordAt(bytes, next, word)) return next;
  return -1;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
/** Lines of a month follow each other. */
let lastMonth = 1;

/** 1 to 12, 0 when no month's short name stands here. */
export function monthAt(bytes: Uint8Array, at: number): number {
  if (isWordAt(bytes, at, MONTHS[lastMonth - 1] ?? '')) return lastMonth;
  const month = MONTHS.findIndex((name) => isWordAt(bytes, at, name)) + 1;
  if (month > 0) lastMonth = month;
  return month;
}

const MONTH_DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Whether a month has the day; leap days need a closer look. */
export function isDay(month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= (MONTH_DAYS[month] ?? 0);
}

/** Day read last, as a number of its digits, and its milliseconds: lines of a day follow each other. */
let lastDay = -1;
let lastDayMs = -1;

/** Milliseconds of the day `yyyy-MM-dd` or `yyyy/MM/dd` (ten bytes), -1 when it is none. */
export function dayOf(bytes: Uint8Array, at: number): number {
  const mark = bytes[at + 4];
  if ((mark !== 45 && mark !== SLASH) || bytes[at + 7] !== mark) return -1;
  const year = uintOf(bytes, at, at + 4);
  const month = uintOf(bytes, at + 5, at + 7);
  const day = uintOf(bytes, at + 8, at + 10);
  if (year < 1990 || !isDay(month, day)) return -1;
  const digits = year * 10_000 + month * 100 + day;
  if (digits !== lastDay) {
    lastDay = digits;
    lastDayMs = daysFromCivil(year, month, day) * 86_400_000;
  }
  return lastDayMs;
}

/** Milliseconds of `HH:mm:ss` (eight bytes), -1 when it is none; leap seconds need a closer look. */
export function clockOf(bytes: Uint8Array, at: number): number {
  if (bytes[at + 2] !== COLON || bytes[at + 5] !== COLON) return -1;
  const hours = uintOf(bytes, at, at + 2);
  const minutes = uintOf(bytes, at + 3, at + 5);
  const seconds = uintOf(bytes, at + 6, at + 8);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59) return -1;
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

/** Where the fraction of a second ends that begins with a point at `start`; `start` where none does. */
export function fractionEndOf(bytes: Uint8Array, start: number, end: number): number {
  return start < end && bytes[start] === DOT ? untilNoDigit(bytes, start + 1, end) : start;
}

/** Milliseconds of such a window: `.5` is 500, none is 0; -1 for a point without digits. */
export function fractionOf(bytes: Uint8Array, start: number, end: number): number {
  if (start === end) return 0;
  const wide = Math.min(3, end - start - 1);
  return wide === 0 ? -1 : uintOf(bytes, start + 1, start + 1 + wide) * (wide === 3 ? 1 : wide === 2 ? 10 : 100);
}

/** Of a line that says nothing yet: no name, no figure, no verdict, and the time of the header in front of it. */
export function clearWindows(out: LineWindows): void {
  out.timeMs = Number.NaN;
  out.timeIsLocal = false;
  out.timeIsYearless = false;
  out.action = ACTION_UNKNOWN;
  out.bytesSent = -1;
  out.bytesReceived = -1;
  out.bytesTotal = -1;
  out.sourceStart = 0;
  out.sourceEnd = 0;
  out.userStart = 0;
  out.userEnd = 0;
  out.deviceStart = 0;
  out.deviceEnd = 0;
  out.destStart = 0;
  out.destEnd = 0;
  out.beginVerdict();
}

/** Syslog's headers begin so: `<`, a digit, or the short name of a month or a day. */
export function mayBeHeader(bytes: Uint8Array, start: number): boolean {
  const first = bytes[start] ?? 0;
  const after = bytes[start + 3];
  if (first === LESS || (first >= 48 && first <= 57)) return true;
  return first >= 65 && first <= 90 && (after === SPACE || after === 44);
}
