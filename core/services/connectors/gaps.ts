/** In: the hours in which an app was active. Out: the spans without an event that are longer than its usual pauses. */

const HOUR_MS = 3_600_000;
/** Nights are pauses, not gaps: nothing shorter than a day is told, nor anything from fewer days than these. */
const BY_DAY = { leastHours: 24, leastDays: 5, timesUsual: 1.5 };
/** Where something happens at nearly every hour, night or day, a few hours of nothing are a gap. */
const ROUND_THE_CLOCK = { leastHours: 6, leastDays: 3, timesUsual: 2 };
const SHORT_PAUSE = 3;
const MOST_GAPS = 20;
const WEEK_HOURS = 7 * 24;
const WORKING_HOURS = 5 * 24;

export interface Gap {
  readonly from: number;
  readonly to: number;
}

/**
 * A pause counts as a gap when it is longer than half as much again as nine in ten of the longest pauses of a day; twice as long and some
 * hours where the app pauses at no time of the day. Hours of Saturdays and Sundays (UTC) do not count.
 * @param hours hours since the epoch with at least one event, in any order
 * @returns instants in ms, the longest first
 */
export function gapsOf(hours: Iterable<number>): Gap[] {
  const sorted = [...new Set(hours)].sort((a, b) => a - b);
  const longest = new Map<number, number>();
  for (let at = 1; at < sorted.length; at++) {
    const hour = sorted[at] ?? 0;
    const pause = workingHours((sorted[at - 1] ?? 0) + 1, hour);
    const day = Math.floor(hour / 24);
    longest.set(day, Math.max(longest.get(day) ?? 0, pause));
  }
  const pauses = [...longest.values()].sort((a, b) => a - b);
  // Never the longest of all, which is what is to be judged.
  const usual = pauses[Math.floor((pauses.length - 1) * 0.9)] ?? 0;
  const { leastHours, leastDays, timesUsual } = usual <= SHORT_PAUSE ? ROUND_THE_CLOCK : BY_DAY;
  if (longest.size < leastDays) return [];
  const limit = Math.max(leastHours, usual * timesUsual);
  const gaps: Gap[] = [];
  for (let at = 1; at < sorted.length; at++) {
    const from = (sorted[at - 1] ?? 0) + 1;
    const to = sorted[at] ?? 0;
    if (workingHours(from, to) > limit) gaps.push({ from: from * HOUR_MS, to: to * HOUR_MS });
  }
  return gaps.sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from).slice(0, MOST_GAPS);
}

/** Hours from one (included) to another (excluded) that are on no Saturday or Sunday. Hour 0 is on a Thursday. */
function workingHours(from: number, to: number): number {
  const before = (hour: number): number => {
    const sinceMonday = hour + 3 * 24;
    const weeks = Math.floor(sinceMonday / WEEK_HOURS);
    return weeks * WORKING_HOURS + Math.min(sinceMonday - weeks * WEEK_HOURS, WORKING_HOURS);
  };
  return before(to) - before(from);
}
