/**
 * In: a window of bytes. Out: the time that fills it, as portals, spreadsheets of the United States and consoles write times, or -1 for what needs a
 * closer look. Guarantee: as readDayMonthTime and readMonthDayTime read it; without a zone.
 */
import { fractionEndOf, fractionOf, isDay, monthAt, uintOf } from '../shared/bytes.ts';
import { daysFromCivil } from '../shared/calendar.ts';
import { isDigit } from '../shared/numbers.ts';

const SPACE = 32;
const COMMA = 44;
const DASH = 45;
const SLASH = 47;
const COLON = 58;
/** `-Mon-` */
const MONTH = 5;
const UPPER_A = 65;
const UPPER_P = 80;
const UPPER_M = 77;
const DAY_MS = 86_400_000;

/** Wall-clock milliseconds of `M/d/yyyy[,] h:mm:ss[.fff][ AM|PM]`, `Mon d, yyyy h:mm:ss[.fff][ AM|PM]` or `dd-Mon-yyyy h:mm:ss[.fff][ AM|PM]`. */
export function portalTimeOf(bytes: Uint8Array, start: number, end: number): number {
  const isNumbered = isDigit(bytes[start]);
  const monthEnd = isNumbered ? behindDigits(bytes, start) : start + 3;
  if (isNumbered && bytes[monthEnd] === DASH) return namedTimeOf(bytes, start, monthEnd, end);
  if (bytes[monthEnd] !== (isNumbered ? SLASH : SPACE)) return -1;
  const month = isNumbered ? uintOf(bytes, start, monthEnd) : monthAt(bytes, start);
  const dayEnd = behindDigits(bytes, monthEnd + 1);
  if (bytes[dayEnd] !== (isNumbered ? SLASH : COMMA)) return -1;
  const yearAt = isNumbered ? dayEnd + 1 : dayEnd + 2;
  const year = uintOf(bytes, yearAt, yearAt + 4);
  if ((!isNumbered && bytes[dayEnd + 1] !== SPACE) || year < 1990) return -1;
  if (!isDay(month, uintOf(bytes, monthEnd + 1, dayEnd))) return -1;
  const clock = clockBehind(bytes, yearAt + 4, end);
  return clock < 0 ? -1 : daysFromCivil(year, month, uintOf(bytes, monthEnd + 1, dayEnd)) * DAY_MS + clock;
}

/** `dd-Mon-yyyy` and a clock. */
function namedTimeOf(bytes: Uint8Array, start: number, dayEnd: number, end: number): number {
  const month = monthAt(bytes, dayEnd + 1);
  const yearAt = dayEnd + MONTH;
  const day = uintOf(bytes, start, dayEnd);
  const year = bytes[yearAt - 1] === DASH ? uintOf(bytes, yearAt, yearAt + 4) : -1;
  if (year < 1990 || !isDay(month, day)) return -1;
  const clock = clockBehind(bytes, yearAt + 4, end);
  return clock < 0 ? -1 : daysFromCivil(year, month, day) * DAY_MS + clock;
}

/** Of the clock behind a blank, or a comma and a blank. */
function clockBehind(bytes: Uint8Array, gap: number, end: number): number {
  const clockAt = bytes[gap] === COMMA && bytes[gap + 1] === SPACE ? gap + 2 : bytes[gap] === SPACE ? gap + 1 : end;
  return clockAt < end ? dayClockOf(bytes, clockAt, end) : -1;
}

/** `h:mm:ss[.fff][ AM|PM]` that fills the window. */
function dayClockOf(bytes: Uint8Array, start: number, end: number): number {
  const hourEnd = behindDigits(bytes, start);
  const secondAt = hourEnd + 4;
  if (bytes[hourEnd] !== COLON || bytes[secondAt - 1] !== COLON || secondAt + 2 > end) return -1;
  let hours = uintOf(bytes, start, hourEnd);
  const minutes = uintOf(bytes, hourEnd + 1, hourEnd + 3);
  const seconds = uintOf(bytes, secondAt, secondAt + 2);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59) return -1;
  const at = fractionEndOf(bytes, secondAt + 2, end);
  const fraction = fractionOf(bytes, secondAt + 2, at);
  if (fraction < 0) return -1;
  if (at < end) {
    const half = bytes[at + 1];
    const isHalf = end - at === 3 && bytes[at] === SPACE && bytes[at + 2] === UPPER_M;
    if (!isHalf || (half !== UPPER_A && half !== UPPER_P) || hours < 1 || hours > 12) return -1;
    hours = (hours % 12) + (half === UPPER_P ? 12 : 0);
  }
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction;
}

/** Behind two digits at most. */
function behindDigits(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < start + 2 && isDigit(bytes[at])) at++;
  return at;
}
