import { Weighted, zipfWeights } from '../weighted.ts';
import { BUSINESS_APPS } from './apps.ts';
import { BACKGROUND } from './background.ts';
import { DEPARTMENTS } from './departments.ts';
import { buildPeople, type Person } from './people.ts';
import { buildSites, type Sites } from './sites.ts';

/** The organisation: who is there, where they go, and how often. Fixed by seed and size. */
export interface World {
  readonly seed: number;
  /** `[officeIndex][n]` */
  readonly people: readonly (readonly Person[])[];
  readonly sites: Sites;
  /** Index in BUSINESS_APPS, by department index. */
  readonly business: readonly Weighted[];
  readonly tail: Weighted;
  readonly devices: Weighted;
}

export interface WorldSize {
  readonly people: number;
  /** Sites of the long tail. */
  readonly tail: number;
}

/** Head count and tail that make a log of this length as dense as a real proxy's: about 240 lines a person and day. */
export function sizeFor(lines: number, days: number): WorldSize {
  const people = Math.min(60_000, Math.max(40, Math.round(lines / (days * 240))));
  const tail = Math.min(200_000, Math.max(1_500, Math.round(lines / 100)));
  return { people, tail };
}

export function buildWorld(seed: number, size: WorldSize): World {
  const sites = buildSites(size.tail);
  return {
    seed,
    people: buildPeople(seed, size.people, sites),
    sites,
    business: DEPARTMENTS.map(
      (department) => new Weighted(BUSINESS_APPS.map((app) => app.weight * (department.interests[app.interest] ?? 1))),
    ),
    tail: new Weighted(zipfWeights(sites.tail.length, 8)),
    devices: new Weighted(BACKGROUND.filter((entry) => entry.device).map((entry) => entry.weight)),
  };
}
