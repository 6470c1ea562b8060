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

/** Keeps a sum per open workspace and brings it up to date when asked. */
export function keptFold<F extends Fold>(make: (store: ActivityStore) => F): (view: WorkspaceView) => F {
  const kept = new WeakMap<ActivityStore, { readonly fold: F; readonly seen: Map<number, number> }>();
  return ({ activities: store }) => {
    let held = kept.get(store);
    const now = new Map(store.blocks.map((block) => [block.id, block.revision]));
    const isStale = held !== undefined && [...held.seen].some(([id, revision]) => now.get(id) !== revision);
    if (held === undefined || isStale) {
      held = { fold: make(store), seen: new Map() };
      kept.set(store, held);
    }
    for (const block of store.blocks) {
      if (held.seen.has(block.id)) continue;
      held.fold.add(block);
      held.seen.set(block.id, block.revision);
    }
    return held.fold;
  };
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
