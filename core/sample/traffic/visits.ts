import { type Random, scatter } from '../random.ts';
import { Weighted } from '../weighted.ts';
import { DAY_MS, HOUR_MS } from '../world/calendar.ts';
import type { Person } from '../world/people.ts';
import type { Site } from '../world/sites.ts';
import type { World } from '../world/world.ts';
import { officeWeights } from './schedule.ts';
import { SHAPES } from './sizes.ts';

/** Somebody busy with one site: a few requests, with what the page fetches from elsewhere in between. */
export interface Visit {
  person: Person;
  sourceIp: string;
  signedIn: boolean;
  site: Site;
  /** The two trackers this site embeds, or none. */
  readonly trackers: Site[];
  left: number;
  fresh: boolean;
}

/** Starts visits: who is at work this hour, and where they go. */
export class Visits {
  private readonly world: World;
  private readonly offices: readonly string[] | undefined;
  private readonly random: Random;
  private officeTable: Weighted | null = null;
  private day = 0;

  constructor(world: World, offices: readonly string[] | undefined, random: Random) {
    this.world = world;
    this.offices = offices;
    this.random = random;
  }

  beginHour(hourMs: number): void {
    this.day = Math.floor(hourMs / DAY_MS);
    if (hourMs % HOUR_MS !== 0 && this.officeTable !== null) return;
    this.officeTable = new Weighted(officeWeights(this.world, hourMs, this.offices));
  }

  create(): Visit {
    const person = this.pickPerson();
    const site = this.pickSite(person);
    const visit: Visit = { person, sourceIp: '', signedIn: true, site, trackers: [], left: 0, fresh: true };
    this.renew(visit);
    return visit;
  }

  /** Turns a finished visit into a new one. */
  renew(visit: Visit): void {
    const random = this.random;
    const person = this.pickPerson();
    const dice = random.next();
    visit.person = person;
    visit.fresh = true;
    visit.sourceIp = person.addresses[(dice & 3) === 0 ? person.addresses.length - 1 : 0] ?? '';
    visit.signedIn = (dice & 0xff00) >= 0x2000;
    visit.site = visit.signedIn ? this.pickSite(person) : this.pickDevice();
    const mask = SHAPES[visit.site.shape].visitMask;
    visit.left = 1 + ((dice >>> 16) & mask);
    visit.trackers.length = 0;
    if (visit.site.shape === 'page' || visit.site.shape === 'stream') this.embedTrackers(visit);
  }

  /** The same site always embeds the same trackers, as real pages do. */
  private embedTrackers(visit: Visit): void {
    const all = this.world.sites.trackers;
    const mixed = visit.site.seed;
    // Small indices are the common ones.
    const first = all[(mixed & 15) % (1 + ((mixed >>> 4) & 15))];
    const second = all[((mixed >>> 8) & 15) % (1 + ((mixed >>> 12) & 15))];
    if (first !== undefined) visit.trackers.push(first);
    if (second !== undefined) visit.trackers.push(second);
  }

  /** Anybody of an office that is busy now; a fifth of the people make a third of the traffic, and some are away. */
  private pickPerson(): Person {
    const random = this.random;
    let person: Person | undefined;
    for (let attempt = 0; attempt < 3; attempt++) {
      const list = this.world.people[this.officeTable?.pick(random) ?? 0] ?? [];
      const size = (random.next() & 7) === 0 ? Math.max(1, Math.floor(list.length / 5)) : list.length;
      person = list[random.below(size)];
      if (person !== undefined && scatter(person.index * 512 + this.day) % 11 !== 0) return person;
    }
    if (person === undefined) throw new RangeError('a world without people');
    return person;
  }

  private pickSite(person: Person): Site {
    const random = this.random;
    const { sites, business, tail } = this.world;
    const dice = random.next();
    const kind = dice & 255;
    if (kind < 12) return at(sites.internal, random.below(sites.internal.length));
    if (kind < 96) {
      return at(person.favourites, Math.min((dice >>> 8) & 15, (dice >>> 12) & 15));
    }
    if (kind < 200) {
      const hosts = at(sites.business, business[person.department]?.pick(random) ?? 0);
      return at(hosts, hosts.length === 1 ? 0 : random.below(hosts.length));
    }
    return at(sites.tail, tail.pick(random));
  }

  private pickDevice(): Site {
    return at(this.world.sites.devices, this.world.devices.pick(this.random));
  }
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new RangeError('index outside the list');
  return item;
}
