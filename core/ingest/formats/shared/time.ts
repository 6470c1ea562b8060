/**
 * In: a window of a line and where a time should begin in it.
 * Out: the time in a target (an EventDraft or a SyslogHeader), and the position after it, or -1 with the target untouched.
 * None of these allocate, throw, or look outside the window. Fractions are kept to the millisecond.
 */
import { dateMs, monthAt, weekdayLength, YEARLESS_YEAR } from './calendar.ts';
import { readDayMonthTime, readMonthDayTime } from './day-month-time.ts';
import { fourDigits, isDigit, parseUint, skipDigits, twoDigits } from './numbers.ts';

export { daysFromCivil, YEARLESS_YEAR } from './calendar.ts';

/** What a time reader fills; same meaning as in EventDraft. */
export interface TimeTarget {
  timeMs: number;
  timeIsLocal: boolean;
  timeIsYearless: boolean;
}

const SPACE = 32;
const PLUS = 43;
const COMMA = 44;
const MINUS = 45;
const DOT = 46;
const SLASH = 47;
const COLON = 58;
const UPPER_T = 84;
const UPPER_Z = 90;

/** Milliseconds of `HH:MM:SS` at `at` (a leap second counts as :59), -1 when it is none. */
export function clockMs(text: string, at: number, end: number): number {
  if (at + 8 > end || text.charCodeAt(at + 2) !== COLON || text.charCodeAt(at + 5) !== COLON) return -1;
  const hours = twoDigits(text, at, end);
  const minutes = twoDigits(text, at + 3, end);
  const seconds = twoDigits(text, at + 6, end);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 60) return -1;
  return ((hours * 60 + minutes) * 60 + Math.min(seconds, 59)) * 1000;
}

/** Milliseconds of the digits in [at, end): `5` is 500, `1234` is 123. */
function fractionMs(text: string, at: number, end: number): number {
  const width = Math.min(end - at, 3);
  const value = parseUint(text, at, at + width);
  if (value < 0) return 0;
  return width === 3 ? value : width === 2 ? value * 10 : value * 100;
}

/** Position after a zone at `at`, and its offset in minutes in `zoneMinutes`; -1 when there is none. */
let zoneMinutes = 0;
function readZone(text: string, at: number, end: number): number {
  if (at >= end) return -1;
  const sign = text.charCodeAt(at);
  if (sign === UPPER_Z || sign === 122) {
    if (at + 1 < end && isWordCode(text.charCodeAt(at + 1))) return -1;
    zoneMinutes = 0;
    return at + 1;
  }
  if (sign === PLUS || sign === MINUS) {
    const hours = twoDigits(text, at + 1, end);
    if (hours < 0) return readShortZone(text, at, end);
    if (hours > 15) return -1;
    let next = at + 3;
    if (next < end && text.charCodeAt(next) === COLON) next++;
    const minutes = twoDigits(text, next, end);
    if (minutes > 59) return -1;
    const total = hours * 60 + Math.max(minutes, 0);
    zoneMinutes = sign === MINUS ? -total : total;
    return minutes < 0 ? at + 3 : next + 2;
  }
  if (!startsWithUtc(text, at, end)) return -1;
  const next = at + 3 < end ? text.charCodeAt(at + 3) : 0;
  // `GMT+08:00`: an offset right behind it counts.
  const behind = next === PLUS || next === MINUS ? readZone(text, at + 3, end) : -1;
  if (behind > 0) return behind;
  zoneMinutes = 0;
  return at + 3;
}

/** `-5:00`, and `--5:00` as Check Point's gateways write it: hours of one digit. */
function readShortZone(text: string, at: number, end: number): number {
  const sign = text.charCodeAt(at);
  const from = sign === MINUS && text.charCodeAt(at + 1) === MINUS ? at + 2 : at + 1;
  const minutes = twoDigits(text, from + 2, end);
  const isZone = from + 4 <= end && isDigit(text.charCodeAt(from)) && text.charCodeAt(from + 1) === COLON;
  if (!isZone || minutes < 0 || minutes > 59) return -1;
  const total = (text.charCodeAt(from) - 48) * 60 + minutes;
  zoneMinutes = sign === MINUS ? -total : total;
  return from + 4;
}

function isWordCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || isDigit(code);
}

function startsWithUtc(text: string, at: number, end: number): boolean {
  if (at + 3 > end || (at + 3 < end && isWordCode(text.charCodeAt(at + 3)))) return false;
  return text.startsWith('UTC', at) || text.startsWith('GMT', at);
}

/** Stores a wall-clock time, taking a zone that follows directly or after one space. @returns the position after it */
function finish(text: string, at: number, end: number, wallMs: number, out: TimeTarget): number {
  let next = at;
  let ms = wallMs;
  if (next < end) {
    const mark = text.charCodeAt(next);
    if ((mark === DOT || mark === COMMA) && next + 1 < end && isDigit(text.charCodeAt(next + 1))) {
      const stop = skipDigits(text, next + 1, end);
      ms += fractionMs(text, next + 1, stop);
      next = stop;
    }
  }
  let zoned = readZone(text, next, end);
  if (zoned < 0 && next < end && text.charCodeAt(next) === SPACE) zoned = readSpacedZone(text, next + 1, end);
  out.timeIsYearless = false;
  out.timeIsLocal = zoned < 0;
  out.timeMs = zoned < 0 ? ms : ms - zoneMinutes * 60_000;
  return zoned < 0 ? next : zoned;
}

/** A zone after a space must be whole (`+0100`, `UTC`), or `-` placeholders and signed numbers would be taken for one. */
function readSpacedZone(text: string, at: number, end: number): number {
  const stop = readZone(text, at, end);
  if (stop < 0 || stop - at === 1) return -1;
  if (stop - at === 3 && text.charCodeAt(at) !== 85 && text.charCodeAt(at) !== 71) return -1;
  return stop < end && isWordCode(text.charCodeAt(stop)) ? -1 : stop;
}

/**
 * `yyyy-MM-dd HH:mm:ss[.fff][zone]`, with `T`, space or `_` between, or `/` in the date (Palo Alto, SQL exports) and perhaps `-` behind it.
 * A date without zone is local.
 */
export function readIsoTime(text: string, at: number, end: number, out: TimeTarget): number {
  if (at + 19 > end) return -1;
  const mark = text.charCodeAt(at + 4);
  if ((mark !== MINUS && mark !== SLASH) || text.charCodeAt(at + 7) !== mark) return -1;
  const between = text.charCodeAt(at + 10);
  const isParted = between === UPPER_T || between === SPACE || between === 116 || between === 95;
  if (!isParted && between !== COLON && (between !== MINUS || mark !== SLASH)) return -1;
  const clock = clockMs(text, at + 11, end);
  if (clock < 0) return -1;
  const day = readIsoDate(text, at, end);
  return Number.isNaN(day) ? -1 : finish(text, at + 19, end, day + clock, out);
}

/** Milliseconds of the day `yyyy-MM-dd` or `yyyy/MM/dd` at `at`, NaN when it is none. */
export function readIsoDate(text: string, at: number, end: number): number {
  if (at + 10 > end) return Number.NaN;
  const mark = text.charCodeAt(at + 4);
  if ((mark !== MINUS && mark !== SLASH) || text.charCodeAt(at + 7) !== mark) return Number.NaN;
  return dateMs(fourDigits(text, at, end), twoDigits(text, at + 5, end), twoDigits(text, at + 8, end));
}

/** `yyyy/MM/dd HH:mm:ss`, as Palo Alto writes it; other separators are refused. */
export function readSlashedTime(text: string, at: number, end: number, out: TimeTarget): number {
  return at + 19 <= end && text.charCodeAt(at + 4) === SLASH ? readIsoTime(text, at, end, out) : -1;
}

/** `dd/Mon/yyyy:HH:mm:ss[ ±zzzz]`, as web servers write it between brackets (`at` is behind the bracket). */
export function readClfTime(text: string, at: number, end: number, out: TimeTarget): number {
  const first = twoDigits(text, at, end);
  const from = first < 0 ? at + 1 : at + 2;
  const day = first < 0 ? parseUint(text, at, Math.min(at + 1, end)) : first;
  if (from + 18 > end || text.charCodeAt(from) !== SLASH || text.charCodeAt(from + 4) !== SLASH) return -1;
  const month = monthAt(text, from + 1, end);
  const between = text.charCodeAt(from + 9);
  if (month === 0 || (between !== COLON && between !== SPACE)) return -1;
  const clock = clockMs(text, from + 10, end);
  const date = dateMs(fourDigits(text, from + 5, end), month, day);
  return clock < 0 || Number.isNaN(date) ? -1 : finish(text, from + 18, end, date + clock, out);
}

/**
 * `[Www ]Mon dd [yyyy ]HH:mm:ss[.fff][ zone]` (syslog, LEEF `devTime`, C's ctime order `Mon dd HH:mm:ss yyyy`).
 * Without a year the target is yearless and its milliseconds are those of YEARLESS_YEAR.
 */
export function readMonthTime(text: string, at: number, end: number, out: TimeTarget): number {
  let from = at;
  let month = monthAt(text, from, end);
  if (month === 0 || (from + 3 < end && text.charCodeAt(from + 3) !== SPACE)) {
    const gap = weekdayLength(text, from, end);
    if (gap === 0) return -1;
    from += gap;
    month = monthAt(text, from, end);
    if (month === 0) return -1;
  }
  from = skipSpaces(text, from + 3, end);
  if (from === at + 3) return -1;
  const dayEnd = skipDigits(text, from, Math.min(from + 2, end));
  const day = parseUint(text, from, dayEnd);
  let next = dayEnd < end && text.charCodeAt(dayEnd) === COMMA ? dayEnd + 1 : dayEnd;
  const afterDay = skipSpaces(text, next, end);
  if (day < 1 || afterDay === next) return -1;
  next = afterDay;
  let year = -1;
  if (next + 4 < end && text.charCodeAt(next + 4) === SPACE && fourDigits(text, next, end) >= 0) {
    year = fourDigits(text, next, end);
    next = skipSpaces(text, next + 4, end);
  }
  const clock = clockMs(text, next, end);
  if (clock < 0) return -1;
  if (year < 0) year = trailingYear(text, next + 8, end);
  const trailing = year >= 0 && fourDigits(text, next + 9, end) === year && text.charCodeAt(next + 8) === SPACE;
  const date = dateMs(year < 0 ? YEARLESS_YEAR : year, month, day);
  if (Number.isNaN(date)) return -1;
  const stop = finish(text, trailing ? next + 13 : next + 8, end, date + clock, out);
  if (year >= 0) return stop;
  return readYearBehindZone(text, stop, end, month, day, out);
}

/** `Mon dd HH:mm:ss ZONE yyyy`, the order of the `date` command. Without a year there the target stays yearless. */
function readYearBehindZone(
  text: string,
  at: number,
  end: number,
  month: number,
  day: number,
  out: TimeTarget,
): number {
  let from = at;
  if (out.timeIsLocal && from < end && text.charCodeAt(from) === SPACE) {
    let word = from + 1;
    while (word < end && word < from + 6 && text.charCodeAt(word) >= 65 && text.charCodeAt(word) <= UPPER_Z) word++;
    if (word - from >= 4) from = word;
  }
  const year = trailingYear(text, from, end);
  const date = year < 0 ? Number.NaN : dateMs(year, month, day);
  out.timeIsYearless = Number.isNaN(date);
  if (out.timeIsYearless) return at;
  out.timeMs += date - dateMs(YEARLESS_YEAR, month, day);
  return from + 5;
}

/** `yyyy Mon dd HH:mm:ss`, as some appliances begin their syslog lines. */
export function readYearFirstTime(text: string, at: number, end: number, out: TimeTarget): number {
  const year = fourDigits(text, at, end);
  if (year < 1970 || at + 5 > end || text.charCodeAt(at + 4) !== SPACE) return -1;
  const month = monthAt(text, at + 5, end);
  const from = skipSpaces(text, at + 8, end);
  const dayEnd = skipDigits(text, from, Math.min(from + 2, end));
  const next = skipSpaces(text, dayEnd, end);
  const clock = clockMs(text, next, end);
  const date = dateMs(year, month, parseUint(text, from, dayEnd));
  return clock < 0 || Number.isNaN(date) ? -1 : finish(text, next + 8, end, date + clock, out);
}

/** `yyyy:MM:dd-HH:mm:ss`, as Sophos SG begins its lines. */
export function readColonTime(text: string, at: number, end: number, out: TimeTarget): number {
  if (at + 19 > end || text.charCodeAt(at + 4) !== COLON || text.charCodeAt(at + 7) !== COLON) return -1;
  const clock = text.charCodeAt(at + 10) === MINUS ? clockMs(text, at + 11, end) : -1;
  const date = dateMs(fourDigits(text, at, end), twoDigits(text, at + 5, end), twoDigits(text, at + 8, end));
  return clock < 0 || Number.isNaN(date) ? -1 : finish(text, at + 19, end, date + clock, out);
}

/**
 * Seconds (9 to 11 digits, optional fraction), milliseconds (12 to 14), microseconds (15 to 17) or nanoseconds (18 to 20)
 * since 1970, told apart by their length.
 */
export function readEpochTime(text: string, at: number, end: number, out: TimeTarget): number {
  const quick = readEpochMillis(text, at, end, out);
  if (quick > 0) return quick;
  const stop = skipDigits(text, at, Math.min(at + 20, end));
  const width = stop - at;
  if (width < 9) return -1;
  let next = stop;
  let ms: number;
  if (width <= 11) {
    ms = parseUint(text, at, stop) * 1000;
    if (stop + 1 < end && text.charCodeAt(stop) === DOT && isDigit(text.charCodeAt(stop + 1))) {
      next = skipDigits(text, stop + 1, end);
      ms += fractionMs(text, stop + 1, next);
    }
  } else if (width <= 14) ms = parseUint(text, at, stop);
  else if (width <= 17) ms = parseUint(text, at, stop - 3);
  else ms = parseUint(text, at, stop - 6);
  out.timeMs = ms;
  out.timeIsLocal = false;
  out.timeIsYearless = false;
  return next;
}

/** Ten digits, a dot and three digits: what proxies write most, read without looking for where it ends. */
function readEpochMillis(text: string, at: number, end: number, out: TimeTarget): number {
  if (at + 14 > end || text.charCodeAt(at + 10) !== DOT) return -1;
  if (at + 14 < end && isDigit(text.charCodeAt(at + 14))) return -1;
  let seconds = 0;
  for (let i = at; i < at + 10; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    seconds = seconds * 10 + digit;
  }
  const high = twoDigits(text, at + 11, end);
  const low = text.charCodeAt(at + 13) - 48;
  if (high < 0 || low < 0 || low > 9) return -1;
  out.timeMs = seconds * 1000 + high * 10 + low;
  out.timeIsLocal = false;
  out.timeIsYearless = false;
  return at + 14;
}

/** Tries every absolute form above at `at`: for fields whose form differs from device to device. */
export function readAnyTime(text: string, at: number, end: number, out: TimeTarget): number {
  if (at >= end) return -1;
  if (!isDigit(text.charCodeAt(at))) {
    const portal = readMonthDayTime(text, at, end, out);
    return portal >= 0 ? portal : readMonthTime(text, at, end, out);
  }
  const mark = at + 4 < end ? text.charCodeAt(at + 4) : 0;
  // `4/16/2020` has a slash there too.
  const iso = mark === MINUS || mark === SLASH ? readIsoTime(text, at, end, out) : -1;
  if (iso >= 0) return iso;
  if (mark === COLON) return readColonTime(text, at, end, out);
  if (mark === SPACE) return readYearFirstTime(text, at, end, out);
  const epoch = readEpochTime(text, at, end, out);
  if (epoch >= 0) return epoch;
  const clf = readClfTime(text, at, end, out);
  return clf >= 0 ? clf : readDayMonthTime(text, at, end, out);
}

/** First position at or after `at` that is no space; `end` when there is none. */
export function skipSpaces(text: string, at: number, end: number): number {
  let next = at;
  while (next < end && text.charCodeAt(next) === SPACE) next++;
  return next;
}

/** The year in ` yyyy` after a clock time, -1 when there is none (a longer run of digits is a number, not a year). */
function trailingYear(text: string, at: number, end: number): number {
  if (at + 5 > end || text.charCodeAt(at) !== SPACE) return -1;
  const year = fourDigits(text, at + 1, end);
  if (year < 1990 || year > 2100) return -1;
  return at + 5 < end && isWordCode(text.charCodeAt(at + 5)) ? -1 : year;
}
