/**
 * A page anywhere in the log, once it is known what fits. In: the rows that fit, by block, and how many come before the page. Out: the rows of
 * the page. Blocks that lie wholly before or behind it are counted by their size alone, and of the others rows are first counted by
 * narrow stretches of time: only those of the page's stretches are taken out and sorted, wherever in ten million rows it lies.
 */
import { AppError } from '../../contract/errors.ts';
import { type BlockMatches, NO_MATCH } from '../../store/activities/activity-matches.ts';
import type { ActivityBlock, ActivityStore } from '../../store/activities/activity-store.ts';

export interface Found {
  readonly time: number;
  readonly block: ActivityBlock;
  readonly row: number;
}

export interface PagePlace {
  readonly offset: number;
  readonly limit: number;
  readonly newest: boolean;
}

/** In order of time; equal times as they were stored. */
export function orderOf(newest: boolean): (a: Found, b: Found) => number {
  const sign = newest ? -1 : 1;
  return (a, b) => sign * (a.time - b.time) || a.block.id - b.block.id || a.row - b.row;
}

/** A few hundred rows each where ten million are spread evenly over blocks that all overlap. */
const STRETCHES = 16_384;

interface Span {
  readonly matches: BlockMatches;
  /** First and last place of the block on the axis that pages go along: its times, turned round where the newest come first. */
  readonly first: number;
  readonly last: number;
}

/** @throws AppError job.cancelled */
export function pageAt(
  store: ActivityStore,
  blocks: readonly BlockMatches[],
  { offset, limit, newest }: PagePlace,
  cancelled: () => boolean,
): readonly Found[] {
  const sign = newest ? -1 : 1;
  const spans = blocks.map((matches): Span => {
    const { timeMin, timeMax } = matches.block;
    return { matches, first: newest ? -timeMax : timeMin, last: newest ? -timeMin : timeMax };
  });
  const { before, inPlay } = narrowed(spans, offset, offset + limit);
  if (inPlay.length === 0) return [];
  const start = inPlay.reduce((least, { first }) => Math.min(least, first), Number.POSITIVE_INFINITY);
  const end = inPlay.reduce((most, { last }) => Math.max(most, last), Number.NEGATIVE_INFINITY);
  const perMs = STRETCHES / (end - start + 1);
  const stretchOf = (at: number): number => Math.floor((at - start) * perMs);
  const counts = new Uint32Array(STRETCHES);
  for (const { matches, first, last } of inPlay) {
    if (cancelled()) throw new AppError('job.cancelled', 'Cancelled.');
    const { block, rows, matched } = matches;
    const only = stretchOf(first);
    if (only === stretchOf(last)) {
      counts[only] = (counts[only] ?? 0) + matched;
      continue;
    }
    const times = store.column(block, 'time');
    for (let row = 0; row < rows.length; row++) {
      if (rows[row] === NO_MATCH) continue;
      const stretch = Math.floor((sign * (times[row] ?? 0) - start) * perMs);
      counts[stretch] = (counts[stretch] ?? 0) + 1;
    }
  }
  let from = 0;
  let passed = before;
  while (from < STRETCHES && passed + (counts[from] ?? 0) <= offset) passed += counts[from++] ?? 0;
  let to = from;
  for (let seen = passed; to < STRETCHES && seen < offset + limit; to++) seen += counts[to] ?? 0;
  const found: Found[] = [];
  for (const { matches, first, last } of inPlay) {
    if (stretchOf(last) < from || stretchOf(first) >= to) continue;
    const { block, rows } = matches;
    const times = store.column(block, 'time');
    for (let row = 0; row < rows.length; row++) {
      if (rows[row] === NO_MATCH) continue;
      const time = times[row] ?? 0;
      const stretch = Math.floor((sign * time - start) * perMs);
      if (stretch >= from && stretch < to) found.push({ time, block, row });
    }
  }
  return found.sort(orderOf(newest)).slice(offset - passed, offset - passed + limit);
}

/** Blocks that may hold rows of the page, and how many rows lie in those that end before it. */
function narrowed(
  spans: readonly Span[],
  offset: number,
  end: number,
): { readonly before: number; readonly inPlay: readonly Span[] } {
  // Up to here no more rows than come before the page can lie, so that its rows lie behind.
  let behind = Number.NEGATIVE_INFINITY;
  let most = 0;
  for (const { first, matches } of [...spans].sort((a, b) => a.first - b.first)) {
    most += matches.matched;
    if (most > offset) break;
    behind = first;
  }
  // Up to here as many rows lie as the page ends with.
  let until = Number.POSITIVE_INFINITY;
  let least = 0;
  for (const { last, matches } of [...spans].sort((a, b) => a.last - b.last)) {
    least += matches.matched;
    if (least < end) continue;
    until = last;
    break;
  }
  let before = 0;
  const inPlay: Span[] = [];
  for (const span of spans) {
    if (span.last < behind) before += span.matches.matched;
    else if (span.first <= until) inPlay.push(span);
  }
  return { before, inPlay };
}
