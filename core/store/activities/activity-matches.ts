/**
 * In: a time range and a filter. Out: which rows of which blocks fit, and which of them count: an event that several connectors saw is
 * one event, however many of its records fit, and fits where its records do so only together.
 */
import { AppError } from '../../contract/errors.ts';
import { REPEATED, SEEN_ELSEWHERE } from '../../ingest/activities/columns.ts';
import { TRUE } from '../../query/index.ts';
import type { BlockMask } from './activity-filter.ts';
import type { ActivityBlock, ActivityStore } from './activity-store.ts';
import type { EventVerdicts } from './event-filter.ts';
import { type SharedEvents, sharedEvents } from './shared-events.ts';

export interface ActivityQuestion {
  /** Inclusive; absent: from the first. */
  readonly from?: number | undefined;
  /** Exclusive; absent: to the last. */
  readonly to?: number | undefined;
  /** Null: every row. */
  readonly filter: BlockMask | null;
  /** The same of events whose records only together fit; absent or null: there are none. */
  readonly events?: EventVerdicts | null;
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

/** @throws AppError job.cancelled */
export function matchActivities(store: ActivityStore, question: ActivityQuestion, cancelled: () => boolean): Matches {
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = question;
  const blocks: BlockMatches[] = [];
  let records = 0;
  let elsewhere = 0;
  for (const block of store.blocks) {
    if (block.timeMax < from || block.timeMin >= to) continue;
    if (cancelled()) throw new AppError('job.cancelled', 'Cancelled.');
    const { rows, matched, seen } = matchBlock(store, block, from, to, question);
    if (matched === 0) continue;
    blocks.push({ block, rows, matched });
    records += matched;
    elsewhere += seen;
  }
  if (question.events) {
    const added = addTogether(store, blocks, question.events, { from, to, withPrivate: question.withPrivate === true });
    records += added;
    elsewhere += added;
  }
  const events = elsewhere === 0 ? records : records - joinEvents(store, blocks, question.withPrivate === true);
  return { blocks, records, events };
}

const NO_ROWS = new Uint8Array(0);
/** Ones to be looked at only: blocks in which every row counts share them. */
let ones = new Uint8Array(0);

function allCounting(rows: number): Uint8Array {
  if (ones.length < rows) ones = new Uint8Array(rows * 2).fill(COUNTS);
  return ones.subarray(0, rows);
}

function matchBlock(
  store: ActivityStore,
  block: ActivityBlock,
  from: number,
  to: number,
  { filter, withPrivate = false }: ActivityQuestion,
): { rows: Uint8Array; matched: number; seen: number } {
  const mask = filter?.(block);
  if (mask === null) return { rows: NO_ROWS, matched: 0, seen: 0 };
  const isWhole = block.timeMin >= from && block.timeMax < to;
  if (isWhole && store.isAllFirst(block)) {
    if (mask === undefined) return { rows: allCounting(block.rows), matched: block.rows, seen: 0 };
    return { rows: mask, matched: countTrue(mask), seen: 0 };
  }
  const marks = withPrivate ? store.allMarks(block) : store.column(block, 'mark');
  const rows = new Uint8Array(block.rows);
  const times = isWhole ? null : store.column(block, 'time');
  let matched = 0;
  let seen = 0;
  for (let row = 0; row < rows.length; row++) {
    if (mask !== undefined && mask[row] !== TRUE) continue;
    const mark = marks[row];
    if (mark === REPEATED) continue;
    if (times !== null) {
      const time = times[row] ?? 0;
      if (time < from || time >= to) continue;
    }
    rows[row] = COUNTS;
    matched++;
    if (mark === SEEN_ELSEWHERE) seen++;
  }
  return { rows, matched, seen };
}

interface Bounds {
  readonly from: number;
  readonly to: number;
  readonly withPrivate: boolean;
}

/**
 * Adds the records of events of which no record fits by itself, but all of them together.
 * @param blocks what fits so far, newest first; blocks are added in their places
 * @returns how many records
 */
function addTogether(store: ActivityStore, blocks: BlockMatches[], verdictsOf: EventVerdicts, bounds: Bounds): number {
  const shared = sharedEvents(store, bounds.withPrivate);
  if (shared.count === 0) return 0;
  const open = openEvents(blocks, shared);
  const verdicts = verdictsOf(shared, open);
  const before = new Map(blocks.map((one) => [one.block.id, one]));
  const all: BlockMatches[] = [];
  let added = 0;
  for (const block of store.blocks) {
    const known = before.get(block.id);
    const rows = rowsTogether(
      store,
      block,
      known,
      shared,
      (event) => open[event] !== 0 && verdicts[event] === TRUE,
      bounds,
    );
    if (rows === null) {
      if (known !== undefined) all.push(known);
      continue;
    }
    added += rows.matched - (known?.matched ?? 0);
    all.push(rows);
  }
  blocks.splice(0, blocks.length, ...all);
  return added;
}

/** Events of which no record fits, one byte each. */
function openEvents(blocks: readonly BlockMatches[], shared: SharedEvents): Uint8Array {
  const open = new Uint8Array(shared.count).fill(1);
  for (const { block, rows } of blocks) {
    const here = shared.byBlock.get(block.id);
    here?.rows.forEach((row, at) => {
      if (rows[row] !== NO_MATCH) open[here.events[at] ?? 0] = 0;
    });
  }
  return open;
}

/** The block with the rows of wanted events; null where it has none in the time asked about. */
function rowsTogether(
  store: ActivityStore,
  block: ActivityBlock,
  known: BlockMatches | undefined,
  shared: SharedEvents,
  isWanted: (event: number) => boolean,
  { from, to }: Bounds,
): BlockMatches | null {
  const here = shared.byBlock.get(block.id);
  if (here === undefined || block.timeMax < from || block.timeMin >= to) return null;
  const times = store.column(block, 'time');
  const found = here.rows.filter((row, at) => {
    const time = times[row] ?? 0;
    return isWanted(here.events[at] ?? 0) && time >= from && time < to;
  });
  if (found.length === 0) return null;
  const rows = known === undefined ? new Uint8Array(block.rows) : Uint8Array.from(known.rows);
  for (const row of found) rows[row] = COUNTS;
  return { block, rows, matched: (known?.matched ?? 0) + found.length };
}

/** Turns a mask into rows that count, in its own place. @returns how many */
function countTrue(mask: Uint8Array): number {
  let matched = 0;
  for (let row = 0; row < mask.length; row++) {
    const fits = mask[row] === TRUE ? COUNTS : NO_MATCH;
    mask[row] = fits;
    matched += fits;
  }
  return matched;
}

/** Of records of one event only one counts: the first stored, else the first found. @returns how many do not */
function joinEvents(store: ActivityStore, blocks: readonly BlockMatches[], withPrivate: boolean): number {
  const wanted = new Set<number>();
  const visit = (isElsewhere: boolean, take: (event: number, rows: Uint8Array, row: number) => void): void => {
    for (const { block, rows } of blocks) {
      const marks = withPrivate ? store.allMarks(block) : store.column(block, 'mark');
      if (isElsewhere && !marks.includes(SEEN_ELSEWHERE)) continue;
      const same = store.column(block, 'same');
      for (let row = 0; row < rows.length; row++) {
        if (rows[row] !== NO_MATCH && (marks[row] === SEEN_ELSEWHERE) === isElsewhere) take(same[row] ?? 0, rows, row);
      }
    }
  };
  visit(true, (event) => wanted.add(event));
  const told = new Set<number>();
  visit(false, (event) => {
    if (wanted.has(event)) told.add(event);
  });
  let joined = 0;
  visit(true, (event, rows, row) => {
    if (told.has(event)) {
      rows[row] = SAME_EVENT;
      joined++;
    } else told.add(event);
  });
  return joined;
}
