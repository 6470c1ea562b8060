/** Usage of one app, user, source, device or host inside a scope. */
import type { Usage } from '../../contract/discovery.ts';
import type { MethodParsed } from '../../contract/methods.ts';
import { bothFilters, maskFilter } from '../../store/segments/cell-filter.ts';
import { spansOf } from '../../store/segments/scan.ts';
import { Sums } from '../../store/segments/sums.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { bucketsOf } from './buckets.ts';
import { Groups } from './groups.ts';
import { KnownCounter } from './known.ts';
import { type Counted, metricOf } from './row-types.ts';
import { resolveScope } from './scope.ts';
import { networkGroups, networkOf } from './splits.ts';
import { subjectMask } from './subject.ts';
import { TimelineCounter } from './timeline.ts';
import { rankedBy } from './top-entities.ts';

export function getUsage(
  view: WorkspaceView,
  input: MethodParsed<'discovery.getUsage'>,
  cancelled: () => boolean,
): Usage {
  const started = performance.now();
  const scope = resolveScope(view, input, 'all');
  const range = {
    ...scope.range,
    filter: bothFilters(maskFilter(subjectMask(view, input.kind, input.key)), scope.range.filter),
  };
  const span = scope.span ?? { from: 0, to: 0 };
  const apps = new Groups(view, 'app');
  const users = new Groups(view, 'user');
  const sources = new Groups(view, 'source');
  // Most logs name no device: grouping by it would be a walk for nothing.
  const devices = view.dictionaries.names.device.length > 1 ? new Groups(view, 'device') : null;
  const hosts = new Groups(view, 'host');
  const network = networkGroups(view);
  const known = new KnownCounter(view.appOfDest);
  const time = new TimelineCounter(
    view,
    bucketsOf(span.from, span.to, view.meta.bucketMinutes, view.meta.displayZone, 120),
    null,
    1,
  );
  const all = new Sums(1);
  for (const part of spansOf(view.segments, view.segmentsFor(scope.extent === null), range, cancelled)) {
    apps.addSpan(part);
    users.addSpan(part);
    sources.addSpan(part);
    devices?.addSpan(part);
    network?.addSpan(part);
    hosts.addSpan(part);
    known.addSpan(part);
    time.addSpan(part);
    for (let cell = part.from; cell < part.to; cell++) {
      if (!part.pass || part.pass(cell)) {
        all.add(0, part.columns, cell);
      }
    }
  }
  const present = {
    apps: apps.present(),
    users: users.present(),
    sources: sources.present(),
    devices: devices?.present() ?? [],
    hosts: hosts.present(),
  };
  const totals = { ...all.measures(0), users: present.users.length, sources: present.sources.length };
  const metric = rankedBy([totals], 'bytesTotal');
  const top = <T extends Counted>(rows: T[]): T[] =>
    rows.sort((a, b) => metricOf(b, metric) - metricOf(a, metric)).slice(0, input.top);
  const seen = totals.transactions > 0;
  return {
    kind: input.kind,
    key: input.key,
    totals: { ...totals, apps: present.apps.length, hosts: present.hosts.length, devices: present.devices.length },
    known: known.shares(),
    firstSeen: seen ? all.first(0) * 1000 : null,
    lastSeen: seen ? all.last(0) * 1000 : null,
    timeline: time.timeline(),
    network: present.devices.length === 0 ? null : networkOf(network),
    apps: top(present.apps.flatMap((group) => apps.appRow(group) ?? [])),
    users: top(present.users.map((group) => users.entityRow(group))),
    sources: top(present.sources.map((group) => sources.entityRow(group))),
    devices: top(present.devices.flatMap((group) => devices?.entityRow(group) ?? [])),
    hosts: top(present.hosts.map((group) => hosts.entityRow(group))),
    queryMs: performance.now() - started,
  };
}
