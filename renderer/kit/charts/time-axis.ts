import { toWallText, zoneOf } from '../wall-time.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

export interface TimeTick {
  readonly at: number;
  readonly label: string;
}

type Unit = 'seconds' | 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years';
interface Step {
  readonly unit: Unit;
  readonly count: number;
  /** Shortest distance between two ticks, for choosing. */
  readonly ms: number;
}

const STEPS: readonly Step[] = [
  ...[1, 5, 15, 30].map((count): Step => ({ unit: 'seconds', count, ms: count * SECOND })),
  ...[1, 5, 15, 30].map((count): Step => ({ unit: 'minutes', count, ms: count * MINUTE })),
  ...[1, 2, 3, 6, 12].map((count): Step => ({ unit: 'hours', count, ms: count * HOUR })),
  { unit: 'days', count: 1, ms: DAY },
  { unit: 'days', count: 2, ms: 2 * DAY },
  ...[1, 2, 4].map((count): Step => ({ unit: 'weeks', count, ms: count * 7 * DAY })),
  ...[1, 3, 6].map((count): Step => ({ unit: 'months', count, ms: count * 28 * DAY })),
  ...[1, 2, 5, 10].map((count): Step => ({ unit: 'years', count, ms: count * 365 * DAY })),
];

/** The wall clock of a zone as if it were UTC, so that calendar sums need no zone. */
function toWall(at: number, zone: string): number {
  return at + zoneOf(zone).offsetAtUtc(at);
}
function fromWall(wall: number, zone: string): number {
  return wall - zoneOf(zone).offsetAtWall(wall);
}

/** ISO 8601 week (Monday first; week 1 has the year's first Thursday) of a wall-clock instant. */
export function isoWeekOfWall(wall: number): { readonly year: number; readonly week: number } {
  const day = Math.floor(wall / DAY) * DAY;
  const weekday = (new Date(day).getUTCDay() + 6) % 7;
  const thursday = day + (3 - weekday) * DAY;
  const year = new Date(thursday).getUTCFullYear();
  return { year, week: Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY)) + 1 };
}

export function isoWeek(at: number, zone: string): { readonly year: number; readonly week: number } {
  return isoWeekOfWall(toWall(at, zone));
}

/** First wall-clock tick at or before `wall`. */
function floorTo(step: Step, wall: number): number {
  const date = new Date(wall);
  switch (step.unit) {
    case 'seconds':
    case 'minutes':
    case 'hours': {
      const day = Math.floor(wall / DAY) * DAY;
      return day + Math.floor((wall - day) / step.ms) * step.ms;
    }
    case 'days':
      return Math.floor(wall / step.ms) * step.ms;
    case 'weeks': {
      // 1970-01-05 was a Monday: weeks counted from it keep their place however the view moves.
      const monday = 4 * DAY;
      return monday + Math.floor((wall - monday) / step.ms) * step.ms;
    }
    case 'months':
      return Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / step.count) * step.count, 1);
    case 'years':
      return Date.UTC(Math.floor(date.getUTCFullYear() / step.count) * step.count, 0, 1);
  }
}

function next(step: Step, wall: number): number {
  const date = new Date(wall);
  switch (step.unit) {
    case 'months':
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + step.count, 1);
    case 'years':
      return Date.UTC(date.getUTCFullYear() + step.count, 0, 1);
    default:
      return wall + step.ms;
  }
}

function label(step: Step, wall: number): string {
  const date = new Date(wall);
  const month = MONTHS[date.getUTCMonth()] ?? '';
  switch (step.unit) {
    case 'seconds':
    case 'minutes':
    case 'hours':
      if (wall % DAY === 0) return `${date.getUTCDate()} ${month}`;
      return date.toISOString().slice(11, step.unit === 'seconds' ? 19 : 16);
    case 'days':
      return `${DAYS[date.getUTCDay()] ?? ''} ${date.getUTCDate()} ${month}`;
    case 'weeks':
      return `W${String(isoWeekOfWall(wall).week).padStart(2, '0')} · ${date.getUTCDate()} ${month}`;
    case 'months':
      return date.getUTCMonth() === 0 ? `${month} ${date.getUTCFullYear()}` : month;
    case 'years':
      return String(date.getUTCFullYear());
  }
}

/**
 * Ticks for a time axis: on the zone's own seconds, minutes, hours, days, Mondays (named by ISO week), months or years, at most `most` of them.
 * Daylight-saving changes move ticks with the wall clock.
 */
export function timeTicks(from: number, to: number, zone: string, most: number): readonly TimeTick[] {
  if (!(to > from)) return [];
  const step = STEPS.find((candidate) => (to - from) / candidate.ms <= Math.max(1, most)) ?? STEPS.at(-1);
  if (step === undefined) return [];
  const ticks: TimeTick[] = [];
  const end = toWall(to, zone);
  for (let wall = floorTo(step, toWall(from, zone)); wall <= end; wall = next(step, wall)) {
    const at = fromWall(wall, zone);
    if (at >= from && at <= to) ticks.push({ at, label: label(step, wall) });
  }
  return ticks;
}

/** A bucket of a timeline in words: "Mon 2024-05-27, W22" or "Mon 2024-05-27 14:00–15:00". */
export function bucketText(start: number, bucketMs: number, zone: string): string {
  const wall = toWall(start, zone);
  const weekday = DAYS[new Date(wall).getUTCDay()] ?? '';
  const day = `${weekday} ${toWallText(start, zone).slice(0, 10)}`;
  const week = `W${String(isoWeekOfWall(wall).week).padStart(2, '0')}`;
  if (bucketMs < DAY) {
    const clock = (at: number): string => toWallText(at, zone).slice(11, bucketMs < MINUTE ? 19 : 16);
    return `${day} ${clock(start)}–${clock(start + bucketMs)}`;
  }
  if (bucketMs < 2 * DAY) return `${day}, ${week}`;
  return `${day} to ${toWallText(start + bucketMs - 1, zone).slice(0, 10)}, ${week}`;
}

const BUCKET_UNITS = [
  ['week', 7 * DAY],
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
] as const;

/** How long one bucket is, in the largest unit that it is whole of: "30 seconds", "15 minutes", "1 hour", "1 day", "2 weeks". */
export function bucketName(bucketMs: number): string {
  const [unit, ms] = BUCKET_UNITS.find(([, ms]) => bucketMs % ms === 0) ?? ['second', SECOND];
  const size = Math.round(bucketMs / ms);
  return `${size} ${unit}${size === 1 ? '' : 's'}`;
}
