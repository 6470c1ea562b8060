/**
 * In: a time range and a filter. Out: which rows of which blocks fit, and which of them count: an event that several connectors saw is
 * one event, however many of its records fit, and fits where its records do so only together. Blocks are looked into as they are needed, so
 * that a page can be told before everything is counted.
 */
import { AppError } from '../../contract/errors.ts';
import { REPEATED, SEEN_ELSEWHERE } from '../../ingest/activities/columns.ts';
import { TRUE } from '../../query/index.ts';
import type { BlockMask } from './activity-filter.ts';
import {
  type ActivityQuestion,
  type BlockMatches,
  type Bounds,
  COUNTS,
  type Counted,
  type Matches,
  NO_MATCH,
} from './activity-matches.ts';
import type { ActivityBlock, ActivityStore } from './activity-store.ts';
import { fittingTogether, joinEvents } from './event-matches.ts';
import { sharedEvents } from './shared-events.ts';

/** The answer to one question, found block by block as far as somebody needs it. */
export class Matching {
  /** Of the time asked about, newest first. */
  readonly blocks: readonly ActivityBlock[];
  private readonly store: ActivityStore;
  private readonly question: ActivityQuestion;
  private readonly bounds: Bounds;
  /** By block; null where nothing fits. */
  private readonly known = new Map<number, BlockMatches | null>();
  private readonly open: Set<ActivityBlock>;
  private records = 0;
  private elsewhere = 0;
  private isSettled: boolean;
  private found: Matches | null = null;

  constructor(store: ActivityStore, question: ActivityQuestion) {
    const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY, withPrivate = false } = question;
    this.store = store;
    this.question = question;
    this.bounds = { from, to, withPrivate };
    this.blocks = store.blocks.filter((block) => block.timeMax >= from && block.timeMin < to);
    this.open = new Set(this.blocks);
    this.isSettled = !question.events;
  }

  isKnown(block: ActivityBlock): boolean {
    return this.isSettled && this.known.has(block.id);
  }

  /**
   * Rows of one block that fit, as they will stay but for which of an event's records counts; null where none does.
   * @throws AppError job.cancelled
   */
  of(block: ActivityBlock, cancelled: () => boolean): BlockMatches | null {
    if (!this.isSettled) this.settle(cancelled);
    return this.known.get(block.id) ?? this.look(block, cancelled);
  }

  get counted(): Counted {
    const { records, elsewhere } = this;
    return { records, events: this.found?.events ?? Math.max(0, records - elsewhere), blocksLeft: this.open.size };
  }

  /** Looks into one block after the other. @returns null where the time was over before the last. @throws AppError job.cancelled */
  complete(cancelled: () => boolean, isOver: () => boolean = () => false): Matches | null {
    if (this.found !== null) return this.found;
    if (!this.isSettled) this.settle(cancelled);
    for (const block of this.open) {
      if (isOver()) return null;
      this.look(block, cancelled);
    }
    const { store, records, elsewhere } = this;
    const blocks = this.blocks.flatMap(({ id }) => this.known.get(id) ?? []);
    const events = elsewhere === 0 ? records : records - joinEvents(store, blocks, this.bounds.withPrivate);
    this.found = { blocks, records, events };
    return this.found;
  }

  private look(block: ActivityBlock, cancelled: () => boolean): BlockMatches | null {
    if (this.known.has(block.id)) return null;
    if (cancelled()) throw new AppError('job.cancelled', 'Cancelled.');
    const { rows, matched, seen } = matchBlock(this.store, block, this.bounds, this.question.filter);
    const matches = matched === 0 ? null : { block, rows, matched };
    this.known.set(block.id, matches);
    this.open.delete(block);
    this.records += matched;
    this.elsewhere += seen;
    return matches;
  }

  /** Whether records of one event fit together is known once all blocks with such records were looked into. */
  private settle(cancelled: () => boolean): void {
    const { events } = this.question;
    const shared = events ? sharedEvents(this.store, this.bounds.withPrivate) : null;
    if (events && shared !== null && shared.count > 0) {
      const blocks = this.blocks.filter(({ id }) => shared.byBlock.has(id));
      for (const block of blocks) this.look(block, cancelled);
      const before = blocks.flatMap(({ id }) => this.known.get(id) ?? []);
      for (const rows of fittingTogether(this.store, before, shared, events, this.bounds)) {
        const added = rows.matched - (this.known.get(rows.block.id)?.matched ?? 0);
        this.known.set(rows.block.id, rows.matched === 0 ? null : rows);
        this.records += added;
        // At most so many repeat another record's event; where none did, none does.
        this.elsewhere += Math.max(0, added);
      }
    }
    this.isSettled = true;
  }
}

/** @throws AppError job.cancelled */
export function matchActivities(store: ActivityStore, question: ActivityQuestion, cancelled: () => boolean): Matches {
  return allOf(new Matching(store, question), cancelled);
}

/** @throws AppError job.cancelled */
export function allOf(matching: Matching, cancelled: () => boolean): Matches {
  const matches = matching.complete(cancelled);
  if (matches === null) throw new Error('Nothing ended the search.');
  return matches;
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
  { from, to, withPrivate }: Bounds,
  filter: BlockMask | null,
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
