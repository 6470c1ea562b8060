/** In: activities, block by block. Out: per app and instance the accounts that acted in it or were acted upon, with their sums. */
import { ACTOR_KINDS, FLAG_ADMIN, REPEATED, SEEN_ELSEWHERE, type WordColumn } from '../../ingest/activities/columns.ts';
import { ACTIVITY_TYPES, type ActivityType, isActivityType } from '../../model/activity-types.ts';
import type { ActivityBlock, ActivityStore } from '../../store/activities/activity-store.ts';
import { type Fold, pointerTo } from '../connected/fold.ts';
import { mailOf } from './account-names.ts';

const FAILURE = 2;

/** Types whose acts are counted by account. */
const NOTED = [
  'login',
  'login.failed',
  'file.download',
  'file.sync',
  'app.consent',
  'file.share.public',
  'file.share.external',
  'mail.forward.set',
  'mail.rule.create',
  'mail.rule.update',
  'mail.delegate.add',
  'mfa.disable',
  'key.create',
  'data.export',
] as const satisfies readonly ActivityType[];
export type NotedType = (typeof NOTED)[number];

/** Types whose target is an account. */
const ABOUT = {
  'user.create': 'active',
  'user.restore': 'active',
  'user.invite': 'invited',
  'user.suspend': 'suspended',
  'user.delete': 'deleted',
  'admin.role.grant': null,
  'admin.role.revoke': null,
  'mfa.disable': null,
} as const satisfies Partial<Record<ActivityType, AccountStatus | null>>;
export type AccountStatus = 'active' | 'invited' | 'suspended' | 'deleted';
/** Types that name outsiders as targets: a file shared with somebody makes them an account of the app. */
const INVITES: ReadonlySet<string> = new Set([
  'file.share',
  'file.share.external',
  'group.member.add',
  'channel.member.add',
]);

/** The last of a kind: when, and which record says so. */
export interface Mark {
  readonly time: number;
  readonly pointer: number;
}

export class AppAccount {
  readonly place: Place;
  /** As first met. */
  readonly name: string;
  displayName = 0;
  nameTime = Number.NEGATIVE_INFINITY;
  events = 0;
  first = Number.POSITIVE_INFINITY;
  last = Number.NEGATIVE_INFINITY;
  /** Last act that did not fail. */
  lastDone: Mark | null = null;
  adminActs = 0;
  lastAdmin: Mark | null = null;
  files = 0;
  readonly kinds = new Uint32Array(ACTOR_KINDS.length + 1);
  readonly ids = new Set<number>();
  readonly countries = new Set<number>();
  readonly addresses = new Set<number>();
  readonly devices = new Set<number>();
  readonly counts = new Map<NotedType, number>();
  readonly marks = new Map<NotedType, Mark>();
  status: (Mark & { readonly value: AccountStatus }) | null = null;
  role: (Mark & { readonly granted: boolean }) | null = null;
  mfaOff: Mark | null = null;
  /** What the row before had: most rows repeat it. */
  lastId = 0;
  lastCountry = 0;
  lastAddress = 0;
  lastDevice = 0;

  constructor(place: Place, name: string) {
    this.place = place;
    this.name = name;
  }
}

/** An app, or one instance of it. */
export class Place {
  readonly app: number;
  readonly instance: number;
  readonly byWord = new Map<number, AppAccount>();
  readonly byName = new Map<string, AppAccount>();
  /** Acted upon under a name that is no address: an account's, if one has it. */
  readonly named = new Map<string, AppAccount>();
  last = Number.NEGATIVE_INFINITY;

  constructor(app: number, instance: number) {
    this.app = app;
    this.instance = instance;
  }
}

interface TypeFacts {
  readonly noted: NotedType | null;
  readonly about: AccountStatus | null | undefined;
  readonly type: string;
  readonly invites: boolean;
  readonly isFile: boolean;
}

const COLUMNS = ['user', 'userId', 'userName', 'app', 'instance', 'type', 'ip', 'country', 'device', 'target'] as const;

export class AccountFold implements Fold {
  readonly places: Place[] = [];
  first = Number.POSITIVE_INFINITY;
  last = Number.NEGATIVE_INFINITY;
  private readonly store: ActivityStore;
  /** By app, then instance. */
  private readonly placeOf = new Map<number, Map<number, Place>>();
  private lastPlace: Place | null = null;
  private readonly facts = new Map<number, TypeFacts>();

  constructor(store: ActivityStore) {
    this.store = store;
  }

  add(block: ActivityBlock): void {
    const { store } = this;
    const word = Object.fromEntries(COLUMNS.map((name) => [name, store.column(block, name as WordColumn)])) as Record<
      (typeof COLUMNS)[number],
      Uint32Array
    >;
    const times = store.column(block, 'time');
    const marks = store.column(block, 'mark');
    const flags = store.column(block, 'flags');
    const outcomes = store.column(block, 'outcome');
    const actors = store.column(block, 'actor');
    for (let row = 0; row < block.rows; row++) {
      const mark = marks[row];
      if (mark === REPEATED) continue;
      const time = times[row] ?? 0;
      const place = this.place(word.app[row] ?? 0, word.instance[row] ?? 0);
      if (time > place.last) place.last = time;
      const facts = this.typeFacts(word.type[row] ?? 0);
      const isDone = outcomes[row] !== FAILURE;
      const target = word.target[row] ?? 0;
      if (isDone && target !== 0 && (facts.about !== undefined || facts.invites)) {
        this.actUpon(place, target, facts, { time, pointer: pointerTo(block, row) });
      }
      const user = word.user[row] || word.userId[row] || 0;
      if (user === 0) continue;
      const one = this.account(place, user);
      if (time < one.first) one.first = time;
      if (time > one.last) one.last = time;
      note(one, word, row, time);
      // Another connector's record of an event that is counted already.
      if (mark === SEEN_ELSEWHERE) continue;
      one.events++;
      const kind = actors[row] ?? 0;
      one.kinds[kind] = (one.kinds[kind] ?? 0) + 1;
      if (isDone && (one.lastDone === null || time > one.lastDone.time))
        one.lastDone = { time, pointer: pointerTo(block, row) };
      if (isDone && ((flags[row] ?? 0) & FLAG_ADMIN) !== 0) {
        one.adminActs++;
        if (one.lastAdmin === null || time > one.lastAdmin.time)
          one.lastAdmin = { time, pointer: pointerTo(block, row) };
      }
      if (facts.isFile) one.files++;
      const noted = !isDone && facts.noted === 'login' ? 'login.failed' : facts.noted;
      if (noted !== null && (isDone || noted === 'login.failed')) {
        one.counts.set(noted, (one.counts.get(noted) ?? 0) + 1);
        if (time >= (one.marks.get(noted)?.time ?? Number.NEGATIVE_INFINITY)) {
          one.marks.set(noted, { time, pointer: pointerTo(block, row) });
        }
      }
    }
    if (block.timeMin < this.first) this.first = block.timeMin;
    if (block.timeMax > this.last) this.last = block.timeMax;
  }

  private place(app: number, instance: number): Place {
    // Neighbouring rows are mostly of one place.
    const { lastPlace } = this;
    if (lastPlace !== null && lastPlace.app === app && lastPlace.instance === instance) return lastPlace;
    let place = this.placeOf.get(app)?.get(instance);
    if (place === undefined) {
      place = new Place(app, instance);
      this.placeOf.set(app, (this.placeOf.get(app) ?? new Map<number, Place>()).set(instance, place));
      this.places.push(place);
    }
    this.lastPlace = place;
    return place;
  }

  private account(place: Place, word: number): AppAccount {
    const known = place.byWord.get(word);
    if (known !== undefined) return known;
    const name = this.store.words.text(word);
    const lower = name.toLowerCase();
    const one = place.byName.get(lower) ?? new AppAccount(place, name);
    place.byName.set(lower, one);
    place.byWord.set(word, one);
    return one;
  }

  /** A target becomes an account only when it is spelled like an address: other names may stand for anything. */
  private actUpon(place: Place, target: number, { about, type, invites }: TypeFacts, mark: Mark): void {
    const text = this.store.words.text(target);
    const isMail = mailOf(text) !== null;
    if (invites) {
      if (isMail) this.account(place, target);
      return;
    }
    const one = isMail ? this.account(place, target) : namedIn(place, text);
    const isLater = (known: Mark | null): boolean => known === null || mark.time >= known.time;
    if (type === 'mfa.disable') {
      if (isLater(one.mfaOff)) one.mfaOff = mark;
    } else if (type.startsWith('admin.role.')) {
      if (isLater(one.role)) one.role = { ...mark, granted: type === 'admin.role.grant' };
    } else if (about && isLater(one.status)) one.status = { ...mark, value: about };
  }

  private typeFacts(word: number): TypeFacts {
    let facts = this.facts.get(word);
    if (facts === undefined) {
      const type = this.store.words.text(word);
      facts = {
        noted: NOTED.find((name) => name === type) ?? null,
        about: Object.hasOwn(ABOUT, type) ? ABOUT[type as keyof typeof ABOUT] : undefined,
        type,
        invites: INVITES.has(type),
        isFile: isActivityType(type) && ACTIVITY_TYPES[type].category === 'file',
      };
      this.facts.set(word, facts);
    }
    return facts;
  }
}

function namedIn(place: Place, name: string): AppAccount {
  const lower = name.toLowerCase();
  const one = place.named.get(lower) ?? new AppAccount(place, name);
  place.named.set(lower, one);
  return one;
}

function note(
  one: AppAccount,
  word: Readonly<Record<(typeof COLUMNS)[number], Uint32Array>>,
  row: number,
  time: number,
): void {
  const id = word.userId[row] ?? 0;
  if (id !== one.lastId) {
    one.lastId = id;
    if (id !== 0) one.ids.add(id);
  }
  const country = word.country[row] ?? 0;
  if (country !== one.lastCountry) {
    one.lastCountry = country;
    if (country !== 0) one.countries.add(country);
  }
  const ip = word.ip[row] ?? 0;
  if (ip !== one.lastAddress) {
    one.lastAddress = ip;
    if (ip !== 0) one.addresses.add(ip);
  }
  const device = word.device[row] ?? 0;
  if (device !== one.lastDevice) {
    one.lastDevice = device;
    if (device !== 0) one.devices.add(device);
  }
  const name = word.userName[row] ?? 0;
  if (name !== 0 && time >= one.nameTime) {
    one.displayName = name;
    one.nameTime = time;
  }
}
