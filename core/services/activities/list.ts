/** A page of the activity log, by time. Only blocks that may hold rows of the page are looked into before it is told. */
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import { NO_MATCH } from '../../store/activities/activity-matches.ts';
import type { ActivityBlock, ActivityStore } from '../../store/activities/activity-store.ts';
import { allOf, type Matching } from '../../store/activities/matching.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { type Found, orderOf, pageAt } from './page-at.ts';
import { appNames, matchingOf, type Shown } from './question.ts';
import { activityRowOf } from './rows.ts';

/** About as long takes reading the address data, which the first rows of all wait for. */
const ADDRESSES_MS = 30;
/** Rows before a page that are not worth taking out one by one. */
const DEEP = 10_000;

/** @throws AppError query.badFilter, job.cancelled */
export function listActivities(
  view: WorkspaceView,
  input: MethodParsed<'activities.list'>,
  cancelled: () => boolean,
  shown: Shown = 'public',
): MethodOutput<'activities.list'> {
  const started = performance.now();
  const matching = matchingOf(view, input, shown);
  const { order, offset, limit, within } = input;
  const before = matching.counted.blocksLeft;
  // However late it is, each question looks into one block more: whoever asks again comes to the end.
  const isPast = (ms: number): boolean =>
    within !== undefined && matching.counted.blocksLeft < before && performance.now() - started >= within - ms;
  const isOver = (): boolean => isPast(0);
  // So far into the log nothing is told before everything is counted, which costs less than the rows before the page.
  const isDeep = offset >= DEEP;
  const all =
    within === undefined || before === 0
      ? allOf(matching, cancelled)
      : isDeep
        ? matching.complete(cancelled, isOver)
        : null;
  const forRows = view.addresses.isRead ? 0 : ADDRESSES_MS;
  const newest = order === 'newest';
  let found: readonly Found[] = [];
  if (all !== null && offset > 0) found = pageAt(view.activities, all.blocks, { offset, limit, newest }, cancelled);
  else if (!isDeep) {
    const search = { count: offset + limit, newest, cancelled, isOver: () => isPast(forRows) };
    found = firstOf(view.activities, matching, search).slice(offset);
  }
  const apps = appNames(view);
  const rows = found.map(({ block, row }) => activityRowOf(view, block, row, apps));
  matching.complete(cancelled, isOver);
  return { rows, ...matching.counted, queryMs: performance.now() - started };
}

interface Search {
  readonly count: number;
  readonly newest: boolean;
  readonly cancelled: () => boolean;
  /** Whether to be content with what is certain by now; absent: never. */
  readonly isOver?: () => boolean;
}

/**
 * The first rows in order of time; equal times as they were stored. Fewer where the time was over: none will come before or between them.
 * @throws AppError job.cancelled
 */
export function firstOf(
  store: ActivityStore,
  matching: Matching,
  { count, newest, cancelled, isOver = () => false }: Search,
): readonly Found[] {
  const sign = newest ? -1 : 1;
  const edge = (block: ActivityBlock): number => (newest ? -block.timeMax : block.timeMin);
  const order = orderOf(newest);
  let best: Found[] = [];
  let last = Number.POSITIVE_INFINITY;
  for (const block of [...matching.blocks].sort((a, b) => edge(a) - edge(b))) {
    if (edge(block) > last) break;
    if (!matching.isKnown(block) && isOver()) {
      // What this block holds may come before everything behind its edge.
      best = best.filter(({ time }) => sign * time < edge(block));
      break;
    }
    const matches = matching.of(block, cancelled);
    if (matches === null) continue;
    const { rows } = matches;
    const times = store.column(block, 'time');
    for (let row = 0; row < rows.length; row++) {
      const time = times[row] ?? 0;
      if (rows[row] !== NO_MATCH && sign * time <= last) best.push({ time, block, row });
    }
    if (best.length > count) best = best.sort(order).slice(0, count);
    const end = best.length >= count ? best.sort(order)[count - 1] : undefined;
    if (end !== undefined) last = sign * end.time;
  }
  return best.sort(order).slice(0, count);
}
