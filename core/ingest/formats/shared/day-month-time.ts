/**
 * In: a time whose date begins with the day or the month in digits, as spreadsheets, portals' exports and some appliances write it.
 * Out: the time in a target and the position after it, or -1 with the target untouched.
 * `6/1/2021, 12:42:28.603 PM`, `11/8/2006 0:00:05`, `01/16/2025:15:22:40`, `14.01.2025 10:11:12`, `02/07/2024 07:51`,
 * `01/16-15:22:40.123456`, `16 Jan 2025 15:22:40 +0100`.
 */
import { dateMs, monthAt, YEARLESS_YEAR } from './calendar.ts';
import { isDigit, parseUint, skipDigits, twoDigits } from './numbers.ts';
import type { TimeTarget } from './time.ts';

const SPACE = 32;
const PLUS = 43;
const COMMA = 44;
const MINUS = 45;
const DOT = 46;
const SLASH = 47;
const COLON = 58;
const UPPER_T = 84;
const NARROW_SPACE = 0xe2;

/** Which of the first two numbers is the month, where both could be. */
export type DayOrder = 'month-first' | 'day-first';

/**
 * Slashes part month, day and year in the order of the United States unless `order` says otherwise or a number is beyond 12;
 * dots part day, month and year.
 */
export function readDayMonthTime(
  text: string,
  at: number,
  end: number,
  out: TimeTarget,
  order: DayOrder = 'month-first',
): number {
  const firstEnd = skipDigits(text, at, Math.min(end, at + 2));
  const mark = firstEnd < end ? text.charCodeAt(firstEnd) : 0;
  if (firstEnd > at && (mark === SPACE || mark === MINUS)) {
    const month = monthAt(text, firstEnd + 1, end);
    if (month > 0) return readNamedMonth(text, at, firstEnd, month, end, out);
  }
  if (firstEnd === at || (mark !== SLASH && mark !== DOT && mark !== MINUS)) return -1;
  const secondEnd = skipDigits(text, firstEnd + 1, Math.min(end, firstEnd + 3));
  if (mark === SLASH && text.charCodeAt(secondEnd) === MINUS)
    return readYearless(text, at, firstEnd, secondEnd, end, out);
  if (secondEnd >= end || text.charCodeAt(secondEnd) !== mark) return -1;
  const yearEnd = skipDigits(text, secondEnd + 1, Math.min(end, secondEnd + 5));
  const width = yearEnd - secondEnd - 1;
  if (width !== 4 && width !== 2) return -1;
  const first = parseUint(text, at, firstEnd);
  const second = parseUint(text, firstEnd + 1, secondEnd);
  const year = parseUint(text, secondEnd + 1, yearEnd) + (width === 2 ? 2000 : 0);
  const monthFirst = second > 12 || (first <= 12 && mark === SLASH && order === 'month-first');
  const day = monthFirst ? dateMs(year, first, second) : dateMs(year, second, first);
  if (Number.isNaN(day)) return -1;
  return readClock(text, skipGap(text, yearEnd, end), end, day, out);
}

/** `16 Jan 2025 15:22:40`, with blanks or dashes between. */
function readNamedMonth(text: string, at: number, dayEnd: number, month: number, end: number, out: TimeTarget): number {
  const year = dayEnd + 5;
  const yearEnd = skipDigits(text, year, Math.min(end, year + 4));
  if (text.charCodeAt(dayEnd + 4) !== text.charCodeAt(dayEnd) || yearEnd - year !== 4) return -1;
  const day = dateMs(parseUint(text, year, yearEnd), month, parseUint(text, at, dayEnd));
  return Number.isNaN(day) ? -1 : readClock(text, skipGap(text, yearEnd, end), end, day, out);
}

/** `01/16-15:22:40.123456`, month and day, as intrusion detection writes it when it is not asked for the year. */
function readYearless(
  text: string,
  at: number,
  monthEnd: number,
  dayEnd: number,
  end: number,
  out: TimeTarget,
): number {
  const day = dateMs(YEARLESS_YEAR, parseUint(text, at, monthEnd), parseUint(text, monthEnd + 1, dayEnd));
  const stop = Number.isNaN(day) ? -1 : readClock(text, dayEnd + 1, end, day, out);
  if (stop >= 0) out.timeIsYearless = true;
  return stop;
}

/** `Dec 1, 2023 8:27:31 PM`, as portals of the United States write it. */
export function readMonthDayTime(text: string, at: number, end: number, out: TimeTarget): number {
  const month = monthAt(text, at, end);
  if (month === 0 || text.charCodeAt(at + 3) !== SPACE) return -1;
  const dayEnd = skipDigits(text, at + 4, Math.min(end, at + 6));
  if (dayEnd + 6 >= end || text.charCodeAt(dayEnd) !== COMMA) return -1;
  const yearEnd = skipDigits(text, dayEnd + 2, Math.min(end, dayEnd + 6));
  const day = dateMs(parseUint(text, dayEnd + 2, yearEnd), month, parseUint(text, at + 4, dayEnd));
  return Number.isNaN(day) ? -1 : readClock(text, skipGap(text, yearEnd, end), end, day, out);
}

/** Comma, colon, dash, `T` or spaces between date and clock. */
function skipGap(text: string, at: number, end: number): number {
  let next = at;
  while (next < end) {
    const code = text.charCodeAt(next);
    const isGap = code === SPACE || code === COMMA || code === COLON || code === MINUS || code === UPPER_T;
    if (!isGap) break;
    next++;
  }
  return next;
}

/** `H:mm[:ss[.fff]][ AM|PM][ GMT|UTC][±hh:mm]`. */
function readClock(text: string, at: number, end: number, dayMs: number, out: TimeTarget): number {
  const hourEnd = skipDigits(text, at, Math.min(end, at + 2));
  if (hourEnd === at || hourEnd + 2 >= end || text.charCodeAt(hourEnd) !== COLON) return -1;
  let hours = parseUint(text, at, hourEnd);
  const minutes = parseUint(text, hourEnd + 1, hourEnd + 3);
  let next = hourEnd + 3;
  let seconds = 0;
  let millis = 0;
  if (next + 2 <= end - 1 && text.charCodeAt(next) === COLON && isDigit(text.charCodeAt(next + 1))) {
    const stop = skipDigits(text, next + 1, Math.min(end, next + 3));
    seconds = parseUint(text, next + 1, stop);
    next = stop;
    if (next + 1 < end && text.charCodeAt(next) === DOT && isDigit(text.charCodeAt(next + 1))) {
      const fractionEnd = skipDigits(text, next + 1, end);
      const width = Math.min(3, fractionEnd - next - 1);
      millis = parseUint(text, next + 1, next + 1 + width) * 10 ** (3 - width);
      next = fractionEnd;
    }
  }
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 60) return -1;
  const half = halfOfDay(text, next, end);
  if (half.word !== 0) {
    if (hours < 1 || hours > 12) return -1;
    hours = (hours % 12) + (half.word === 2 ? 12 : 0);
    next = half.next;
  }
  let zoned = next;
  while (zoned < end && text.charCodeAt(zoned) === SPACE) zoned++;
  const isUtc = (text.startsWith('GMT', zoned) || text.startsWith('UTC', zoned)) && zoned + 3 <= end;
  const name = isUtc ? zoned + 3 : zoned;
  const offset = offsetAt(text, name, end);
  const hasZone = isUtc || offset.width > 0;
  out.timeMs = dayMs + ((hours * 60 + minutes - offset.minutes) * 60 + Math.min(seconds, 59)) * 1000 + millis;
  out.timeIsLocal = !hasZone;
  out.timeIsYearless = false;
  return hasZone ? name + offset.width : next;
}

const NO_OFFSET = { minutes: 0, width: 0 } as const;

/** `+08:00` or `+0800` behind a clock or right behind a zone's name, in minutes east of it. */
function offsetAt(text: string, at: number, end: number): { readonly minutes: number; readonly width: number } {
  const sign = at < end ? text.charCodeAt(at) : 0;
  if (sign !== PLUS && sign !== MINUS) return NO_OFFSET;
  const rest = text.charCodeAt(at + 3) === COLON ? at + 4 : at + 3;
  const hours = twoDigits(text, at + 1, end);
  const minutes = twoDigits(text, rest, end);
  if (hours < 0 || hours > 15 || minutes < 0 || minutes > 59) return NO_OFFSET;
  return { minutes: (hours * 60 + minutes) * (sign === MINUS ? -1 : 1), width: rest + 2 - at };
}

/** 1 for AM, 2 for PM, 0 for neither; spreadsheets put a narrow no-break space in front (three bytes). */
function halfOfDay(text: string, at: number, end: number): { word: 0 | 1 | 2; next: number } {
  let from = at;
  if (from < end && text.charCodeAt(from) === NARROW_SPACE) from += 3;
  else if (from < end && text.charCodeAt(from) === SPACE) from++;
  if (from + 2 > end || (text.charCodeAt(from + 1) | 32) !== 109) return { word: 0, next: at };
  const letter = text.charCodeAt(from) | 32;
  return letter === 97 || letter === 112 ? { word: letter === 97 ? 1 : 2, next: from + 2 } : { word: 0, next: at };
}
