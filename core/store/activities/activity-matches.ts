/** What questions about activities are asked of, and what answers them, row by row of blocks. */
import type { BlockMask } from './activity-filter.ts';
import type { ActivityBlock } from './activity-store.ts';
import type { EventFilter } from './event-filter.ts';

export interface ActivityQuestion {
  /** Inclusive; absent: from the first. */
  readonly from?: number | undefined;
  /** Exclusive; absent: to the last. */
  readonly to?: number | undefined;
  /** Null: every row. */
  readonly filter: BlockMask | null;
  /** The same of events that several records tell of; absent or null: each record decides by itself. */
  readonly events?: EventFilter | null;
  /** Also of users whose activities are private. */
  readonly withPrivate?: boolean;
}

/** Per row of a block. */
export const NO_MATCH = 0;
export const COUNTS = 1;
/** Fits, but another record of the same event counts. */
export const SAME_EVENT = 2;

export interface BlockMatches {
  readonly block: ActivityBlock;
  readonly rows: Uint8Array;
  /** Rows that fit. */
  readonly matched: number;
}

export interface Matches {
  /** Newest block first; only those in which something fits. */
  readonly blocks: readonly BlockMatches[];
  /** Records that fit, and events they tell of. */
  readonly records: number;
  readonly events: number;
}

/** What was found so far: while blocks are left, there are at least so many records and events. */
export interface Counted {
  readonly records: number;
  readonly events: number;
  /** Blocks that were not looked into yet; not each need hold what fits. */
  readonly blocksLeft: number;
}

export interface Bounds {
  readonly from: number;
  readonly to: number;
  readonly withPrivate: boolean;
}
