/**
 * In: columns of a PAN-OS line that hold times.
 * Out: the time in a target, or false with the target untouched.
 */

import { isDigit, parseUint, skipDigits } from '../shared/numbers.ts';
import { clockMs, daysFromCivil, readAnyTime, type TimeTarget } from '../shared/time.ts';

const COMMA = 44;
const COLON = 58;
const SLASH = 47;
const SPACE = 32;
const DAY_MS = 86_400_000;

/** Generated time and high resolution time are the same moment; more than this apart, one of them is something else. */
const SAME_MOMENT_MS = 26 * 3_600_000;

/** `yyyy/MM/dd HH:mm:ss`, and `M/d/yy H:mm` as spreadsheets leave it behind. */
export function readPanTime(text: string, start: number, end: number, out: TimeTarget): boolean {
  return readAnyTime(text, start, end, out) >= 0 || readSpreadsheetTime(text, start, end, out);
}

/**
 * PAN-OS 10 and later append the generated time with its zone (`,2024-01-03T13:15:30.547+01:00,`), at a column that moves from
 * version to version. The first such column behind `start` is taken when it fits the local time already in `out`.
 * Searching for `T` cannot run away: the log type itself holds one, so every line that gets here stops the search of the last.
 */
export function readHighResolutionTime(text: string, start: number, end: number, out: TimeTarget): void {
  let at = start;
  for (;;) {
    at = text.indexOf('T', at);
    if (at < 0 || at + 9 > end) return;
    const isTime =
      at >= start + 11 &&
      text.charCodeAt(at - 11) === COMMA &&
      text.charCodeAt(at + 3) === COLON &&
      isDigit(text.charCodeAt(at + 1));
    if (isTime) {
      const localMs = out.timeMs;
      candidate.timeMs = Number.NaN;
      const fits = readAnyTime(text, at - 10, end, candidate) >= 0 && !candidate.timeIsLocal;
      if (fits && (Number.isNaN(localMs) || Math.abs(candidate.timeMs - localMs) <= SAME_MOMENT_MS)) {
        out.timeMs = candidate.timeMs;
        out.timeIsLocal = false;
        out.timeIsYearless = false;
      }
      return;
    }
    at++;
  }
}

/** Reused, so that no line allocates. */
const candidate: TimeTarget = { timeMs: Number.NaN, timeIsLocal: false, timeIsYearless: false };

function readSpreadsheetTime(text: string, start: number, end: number, out: TimeTarget): boolean {
  const monthEnd = skipDigits(text, start, end);
  if (monthEnd === start || monthEnd - start > 2 || monthEnd >= end || text.charCodeAt(monthEnd) !== SLASH)
    return false;
  const dayEnd = skipDigits(text, monthEnd + 1, end);
  if (dayEnd >= end || text.charCodeAt(dayEnd) !== SLASH) return false;
  const yearEnd = skipDigits(text, dayEnd + 1, end);
  if (yearEnd >= end || text.charCodeAt(yearEnd) !== SPACE) return false;
  const month = parseUint(text, start, monthEnd);
  const day = parseUint(text, monthEnd + 1, dayEnd);
  const shortYear = parseUint(text, dayEnd + 1, yearEnd);
  const hoursEnd = skipDigits(text, yearEnd + 1, end);
  if (hoursEnd >= end || text.charCodeAt(hoursEnd) !== COLON) return false;
  const hours = parseUint(text, yearEnd + 1, hoursEnd);
  const minutesEnd = skipDigits(text, hoursEnd + 1, end);
  const minutes = parseUint(text, hoursEnd + 1, minutesEnd);
  if (month < 1 || month > 12 || day < 1 || day > 31 || shortYear < 0 || hours < 0 || hours > 23) return false;
  if (minutes < 0 || minutes > 59) return false;
  const withSeconds = hoursEnd - yearEnd === 3 ? clockMs(text, yearEnd + 1, end) : -1;
  const year = shortYear < 100 ? 2000 + shortYear : shortYear;
  out.timeMs =
    daysFromCivil(year, month, day) * DAY_MS + (withSeconds < 0 ? (hours * 60 + minutes) * 60_000 : withSeconds);
  out.timeIsLocal = true;
  out.timeIsYearless = false;
  return true;
}
