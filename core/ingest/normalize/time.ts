/** In: a draft's time as the line wrote it. Out: an instant, or why there is none. */

import type { TimeTarget } from '../formats/shared/time.ts';

const DAY_MS = 86_400_000;

/** Clocks run ahead and files are copied: events this far beyond the file's date are believed. */
export const MAX_FUTURE_MS = 2 * DAY_MS;

/** Before this nothing that we read was logged: a time there is a counter or a dead clock. */
export const EARLIEST_MS = Date.UTC(1995, 0, 1);

export interface TimeContext {
  /** Offset in ms of the import's zone for a wall-clock time (utc = wall - offset). */
  readonly zoneOffset: (wallMs: number) => number;
  /** Told the instant that a time came to, NaN for none. */
  readonly onInstant?: (instantMs: number) => void;
  /** When the file was last written, or now for a stream. */
  readonly fileDateMs: number;
  /** What a time without a year is near to, where the line's wrapper tells; the file's date otherwise. */
  readonly yearDateMs?: number;
}

/**
 * Turns the draft's time into an instant: wall-clock times through the import's zone, yearless times into the latest year that does
 * not lie in the file's future. Clears both flags.
 * @returns '' or the reason: `time-implausible` when the time lies before 1995 or more than two days after the file's date
 */
export function normalizeTime(draft: TimeTarget, context: TimeContext): string {
  if (draft.timeIsYearless) {
    draft.timeMs = withYear(draft.timeMs, draft.timeIsLocal, context);
    draft.timeIsYearless = false;
    draft.timeIsLocal = false;
  } else if (draft.timeIsLocal) {
    draft.timeMs -= context.zoneOffset(draft.timeMs);
    draft.timeIsLocal = false;
  }
  const isPlausible = draft.timeMs >= EARLIEST_MS && draft.timeMs <= context.fileDateMs + MAX_FUTURE_MS;
  context.onInstant?.(isPlausible ? draft.timeMs : Number.NaN);
  if (isPlausible) return '';
  return Number.isNaN(draft.timeMs) ? '' : 'time-implausible';
}

/** The day read last and the year it has beside a file's date, where that is the same whatever the clock and the zone: lines of a day follow each other. */
const settled = { day: Number.NaN, dateMs: Number.NaN, wallMs: 0 };

/** The latest year in which the date exists (29 February) and does not lie in the file's future. */
function withYear(yearlessMs: number, isLocal: boolean, context: TimeContext): number {
  const dateMs = context.yearDateMs ?? context.fileDateMs;
  const day = Math.floor(yearlessMs / DAY_MS);
  if (day === settled.day && dateMs === settled.dateMs) {
    const wall = settled.wallMs + (yearlessMs - day * DAY_MS);
    return isLocal ? wall - context.zoneOffset(wall) : wall;
  }
  return findYear(yearlessMs, isLocal, dateMs, context);
}

function findYear(yearlessMs: number, isLocal: boolean, dateMs: number, context: TimeContext): number {
  if (Number.isNaN(yearlessMs)) return yearlessMs;
  const parts = new Date(yearlessMs);
  const month = parts.getUTCMonth();
  const day = parts.getUTCDate();
  const clock = yearlessMs - Date.UTC(parts.getUTCFullYear(), month, day);
  const latest = new Date(dateMs + MAX_FUTURE_MS).getUTCFullYear() + 1;
  // A leap day recurs within eight years at the most.
  for (let year = latest; year >= latest - 9; year--) {
    const wall = Date.UTC(year, month, day) + clock;
    if (new Date(wall).getUTCDate() !== day) continue;
    const instant = isLocal ? wall - context.zoneOffset(wall) : wall;
    if (instant > dateMs + MAX_FUTURE_MS) continue;
    settle(yearlessMs, wall - clock, Date.UTC(year + 1, month, day), dateMs);
    return instant;
  }
  return Number.NaN;
}

/** @param nextMs the same day a year later, or the one behind it where it does not exist */
function settle(yearlessMs: number, wallMs: number, nextMs: number, dateMs: number): void {
  const limit = dateMs + MAX_FUTURE_MS;
  if (wallMs + 2 * DAY_MS > limit || nextMs - DAY_MS <= limit) return;
  settled.day = Math.floor(yearlessMs / DAY_MS);
  settled.dateMs = dateMs;
  settled.wallMs = wallMs;
}
