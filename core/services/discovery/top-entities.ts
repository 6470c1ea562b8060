import type { Dashboard } from '../../contract/discovery.ts';
import { distinctCounter } from '../../store/segments/distinct.ts';
import { type ScanRange, spansOf } from '../../store/segments/scan.ts';
import type { Sums } from '../../store/segments/sums.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { type Counted, metricOf } from './row-types.ts';

/** Traffic where any row knows it, else download, else transactions. */
export function rankedBy(rows: readonly Counted[], wanted: string): string {
  const order = [wanted, 'bytesTotal', 'bytesReceived', 'transactions'];
  return order.find((metric) => rows.some((row) => metricOf(row, metric) >= 0)) ?? 'transactions';
}

/** The leading users or sources; their distinct counts come from a second walk over their cells alone. */
export function topEntities(
  view: WorkspaceView,
  by: 'user' | 'source',
  sums: Sums,
  metric: string,
  range: ScanRange,
  segments: ReturnType<WorkspaceView['segmentsFor']>,
  count: number,
  cancelled: () => boolean,
): Dashboard['topUsers'] {
  const value = (id: number) => metricOf({ ...sums.measures(id), users: 0, sources: 0 }, metric);
  const ids = Array.from({ length: sums.groups }, (_, id) => ({ id, value: value(id) }))
    .filter(({ id }) => id > 0 && sums.transactions(id) > 0)
    .sort((a, b) => b.value - a.value)
    .slice(0, count)
    .map(({ id }) => id);
  const slot = new Uint16Array(sums.groups);
  ids.forEach((id, i) => {
    slot[id] = i + 1;
  });
  const { names } = view.dictionaries;
  const distinct = {
    apps: distinctCounter(count + 1, view.entries.length + 1),
    hosts: distinctCounter(count + 1, names.dest.length),
    users: distinctCounter(count + 1, names.user.length),
    sources: distinctCounter(count + 1, names.source.length),
  };
  for (const { columns: c, from, to, pass } of spansOf(view.segments, segments, range, cancelled)) {
    const column = c[by];
    for (let cell = from; cell < to; cell++) {
      const at = slot[column[cell] ?? 0] ?? 0;
      if (at === 0 || (pass && !pass(cell))) {
        continue;
      }
      const dest = c.dest[cell] ?? 0;
      distinct.hosts.add(at, dest);
      distinct.apps.add(at, view.appOfDest[dest] ?? 0);
      distinct.users.add(at, c.user[cell] ?? 0);
      distinct.sources.add(at, c.source[cell] ?? 0);
    }
  }
  return ids.map((id, i) => ({
    key: names[by][id] ?? '',
    ...sums.measures(id),
    users: distinct.users.count(i + 1),
    sources: distinct.sources.count(i + 1),
    apps: distinct.apps.count(i + 1),
    hosts: distinct.hosts.count(i + 1),
    firstSeen: sums.first(id) * 1000,
    lastSeen: sums.last(id) * 1000,
  }));
}
