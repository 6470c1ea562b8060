/**
 * In: a world, a period and a number of transactions. Out: the transactions in time order, one at a time, in an event
 * object that is filled again and again. Guarantee: the same arguments give the same transactions everywhere; memory
 * depends on the size of the world, never on the number of transactions.
 */
import { Random } from '../random.ts';
import { HOUR_MS } from '../world/calendar.ts';
import type { World } from '../world/world.ts';
import type { TrafficEvent } from './event.ts';
import { planHours, type Schedule } from './schedule.ts';
import { SHAPES } from './sizes.ts';
import type { StoryEvent } from './stories.ts';
import { type Visit, Visits } from './visits.ts';

export interface StreamOptions {
  readonly seed: number;
  readonly world: World;
  readonly start: number;
  readonly days: number;
  /** Transactions in all, planted ones included. */
  readonly events: number;
  readonly stories: readonly StoryEvent[];
  readonly offices: readonly string[] | undefined;
}

export class TrafficStream {
  readonly event: TrafficEvent;
  private readonly random: Random;
  private readonly schedule: Schedule;
  private readonly stories: readonly StoryEvent[];
  private readonly visits: Visits;
  private readonly pool: Visit[] = [];
  private poolSize = 0;
  private story = 0;
  private hour = -1;
  private inHour = 0;
  private countInHour = 0;
  /** Milliseconds into the hour of the next everyday transaction; -1 when not drawn yet. */
  private pending = -1;

  constructor(options: StreamOptions) {
    const { world, start, days, stories, offices } = options;
    this.random = new Random(options.seed, 0x7f);
    this.stories = stories;
    this.schedule = planHours(world, start, days, options.events - stories.length, offices);
    this.visits = new Visits(world, offices, this.random);
    this.visits.beginHour(start);
    const visit = this.visits.create();
    this.event = {
      timeMs: start,
      person: visit.person,
      signedIn: true,
      sourceIp: '',
      site: visit.site,
      method: 'GET',
      path: '',
      status: 0,
      blocked: false,
      challenge: false,
      bytesSent: 0,
      bytesReceived: 0,
      elapsedMs: 0,
      contentType: '',
      serial: 0,
    };
  }

  /** Fills `event` with the next transaction; false when there is none. */
  next(): boolean {
    while (this.inHour >= this.countInHour) {
      if (!this.beginHour()) return this.nextStory(Number.POSITIVE_INFINITY);
    }
    // Drawn once per everyday transaction, also when planted ones come before it: the log stays in order.
    if (this.pending < 0) {
      const jitter = this.random.next() % HOUR_MS;
      this.pending = Math.floor((this.inHour * HOUR_MS + jitter) / this.countInHour);
    }
    const time = this.schedule.start + this.hour * HOUR_MS + this.pending;
    if (this.nextStory(time)) return true;
    this.inHour++;
    this.pending = -1;
    this.everyday(time);
    return true;
  }

  private beginHour(): boolean {
    const { cumulative, start } = this.schedule;
    this.hour++;
    if (this.hour >= cumulative.length) return false;
    this.inHour = 0;
    this.countInHour = (cumulative[this.hour] ?? 0) - (cumulative[this.hour - 1] ?? 0);
    if (this.countInHour === 0) return true;
    this.visits.beginHour(start + this.hour * HOUR_MS);
    // Visits last minutes, whatever the load: the busier the hour, the more of them run side by side.
    this.poolSize = Math.min(8192, Math.max(4, Math.floor(this.countInHour / 80)));
    for (const visit of this.pool) visit.left = 0;
    while (this.pool.length < this.poolSize) this.pool.push(this.visits.create());
    return true;
  }

  private everyday(time: number): void {
    const random = this.random;
    const visit = this.pool[random.below(this.poolSize)] as Visit;
    if (visit.left === 0) this.visits.renew(visit);
    visit.left--;
    const dice = random.next();
    const event = this.event;
    const tracker = visit.trackers.length > 0 && (dice & 255) < 76 ? visit.trackers[(dice >>> 8) & 1] : undefined;
    const site = tracker ?? visit.site;
    const shape = SHAPES[site.shape];
    event.serial++;
    event.timeMs = time;
    event.person = visit.person;
    event.signedIn = visit.signedIn;
    event.sourceIp = visit.sourceIp;
    event.site = site;
    event.contentType = shape.contentType;
    event.blocked = site.blocked;
    event.challenge = visit.fresh && visit.signedIn && (dice & 0x7000) === 0;
    visit.fresh = false;
    this.fillSizes(dice);
  }

  private fillSizes(dice: number): void {
    const event = this.event;
    const shape = SHAPES[event.site.shape];
    const more = this.random.next();
    const power = shape.received[(dice >>> 15) & 15] ?? 10;
    const upload = more >>> 16 < shape.uploads;
    const sent = upload ? (shape.sent[(dice >>> 19) & 7] ?? 10) : 8;
    event.method = upload ? 'POST' : 'GET';
    event.status = event.blocked ? 403 : (STATUSES[(dice >>> 22) & 63] ?? 200);
    event.bytesReceived = event.blocked ? 1_180 : (1 << power) + (more & ((1 << power) - 1));
    event.bytesSent = (1 << sent) + ((more >>> 3) & ((1 << sent) - 1));
    event.elapsedMs = event.blocked ? 0 : 4 + ((more >>> 8) & 127) + (event.bytesReceived >>> 12);
    const base = shape.paths[(dice >>> 28) & 7] ?? '/';
    const last = base.charCodeAt(base.length - 1);
    // A path that ends in '/' or '=' takes a number.
    event.path = base.length > 1 && (last === 47 || last === 61) ? base + (more & 16383) : base;
  }

  private nextStory(before: number): boolean {
    const planted = this.stories[this.story];
    if (planted === undefined || planted.timeMs > before) return false;
    this.story++;
    const event = this.event;
    event.serial++;
    event.timeMs = planted.timeMs;
    event.person = planted.person;
    event.signedIn = true;
    event.sourceIp = planted.person.addresses[0] ?? '';
    event.site = planted.site;
    event.method = planted.method;
    event.path = planted.path;
    event.status = planted.status;
    event.blocked = planted.status === 403;
    event.challenge = false;
    event.bytesSent = planted.bytesSent;
    event.bytesReceived = planted.bytesReceived;
    event.elapsedMs = 40 + Math.floor(planted.bytesSent / 20_000);
    event.contentType = 'application/json';
    return true;
  }
}

/** One in sixteen answers is a redirect, a "not modified" or an error. */
const STATUSES = [
  ...Array.from({ length: 52 }, () => 200),
  ...[304, 304, 304, 304, 204, 204, 302, 302, 301, 404, 404, 500],
];
