/** In: activities, block by block. Out: by client app and by whose data it is, how often, how much and when apps reached data. */
import { ACTOR_KINDS, REPEATED, SEEN_ELSEWHERE } from '../../ingest/activities/columns.ts';
import { doubled } from '../../kit/doubled.ts';
import { ACTIVITY_TYPES, isActivityType } from '../../model/activity-types.ts';
import type { ActivityBlock } from '../../store/activities/activity-store.ts';
import type { StoredSum, SumColumns } from '../../store/activities/stored-sums.ts';
import { TripleIndex } from '../../store/activities/triple-index.ts';
import { type Fold, type FoldSource, pointerTo, type SumName, sumVersion } from '../connected/fold.ts';

const FAILURE = 2;
const FIRST_ROWS = 1024;
/** What an app does to data; signing in, consents and settings are no use of it. */
const DATA: ReadonlySet<string> = new Set(['file', 'mail', 'message', 'data', 'resource']);
/** Those that change it. */
const CHANGES = /\.(?:upload|edit|delete|restore|move|rename|create|update|send|share|label|lock|set|remove|add)\b/;
/** Who acts for nobody: what it reaches is its owner's. */
const ALONE: ReadonlySet<number> = new Set([0, ACTOR_KINDS.indexOf('app') + 1, ACTOR_KINDS.indexOf('system') + 1]);

export const DATA_USE_SUM: SumName = { name: 'appdata', version: sumVersion(1, ACTIVITY_TYPES) };

/** What one client did in one app with the data of one user. All but numbers are words. */
export interface DataUseSum {
  readonly app: number;
  readonly client: number;
  /** Word for whose data it is; 0 where no record says. */
  readonly whose: number;
  readonly activities: number;
  readonly changes: number;
  readonly bytes: number;
  /** How many of the activities say how much it was. */
  readonly sized: number;
  readonly first: number;
  readonly last: number;
  /** Points to the latest. */
  readonly latest: number;
}

const WORDS = ['activities', 'changes', 'sized'] as const;
const NUMBERS = ['bytes', 'first', 'last', 'latest'] as const;

interface TypeFacts {
  readonly isData: boolean;
  readonly isMail: boolean;
  readonly isChange: boolean;
}

export class DataUseFold implements Fold {
  private keys = new TripleIndex();
  private activities = new Uint32Array(FIRST_ROWS);
  private changes = new Uint32Array(FIRST_ROWS);
  private sized = new Uint32Array(FIRST_ROWS);
  private bytes = new Float64Array(FIRST_ROWS);
  private first = new Float64Array(FIRST_ROWS);
  private last = new Float64Array(FIRST_ROWS);
  private latest = new Float64Array(FIRST_ROWS);
  private readonly facts: TypeFacts[] = [];
  private readonly store: FoldSource;

  constructor(store: FoldSource) {
    this.store = store;
  }

  add(block: ActivityBlock): void {
    const { store } = this;
    const clients = store.column(block, 'clientApp');
    const types = store.column(block, 'type');
    const marks = store.column(block, 'mark');
    const outcomes = store.column(block, 'outcome');
    const apps = store.column(block, 'app');
    const times = store.column(block, 'time');
    const actors = store.column(block, 'actor');
    const [users, ids] = [store.column(block, 'user'), store.column(block, 'userId')];
    const [targets, owners] = [store.column(block, 'target'), store.column(block, 'owner')];
    const sizes = store.column(block, 'bytes');
    for (let row = 0; row < block.rows; row++) {
      const client = clients[row] ?? 0;
      if (client === 0 || outcomes[row] === FAILURE) continue;
      const mark = marks[row];
      if (mark === REPEATED || mark === SEEN_ELSEWHERE) continue;
      const facts = this.factsOf(types[row] ?? 0);
      if (!facts.isData) continue;
      const actor = (users[row] ?? 0) || (ids[row] ?? 0);
      const reached = facts.isMail ? targets[row] : ALONE.has(actors[row] ?? 0) ? owners[row] : 0;
      const at = this.rowOf(apps[row] ?? 0, client, (reached ?? 0) || actor, times[row] ?? 0);
      const time = times[row] ?? 0;
      const size = sizes[row] ?? 0;
      this.activities[at] = (this.activities[at] ?? 0) + 1;
      if (facts.isChange) this.changes[at] = (this.changes[at] ?? 0) + 1;
      if (size > 0) {
        this.sized[at] = (this.sized[at] ?? 0) + 1;
        this.bytes[at] = (this.bytes[at] ?? 0) + size;
      }
      if (time < (this.first[at] ?? 0)) this.first[at] = time;
      if (time >= (this.last[at] ?? 0)) {
        this.last[at] = time;
        this.latest[at] = pointerTo(block, row);
      }
    }
  }

  /** Every sum there is. */
  sums(): readonly DataUseSum[] {
    const { keys } = this;
    return Array.from({ length: keys.size }, (_, at) => ({
      app: keys.a[at] ?? 0,
      client: keys.b[at] ?? 0,
      whose: keys.c[at] ?? 0,
      activities: this.activities[at] ?? 0,
      changes: this.changes[at] ?? 0,
      bytes: this.bytes[at] ?? 0,
      sized: this.sized[at] ?? 0,
      first: this.first[at] ?? 0,
      last: this.last[at] ?? 0,
      latest: this.latest[at] ?? 0,
    }));
  }

  save(): SumColumns {
    const { keys } = this;
    return {
      app: keys.a.slice(0, keys.size),
      client: keys.b.slice(0, keys.size),
      whose: keys.c.slice(0, keys.size),
      ...Object.fromEntries([...WORDS, ...NUMBERS].map((name) => [name, this[name].slice(0, keys.size)])),
    };
  }

  load(stored: StoredSum): void {
    this.keys = TripleIndex.of(stored.words('app'), stored.words('client'), stored.words('whose'));
    while (this.activities.length < this.keys.size) this.makeRoom();
    for (const name of WORDS) this[name].set(stored.words(name));
    for (const name of NUMBERS) this[name].set(stored.numbers(name));
  }

  private rowOf(app: number, client: number, whose: number, time: number): number {
    const known = this.keys.size;
    const at = this.keys.numberOf(app, client, whose);
    if (at === known) {
      if (at >= this.activities.length) this.makeRoom();
      this.first[at] = time;
      this.last[at] = time;
    }
    return at;
  }

  private makeRoom(): void {
    this.activities = doubled(this.activities);
    this.changes = doubled(this.changes);
    this.sized = doubled(this.sized);
    this.bytes = doubled(this.bytes);
    this.first = doubled(this.first);
    this.last = doubled(this.last);
    this.latest = doubled(this.latest);
  }

  private factsOf(word: number): TypeFacts {
    const known = this.facts[word];
    if (known !== undefined) return known;
    const type = this.store.words.text(word);
    const category = isActivityType(type) ? ACTIVITY_TYPES[type].category : '';
    const facts = { isData: DATA.has(category), isMail: category === 'mail', isChange: CHANGES.test(type) };
    this.facts[word] = facts;
    return facts;
  }
}
