/** In: activities, block by block. Out: for each rule who is affected, how often, and the last activity that proves it. */
import { proofBit } from '../../connectors/index.ts';
import { FIRST } from '../../ingest/activities/columns.ts';
import { ACTIVITY_TYPES } from '../../model/activity-types.ts';
import { ACTIVITY_FILTER_FIELDS, type FilterTree, parseFilter, TRUE } from '../../query/index.ts';
import { type BlockMask, compileActivityFilter } from '../../store/activities/activity-filter.ts';
import type { ActivityBlock, ActivityStore } from '../../store/activities/activity-store.ts';
import { factsOfBlock } from '../../store/activities/record-facts.ts';
import type { StoredSum, SumColumns } from '../../store/activities/stored-sums.ts';
import { type Fold, pointerTo, type SumName, sumVersion } from '../connected/fold.ts';
import { POSTURE_RULES, type PostureRule } from './rules.ts';

/** What is known of one affected user or thing. */
export interface Affected {
  events: number;
  first: number;
  last: number;
  /** The last proving activity. */
  pointer: number;
  readonly apps: Set<number>;
}

const TREES: readonly FilterTree[] = POSTURE_RULES.map((rule) => parseFilter(rule.filter, ACTIVITY_FILTER_FIELDS));
/** The columns that name the affected, the first that says something counts. */
const SUBJECTS = {
  user: ['user', 'userId'],
  target: ['target', 'object', 'user'],
  object: ['object', 'target', 'user'],
  clientApp: ['clientApp', 'object', 'user'],
} as const;

export const POSTURE_SUM: SumName = {
  name: 'posture',
  version: sumVersion(2, ACTIVITY_TYPES, POSTURE_RULES, SUBJECTS),
};

export class PostureFold implements Fold {
  /** By rule id; affected by the number of their word, 0 for nobody named. */
  readonly found = new Map<string, Map<number, Affected>>(POSTURE_RULES.map(({ id }) => [id, new Map()]));
  /** When each connector's log ends. */
  readonly connectors = new Map<number, number>();
  private readonly store: ActivityStore;
  private masks: readonly BlockMask[] = [];
  private words = -1;

  constructor(store: ActivityStore) {
    this.store = store;
  }

  add(block: ActivityBlock): void {
    const { store } = this;
    if (this.words !== store.words.size) {
      // Filters are decided word by word: other words, other masks.
      this.words = store.words.size;
      this.masks = TREES.map((tree) => compileActivityFilter(store, tree, new Map()));
    }
    this.noteEnds(block);
    const marks = store.column(block, 'mark');
    for (const [at, rule] of POSTURE_RULES.entries()) {
      const rows = firstRows(this.masks[at]?.(block), marks);
      const proving = rows.length === 0 ? rows : this.proving(rule, block, rows);
      if (proving.length > 0) this.note(rule, block, proving);
    }
  }

  /** When the logs of a block's connectors end: neighbouring rows are mostly of one. */
  private noteEnds(block: ActivityBlock): void {
    const connectors = this.store.column(block, 'connector');
    const times = this.store.column(block, 'time');
    let current = -1;
    let end = Number.NEGATIVE_INFINITY;
    const note = (): void => {
      if (current >= 0) this.connectors.set(current, end);
    };
    for (let row = 0; row < block.rows; row++) {
      const connector = connectors[row] ?? 0;
      if (connector !== current) {
        note();
        current = connector;
        end = this.connectors.get(connector) ?? Number.NEGATIVE_INFINITY;
      }
      const time = times[row] ?? 0;
      if (time > end) end = time;
    }
    note();
  }

  save(): SumColumns {
    const all = POSTURE_RULES.flatMap(({ id }, rule) =>
      [...(this.found.get(id) ?? [])].map(([word, one]) => ({ rule, word, ...one })),
    );
    const apps = all.flatMap((one, at) => [...one.apps].map((app) => ({ at, app })));
    return {
      rule: Uint32Array.from(all, ({ rule }) => rule),
      word: Uint32Array.from(all, ({ word }) => word),
      events: Uint32Array.from(all, ({ events }) => events),
      first: Float64Array.from(all, ({ first }) => first),
      last: Float64Array.from(all, ({ last }) => last),
      pointer: Float64Array.from(all, ({ pointer }) => pointer),
      appOf: Uint32Array.from(apps, ({ at }) => at),
      app: Uint32Array.from(apps, ({ app }) => app),
      connectors: Uint32Array.from(this.connectors.keys()),
      connectorEnds: Float64Array.from(this.connectors.values()),
    };
  }

  load(stored: StoredSum): void {
    const [rules, words, events] = [stored.words('rule'), stored.words('word'), stored.words('events')];
    const [first, last, pointers] = [stored.numbers('first'), stored.numbers('last'), stored.numbers('pointer')];
    const all = Array.from(rules, (rule, at): Affected => {
      const one = {
        events: events[at] ?? 0,
        first: first[at] ?? 0,
        last: last[at] ?? 0,
        pointer: pointers[at] ?? 0,
        apps: new Set<number>(),
      };
      this.found.get(POSTURE_RULES[rule]?.id ?? '')?.set(words[at] ?? 0, one);
      return one;
    });
    const apps = stored.words('app');
    for (const [at, one] of stored.words('appOf').entries()) all[one]?.apps.add(apps[at] ?? 0);
    const ends = stored.numbers('connectorEnds');
    for (const [at, connector] of stored.words('connectors').entries()) this.connectors.set(connector, ends[at] ?? 0);
  }

  /** Those whose record proves it, where the columns alone do not. */
  private proving({ proof }: PostureRule, block: ActivityBlock, rows: readonly number[]): readonly number[] {
    if (proof === undefined) return rows;
    const { proofs } = factsOfBlock(this.store, block);
    const bit = proofBit(proof);
    return rows.filter((row) => ((proofs[row] ?? 0) & bit) !== 0);
  }

  private note(rule: PostureRule, block: ActivityBlock, rows: readonly number[]): void {
    const { store } = this;
    const subjects = SUBJECTS[rule.affects].map((name) => store.column(block, name));
    const times = store.column(block, 'time');
    const apps = store.column(block, 'app');
    const affected = this.found.get(rule.id) ?? new Map<number, Affected>();
    for (const row of rows) {
      const word = subjects.reduce((found, column) => found || (column[row] ?? 0), 0);
      const time = times[row] ?? 0;
      const pointer = pointerTo(block, row);
      const one = affected.get(word);
      const app = apps[row] ?? 0;
      if (one === undefined) {
        affected.set(word, { events: 1, first: time, last: time, pointer, apps: new Set([app]) });
        continue;
      }
      one.events++;
      one.apps.add(app);
      if (time < one.first) one.first = time;
      if (time > one.last || (time === one.last && pointer < one.pointer)) {
        one.last = time;
        one.pointer = pointer;
      }
    }
  }
}

/** Rows that fit and are the first record of their event. */
function firstRows(mask: Uint8Array | null | undefined, marks: Uint8Array): number[] {
  const rows: number[] = [];
  if (mask == null) return rows;
  for (let row = mask.indexOf(TRUE); row >= 0; row = mask.indexOf(TRUE, row + 1)) {
    if (marks[row] === FIRST) rows.push(row);
  }
  return rows;
}
