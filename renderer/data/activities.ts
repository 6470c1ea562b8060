import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ActivityRow, ActivityScope } from '../../core/contract/activities.ts';
import type { MethodOutput } from '../../core/contract/methods.ts';
import { useEngine } from '../bridge/client.tsx';
import type { RowSource } from '../kit/table/row-source.ts';
import { usePrivateActivities } from '../state/private-activities.ts';
import { questionKey } from './keys.ts';
import { type Paging, usePaging } from './paging.ts';
import { useQuestion } from './use-question.ts';

export type ActivityOrder = 'newest' | 'oldest';

export function useActivityDescription() {
  return useQuestion('activities.describe', {});
}

/** The activity log as a row source, by time. */
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
      ask: (offset, limit, signal) =>
        reason === null
          ? engine.call('activities.list', input(offset, limit), signal)
          : engine.call('activities.listPrivate', { ...input(offset, limit), reason }, signal),
      sizeOf: ({ records, rows, queryMs }) => ({ total: records, count: rows.length, queryMs }),
      rowOf: ({ rows }, index) => {
        const row = rows[index];
        if (row === undefined) throw new RangeError(`the page has no row ${index}`);
        return row;
      },
    };
  }, [engine, scope, order, reason]);
  return usePaging(paging);
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

export function useActivityHistogram(scope: ActivityScope, buckets: number) {
  return useQuestion('activities.histogram', { ...scope, buckets });
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
