/**
 * Views that are derived from all activities. In: blocks. Out: a sum that has taken each of them in once.
 * Guarantee: an import adds its own blocks only; after a removal, or when marks were set anew, the sum starts anew.
 */
import type { ActivityBlock, ActivityStore } from '../../store/activities/activity-store.ts';
import type { WorkspaceView } from '../workspace-view.ts';

/** A sum over blocks, in whatever order they come. */
export interface Fold {
  add(block: ActivityBlock): void;
}

interface Held<F extends Fold> {
  readonly fold: F;
  /** Revision by block. */
  readonly seen: Map<number, number>;
}

/** Every sum that is kept, so that all of them can be brought up to date before they are asked for. */
const ALL: ((store: ActivityStore) => Held<Fold>)[] = [];

/** Keeps a sum per open workspace and brings it up to date when asked. */
export function keptFold<F extends Fold>(make: (store: ActivityStore) => F): (view: WorkspaceView) => F {
  const kept = new WeakMap<ActivityStore, Held<F>>();
  const current = (store: ActivityStore): Held<F> => {
    const held = kept.get(store);
    const now = new Map(store.blocks.map((block) => [block.id, block.revision]));
    if (held !== undefined && [...held.seen].every(([id, revision]) => now.get(id) === revision)) return held;
    const fresh = { fold: make(store), seen: new Map<number, number>() };
    kept.set(store, fresh);
    return fresh;
  };
  ALL.push(current);
  return ({ activities: store }) => {
    const held = current(store);
    for (const block of store.blocks) take(held, block);
    return held.fold;
  };
}

function take(held: Held<Fold>, block: ActivityBlock): void {
  if (held.seen.has(block.id)) return;
  held.fold.add(block);
  held.seen.set(block.id, block.revision);
}

/** Brings kept sums forward, block by block, for as long as the clock allows. @returns whether there is more to do */
export function advanceFolds({ activities: store }: WorkspaceView, isTime: () => boolean): boolean {
  const all = ALL.map((current) => current(store));
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

/** Keeps what was made of a workspace until anything in it changes. */
export function perRevision<T>(make: (view: WorkspaceView) => T): (view: WorkspaceView) => T {
  const kept = new WeakMap<WorkspaceView, { readonly revision: number; readonly value: T }>();
  return (view) => {
    const held = kept.get(view);
    if (held?.revision === view.revision) return held.value;
    const value = make(view);
    kept.set(view, { revision: view.revision, value });
    return value;
  };
}

/** More rows than a block can have. */
const ROWS = 2 ** 24;

/** A record as one number, for sums to keep. */
export function pointerTo(block: ActivityBlock, row: number): number {
  return block.id * ROWS + row;
}

/** The pointed-to record as questions name it. */
export function refOf(pointer: number): string {
  return `${Math.floor(pointer / ROWS)}.${pointer % ROWS}`;
}
