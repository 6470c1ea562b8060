import type { Dashboard } from '../../contract/discovery.ts';
import { hourOf } from '../../ingest/cube/columns.ts';
import { distinctCounter } from '../../store/segments/distinct.ts';
import { type ScanRange, spansOf } from '../../store/segments/scan.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { Groups } from './groups.ts';

export type Kpis = Dashboard['kpis'];

export function hoursOf(view: WorkspaceView, span: { from: number; to: number }): { fromHour: number; toHour: number } {
  const shift = view.meta.bucketMinutes;
  return {
    fromHour: hourOf(Math.floor(span.from / 1000), shift),
    toHour: hourOf(Math.floor((span.to - 1) / 1000), shift) + 1,
  };
}

/** The same figures for the period of equal length just before; null when the workspace holds nothing of it. */
export function previousKpis(
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
  if (all.transactions === 0 && !holdsAnything(view, before, cancelled)) {
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

/** A filter may leave nothing of a period that has data: that is a count of 0. */
function holdsAnything(view: WorkspaceView, range: ScanRange, cancelled: () => boolean): boolean {
  for (const _ of spansOf(view.segments, view.segmentsFor(false), { ...range, filter: null }, cancelled)) {
    return true;
  }
  return false;
}
