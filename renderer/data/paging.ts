import { type QueryKey, useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { RowSource } from '../kit/table/row-source.ts';
import { useAskOn } from './use-ask-on.ts';

const PAGE = 200;
/** Rows asked for at once when many are copied or summed. */
const RANGE = 5000;

/** How one question is asked in pages. Its identity must change with its meaning, and with nothing else. */
export interface Paging<P extends object, R extends object> {
  readonly keyOf: (offset: number, limit: number) => QueryKey;
  readonly ask: (offset: number, limit: number, signal?: AbortSignal) => Promise<P>;
  /** Where `ask` may end before its rows are all found: the same, waited for. */
  readonly askWhole?: (offset: number, limit: number) => Promise<P>;
  /** Whether an answer ended so: it is asked again. */
  readonly isShort?: (page: P, limit: number) => boolean;
  readonly sizeOf: (page: P) => {
    readonly total: number;
    /** There are at least so many. */
    readonly isPartial?: boolean;
    readonly count: number;
    readonly queryMs: number;
  };
  readonly rowOf: (page: P, index: number) => R;
}

/** Rows of any number as a row source: those in view (and one page around them) are asked for as the user scrolls. */
export function usePaging<P extends object, R extends object>(paging: Paging<P, R>): RowSource<R> {
  const client = useQueryClient();
  const [view, setView] = useState({ first: 0, last: 0 });
  const firstPage = Math.max(0, Math.floor(view.first / PAGE));
  const lastPage = Math.floor(view.last / PAGE);
  const pages = [0];
  for (let page = firstPage; page <= lastPage && pages.length < 6; page++) if (page > 0) pages.push(page);
  const results = useQueries({
    queries: pages.map((page) => ({
      queryKey: paging.keyOf(page * PAGE, PAGE),
      queryFn: ({ signal }: { signal: AbortSignal }) => paging.ask(page * PAGE, PAGE, signal),
    })),
  });
  const head = results[0];
  const isShort = results.map(({ data }) => data !== undefined && paging.isShort?.(data, PAGE) === true);
  useAskOn(results, isShort);

  const fetchRange = useCallback(
    async (from: number, to: number): Promise<readonly R[]> => {
      const rows: R[] = [];
      for (let offset = from; offset < to; offset += RANGE) {
        const limit = Math.min(RANGE, to - offset);
        const page = await client.fetchQuery({
          queryKey: [...paging.keyOf(offset, limit), 'whole'],
          queryFn: () => (paging.askWhole ?? paging.ask)(offset, limit),
        });
        const { count } = paging.sizeOf(page);
        for (let at = 0; at < count; at++) rows.push(paging.rowOf(page, at));
      }
      return rows;
    },
    [client, paging],
  );

  // Rows are kept with the page they were read from: they keep their identity while that page stands, and go with it when the
  // question, the order or the data changes.
  const made = useMemo(() => ({ paging, rows: new WeakMap<P, Map<number, R>>() }), [paging]);
  const at = (index: number): R | undefined => {
    for (const [place, page] of pages.entries()) {
      const data = results[place]?.data;
      const within = index - page * PAGE;
      if (data === undefined || within < 0 || within >= paging.sizeOf(data).count) continue;
      const rows = made.rows.get(data) ?? new Map<number, R>();
      made.rows.set(data, rows);
      const row = rows.get(within) ?? paging.rowOf(data, within);
      rows.set(within, row);
      return row;
    }
    return undefined;
  };
  function* loaded(): Generator<readonly [number, R]> {
    for (const [place, page] of pages.entries()) {
      const data = results[place]?.data;
      const count = data === undefined ? 0 : paging.sizeOf(data).count;
      for (let index = page * PAGE; index < page * PAGE + count; index++) {
        const row = at(index);
        if (row !== undefined) yield [index, row];
      }
    }
  }
  const size = head?.data === undefined ? null : paging.sizeOf(head.data);
  return {
    state: size !== null ? 'ready' : head?.error ? 'error' : 'loading',
    error: head?.error ?? null,
    total: size?.total ?? 0,
    isPartial: size?.isPartial ?? false,
    queryMs: size?.queryMs ?? null,
    refreshing: results.some(({ isFetching }, at) => isFetching && isShort[at] !== true),
    identity: JSON.stringify(paging.keyOf(0, 0)),
    at,
    loaded,
    setView: useCallback(
      (first: number, last: number) =>
        setView((now) => (now.first === first && now.last === last ? now : { first, last })),
      [],
    ),
    fetchRange,
    retry: () => void head?.refetch(),
  };
}
