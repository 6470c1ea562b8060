/** In: every stored activity. Out: what each connected app (an app's instance, as one connector reads it) has. One pass over the blocks. */
import { AppError } from '../../contract/errors.ts';
import { type ActivityColumn, FLAG_ADMIN, REPEATED, type WordColumn } from '../../ingest/activities/columns.ts';
import type { ActivityBlock, ActivityStore } from '../../store/activities/activity-store.ts';

export interface ImportTally {
  activities: number;
  first: number;
  last: number;
  readonly files: Set<number>;
}

export interface AppTally {
  readonly connector: string;
  readonly app: string;
  readonly instance: string;
  /** Records that name no instance are counted with those of the only one there is. */
  withUnnamed: boolean;
  activities: number;
  admin: number;
  first: number;
  last: number;
  readonly users: Set<number>;
  readonly addresses: Set<number>;
  readonly types: Map<number, number>;
  /** Hours and days since the epoch. */
  readonly hours: Set<number>;
  readonly days: Map<number, number>;
  readonly imports: Map<number, ImportTally>;
  /** Names of columns that some record fills. */
  readonly filled: Set<ActivityColumn>;
}

/** Columns whose being filled is worth telling. */
export const TOLD_FIELDS = [
  'user',
  'userName',
  'ip',
  'country',
  'userAgent',
  'device',
  'os',
  'object',
  'target',
  'clientApp',
  'outcome',
  'session',
  'correlation',
] as const satisfies readonly ActivityColumn[];

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/**
 * @param presentId of an app that activities were stored under another id of: an older catalog's
 * @throws AppError job.cancelled
 */
export function tallyApps(
  store: ActivityStore,
  cancelled: () => boolean,
  presentId: (app: string) => string = (app) => app,
): AppTally[] {
  const tallies = new Map<string, AppTally>();
  for (const block of store.blocks) {
    if (cancelled()) throw new AppError('job.cancelled', 'Cancelled.');
    tallyBlock(store, block, tallies);
  }
  return nameUnnamed(joinFormer([...tallies.values()], presentId));
}

/** What is of one app under several ids is one. */
function joinFormer(tallies: readonly AppTally[], presentId: (app: string) => string): AppTally[] {
  const result = new Map<string, AppTally>();
  for (const tally of tallies) {
    const present = { ...tally, app: presentId(tally.app) };
    const key = [present.connector, present.app, present.instance].join('\n');
    const same = result.get(key);
    if (same === undefined) result.set(key, present);
    else join(same, present);
  }
  return [...result.values()];
}

/**
 * Some logs of an app never say whose tenant they are of, as Entra ID's exported sign-ins do. Where everything else of the
 * app is of one instance, they are of that one, instead of another connected app beside it.
 */
function nameUnnamed(tallies: readonly AppTally[]): AppTally[] {
  const named = new Map<string, Set<string>>();
  for (const { app, instance } of tallies) {
    if (instance !== '') named.set(app, (named.get(app) ?? new Set()).add(instance));
  }
  const result = tallies.filter(({ instance }) => instance !== '');
  for (const tally of tallies.filter(({ instance }) => instance === '')) {
    const [only, other] = named.get(tally.app) ?? [];
    if (only === undefined || other !== undefined) {
      result.push(tally);
      continue;
    }
    const same = result.find((one) => one.connector === tally.connector && one.app === tally.app);
    if (same === undefined) result.push({ ...tally, instance: only, withUnnamed: true });
    else {
      join(same, tally);
      same.withUnnamed = true;
    }
  }
  return result;
}

function join(into: AppTally, other: AppTally): void {
  into.activities += other.activities;
  into.admin += other.admin;
  into.first = Math.min(into.first, other.first);
  into.last = Math.max(into.last, other.last);
  for (const [mine, its] of [
    [into.users, other.users],
    [into.addresses, other.addresses],
    [into.hours, other.hours],
  ] as const) {
    for (const one of its) mine.add(one);
  }
  for (const name of other.filled) into.filled.add(name);
  for (const [mine, its] of [
    [into.types, other.types],
    [into.days, other.days],
  ] as const) {
    for (const [key, times] of its) mine.set(key, (mine.get(key) ?? 0) + times);
  }
  for (const [key, its] of other.imports) {
    const mine = into.imports.get(key);
    if (mine === undefined) into.imports.set(key, its);
    else {
      mine.activities += its.activities;
      mine.first = Math.min(mine.first, its.first);
      mine.last = Math.max(mine.last, its.last);
      for (const file of its.files) mine.files.add(file);
    }
  }
}

function tallyBlock(store: ActivityStore, block: ActivityBlock, tallies: Map<string, AppTally>): void {
  const column = <C extends ActivityColumn>(name: C) => store.column(block, name);
  const [connectors, apps, instances] = [column('connector'), column('app'), column('instance')];
  const [times, marks, flags] = [column('time'), column('mark'), column('flags')];
  const [users, addresses, types] = [column('user'), column('ip'), column('type')];
  const steps = column('fileStep');
  const told = TOLD_FIELDS.map((name) => ({ name, values: column(name) }));
  let key = '';
  let tally: AppTally | undefined;
  let parts = [-1, -1, -1];
  for (let row = 0; row < block.rows; row++) {
    if (marks[row] === REPEATED) continue;
    const here = [connectors[row] ?? 0, apps[row] ?? 0, instances[row] ?? 0];
    // Neighbours mostly belong together: names are joined only where something changes.
    if (tally === undefined || here.some((part, at) => part !== parts[at])) {
      parts = here;
      key = here.join('/');
      tally = tallies.get(key) ?? fresh(store, block, row);
      tallies.set(key, tally);
    }
    const time = times[row] ?? 0;
    tally.activities++;
    if (((flags[row] ?? 0) & FLAG_ADMIN) !== 0) tally.admin++;
    tally.first = Math.min(tally.first, time);
    tally.last = Math.max(tally.last, time);
    if (users[row]) tally.users.add(users[row] ?? 0);
    if (addresses[row]) tally.addresses.add(addresses[row] ?? 0);
    count(tally.types, types[row] ?? 0);
    tally.hours.add(Math.floor(time / HOUR_MS));
    count(tally.days, Math.floor(time / DAY_MS));
    ofImport(tally, block, block.file + (steps[row] ?? 0), time);
    if (tally.filled.size < told.length) {
      for (const { name, values } of told) if (values[row]) tally.filled.add(name);
    }
  }
}

function fresh(store: ActivityStore, block: ActivityBlock, row: number): AppTally {
  const word = (name: WordColumn): string => store.words.text(store.column(block, name)[row] ?? 0);
  return {
    connector: word('connector'),
    app: word('app'),
    instance: word('instance'),
    withUnnamed: false,
    activities: 0,
    admin: 0,
    first: Number.POSITIVE_INFINITY,
    last: Number.NEGATIVE_INFINITY,
    users: new Set(),
    addresses: new Set(),
    types: new Map(),
    hours: new Set(),
    days: new Map(),
    imports: new Map(),
    filled: new Set(),
  };
}

function count(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function ofImport(tally: AppTally, block: ActivityBlock, file: number, time: number): void {
  const of = tally.imports.get(block.import) ?? { activities: 0, first: time, last: time, files: new Set() };
  tally.imports.set(block.import, of);
  of.activities++;
  of.first = Math.min(of.first, time);
  of.last = Math.max(of.last, time);
  of.files.add(file);
}
