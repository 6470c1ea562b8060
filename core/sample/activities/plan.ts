/** What people of the made-up organisation do inside its cloud apps, and one account that is taken over: events, before any provider's layout. */
import { Random, scatter } from '../random.ts';
import { DAY_MS, isWeekend, officeInstant } from '../world/calendar.ts';
import type { Office } from '../world/offices.ts';
import type { Person } from '../world/people.ts';
import type { World } from '../world/world.ts';

export type SampleApp =
  | 'entra'
  | 'exchange'
  | 'sharepoint'
  | 'onedrive'
  | 'teams'
  | 'okta'
  | 'google'
  | 'salesforce'
  | 'github';

/** Where somebody is when something is logged. Addresses are those of documentation: no real network is named. */
export interface SamplePlace {
  readonly ip: string;
  readonly city: string;
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
}

export interface SampleEvent {
  readonly timeMs: number;
  readonly app: SampleApp;
  /** As the provider names it. */
  readonly operation: string;
  readonly person: Person;
  readonly place: SamplePlace;
  readonly userAgent: string;
  readonly success: boolean;
  /** File, report, repository or rule acted upon; '' for none. */
  readonly object: string;
  /** User or app acted upon; '' for none. */
  readonly target: string;
  /** Tells the sessions of a day apart. */
  readonly session: number;
}

/** Where an office's people appear from on the internet. */
export const EXITS: Readonly<Record<string, SamplePlace>> = {
  berlin: { ip: '203.0.113.20', city: 'Berlin', country: 'DE', latitude: 52.52, longitude: 13.4 },
  london: { ip: '203.0.113.30', city: 'London', country: 'GB', latitude: 51.51, longitude: -0.13 },
  'new-york': { ip: '203.0.113.40', city: 'New York', country: 'US', latitude: 40.71, longitude: -74.01 },
  singapore: { ip: '203.0.113.50', city: 'Singapore', country: 'SG', latitude: 1.35, longitude: 103.82 },
  remote: { ip: '203.0.113.60', city: 'Lisbon', country: 'PT', latitude: 38.72, longitude: -9.14 },
  warsaw: { ip: '203.0.113.70', city: 'Warsaw', country: 'PL', latitude: 52.23, longitude: 21.01 },
};
/** Whoever took the account over. */
const INTRUDER: SamplePlace = {
  ip: '198.51.100.77',
  city: 'Johannesburg',
  country: 'ZA',
  latitude: -26.2,
  longitude: 28.05,
};
/** Where the app runs that was let into the mailbox. */
const MAIL_APP_HOST: SamplePlace = {
  ip: '198.51.100.140',
  city: 'Amsterdam',
  country: 'NL',
  latitude: 52.37,
  longitude: 4.9,
};
const MAIL_APP_AGENT = 'Mail-Backup-Pro/3.1';
const INTRUDERS_AGENT =
  'Mozilla/5.0 (Windows NT 6.1; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36';

const FILES = [
  'Budget',
  'Roadmap',
  'Onboarding',
  'Offer',
  'Minutes',
  'Forecast',
  'Contract',
  'Inventory',
  'Pricing',
  'Review',
];
const ENDINGS = ['xlsx', 'docx', 'pptx', 'pdf'];
const REPOSITORIES = ['example-org/web', 'example-org/api', 'example-org/infra', 'example-org/mobile'];
const REPORTS = ['Pipeline by quarter', 'Open opportunities', 'Accounts without activity'];
/** Most people whose acts are written: the sample is to be looked at, not to be large. */
const MOST_PEOPLE = 60;
const MINUTE_MS = 60_000;

export interface SamplePeriod {
  readonly seed: number;
  /** First and end instant, ms since the epoch. */
  readonly start: number;
  readonly end: number;
}

/** Whose acts are written: the first of each office, two at least. */
export function choosePeople(world: World, people: number): readonly Person[] {
  const share = Math.min(MOST_PEOPLE, people);
  return world.people.flatMap((office) =>
    office.slice(0, Math.max(2, Math.round((share * (office[0]?.office.share ?? 0)) / 1000))),
  );
}

/** Whose account is taken over. */
export function takenOver(world: World): Person | undefined {
  const office = world.people[2] ?? [];
  return office.find(({ departmentName }) => departmentName === 'Finance') ?? office[0];
}

/** Everything that happened, by time. `people`: how many of the organisation are written, at least one of each office. */
export function planActivities(world: World, period: SamplePeriod, people: number): SampleEvent[] {
  const random = new Random(period.seed, 0xac7);
  const chosen = choosePeople(world, people);
  const events: SampleEvent[] = [];
  const days: number[] = [];
  for (let day = Math.ceil(period.start / DAY_MS) * DAY_MS; day < period.end; day += DAY_MS) days.push(day);
  for (const day of days) {
    for (const person of chosen) {
      if (isWeekend(day) ? !random.in65536(2_600) : random.in65536(5_200)) continue;
      workday(events, person, day, random);
    }
  }
  administration(events, chosen, days, random);
  takeover(events, world, days);
  return events
    .filter(({ timeMs }) => timeMs >= period.start && timeMs < period.end)
    .sort((a, b) => a.timeMs - b.timeMs || a.person.index - b.person.index);
}

function placeOf(office: Office): SamplePlace {
  return EXITS[office.id] ?? (EXITS.berlin as SamplePlace);
}

function fileName(random: Random): string {
  const word = FILES[random.below(FILES.length)] ?? '';
  return `${word} ${2024 + random.below(3)}-${random.below(40) + 1}.${ENDINGS[random.below(ENDINGS.length)] ?? 'txt'}`;
}

/** A person's day: signing in, files, mail, meetings, and what their department works with. */
function workday(events: SampleEvent[], person: Person, day: number, random: Random): void {
  const begin = officeInstant(person.office, day, 8 * 60 + random.below(75));
  const session = scatter(person.index * 4001 + day / DAY_MS);
  const add = (app: SampleApp, operation: string, minutes: number, more: Partial<SampleEvent> = {}): void => {
    events.push({
      timeMs: begin + minutes * MINUTE_MS + random.below(50_000),
      app,
      operation,
      person,
      place: placeOf(person.office),
      userAgent: person.userAgent,
      success: true,
      object: '',
      target: '',
      session,
      ...more,
    });
  };
  const some = (most: number, least = 0): number => least + random.below(most - least + 1);
  const anytime = (): number => 10 + random.below(520);
  if (random.in65536(3_000)) add('okta', 'user.session.start', -2, { success: false });
  add('okta', 'user.session.start', 0);
  add('okta', 'user.authentication.sso', 1, { target: 'Office 365' });
  add('entra', 'UserLoggedIn', 1);
  for (let n = some(3, 1); n > 0; n--) add('sharepoint', 'FileAccessed', anytime(), { object: fileName(random) });
  for (let n = some(2); n > 0; n--) add('onedrive', 'FileModified', anytime(), { object: fileName(random) });
  if (random.in65536(18_000)) add('sharepoint', 'FileDownloaded', anytime(), { object: fileName(random) });
  if (random.in65536(2_500)) add('onedrive', 'AnonymousLinkCreated', anytime(), { object: fileName(random) });
  if (random.in65536(26_000)) add('exchange', 'Send', anytime());
  if (random.in65536(30_000)) add('teams', 'MeetingParticipantDetail', anytime());
  switch (person.departmentName) {
    case 'Engineering':
    case 'Research':
      for (let n = some(3); n > 0; n--) {
        const object = REPOSITORIES[random.below(REPOSITORIES.length)] ?? '';
        add('github', random.in65536(20_000) ? 'pull_request.merge' : 'git.push', anytime(), { object });
      }
      break;
    case 'Sales':
    case 'Customer Support':
      add('salesforce', 'Login', 8 + random.below(60));
      if (random.in65536(20_000)) {
        add('salesforce', 'ReportExport', anytime(), { object: REPORTS[random.below(REPORTS.length)] ?? '' });
      }
      break;
    case 'Marketing':
      add('google', 'login_success', 5 + random.below(30));
      for (let n = some(3); n > 0; n--) {
        add('google', random.in65536(16_000) ? 'download' : 'view', anytime(), { object: fileName(random) });
      }
      break;
    default:
  }
}

/** Who looks after accounts: the first of Operations, else whoever comes first. */
export function administrator(people: readonly Person[]): Person | undefined {
  return people.find(({ departmentName }) => departmentName === 'Operations') ?? people[0];
}

/** New colleagues, groups and roles, some on most weeks. */
function administration(
  events: SampleEvent[],
  people: readonly Person[],
  days: readonly number[],
  random: Random,
): void {
  const person = administrator(people);
  if (person === undefined) return;
  for (const day of days) {
    if (isWeekend(day) || !random.in65536(30_000)) continue;
    const target = people[random.below(people.length)]?.account ?? person.account;
    const acts = [
      ['okta', 'group.user_membership.add'],
      ['okta', 'user.lifecycle.create'],
      ['entra', 'Update user.'],
      ['entra', 'Add member to group.'],
    ] as const;
    const [app, operation] = acts[random.below(acts.length)] ?? acts[0];
    events.push({
      timeMs: officeInstant(person.office, day, 10 * 60 + random.below(300)),
      app,
      operation,
      person,
      place: placeOf(person.office),
      userAgent: person.userAgent,
      success: true,
      object: '',
      target,
      session: scatter(day / DAY_MS),
    });
  }
}

/**
 * An account in finance is taken over while its owner works in New York: guessed sign-ins and then one that succeeds from another
 * continent, a rule that hides mail, consent to an app, which reads it, a mass download, a link for anybody; hours later the password is reset.
 */
function takeover(events: SampleEvent[], world: World, days: readonly number[]): void {
  const person = takenOver(world);
  const helper = administrator(world.people[0] ?? []);
  const day = days.filter((one) => !isWeekend(one)).at(-3);
  if (person === undefined || helper === undefined || day === undefined) return;
  const begin = officeInstant(person.office, day, 10 * 60 + 41);
  const session = scatter(day / DAY_MS + 77);
  const add = (seconds: number, app: SampleApp, operation: string, more: Partial<SampleEvent> = {}): void => {
    events.push({
      timeMs: begin + seconds * 1000,
      app,
      operation,
      person,
      place: INTRUDER,
      userAgent: INTRUDERS_AGENT,
      success: true,
      object: '',
      target: '',
      session,
      ...more,
    });
  };
  const own = { place: placeOf(person.office), userAgent: person.userAgent, session: session + 1 };
  add(-5_100, 'entra', 'UserLoggedIn', own);
  for (let n = 0; n < 9; n++) add(n * 47, 'entra', 'UserLoginFailed', { success: false });
  add(660, 'entra', 'UserLoggedIn');
  add(1_010, 'exchange', 'New-InboxRule', { object: 'Rule 1' });
  add(1_450, 'entra', 'Consent to application.', { target: 'Mail Backup Pro' });
  for (let n = 0; n < 18; n++) {
    add(1_520 + n * 75, 'exchange', 'MailItemsAccessed', {
      place: MAIL_APP_HOST,
      userAgent: MAIL_APP_AGENT,
      object: `${n + 1}`,
    });
  }
  for (let n = 0; n < 140; n++) {
    add(1_860 + n * 8, 'sharepoint', 'FileDownloaded', { object: `Finance close ${n + 1}.xlsx` });
  }
  add(3_100, 'sharepoint', 'AnonymousLinkCreated', { object: 'Finance close 12.xlsx' });
  add(9_600, 'entra', 'Reset user password.', {
    person: helper,
    place: placeOf(helper.office),
    userAgent: helper.userAgent,
    target: person.account,
    session: session + 2,
  });
}
