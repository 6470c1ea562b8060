/**
 * Times in filters: ISO 8601. A date without a time means the whole day in the reader's zone (`> 2026-01-05` is "after
 * that day"), a time without an offset is read in that zone.
 */
import type { Zone } from '../kit/zone.ts';

const DAY = 86_400_000;
const FORM = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** First and last millisecond a time text stands for; equal for an instant. */
export interface TimeSpan {
  readonly first: number;
  readonly last: number;
}

/** What time texts in a filter are read by. */
export interface TimeContext {
  /** Zone of dates and of times without an offset; UTC when absent. */
  readonly zone?: Zone;
  /** The present, ms; where it is absent, `now`, `today` and `yesterday` are no times. */
  readonly now?: number;
  /** Last event of the data, ms; where it is absent, `end` is no time. */
  readonly end?: number;
}

/** Years 0000 to 9999, which is what the text form can write. */
export const TIME_LIMITS = { min: -62_167_219_200_000, max: 253_402_300_799_999 } as const;

function toUtc(wall: number, zone: Zone | undefined): number {
  return zone === undefined ? wall : wall - zone.offsetAtWall(wall);
}

/** Null when the text is no time. */
export function parseTime(text: string, zone?: Zone): TimeSpan | null {
  const parts = FORM.exec(text);
  if (parts === null) return null;
  const [, year = '', month = '', day = '', hour, minute = '00', second = '00', fraction = '', offset] = parts;
  // Date.parse also checks the calendar (no 30 February), which Date.UTC would roll over.
  const midnight = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  if (Number.isNaN(midnight) || new Date(midnight).getUTCDate() !== Number(day)) return null;
  if (hour === undefined) return { first: toUtc(midnight, zone), last: toUtc(midnight + DAY, zone) - 1 };
  const wall = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0')}Z`);
  if (Number.isNaN(wall)) return null;
  const instant = offset === undefined ? toUtc(wall, zone) : wall - offsetMs(offset);
  return { first: instant, last: instant };
}

const RELATIVE = /^(now|end|today|yesterday)(?:([+-])(\d{1,6})([smhdw]))?$/i;
const UNITS_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: DAY, w: 7 * DAY };

/**
 * A time counted from another: `now-7d`, `end-12h` (before the last event), `today`, `yesterday`, `today-2w`. What begins
 * with a day stands for a whole day of the reader's zone and moves by days and weeks only. Null when it is none of these.
 */
export function parseRelativeTime(text: string, times: TimeContext): TimeSpan | null {
  const [, anchor = '', sign, count = '0', unit = 'd'] = RELATIVE.exec(text) ?? [];
  const word = anchor.toLowerCase();
  const origin = word === 'end' ? times.end : times.now;
  if (word === '' || origin === undefined) return null;
  const step = (UNITS_MS[unit.toLowerCase()] ?? 0) * Number(count) * (sign === '-' ? -1 : 1);
  if (word === 'now' || word === 'end') return { first: origin + step, last: origin + step };
  if (step % DAY !== 0) return null;
  const today = wallDate(origin, times.zone);
  const midnight = today === null ? Number.NaN : Date.parse(`${today}T00:00:00Z`);
  const date = new Date(midnight + step - (word === 'yesterday' ? DAY : 0));
  return Number.isNaN(date.getTime()) ? null : parseTime(date.toISOString().slice(0, 10), times.zone);
}

/** Whether a filter may hold a time that is counted from another: then its meaning changes with the clock and the data. */
export function mayBeRelative(filter: string): boolean {
  return /[<>=:.(,\s"](?:now|end|today|yesterday)\b/i.test(filter);
}

function offsetMs(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0;
  const digits = offset.replace(/\D/g, '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (offset.startsWith('-') ? -minutes : minutes) * 60_000;
}

/**
 * The shortest text that `parseTime` reads back to the same instant: the bare date where `edge` says that the instant is
 * the first or last millisecond of a day, else an instant in UTC.
 */
export function printTime(ms: number, edge: 'first' | 'last' | 'exact', zone?: Zone): string {
  if (edge !== 'exact') {
    const date = wallDate(ms, zone);
    const span = date === null ? null : parseTime(date, zone);
    if (date !== null && span !== null && span[edge] === ms) return date;
  }
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

function wallDate(ms: number, zone: Zone | undefined): string | null {
  const wall = new Date(ms + (zone === undefined ? 0 : zone.offsetAtUtc(ms)));
  const year = wall.getUTCFullYear();
  return year >= 0 && year <= 9999 ? wall.toISOString().slice(0, 10) : null;
}
