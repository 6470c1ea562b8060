import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ActivityRow, ActivityScope } from '../../core/contract/activities.ts';
import type { MethodOutput } from '../../core/contract/methods.ts';
import { useEngine } from '../bridge/client.tsx';
import type { RowSource } from '../kit/table/row-source.ts';
import { usePrivateActivities } from '../state/private-activities.ts';
import { questionKey } from './keys.ts';
import { type Paging, usePaging } from './paging.ts';
import { useAskOn } from './use-ask-on.ts';
import { useQuestion } from './use-question.ts';

export type ActivityOrder = 'newest' | 'oldest';

/** What is found by then shows; the rest of a page, and of the count, follows. Milliseconds. */
const WITHIN = 100;

export function useActivityDescription() {
  return useQuestion('activities.describe', {});
}

/** The activity log as a row source, by time: rows show before all of them are counted. */
export function useActivityRows(scope: ActivityScope, order: ActivityOrder): RowSource<ActivityRow> {
  const engine = useEngine();
  const reason = usePrivateActivities((state) => state.reason);
  const paging = useMemo((): Paging<MethodOutput<'activities.list'>, ActivityRow> => {
    const input = (offset: number, limit: number) => ({ ...scope, order, offset, limit });
    return {
      keyOf: (offset, limit) =>
        reason === null
          ? questionKey('activities.list', input(offset, limit))
          : questionKey('activities.listPrivate', { ...input(offset, limit), reason }),
      // A page of private activities is logged each time: it is waited for.
      ask: (offset, limit, signal) =>
        reason === null
          ? engine.call('activities.list', { ...input(offset, limit), within: WITHIN }, signal)
          : engine.call('activities.listPrivate', { ...input(offset, limit), reason }, signal),
      askWhole: (offset, limit) =>
        reason === null
          ? engine.call('activities.list', input(offset, limit))
          : engine.call('activities.listPrivate', { ...input(offset, limit), reason }),
      isShort: ({ rows, blocksLeft }, limit) => blocksLeft > 0 && rows.length < limit,
      sizeOf: ({ records, rows, blocksLeft, queryMs }) => ({
        total: records,
        isPartial: blocksLeft > 0,
        count: rows.length,
        queryMs,
      }),
      rowOf: ({ rows }, index) => {
        const row = rows[index];
        if (row === undefined) throw new RangeError(`the page has no row ${index}`);
        return row;
      },
    };
  }, [engine, scope, order, reason]);
  return usePaging(paging);
}

/** Rows of which the page in view tells only how many there are at least, with how far their count has come. */
export function withCount<R extends object>(source: RowSource<R>, count: ActivityCount): RowSource<R> {
  if (!source.isPartial || !count.isCurrent) return source;
  const total = Math.max(source.total, count.records);
  const error = source.error ?? count.error;
  const state = total > 0 || !count.isPartial ? 'ready' : error === null ? 'loading' : 'error';
  const retry = (): void => (source.error === null ? count.retry() : source.retry());
  return { ...source, state, total, error, retry, isPartial: count.isPartial };
}

/** How many records and events fit. */
export interface ActivityCount {
  readonly records: number;
  /** Null while nothing was counted. */
  readonly events: number | null;
  /** There may be more: they are being counted. */
  readonly isPartial: boolean;
  /** False while nothing is known of this question yet; the figures are then those of the one before. */
  readonly isCurrent: boolean;
  readonly error: Error | null;
  retry(): void;
}

/** Counts what fits; how far it came is told meanwhile. */
export function useActivityCount(scope: ActivityScope): ActivityCount {
  const question = useQuestion('activities.list', { ...scope, limit: 1, within: WITHIN });
  const { data, error, isPlaceholderData } = question;
  const isCurrent = data !== undefined && !isPlaceholderData;
  const isPartial = isCurrent && data.blocksLeft > 0;
  useAskOn([question], [isPartial]);
  const { refetch } = question;
  const { records = 0, events = null } = data ?? {};
  // The same object as long as it says the same: what is drawn of it, a chart among it, is not drawn anew for what else the page hears.
  return useMemo(
    () => ({ records, events, isPartial, isCurrent, error, retry: () => void refetch() }),
    [records, events, isPartial, isCurrent, error, refetch],
  );
}

/** How many events fit, and the first page with them. */
export function useActivities(scope: ActivityScope, limit: number, enabled = true) {
  return useQuestion('activities.list', { ...scope, limit }, { enabled });
}

export function useActivity(ref: string) {
  const reason = usePrivateActivities((state) => state.reason);
  const open = useQuestion('activities.get', { ref }, { keep: false, enabled: reason === null });
  const all = useQuestion(
    'activities.getPrivate',
    { ref, reason: reason ?? '' },
    { keep: false, enabled: reason !== null },
  );
  return reason === null ? open : all;
}

export function useActivityFacets(scope: ActivityScope, fields: readonly string[], limit: number, enabled = true) {
  return useQuestion('activities.facets', { ...scope, fields: [...fields], limit }, { enabled });
}

export function useActivityHistogram(scope: ActivityScope, buckets: number, enabled = true) {
  return useQuestion('activities.histogram', { ...scope, buckets }, { enabled });
}

/** The same for several questions, as parts of one picture. */
export function useActivityHistograms(scopes: readonly ActivityScope[], buckets: number) {
  const engine = useEngine();
  return useQueries({
    queries: scopes.map((scope) => {
      const input = { ...scope, buckets };
      return {
        queryKey: questionKey('activities.histogram', input),
        queryFn: ({ signal }: { signal: AbortSignal }) => engine.call('activities.histogram', input, signal),
      };
    }),
  });
}

/** Apps whose audit logs were imported. */
export function useConnectedApps() {
  return useQuestion('connectors.list', {});
}

/** Every connector there is. */
export function useAvailableConnectors() {
  return useQuestion('connectors.available', {});
}
