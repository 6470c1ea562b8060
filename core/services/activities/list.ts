/** A page of the activity log, by time. Only blocks that may hold rows of the page are looked into. */
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import { type Matches, NO_MATCH } from '../../store/activities/activity-matches.ts';
import type { ActivityBlock, ActivityStore } from '../../store/activities/activity-store.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { appNames, findActivities, type Shown } from './question.ts';
import { activityRowOf } from './rows.ts';

interface Found {
  readonly time: number;
  readonly block: ActivityBlock;
  readonly row: number;
}

export function listActivities(
  view: WorkspaceView,
  input: MethodParsed<'activities.list'>,
  cancelled: () => boolean,
  shown: Shown = 'public',
): MethodOutput<'activities.list'> {
  const started = performance.now();
  const matches = findActivities(view, input, cancelled, shown);
  const { order, offset, limit } = input;
  const found = firstOf(view.activities, matches, offset + limit, order === 'newest').slice(offset);
  const apps = appNames(view);
  const rows = found.map(({ block, row }) => activityRowOf(view, block, row, apps));
  return { rows, records: matches.records, events: matches.events, queryMs: performance.now() - started };
}

/** The first `count` rows in order of time; equal times as they were stored. */
export function firstOf(store: ActivityStore, matches: Matches, count: number, newest: boolean): Found[] {
  const sign = newest ? -1 : 1;
  const edge = (block: ActivityBlock): number => (newest ? -block.timeMax : block.timeMin);
  const blocks = [...matches.blocks].sort((a, b) => edge(a.block) - edge(b.block));
  const order = (a: Found, b: Found): number => sign * (a.time - b.time) || a.block.id - b.block.id || a.row - b.row;
  let best: Found[] = [];
  let last = Number.POSITIVE_INFINITY;
  for (const { block, rows } of blocks) {
    if (edge(block) > last) break;
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
