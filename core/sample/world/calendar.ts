import type { Office } from './offices.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Share of a busy hour's traffic by local hour of a working day, in 1/64: a morning peak, a lunch dip, quiet nights. */
const WEEKDAY = [2, 1, 1, 1, 1, 2, 6, 20, 48, 62, 64, 60, 40, 46, 60, 62, 56, 44, 24, 12, 9, 8, 6, 3];
const WEEKEND = [1, 1, 1, 1, 1, 1, 1, 2, 3, 4, 5, 5, 4, 4, 5, 5, 4, 4, 4, 4, 4, 3, 2, 2];

/** UTC day number (days since the epoch) of the nth Sunday (from 1), or with 0 of the last, of a month. */
function sundayOf(year: number, month: number, nth: number): number {
  if (nth === 0) {
    const last = Date.UTC(year, month + 1, 0) / DAY_MS;
    return last - ((last + 4) % 7);
  }
  const first = Date.UTC(year, month, 1) / DAY_MS;
  return first + ((7 - ((first + 4) % 7)) % 7) + (nth - 1) * 7;
}

/**
 * Minutes to add to UTC for the office's clocks at an instant. Rules since 1996 (EU) and 2007 (US), written out here
 * because the generator must give the same bytes whatever zone data the machine has.
 */
export function officeOffset(office: Pick<Office, 'standardMinutes' | 'summer'>, timeMs: number): number {
  if (office.summer === 'none') return office.standardMinutes;
  const year = new Date(timeMs).getUTCFullYear();
  const eu = office.summer === 'eu';
  // The EU changes everywhere at 01:00 UTC; the US at 02:00 local time.
  const from = eu
    ? sundayOf(year, 2, 0) * DAY_MS + HOUR_MS
    : sundayOf(year, 2, 2) * DAY_MS + 2 * HOUR_MS - office.standardMinutes * 60_000;
  const to = eu
    ? sundayOf(year, 9, 0) * DAY_MS + HOUR_MS
    : sundayOf(year, 10, 1) * DAY_MS + HOUR_MS - office.standardMinutes * 60_000;
  return timeMs >= from && timeMs < to ? office.standardMinutes + 60 : office.standardMinutes;
}

/** How busy an office is in the hour that starts at `hourMs`, 0 to 64. */
export function activity(office: Office, hourMs: number): number {
  const local = hourMs + officeOffset(office, hourMs) * 60_000;
  const hour = Math.floor(local / HOUR_MS) % 24;
  return (isWeekend(local) ? WEEKEND : WEEKDAY)[hour] ?? 1;
}

/** Whether a wall-clock time (as if it were UTC) falls on Saturday or Sunday. */
export function isWeekend(localMs: number): boolean {
  const weekday = (Math.floor(localMs / DAY_MS) + 4) % 7;
  return weekday === 0 || weekday === 6;
}

/** The instant of a wall-clock time at an office: `day` is a UTC midnight naming the local date. */
export function officeInstant(office: Office, day: number, minutes: number): number {
  const guess = day + minutes * 60_000 - office.standardMinutes * 60_000;
  return guess - (officeOffset(office, guess) - office.standardMinutes) * 60_000;
}
