import { useMemo } from 'react';
import type { ActivityScope } from '../../../../core/contract/activities.ts';
import { allOf, quote } from '../../../kit/filter/conditions.ts';
import { useScope } from '../../../state/scope.ts';

/** What the activity log is asked of: the console's time range, and filter and search as one filter. Streams mean nothing here. */
export function useActivityScope(search: string): ActivityScope {
  const { filter, from, to } = useScope();
  return useMemo(() => {
    const all = allOf(filter, search === '' ? '' : quote(search));
    return {
      ...(from === null ? {} : { from }),
      ...(to === null ? {} : { to }),
      ...(all === '' ? {} : { filter: all }),
    };
  }, [filter, search, from, to]);
}
