/** In: activities, block by block. Out: per app and instance the accounts that acted in it or were acted upon, with their sums. */
import { FLAG_ADMIN, REPEATED, SEEN_ELSEWHERE } from '../../ingest/activities/columns.ts';
import { ACTIVITY_TYPES, type ActivityType, isActivityType } from '../../model/activity-types.ts';
import type { StoredBlock } from '../../store/activities/activity-store.ts';
import type { StoredSum, SumColumns } from '../../store/activities/stored-sums.ts';
import { TripleIndex } from '../../store/activities/triple-index.ts';
import { type Fold, type FoldSource, pointerTo, type SumName, sumVersion } from '../connected/fold.ts';
import { mailOf } from './account-names.ts';
import { type AccountSum, AccountSums, type Mark, MET, type MetWords, NOTED } from './account-sums.ts';
import { type AccountStatus, Fate, loadFates, saveFates } from './fates.ts';

const FAILURE = 2;
const FAILED_LOGIN = NOTED.indexOf('login.failed');
const LOGIN = NOTED.indexOf('login');

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

/** Types that name outsiders as targets: a file shared with somebody makes them an account of the app. */
const INVITES: ReadonlySet<string> = new Set([
  'file.share',
  'file.share.external',
  'group.member.add',
  'channel.member.add',
]);

/** An app, or one instance of it. */
class Place {
  readonly number: number;
  readonly app: number;
  readonly instance: number;
  /** Accounts by name, lower case. */
  readonly byName = new Map<string, number>();
  /** Acted upon under a name that is no address: an account's, if one has it. With one of the words that spell it. */
  readonly named = new Map<string, { readonly word: number; readonly fate: Fate }>();
  last = Number.NEGATIVE_INFINITY;

  constructor(number: number, app: number, instance: number) {
    this.number = number;
    this.app = app;
    this.instance = instance;
  }
}

/** An account of an app as it stands. */
export interface AppAccount extends AccountSum, Fate {
  readonly place: Place;
  /** As first met. */
  readonly name: string;
  /** Its number among the words that accounts were met with; null without any activity. */
  readonly number: number | null;
}

interface TypeFacts {
  /** Place in NOTED, -1 for others. */
  readonly noted: number;
  readonly about: AccountStatus | null | undefined;
  readonly type: string;
  readonly invites: boolean;
  readonly isFile: boolean;
}

/** Where accounts without any activity are. */
const NOWHERE = new Place(0, 0, 0);
const UNSEEN = new AccountSums().of(0);
const NO_FATE: Readonly<Fate> = new Fate();

export const ACCOUNT_SUM: SumName = {
  name: 'accounts',
  version: sumVersion(1, ACTIVITY_TYPES, NOTED, MET, ABOUT, [...INVITES]),
};

export class AccountFold implements Fold {
  readonly places: Place[] = [];
  first = Number.POSITIVE_INFINITY;
  last = Number.NEGATIVE_INFINITY;
  private readonly store: FoldSource;
  private readonly sums = new AccountSums();
  /** By account: its place, and the word of its name as first met. */
  private placeOf: number[] = [];
  private wordOf: number[] = [];
  private readonly fates = new Map<number, Fate>();
  /** By app, then instance. */
  private readonly placesByWords = new Map<number, Map<number, Place>>();
  private lastPlace: Place | null = null;
  /** Place and word as met; spellings of one account each point to it. */
  private spellings = new TripleIndex();
  private accountOf: number[] = [];
  private readonly facts: TypeFacts[] = [];

  constructor(store: FoldSource) {
    this.store = store;
  }

  add(block: StoredBlock): void {
    const { store, sums } = this;
    const users = store.column(block, 'user');
    const userIds = store.column(block, 'userId');
    const userNames = store.column(block, 'userName');
    const apps = store.column(block, 'app');
    const instances = store.column(block, 'instance');
    const types = store.column(block, 'type');
    const targets = store.column(block, 'target');
    const met = MET.map((name) => store.column(block, name));
    const times = store.column(block, 'time');
    const marks = store.column(block, 'mark');
    const flags = store.column(block, 'flags');
    const outcomes = store.column(block, 'outcome');
    const actors = store.column(block, 'actor');
    for (let row = 0; row < block.rows; row++) {
      const mark = marks[row];
      if (mark === REPEATED) continue;
      const time = times[row] ?? 0;
      const place = this.place(apps[row] ?? 0, instances[row] ?? 0);
      if (time > place.last) place.last = time;
      const facts = this.facts[types[row] ?? 0] ?? this.typeFacts(types[row] ?? 0);
      const isDone = outcomes[row] !== FAILURE;
      const target = targets[row] ?? 0;
      if (target !== 0 && isDone && (facts.about !== undefined || facts.invites)) {
        this.actUpon(place, target, facts, { time, pointer: pointerTo(block, row) });
      }
      const user = users[row] || userIds[row] || 0;
      if (user === 0) continue;
      const one = this.account(place, user);
      if (time < (sums.first[one] ?? 0)) sums.first[one] = time;
      if (time > (sums.last[one] ?? 0)) sums.last[one] = time;
      for (let at = 0; at < MET.length; at++) sums.meet(one, at, met[at]?.[row] ?? 0);
      const name = userNames[row] ?? 0;
      if (name !== 0 && time >= (sums.nameTime[one] ?? 0)) {
        sums.displayName[one] = name;
        sums.nameTime[one] = time;
      }
      // Another connector's record of an event that is counted already.
      if (mark === SEEN_ELSEWHERE) continue;
      sums.events[one] = (sums.events[one] ?? 0) + 1;
      sums.countKind(one, actors[row] ?? 0);
      if (isDone && time > (sums.doneTime[one] ?? 0)) {
        sums.doneTime[one] = time;
        sums.donePointer[one] = pointerTo(block, row);
      }
      if (isDone && ((flags[row] ?? 0) & FLAG_ADMIN) !== 0) sums.adminActs[one] = (sums.adminActs[one] ?? 0) + 1;
      if (facts.isFile) sums.files[one] = (sums.files[one] ?? 0) + 1;
      const noted = !isDone && facts.noted === LOGIN ? FAILED_LOGIN : facts.noted;
      if (noted >= 0 && (isDone || noted === FAILED_LOGIN)) sums.note(one, noted, time, pointerTo(block, row));
    }
    if (block.timeMin < this.first) this.first = block.timeMin;
    if (block.timeMax > this.last) this.last = block.timeMax;
  }

  /** Every account as it stands now, with the lower-case name it goes by in its place. */
  accounts(): readonly (readonly [lower: string, account: AppAccount])[] {
    const of = (place: Place, lower: string, number: number): AppAccount => ({
      ...this.sums.of(number),
      ...joined(this.fates.get(number), place.named.get(lower)?.fate),
      place,
      name: this.store.words.text(this.wordOf[number] ?? 0),
      number,
    });
    return this.places.flatMap((place) =>
      [...place.byName].map(([lower, one]) => [lower, of(place, lower, one)] as const),
    );
  }

  /** Words that accounts were met with, as they stand now. */
  met(): MetWords {
    return this.sums.words();
  }

  save(): SumColumns {
    const { places, spellings } = this;
    const named = places.flatMap(({ number, named: all }) =>
      [...all.values()].map(({ word, fate }) => ({ number, word, fate })),
    );
    return {
      ...this.sums.save(),
      extent: Float64Array.of(this.first, this.last),
      placeApp: Uint32Array.from(places, ({ app }) => app),
      placeInstance: Uint32Array.from(places, ({ instance }) => instance),
      placeLast: Float64Array.from(places, ({ last }) => last),
      accountPlace: Uint32Array.from(this.placeOf),
      accountWord: Uint32Array.from(this.wordOf),
      spellingPlace: spellings.a.slice(0, spellings.size),
      spellingWord: spellings.b.slice(0, spellings.size),
      spellingAccount: Uint32Array.from(this.accountOf),
      fated: Uint32Array.from(this.fates.keys()),
      ...saveFates('fate', [...this.fates.values()]),
      namedPlace: Uint32Array.from(named, ({ number }) => number),
      namedWord: Uint32Array.from(named, ({ word }) => word),
      ...saveFates(
        'named',
        named.map(({ fate }) => fate),
      ),
    };
  }

  load(stored: StoredSum): void {
    const text = (word: number): string => this.store.words.text(word).toLowerCase();
    [this.first = 0, this.last = 0] = stored.numbers('extent');
    const [apps, instances, lasts] = [
      stored.words('placeApp'),
      stored.words('placeInstance'),
      stored.numbers('placeLast'),
    ];
    for (const [at, app] of apps.entries()) this.place(app, instances[at] ?? 0).last = lasts[at] ?? 0;
    const words = stored.words('accountWord');
    this.placeOf = Array.from(stored.words('accountPlace'));
    this.wordOf = Array.from(words);
    this.sums.load(stored, words.length);
    for (const [one, word] of words.entries()) this.places[this.placeOf[one] ?? 0]?.byName.set(text(word), one);
    const spelled = stored.words('spellingWord');
    this.spellings = TripleIndex.of(stored.words('spellingPlace'), spelled, new Uint32Array(spelled.length));
    this.accountOf = Array.from(stored.words('spellingAccount'));
    const fates = loadFates('fate', stored);
    for (const [at, one] of stored.words('fated').entries()) this.fates.set(one, fates[at] ?? new Fate());
    const [named, namedWords] = [loadFates('named', stored), stored.words('namedWord')];
    for (const [at, place] of stored.words('namedPlace').entries()) {
      const word = namedWords[at] ?? 0;
      this.places[place]?.named.set(text(word), { word, fate: named[at] ?? new Fate() });
    }
  }

  private place(app: number, instance: number): Place {
    // Neighbouring rows are mostly of one place.
    const { lastPlace } = this;
    if (lastPlace !== null && lastPlace.app === app && lastPlace.instance === instance) return lastPlace;
    let place = this.placesByWords.get(app)?.get(instance);
    if (place === undefined) {
      place = new Place(this.places.length, app, instance);
      this.placesByWords.set(app, (this.placesByWords.get(app) ?? new Map<number, Place>()).set(instance, place));
      this.places.push(place);
    }
    this.lastPlace = place;
    return place;
  }

  private account(place: Place, word: number): number {
    const spelling = this.spellings.numberOf(place.number, word, 0);
    const known = this.accountOf[spelling];
    if (known !== undefined) return known;
    const lower = this.store.words.text(word).toLowerCase();
    let one = place.byName.get(lower);
    if (one === undefined) {
      one = this.sums.add();
      this.placeOf.push(place.number);
      this.wordOf.push(word);
      place.byName.set(lower, one);
    }
    this.accountOf[spelling] = one;
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
    const fate = isMail ? this.fateOf(this.account(place, target)) : fateNamed(place, target, text);
    const isLater = (known: Mark | null): boolean => known === null || mark.time >= known.time;
    if (type === 'mfa.disable') {
      if (isLater(fate.mfaOff)) fate.mfaOff = mark;
    } else if (type.startsWith('admin.role.')) {
      if (isLater(fate.role)) fate.role = { ...mark, granted: type === 'admin.role.grant' };
    } else if (about && isLater(fate.status)) fate.status = { ...mark, value: about };
  }

  private fateOf(account: number): Fate {
    const fate = this.fates.get(account) ?? new Fate();
    this.fates.set(account, fate);
    return fate;
  }

  private typeFacts(word: number): TypeFacts {
    const type = this.store.words.text(word);
    const facts = {
      noted: (NOTED as readonly string[]).indexOf(type),
      about: Object.hasOwn(ABOUT, type) ? ABOUT[type as keyof typeof ABOUT] : undefined,
      type,
      invites: INVITES.has(type),
      isFile: isActivityType(type) && ACTIVITY_TYPES[type].category === 'file',
    };
    this.facts[word] = facts;
    return facts;
  }
}

function fateNamed(place: Place, word: number, name: string): Fate {
  const lower = name.toLowerCase();
  const named = place.named.get(lower) ?? { word, fate: new Fate() };
  place.named.set(lower, named);
  return named.fate;
}

/** An account without any activity. */
export function unseenAccount(name: string): AppAccount {
  return { ...UNSEEN, ...new Fate(), place: NOWHERE, name, number: null };
}

/** What was done to an account under its plain name counts as done to it. */
function joined(own: Fate | undefined, named: Fate | undefined): Readonly<Fate> {
  if (own === undefined || named === undefined) return own ?? named ?? NO_FATE;
  const both = new Fate();
  both.status = later(own.status, named.status);
  both.role = later(own.role, named.role);
  both.mfaOff = later(own.mfaOff, named.mfaOff);
  return both;
}

/** The later of two; the first of two at one time. */
export function later<M extends Mark>(a: M | null, b: M | null): M | null {
  if (a === null || b === null) return a ?? b;
  return b.time > a.time ? b : a;
}
