/** In: the date and time columns of a W3C line. Out: the draft's time. W3C times are UTC unless a directive says otherwise. */
import type { EventDraft, SyslogHeader } from '../api.ts';
import { daysFromCivil } from '../shared/calendar.ts';
import { parseUint, skipDigits } from '../shared/numbers.ts';
import { clockMs, readAnyTime, readClfTime, readIsoDate } from '../shared/time.ts';
import { type ColumnPlan, SLOT } from './columns.ts';
import type { Tokens } from './tokens.ts';

const SLASH = 47;
const OPEN = 91;

/**
 * A line whose layout has no time, as relays' layouts do, takes the syslog header's.
 * @returns false when the line has a time that cannot be read
 */
export function readLineTime(
  text: string,
  tokens: Tokens,
  plan: ColumnPlan,
  context: { readonly dayMs: number; readonly timesAreLocal: boolean },
  header: SyslogHeader,
  out: EventDraft,
): boolean {
  const time = plan.indexOf[SLOT.time] ?? -1;
  const both = plan.indexOf[SLOT.dateTime] ?? -1;
  if (time >= 0 && !tokens.isBlank(text, time)) {
    const clock = readClock(text, tokens.start(time), tokens.end(time));
    const day = readDay(text, tokens, plan, context.dayMs, out);
    if (clock >= 0 && !Number.isNaN(day)) {
      out.timeMs = day + clock;
      out.timeIsLocal = out.timeIsLocal || context.timesAreLocal;
      return true;
    }
  }
  if (both >= 0 && !tokens.isBlank(text, both))
    return readBoth(text, tokens.start(both), tokens.end(both), context, out);
  if (time >= 0) return false;
  out.timeMs = header.timeMs;
  out.timeIsLocal = header.timeIsLocal;
  out.timeIsYearless = header.timeIsYearless;
  return true;
}

function readBoth(
  text: string,
  start: number,
  end: number,
  context: { readonly timesAreLocal: boolean },
  out: EventDraft,
): boolean {
  if (text.charCodeAt(start) === OPEN) return readClfTime(text, start + 1, end, out) > 0;
  if (readAnyTime(text, start, end, out) < 0) return false;
  // A stamp without zone in a log whose times are UTC by definition.
  if (!context.timesAreLocal && !out.timeIsYearless) out.timeIsLocal = false;
  return true;
}

/** `HH:MM:SS`, an hour of one digit included. */
function readClock(text: string, start: number, end: number): number {
  if (end - start >= 8) return clockMs(text, start, end);
  const colon = skipDigits(text, start, end);
  const hours = parseUint(text, start, colon);
  if (hours < 0 || hours > 9 || colon + 6 !== end) return -1;
  const minutes = parseUint(text, colon + 1, colon + 3);
  const seconds = parseUint(text, colon + 4, colon + 6);
  if (minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59) return -1;
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

/** The date column, else the `#Date` directive's day. ISA's own format writes `M/D/YYYY` in the server's zone. */
function readDay(text: string, tokens: Tokens, plan: ColumnPlan, directiveDay: number, out: EventDraft): number {
  const date = plan.indexOf[SLOT.date] ?? -1;
  if (date < 0 || tokens.isBlank(text, date)) return directiveDay;
  const start = tokens.start(date);
  const end = tokens.end(date);
  const iso = readIsoDate(text, start, end);
  if (!Number.isNaN(iso)) return iso;
  const first = skipDigits(text, start, end);
  const second = skipDigits(text, first + 1, end);
  if (first >= end || second >= end || text.charCodeAt(first) !== SLASH || text.charCodeAt(second) !== SLASH)
    return Number.NaN;
  const month = parseUint(text, start, first);
  const day = parseUint(text, first + 1, second);
  const year = parseUint(text, second + 1, end);
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1990 || year > 9999) return Number.NaN;
  out.timeIsLocal = true;
  return daysFromCivil(year, month, day) * 86_400_000;
}
