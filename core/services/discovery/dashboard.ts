/** Everything the discovery dashboard shows, from one walk over the cells (and one over the period before). */
import type { AppRow, Dashboard } from '../../contract/discovery.ts';
import type { MethodParsed } from '../../contract/methods.ts';
import { hourOf } from '../../ingest/cube/columns.ts';
import type { RiskBand, Tag } from '../../model/app.ts';
import { distinctCounter } from '../../store/segments/distinct.ts';
import { type ScanRange, spansOf } from '../../store/segments/scan.ts';
import { Sums } from '../../store/segments/sums.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { bucketsOf } from './buckets.ts';
import { firstSeenByApp } from './first-seen.ts';
import { Groups } from './groups.ts';
import { KnownCounter } from './known.ts';
import { type Counted, categoryName, metricOf } from './row-types.ts';
import { resolveScope } from './scope.ts';
import { TimelineCounter } from './timeline.ts';

type Kpis = Dashboard['kpis'];

const LANES = ['high', 'medium', 'low', 'unscored', 'unmatched'] as const;
type Lane = (typeof LANES)[number];

const NOTHING: Counted = {
  transactions: 0,
  blocked: 0,
  bytesSent: null,
  bytesReceived: null,
  bytesTotal: null,
  users: 0,
  sources: 0,
};
const NO_KPIS: Kpis = {
  ...NOTHING,
  apps: 0,
  devices: 0,
  hosts: 0,
  unmatchedTransactions: 0,
  unmatchedBytesTotal: null,
};

export function getDashboard(
  view: WorkspaceView,
  input: MethodParsed<'discovery.getDashboard'>,
  cancelled: () => boolean,
): Dashboard {
  const started = performance.now();
  const scope = resolveScope(view, input, 'all');
  const segments = view.segmentsFor(scope.extent === null);
  const provisional = segments.some((segment) => segment.running);
  const span = scope.span ?? provisionalSpan(view);
  if (!span) {
    return emptyDashboard(performance.now() - started);
  }
  const range = scope.span ? scope.range : { ...scope.range, ...hoursOf(view, span) };
  const buckets = bucketsOf(span.from, span.to, view.meta.bucketMinutes, view.meta.displayZone);
  const apps = new Groups(view, 'app');
  const known = new KnownCounter(view.appOfDest);
  const time = new TimelineCounter(view, buckets, lanesOf(view), LANES.length);
  const people = new Sums(view.dictionaries.names.user.length);
  const addresses = new Sums(view.dictionaries.names.source.length);
  const devices = distinctCounter(1, view.dictionaries.names.device.length);
  const hosts = distinctCounter(1, view.dictionaries.names.dest.length);
  for (const part of spansOf(view.segments, segments, range, cancelled)) {
    apps.addSpan(part);
    known.addSpan(part);
    time.addSpan(part);
    const { columns: c, pass } = part;
    for (let cell = part.from; cell < part.to; cell++) {
      if (pass && !pass(cell)) {
        continue;
      }
      people.add(c.user[cell] ?? 0, c, cell);
      addresses.add(c.source[cell] ?? 0, c, cell);
      devices.add(0, c.device[cell] ?? 0);
      hosts.add(0, c.dest[cell] ?? 0);
    }
  }
  const present = apps.present();
  const rows = present.flatMap((group) => apps.appRow(group) ?? []);
  const groupOf = new Map(rows.map((row, i) => [row.id, present[i] ?? 0]));
  const metric = rankedBy(rows, input.metric);
  const unmatched = apps.counted(0);
  const all = apps.merged([0, ...present]);
  const kpis: Kpis = {
    ...all,
    apps: rows.length,
    devices: devices.count(0),
    hosts: hosts.count(0),
    unmatchedTransactions: unmatched.transactions,
    unmatchedBytesTotal: unmatched.bytesTotal,
  };
  const firstSeen = firstSeenByApp(view, segments, cancelled);
  const dataBefore = scope.extent !== null && scope.extent.from < span.from;
  const top = <T extends Counted>(list: readonly T[], by: string): T[] =>
    [...list].sort((a, b) => metricOf(b, by) - metricOf(a, by)).slice(0, input.top);
  const bandGroups = (band: RiskBand) => rows.filter((row) => row.band === band).map((row) => groupOf.get(row.id) ?? 0);
  return {
    extent: scope.extent,
    range: span,
    kpis,
    previous: previousKpis(view, scope.range, span, scope.extent, cancelled),
    known: known.shares(),
    timeline: {
      bucketMs: buckets.bucketMs,
      starts: [...buckets.starts],
      bands: {
        high: time.lane(0),
        medium: time.lane(1),
        low: time.lane(2),
        unscored: time.lane(3),
        unmatched: time.lane(4),
      },
    },
    categories: categoriesOf(apps, rows, groupOf),
    bands: {
      high: apps.merged(bandGroups('high')),
      medium: apps.merged(bandGroups('medium')),
      low: apps.merged(bandGroups('low')),
      unscored: apps.merged(bandGroups('unscored')),
      unmatched,
    },
    topApps: top(rows, metric),
    topUsers: topEntities(view, 'user', people, metric, range, segments, input.top, cancelled),
    topSources: topEntities(view, 'source', addresses, metric, range, segments, input.top, cancelled),
    headquarters: headquartersOf(apps, rows, groupOf),
    newApps: dataBefore
      ? top(
          rows.filter((row) => (firstSeen[groupOf.get(row.id) ?? 0] ?? 0) * 1000 >= span.from),
          metric,
        )
      : [],
    riskyUploads: top(
      rows.filter((row) => (row.band === 'high' || row.tag === 'unsanctioned') && (row.bytesSent ?? 0) > 0),
      'bytesSent',
    ),
    queryMs: performance.now() - started,
    provisional,
  };
}

/** Without finished imports, a running one's figures stand in, over whatever it has read so far. */
function provisionalSpan(view: WorkspaceView): { from: number; to: number } | null {
  const segments = view.segmentsFor(true);
  if (segments.length === 0) {
    return null;
  }
  const from = Math.min(...segments.map((segment) => segment.hourMin));
  const to = Math.max(...segments.map((segment) => segment.hourMax)) + 1;
  const ms = (hour: number) => (hour * 3600 - view.meta.bucketMinutes * 60) * 1000;
  return { from: ms(from), to: ms(to) };
}

function hoursOf(view: WorkspaceView, span: { from: number; to: number }): { fromHour: number; toHour: number } {
  const shift = view.meta.bucketMinutes;
  return {
    fromHour: hourOf(Math.floor(span.from / 1000), shift),
    toHour: hourOf(Math.floor((span.to - 1) / 1000), shift) + 1,
  };
}

function emptyDashboard(queryMs: number): Dashboard {
  const none = {
    bytesSent: null,
    bytesReceived: null,
    bytesTotal: null,
    user: null,
    source: null,
    action: null,
    matched: null,
  };
  return {
    extent: null,
    range: null,
    kpis: NO_KPIS,
    previous: null,
    known: none,
    timeline: { bucketMs: 0, starts: [], bands: { high: [], medium: [], low: [], unscored: [], unmatched: [] } },
    categories: [],
    bands: { high: NOTHING, medium: NOTHING, low: NOTHING, unscored: NOTHING, unmatched: NOTHING },
    topApps: [],
    topUsers: [],
    topSources: [],
    headquarters: [],
    newApps: [],
    riskyUploads: [],
    queryMs,
    provisional: false,
  };
}

function lanesOf(view: WorkspaceView): Uint8Array {
  const laneOfApp = view.entries.map((entry) => LANES.indexOf(entry.score.band as Lane));
  const unmatched = LANES.indexOf('unmatched');
  return Uint8Array.from(view.appOfDest, (app) => (app === 0 ? unmatched : (laneOfApp[app - 1] ?? unmatched)));
}

/** Traffic where any row knows it, else download, else transactions. */
export function rankedBy(rows: readonly Counted[], wanted: string): string {
  const order = [wanted, 'bytesTotal', 'bytesReceived', 'transactions'];
  return order.find((metric) => rows.some((row) => metricOf(row, metric) >= 0)) ?? 'transactions';
}

function previousKpis(
  view: WorkspaceView,
  range: ScanRange,
  span: { from: number; to: number },
  extent: { from: number; to: number } | null,
  cancelled: () => boolean,
): Kpis | null {
  const from = span.from - (span.to - span.from);
  if (!extent || extent.from >= span.from) {
    return null;
  }
  const apps = new Groups(view, 'app');
  const devices = distinctCounter(1, view.dictionaries.names.device.length);
  const hosts = distinctCounter(1, view.dictionaries.names.dest.length);
  const hours = hoursOf(view, { from, to: span.from });
  const before: ScanRange = { ...range, fromHour: hours.fromHour, toHour: Math.min(hours.toHour, range.fromHour) };
  for (const part of spansOf(view.segments, view.segmentsFor(false), before, cancelled)) {
    apps.addSpan(part);
    for (let cell = part.from; cell < part.to; cell++) {
      if (!part.pass || part.pass(cell)) {
        devices.add(0, part.columns.device[cell] ?? 0);
        hosts.add(0, part.columns.dest[cell] ?? 0);
      }
    }
  }
  const present = apps.present();
  const all = apps.merged([0, ...present]);
  if (all.transactions === 0) {
    return null;
  }
  const unmatched = apps.counted(0);
  return {
    ...all,
    apps: present.length,
    devices: devices.count(0),
    hosts: hosts.count(0),
    unmatchedTransactions: unmatched.transactions,
    unmatchedBytesTotal: unmatched.bytesTotal,
  };
}

function categoriesOf(
  apps: Groups,
  rows: readonly AppRow[],
  groupOf: ReadonlyMap<string, number>,
): Dashboard['categories'] {
  const ids = [...new Set(rows.map((row) => row.category))];
  const groups = (list: readonly AppRow[]) => list.map((row) => groupOf.get(row.id) ?? 0);
  return ids.map((id) => {
    const members = rows.filter((row) => row.category === id);
    const tagged = (tag: Tag | null) => apps.merged(groups(members.filter((row) => row.tag === tag)));
    return {
      id,
      name: categoryName(id),
      apps: members.length,
      ...apps.merged(groups(members)),
      byTag: {
        sanctioned: tagged('sanctioned'),
        unsanctioned: tagged('unsanctioned'),
        monitored: tagged('monitored'),
        none: tagged(null),
      },
    };
  });
}

function headquartersOf(
  apps: Groups,
  rows: readonly AppRow[],
  groupOf: ReadonlyMap<string, number>,
): Dashboard['headquarters'] {
  const countries = [...new Set(rows.map((row) => row.headquarters))];
  return countries.map((country) => {
    const members = rows.filter((row) => row.headquarters === country);
    return { country, apps: members.length, ...apps.merged(members.map((row) => groupOf.get(row.id) ?? 0)) };
  });
}

/** The leading users or sources; their distinct counts come from a second walk over their cells alone. */
function topEntities(
  view: WorkspaceView,
  by: 'user' | 'source',
  sums: Sums,
  metric: string,
  range: ScanRange,
  segments: ReturnType<WorkspaceView['segmentsFor']>,
  count: number,
  cancelled: () => boolean,
): Dashboard['topUsers'] {
  const values =
    metric === 'bytesSent'
      ? sums.sent
      : metric === 'bytesReceived'
        ? sums.received
        : metric === 'bytesTotal'
          ? sums.total
          : metric === 'blocked'
            ? sums.blocked
            : sums.tx;
  const ids = Array.from(values.keys())
    .filter((id) => id > 0 && (sums.tx[id] ?? 0) > 0)
    .sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0))
    .slice(0, count);
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
    firstSeen: (sums.first[id] ?? 0) * 1000,
    lastSeen: (sums.last[id] ?? 0) * 1000,
  }));
}
