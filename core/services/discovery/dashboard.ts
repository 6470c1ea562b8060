/** Everything the discovery dashboard shows, from one walk over the cells (and one over the period before). */
import type { AppRow, Dashboard } from '../../contract/discovery.ts';
import type { MethodParsed } from '../../contract/methods.ts';
import type { RiskBand } from '../../model/app.ts';
import { type DistinctCounter, distinctCounter } from '../../store/segments/distinct.ts';
import { type SegmentSpan, spansOf } from '../../store/segments/scan.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { categoriesOf, headquartersOf } from './breakdowns.ts';
import { bucketsOf } from './buckets.ts';
import { emptyDashboard } from './empty-dashboard.ts';
import { firstSeenByApp } from './first-seen.ts';
import { Groups } from './groups.ts';
import { KnownCounter } from './known.ts';
import { hoursOf, type Kpis, previousKpis } from './kpis.ts';
import { type Counted, metricOf } from './row-types.ts';
import { resolveScope } from './scope.ts';
import { departmentGroups, departmentsOf, networkGroups, networkOf } from './splits.ts';
import { TimelineCounter } from './timeline.ts';
import { rankedBy, topEntities } from './top-entities.ts';

const LANES = ['high', 'medium', 'low', 'unscored', 'unmatched'] as const;
type Lane = (typeof LANES)[number];

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
  const departments = departmentGroups(view);
  const network = networkGroups(view);
  const devices = distinctCounter(1, view.dictionaries.names.device.length);
  for (const part of spansOf(view.segments, segments, range, cancelled)) {
    apps.addSpan(part);
    known.addSpan(part);
    time.addSpan(part);
    departments?.addSpan(part);
    network?.addSpan(part);
    if (view.dictionaries.names.device.length > 1) {
      countDevices(part, devices);
    }
  }
  const present = apps.present();
  const rows = present.flatMap((group) => apps.appRow(group) ?? []);
  const groupOf = new Map(rows.map((row, i) => [row.id, present[i] ?? 0]));
  const byApp = rankedBy(rows, input.metric);
  const unmatched = apps.counted(0);
  const all = apps.merged([0, ...present]);
  // Users and sources have traffic that belongs to no app, too.
  const byAnyone = rankedBy([all], input.metric);
  const kpis: Kpis = {
    ...all,
    apps: rows.length,
    devices: devices.count(0),
    hosts: apps.hostTotal,
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
    topApps: top(rows, byApp),
    topUsers: topEntities(view, 'user', byAnyone, range, segments, input.top, cancelled),
    topSources: topEntities(view, 'source', byAnyone, range, segments, input.top, cancelled),
    topDevices: kpis.devices === 0 ? [] : topEntities(view, 'device', byAnyone, range, segments, input.top, cancelled),
    headquarters: headquartersOf(apps, rows, groupOf),
    departments: departmentsOf(view, departments),
    network: kpis.devices === 0 ? null : networkOf(network),
    newApps: dataBefore
      ? top(
          rows.filter((row) => (firstSeen[groupOf.get(row.id) ?? 0] ?? 0) * 1000 >= span.from),
          byApp,
        )
      : [],
    riskyUploads: top(
      rows.filter((row) => isRisky(row) && (row.bytesSent ?? 0) > 0),
      'bytesSent',
    ),
    queryMs: performance.now() - started,
    provisional,
  };
}

function countDevices({ columns: c, from, to, pass }: SegmentSpan, devices: DistinctCounter): void {
  for (let cell = from; cell < to; cell++) {
    if (!pass || pass(cell)) {
      devices.add(0, c.device[cell] ?? 0);
    }
  }
}

/** Where an upload deserves a look: a score of 5 or less, none at all, or an app the organisation prohibits. */
function isRisky(row: AppRow): boolean {
  return row.tag === 'unsanctioned' || row.score === null || row.score <= 5;
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

function lanesOf(view: WorkspaceView): Uint8Array {
  const laneOfApp = view.entries.map((entry) => LANES.indexOf(entry.score.band as Lane));
  const unmatched = LANES.indexOf('unmatched');
  return Uint8Array.from(view.appOfDest, (app) => (app === 0 ? unmatched : (laneOfApp[app - 1] ?? unmatched)));
}
