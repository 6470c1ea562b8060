import { useMemo } from 'react';
import type { Scope } from '../../core/contract/common.ts';
import type { WorkspaceInfo } from '../../core/contract/workspace.ts';
import { useWorkspace } from '../data/workspace.ts';
import { endOfHour } from '../kit/wall-time.ts';
import { setSearch, usePath, useSearchText } from './location.ts';

/** Ranges relative to the data's last event, never to today: old logs are as much worth as new ones. */
export const RELATIVE_RANGES = [
  { id: '24h', title: 'Last 24 hours', hours: 24 },
  { id: '7d', title: 'Last 7 days', hours: 7 * 24 },
  { id: '30d', title: 'Last 30 days', hours: 30 * 24 },
  { id: '90d', title: 'Last 90 days', hours: 90 * 24 },
] as const;

export type RangeId = (typeof RELATIVE_RANGES)[number]['id'] | 'all' | 'custom';

export interface ScopeState {
  /** Ready to spread into a question to the engine. Its identity changes only with its content. */
  readonly scope: Scope;
  readonly rangeId: RangeId;
  /** First and last instant of the chosen range; null at "all data". `to` is excluded. */
  readonly from: number | null;
  readonly to: number | null;
  /** First and last event of what the page is about, traffic or activities; null when there is none. */
  readonly extent: { readonly from: number; readonly to: number } | null;
  /** Ids of the chosen streams; none chosen means those of the global view, or of the custom view. */
  readonly streams: readonly number[];
  /** Id of the chosen custom view; null for none. */
  readonly view: number | null;
  readonly filter: string;
  setRelative(id: RangeId): void;
  /** A range of its own, as a brush or the two time fields give it; `to` is excluded. */
  setRange(from: number, to: number): void;
  /** Leaves a custom view. */
  setStreams(ids: readonly number[]): void;
  /** Leaves chosen streams. */
  setView(id: number | null): void;
  setFilter(text: string): void;
}

const setRelative = (id: RangeId): void =>
  setSearch({ range: id === 'all' || id === 'custom' ? null : id, from: null, to: null });
const setRange = (from: number, to: number): void =>
  setSearch({ range: null, from: String(Math.round(Math.min(from, to))), to: String(Math.round(Math.max(from, to))) });
const setStreams = (ids: readonly number[]): void =>
  setSearch({ streams: ids.length === 0 ? null : ids.join('.'), view: null });
const setView = (id: number | null): void => setSearch({ view: id === null ? null : String(id), streams: null });
const setFilter = (text: string): void => setSearch({ filter: text.trim() === '' ? null : text.trim() });

function readInstant(text: string | null): number | null {
  const value = text === null || text === '' ? Number.NaN : Number(text);
  return Number.isSafeInteger(value) ? value : null;
}

/** Pages of connected apps are about activities, which need not end where the traffic does. */
const ABOUT_ACTIVITIES = '/connected/';

/** First and last event of what a page is about; the other kind's where the workspace has only that. */
export function extentAt(
  path: string,
  workspace: Pick<WorkspaceInfo, 'extent' | 'activityExtent'> | null | undefined,
): ScopeState['extent'] {
  const traffic = workspace?.extent ?? null;
  const activities = workspace?.activityExtent ?? null;
  return path.startsWith(ABOUT_ACTIVITIES) ? (activities ?? traffic) : (traffic ?? activities);
}

/** What every discovery page is asked of: range, streams and filter, all of it in the address. */
export function useScope(): ScopeState {
  const search = useSearchText();
  const path = usePath();
  const { data: workspace } = useWorkspace();
  const whole = extentAt(path, workspace);
  // Just after the last event.
  const end = whole?.to ?? null;
  const firstEvent = whole?.from ?? null;
  const zone = workspace?.displayZone ?? 'UTC';

  return useMemo(() => {
    const params = new URLSearchParams(search);
    const relative = RELATIVE_RANGES.find((range) => range.id === params.get('range'));
    let from = readInstant(params.get('from'));
    let to = readInstant(params.get('to'));
    let rangeId: RangeId = from === null && to === null ? 'all' : 'custom';
    if (relative !== undefined && end !== null) {
      rangeId = relative.id;
      to = endOfHour(end - 1, zone);
      from = to - relative.hours * 3_600_000;
    }
    const streams = (params.get('streams') ?? '')
      .split('.')
      .map(Number)
      .filter((id) => Number.isSafeInteger(id) && id > 0);
    const filter = params.get('filter') ?? '';
    const viewId = Number(params.get('view') ?? Number.NaN);
    const view = Number.isSafeInteger(viewId) && viewId > 0 ? viewId : null;
    const scope: Scope = {
      ...(from === null ? {} : { from }),
      ...(to === null ? {} : { to }),
      ...(streams.length === 0 ? {} : { streams }),
      ...(view === null ? {} : { view }),
      ...(filter === '' ? {} : { filter }),
    };
    const extent = firstEvent === null || end === null ? null : { from: firstEvent, to: end };
    return {
      scope,
      rangeId,
      from,
      to,
      extent,
      streams,
      view,
      filter,
      setRelative,
      setRange,
      setStreams,
      setView,
      setFilter,
    };
  }, [search, firstEvent, end, zone]);
}
