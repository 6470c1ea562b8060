import { useMemo } from 'react';
import type { Scope } from '../../../core/contract/common.ts';
import type { Usage } from '../../../core/contract/discovery.ts';
import { AppError } from '../../../core/contract/errors.ts';
import { useUsage } from '../../data/discovery.ts';
import { useDisplayZone } from '../../kit/display-zone.tsx';
import { useScope } from '../../state/scope.ts';
import type { EntityKind } from './open.ts';

export interface EntityUsage {
  readonly data: Usage | undefined;
  readonly error: Error | null;
  refetch(): unknown;
  /** What the figures and the evidence are asked of. */
  readonly scope: Scope;
  /** The page's filter: applied, not applicable here (it asks of table rows, such as users>50), or none. */
  readonly filter: { readonly text: string; readonly applied: boolean } | null;
  readonly range: { readonly from: number; readonly to: number } | null;
  readonly zone: string;
}

/** The use of one thing inside the page's range, streams and, where it can be asked of single requests, filter. */
export function useEntityUsage(kind: EntityKind, key: string): EntityUsage {
  const { scope, filter, from, to, extent } = useScope();
  const zone = useDisplayZone();
  const withFilter = useUsage(kind, key, scope);
  const refused = withFilter.error instanceof AppError && withFilter.error.code === 'query.badFilter';
  const scopeWithout = useMemo(() => {
    const { filter: _filter, ...others } = scope;
    return others;
  }, [scope]);
  // Asked in every case: without a filter it is the same question, and with one its answer is there when the user drops the filter.
  const without = useUsage(kind, key, scopeWithout);
  const used = refused ? without : withFilter;
  const start = from ?? extent?.from;
  const end = to ?? extent?.to;
  return {
    data: used.data,
    error: used.error,
    refetch: used.refetch,
    scope: refused ? scopeWithout : scope,
    filter: filter === '' ? null : { text: filter, applied: !refused },
    range: start === undefined || end === undefined ? null : { from: start, to: end },
    zone,
  };
}
