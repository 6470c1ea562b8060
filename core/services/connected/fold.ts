/**
 * Views that are derived from all activities. In: blocks. Out: a sum that has taken each of them in once.
 * Guarantee: an import adds its own blocks only; after a removal, or when marks were set anew, the sum starts anew.
 */
import { crc32 } from 'node:zlib';
import type { ActivityColumn, ActivityColumns } from '../../ingest/activities/columns.ts';
import type { ActivityBlock, ActivityStore, StoredBlock } from '../../store/activities/activity-store.ts';
import {
  type PackedSum,
  packSum,
  readSum,
  type StoredSum,
  type SumColumns,
} from '../../store/activities/stored-sums.ts';
import type { WorkspaceView } from '../workspace-view.ts';

/** A sum over blocks, in whatever order they come. */
export interface Fold {
  add(block: StoredBlock): void;
  /** Numbers only: of words, never their text. Null where it took in what has no number. */
  save(): SumColumns | null;
  /** Takes up what `save` gave, before anything is added. */
  load(stored: StoredSum): void;
}

/** What a sum reads: columns of a block at hand, and texts of words. */
export interface FoldSource {
  column<C extends ActivityColumn>(block: StoredBlock, name: C): ActivityColumns[C];
  readonly words: { text(word: number): string };
}

/** How a sum is known in the database. */
export interface SumName {
  readonly name: string;
  /** Another one whenever the same blocks would give another sum. */
  readonly version: string;
}

/** @param number raised whenever the code sums otherwise @param tables that it goes by */
export function sumVersion(number: number, ...tables: readonly object[]): string {
  return `${number}.${crc32(JSON.stringify(tables))}`;
}

interface Held<F extends Fold> {
  readonly fold: F;
  /** Revision by block. */
  readonly seen: Map<number, number>;
  /** How many of them the database knows. */
  stored: number;
}

/** Every sum, so that all of them can be brought up to date before they are asked for. */
const ALL: { readonly sum: SumName; readonly current: (store: ActivityStore) => Held<Fold> }[] = [];

/** Keeps a sum per open workspace, brings it up to date when asked, and goes on from the stored one when a workspace is opened. */
export function storedFold<F extends Fold>(
  sum: SumName,
  make: (store: ActivityStore) => F,
): (view: WorkspaceView) => F {
  const kept = new WeakMap<ActivityStore, Held<F>>();
  const current = (store: ActivityStore): Held<F> => {
    const held = kept.get(store);
    const now = new Map(store.blocks.map((block) => [block.id, block.revision]));
    if (held !== undefined && [...held.seen].every(([id, revision]) => now.get(id) === revision)) return held;
    const begun = begin(store, sum, make);
    kept.set(store, begun);
    return begun;
  };
  ALL.push({ sum, current });
  return ({ activities: store }) => {
    const held = current(store);
    for (const block of store.blocks) take(held, block);
    return held.fold;
  };
}

function begin<F extends Fold>(store: ActivityStore, sum: SumName, make: (store: ActivityStore) => F): Held<F> {
  try {
    const stored = readSum(store.db, sum.name, sum.version, store.blocks);
    if (stored !== null) {
      const fold = make(store);
      fold.load(stored);
      return { fold, seen: stored.seen, stored: stored.seen.size };
    }
  } catch {
    // What is damaged can be made again: nothing depends on it.
  }
  return { fold: make(store), seen: new Map(), stored: 0 };
}

function take(held: Held<Fold>, block: ActivityBlock): void {
  if (held.seen.has(block.id)) return;
  held.fold.add(block);
  held.seen.set(block.id, block.revision);
}

/** Brings kept sums forward, block by block, for as long as the clock allows. @returns whether there is more to do */
export function advanceFolds({ activities: store }: WorkspaceView, isTime: () => boolean): boolean {
  const all = ALL.map(({ current }) => current(store));
  for (const block of store.blocks) {
    // All sums of one block together: its columns are read once.
    for (const held of all) {
      if (held.seen.has(block.id)) continue;
      if (!isTime()) return true;
      take(held, block);
    }
  }
  return false;
}

/** Fewer rows are summed sooner than it is worth to store them. */
export const LEAST_ROWS = 100_000;
/** A sum is stored again once so many of the rows are not in the stored one. */
const UNSTORED_SHARE = 1 / 50;

/** A sum that has taken in what there is and that the database should know; null when there is none. Once it was told it counts as stored. */
export function sumToStore({ activities: store }: WorkspaceView, leastRows = LEAST_ROWS): PackedSum | null {
  const rows = store.blocks.reduce((sum, block) => sum + block.rows, 0);
  for (const { sum, current } of ALL) {
    const held = current(store);
    if (held.seen.size < store.blocks.length) continue;
    // Which of them came last does not matter: blocks are of a size.
    const unstored = (rows * (held.seen.size - held.stored)) / Math.max(1, held.seen.size);
    if (unstored < Math.max(leastRows, rows * UNSTORED_SHARE)) continue;
    held.stored = held.seen.size;
    const columns = held.fold.save();
    if (columns !== null) return packSum(sum.name, sum.version, held.seen, columns);
  }
  return null;
}

export interface PerRevision<T> {
  (view: WorkspaceView): T;
  /** Makes it, or a piece of it, before it is asked for. @returns whether there was anything to do */
  prepare(view: WorkspaceView, isTime?: () => boolean): boolean;
}

/** Keeps what was made of a workspace until anything in it changes. */
export function perRevision<T>(make: (view: WorkspaceView) => T): PerRevision<T> {
  return perRevisionInPieces(function* whole(view) {
    const value = make(view);
    yield;
    return value;
  });
}

/** What is made of a workspace, from one piece to the next. */
export type Pieces<T> = Generator<undefined, T, undefined>;

/** The same of what takes long to make: between two pieces the background gives way to questions. */
export function perRevisionInPieces<T>(make: (view: WorkspaceView) => Pieces<T>): PerRevision<T> {
  const kept = new WeakMap<WorkspaceView, { readonly revision: number; readonly value: T }>();
  const begun = new WeakMap<WorkspaceView, { readonly revision: number; readonly pieces: Pieces<T> }>();
  /** @returns whether it is whole */
  const advance = (view: WorkspaceView, isTime: () => boolean): boolean => {
    const { revision } = view;
    const before = begun.get(view);
    const { pieces } = before?.revision === revision ? before : { pieces: make(view) };
    // Where a piece fails, whoever asks next begins anew.
    begun.delete(view);
    for (let step = pieces.next(); ; step = pieces.next()) {
      if (step.done === true) {
        kept.set(view, { revision, value: step.value });
        return true;
      }
      if (isTime()) continue;
      begun.set(view, { revision, pieces });
      return false;
    }
  };
  const madeOf = (view: WorkspaceView): { readonly value: T } | null => {
    const held = kept.get(view);
    return held?.revision === view.revision ? held : null;
  };
  const of = (view: WorkspaceView): T => {
    const made = madeOf(view);
    if (made !== null) return made.value;
    advance(view, () => true);
    return of(view);
  };
  const prepare = (view: WorkspaceView, isTime: () => boolean = () => true): boolean => {
    if (madeOf(view) !== null) return false;
    advance(view, isTime);
    return true;
  };
  return Object.assign(of, { prepare });
}

/** More rows than a block can have. */
const ROWS = 2 ** 24;

/** A record as one number, for sums to keep. */
export function pointerTo(block: StoredBlock, row: number): number {
  return block.id * ROWS + row;
}

/** The pointed-to record as questions name it. */
export function refOf(pointer: number): string {
  return `${Math.floor(pointer / ROWS)}.${pointer % ROWS}`;
}
