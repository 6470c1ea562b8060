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
