/**
 * In: parts of a date, or English names of months and weekdays in a line.
 * Out: days and milliseconds since 1970 in the proleptic Gregorian calendar. Nothing allocates, throws, or looks outside its window.
 */

const DAY_MS = 86_400_000;
const SPACE = 32;
const COMMA = 44;

/** The year that yearless times are built with: a leap year, so that 29 February survives until the real year is known. */
export const YEARLESS_YEAR = 2000;

/** Longest day of each month, index 0 unused. */
const MONTH_DAYS = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Days since 1970-01-01 of a date in the proleptic Gregorian calendar; no check of its parts. */
export function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function isDate(year: number, month: number, day: number): boolean {
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > (MONTH_DAYS[month] ?? 0)) return false;
  if (month !== 2 || day < 29) return true;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Milliseconds of a date at 00:00, NaN when the calendar has no such day. */
export function dateMs(year: number, month: number, day: number): number {
  return isDate(year, month, day) ? daysFromCivil(year, month, day) * DAY_MS : Number.NaN;
}

/** Month 1 to 12 of an English abbreviation of three letters at `at`, any case; 0 when it is none. */
export function monthAt(text: string, at: number, end: number): number {
  if (at + 3 > end) return 0;
  const a = text.charCodeAt(at) | 32;
  const b = text.charCodeAt(at + 1) | 32;
  const c = text.charCodeAt(at + 2) | 32;
  switch ((a << 16) | (b << 8) | c) {
    case 0x6a616e:
      return 1;
    case 0x666562:
      return 2;
    case 0x6d6172:
      return 3;
    case 0x617072:
      return 4;
    case 0x6d6179:
      return 5;
    case 0x6a756e:
      return 6;
    case 0x6a756c:
      return 7;
    case 0x617567:
      return 8;
    case 0x736570:
      return 9;
    case 0x6f6374:
      return 10;
    case 0x6e6f76:
      return 11;
    case 0x646563:
      return 12;
    default:
      return 0;
  }
}

/** Length of a weekday and what separates it from the month (`Thu `, `Thu, `), 0 when there is none. */
export function weekdayLength(text: string, at: number, end: number): number {
  if (at + 4 >= end) return 0;
  const a = text.charCodeAt(at) | 32;
  const b = text.charCodeAt(at + 1) | 32;
  const c = text.charCodeAt(at + 2) | 32;
  switch ((a << 16) | (b << 8) | c) {
    case 0x6d6f6e:
    case 0x747565:
    case 0x776564:
    case 0x746875:
    case 0x667269:
    case 0x736174:
    case 0x73756e:
      break;
    default:
      return 0;
  }
  let next = text.charCodeAt(at + 3) === COMMA ? at + 4 : at + 3;
  while (next < end && text.charCodeAt(next) === SPACE) next++;
  return next - at;
}
