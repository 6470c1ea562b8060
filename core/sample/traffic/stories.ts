import { Random, scatter } from '../random.ts';
import { DAY_MS, isWeekend, officeInstant } from '../world/calendar.ts';
import type { Person } from '../world/people.ts';
import type { Site } from '../world/sites.ts';
import type { World } from '../world/world.ts';

/** A transaction that a story planted. */
export interface StoryEvent {
  readonly story: StoryId;
  readonly timeMs: number;
  readonly person: Person;
  readonly site: Site;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly status: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
}

export const STORY_IDS = ['personal-cloud-exfiltration', 'sudden-new-app', 'blocked-upload'] as const;
export type StoryId = (typeof STORY_IDS)[number];

/** What a story left in the logs: enough for a test to find it again. */
export interface Story {
  readonly id: StoryId;
  readonly title: string;
  /** Accounts without domain. */
  readonly users: readonly string[];
  readonly offices: readonly string[];
  readonly host: string;
  /** First and last transaction, ms since the epoch. */
  readonly from: number;
  readonly to: number;
  readonly transactions: number;
  readonly blocked: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
}

const TITLES: Readonly<Record<StoryId, string>> = {
  'personal-cloud-exfiltration':
    'Someone in finance uploads more than a gigabyte to a personal cloud store on three late evenings',
  'sudden-new-app': 'An AI assistant nobody used before spreads through every office within a week',
  'blocked-upload': 'The gateway refuses an upload to a file transfer service again and again within an hour',
};

const MB = 1_048_576;

/** Local midnights of the working days that end before the last day, latest first. */
function workingDays(start: number, days: number): readonly number[] {
  const first = Math.ceil(start / DAY_MS) * DAY_MS;
  const result: number[] = [];
  for (let day = first + (days - 2) * DAY_MS; day >= first; day -= DAY_MS) if (!isWeekend(day)) result.push(day);
  return result;
}

/** The department's first person at the office, or anybody there. */
function pick(world: World, office: number, department: string): Person {
  const people = world.people[office] ?? [];
  const person = people.find((candidate) => candidate.departmentName === department) ?? people[0];
  if (person === undefined) throw new RangeError('an office without people');
  return person;
}

function exfiltration(world: World, days: readonly number[], random: Random): readonly StoryEvent[] {
  const person = pick(world, 0, 'Finance');
  const site = world.sites.story.personalCloud;
  return days.slice(0, 3).flatMap((day) =>
    Array.from({ length: 60 }, () => ({
      story: 'personal-cloud-exfiltration' as const,
      timeMs: officeInstant(person.office, day, 21 * 60 + 30) + random.below(130 * 60_000),
      person,
      site,
      method: 'POST' as const,
      path: `/ul/${random.next().toString(36)}`,
      status: 200,
      bytesSent: 5 * MB + random.below(8 * MB),
      bytesReceived: 300 + random.below(400),
    })),
  );
}

function newApp(world: World, days: readonly number[], random: Random): readonly StoryEvent[] {
  const site = world.sites.story.newApp;
  const events: StoryEvent[] = [];
  const spread = days.slice(0, 5).reverse();
  for (const office of world.people) {
    const adopters = Math.min(office.length, Math.max(1, Math.min(40, Math.round(office.length * 0.14))));
    for (let n = 0; n < adopters; n++) {
      const person = office[Math.floor((n * office.length) / adopters)];
      if (person === undefined) continue;
      // The first adopters start on the first day, the last on the last.
      const joined = Math.floor((scatter(person.index) % 100) / (100 / Math.max(1, spread.length)));
      for (const day of spread.slice(joined)) {
        const count = 3 + random.below(8);
        for (let i = 0; i < count; i++) {
          const post = random.in65536(26_000);
          events.push({
            story: 'sudden-new-app',
            timeMs: officeInstant(person.office, day, 8 * 60 + 45) + random.below(8 * 3_600_000),
            person,
            site,
            method: post ? 'POST' : 'GET',
            path: post ? '/api/v0/chat/completion' : '/a/chat',
            status: 200,
            bytesSent: post ? 2_000 + random.below(60_000) : 500 + random.below(900),
            bytesReceived: 3_000 + random.below(90_000),
          });
        }
      }
    }
  }
  return events;
}

function blockedUpload(world: World, days: readonly number[], random: Random): readonly StoryEvent[] {
  const person = pick(world, 4, 'Sales');
  const site = world.sites.story.blockedUpload;
  const day = days[1] ?? days[0];
  if (day === undefined) return [];
  return Array.from({ length: 28 }, () => ({
    story: 'blocked-upload' as const,
    timeMs: officeInstant(person.office, day, 15 * 60 + 10) + random.below(42 * 60_000),
    person,
    site,
    method: 'PUT' as const,
    path: `/api/v4/transfers/${random.next().toString(36)}`,
    status: 403,
    bytesSent: 60_000 + random.below(8_000_000),
    bytesReceived: 1_180,
  }));
}

/**
 * The planted transactions in time order.
 * @param limit most transactions to plant; more are thinned out evenly, so short logs keep their everyday look.
 * @param offices ids of the offices whose people take part; all when absent.
 */
export function planStories(
  world: World,
  start: number,
  days: number,
  limit: number,
  offices?: readonly string[],
): readonly StoryEvent[] {
  const working = workingDays(start, days);
  const random = new Random(world.seed, 0x570);
  const all = [...exfiltration(world, working, random), ...newApp(world, working, random)]
    .concat(blockedUpload(world, working, random))
    .filter((event) => offices === undefined || offices.includes(event.person.office.id));
  const keep = Math.min(1, limit / Math.max(1, all.length));
  return all
    .filter((_, i) => Math.floor((i + 1) * keep) > Math.floor(i * keep))
    .sort((a, b) => a.timeMs - b.timeMs || a.person.index - b.person.index);
}

/** Sums up what planStories planted, one entry per story that took place. */
export function describeStories(events: readonly StoryEvent[]): readonly Story[] {
  return STORY_IDS.flatMap((id) => {
    const own = events.filter((event) => event.story === id);
    const first = own[0];
    const last = own.at(-1);
    if (first === undefined || last === undefined) return [];
    const sum = (value: (event: StoryEvent) => number): number => own.reduce((total, event) => total + value(event), 0);
    return [
      {
        id,
        title: TITLES[id],
        users: [...new Set(own.map((event) => event.person.account))].sort(),
        offices: [...new Set(own.map((event) => event.person.office.id))].sort(),
        host: first.site.host,
        from: first.timeMs,
        to: last.timeMs,
        transactions: own.length,
        blocked: sum((event) => (event.status === 403 ? 1 : 0)),
        bytesSent: sum((event) => event.bytesSent),
        bytesReceived: sum((event) => event.bytesReceived),
      },
    ];
  });
}

/** The same story seen by two gateways as one. */
export function mergeStories(a: Story, b: Story): Story {
  return {
    ...a,
    users: [...new Set([...a.users, ...b.users])].sort(),
    offices: [...new Set([...a.offices, ...b.offices])].sort(),
    from: Math.min(a.from, b.from),
    to: Math.max(a.to, b.to),
    transactions: a.transactions + b.transactions,
    blocked: a.blocked + b.blocked,
    bytesSent: a.bytesSent + b.bytesSent,
    bytesReceived: a.bytesReceived + b.bytesReceived,
  };
}
