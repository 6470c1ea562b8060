import { activity, HOUR_MS } from '../world/calendar.ts';
import { OFFICES } from '../world/offices.ts';
import type { World } from '../world/world.ts';

/** How many of the log's transactions fall into each hour, and who makes them. */
export interface Schedule {
  readonly start: number;
  /** Transactions of the hours before and including hour h; the last is the total. */
  readonly cumulative: Float64Array;
}

/** Weights of the offices in the hour that starts at `hourMs`: head count × how busy their local hour is. */
export function officeWeights(world: World, hourMs: number, officeIds: readonly string[] | undefined): number[] {
  return OFFICES.map((office, o) =>
    officeIds !== undefined && !officeIds.includes(office.id)
      ? 0
      : (world.people[o]?.length ?? 0) * activity(office, hourMs),
  );
}

/** Spreads `events` over the hours by how busy they are; the counts add up exactly. */
export function planHours(
  world: World,
  start: number,
  days: number,
  events: number,
  officeIds: readonly string[] | undefined,
): Schedule {
  const hours = days * 24;
  const weights = new Float64Array(hours);
  let total = 0;
  for (let h = 0; h < hours; h++) {
    const weight = officeWeights(world, start + h * HOUR_MS, officeIds).reduce((sum, part) => sum + part, 0);
    weights[h] = weight;
    total += weight;
  }
  const cumulative = new Float64Array(hours);
  let seen = 0;
  for (let h = 0; h < hours; h++) {
    seen += weights[h] ?? 0;
    cumulative[h] = h === hours - 1 ? events : Math.floor((events * seen) / total);
  }
  return { start, cumulative };
}
