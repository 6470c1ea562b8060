import type { Dashboard } from '../../contract/discovery.ts';
import { distinctCounter } from '../../store/segments/distinct.ts';
import { type ScanRange, spansOf } from '../../store/segments/scan.ts';
import { Sums } from '../../store/segments/sums.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { type RankedKind, Ranking, rankColumn } from './ranking.ts';
import { type Counted, metricOf } from './row-types.ts';

/** Traffic where any row knows it, else download, else transactions. */
export function rankedBy(rows: readonly Counted[], wanted: string): string {
  const order = [wanted, 'bytesTotal', 'bytesReceived', 'transactions'];
  return order.find((metric) => rows.some((row) => metricOf(row, metric) >= 0)) ?? 'transactions';
}

/** The leading users, sources or devices: one light walk finds them, a second one over their cells alone sums them up. */
export function topEntities(
  view: WorkspaceView,
  by: RankedKind,
  metric: string,
  range: ScanRange,
  segments: ReturnType<WorkspaceView['segmentsFor']>,
  count: number,
  cancelled: () => boolean,
): Dashboard['topUsers'] {
  const { names } = view.dictionaries;
  const ranking = new Ranking(by, names[by].length, rankColumn(metric));
  for (const span of spansOf(view.segments, segments, range, cancelled)) {
    ranking.addSpan(span);
  }
  const ids = ranking.leading(count);
  const sums = new Sums(count + 1);
  const slot = new Uint16Array(names[by].length);
  ids.forEach((id, i) => {
    slot[id] = i + 1;
  });
  const distinct = {
    apps: distinctCounter(count + 1, view.entries.length + 1),
    hosts: distinctCounter(count + 1, names.dest.length),
    users: distinctCounter(count + 1, names.user.length),
    sources: distinctCounter(count + 1, names.source.length),
    devices: distinctCounter(count + 1, names.device.length),
  };
  for (const { columns: c, from, to, pass } of spansOf(view.segments, segments, range, cancelled)) {
    const column = c[by];
    for (let cell = from; cell < to; cell++) {
      const at = slot[column[cell] ?? 0] ?? 0;
      if (at === 0 || (pass && !pass(cell))) {
        continue;
      }
      sums.add(at, c, cell);
      const dest = c.dest[cell] ?? 0;
      distinct.hosts.add(at, dest);
      distinct.apps.add(at, view.appOfDest[dest] ?? 0);
      distinct.users.add(at, c.user[cell] ?? 0);
      distinct.sources.add(at, c.source[cell] ?? 0);
      distinct.devices.add(at, c.device[cell] ?? 0);
    }
  }
  return ids.map((id, i) => ({
    key: by === 'user' ? view.enrichment.userName(id, names.user[id] ?? '') : (names[by][id] ?? ''),
    ...sums.measures(i + 1),
    users: distinct.users.count(i + 1),
    sources: distinct.sources.count(i + 1),
    apps: distinct.apps.count(i + 1),
    hosts: distinct.hosts.count(i + 1),
    devices: distinct.devices.count(i + 1),
    firstSeen: sums.first(i + 1) * 1000,
    lastSeen: sums.last(i + 1) * 1000,
  }));
}
