/**
 * Events that several records tell of. In: marks and event hashes of all blocks. Out: which rows tell of which of these events, numbered from 0.
 * Where no import repeats another's events nothing but the list of marked blocks is read.
 */
import { REPEATED, SEEN_ELSEWHERE } from '../../ingest/activities/columns.ts';
import type { ActivityBlock, ActivityStore } from './activity-store.ts';

/** Rows of one block, and the event that each tells of. */
export interface SharedRows {
  readonly rows: Uint32Array;
  readonly events: Uint32Array;
}

export interface SharedEvents {
  readonly count: number;
  /** By block id; blocks without any are left out. */
  readonly byBlock: ReadonlyMap<number, SharedRows>;
}

interface Known {
  /** Made anew with each state of the workspace. */
  readonly blocks: readonly ActivityBlock[];
  readonly events: SharedEvents;
}
const known = { public: new WeakMap<ActivityStore, Known>(), all: new WeakMap<ActivityStore, Known>() };

/** @param withPrivate also records of users whose activities are private */
export function sharedEvents(store: ActivityStore, withPrivate: boolean): SharedEvents {
  const held = known[withPrivate ? 'all' : 'public'];
  const before = held.get(store);
  if (before?.blocks === store.blocks) return before.events;
  const events = findShared(store, withPrivate);
  held.set(store, { blocks: store.blocks, events });
  return events;
}

function findShared(store: ActivityStore, withPrivate: boolean): SharedEvents {
  const marksOf = (block: ActivityBlock): Uint8Array =>
    withPrivate ? store.allMarks(block) : store.column(block, 'mark');
  const numbers = new Map<number, number>();
  for (const block of store.blocks) {
    if (store.isAllFirst(block)) continue;
    const marks = marksOf(block);
    if (!marks.includes(SEEN_ELSEWHERE)) continue;
    const same = store.column(block, 'same');
    for (let row = 0; row < marks.length; row++) {
      const event = same[row] ?? 0;
      if (marks[row] === SEEN_ELSEWHERE && !numbers.has(event)) numbers.set(event, numbers.size);
    }
  }
  const byBlock = new Map<number, SharedRows>();
  if (numbers.size === 0) return { count: 0, byBlock };
  for (const block of store.blocks) {
    const marks = marksOf(block);
    const same = store.column(block, 'same');
    const rows: number[] = [];
    const events: number[] = [];
    for (let row = 0; row < same.length; row++) {
      const event = same[row] ?? 0;
      const number = event === 0 || marks[row] === REPEATED ? undefined : numbers.get(event);
      if (number === undefined) continue;
      rows.push(row);
      events.push(number);
    }
    if (rows.length > 0) byBlock.set(block.id, { rows: Uint32Array.from(rows), events: Uint32Array.from(events) });
  }
  return { count: numbers.size, byBlock };
}
