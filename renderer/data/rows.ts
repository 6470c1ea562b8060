import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { ColumnarPage, Scope, Sort } from '../../core/contract/common.ts';
import type { MethodInput } from '../../core/contract/methods.ts';
import { useEngine } from '../bridge/client.tsx';
import type { RowSource } from '../kit/table/row-source.ts';
import type { DiscoveryTable } from './discovery.ts';
import { questionKey } from './keys.ts';

const PAGE = 200;
type PagedMethod = 'discovery.listRows' | 'catalog.listApps';
type Cell = string | number | null | readonly number[];
export type RawRow = Readonly<Record<string, Cell>>;

/** Row `index` of a columnar page as an object. */
export function rowOf(page: ColumnarPage, index: number): RawRow {
  const row: Record<string, Cell> = {};
  for (const [name, column] of Object.entries(page.columns)) row[name] = column[index] ?? null;
  return row;
}

/** A discovery table as a row source. */
export function usePagedRows<R extends object>(
  table: DiscoveryTable,
  scope: Scope,
  sort: Sort | null,
  search: string,
  read: (row: RawRow) => R,
): RowSource<R> {
  const question = useMemo(
    () => ({ ...scope, table, ...(sort === null ? {} : { sort }), ...(search === '' ? {} : { search }) }),
    [scope, table, sort, search],
  );
  return usePages('discovery.listRows', question, read);
}

/**
 * A paged answer as a row source: the engine sorts, filters and pages; the rows in view (and one page around them) are
 * asked for as the user scrolls. `read` makes a typed row of the columns.
 */
export function usePages<M extends PagedMethod, R extends object>(
  method: M,
  /** All but the page; kept by the caller while nothing in it changes. */
  question: Omit<MethodInput<M>, 'page'>,
  read: (row: RawRow) => R,
): RowSource<R> {
  const engine = useEngine();
  const client = useQueryClient();
  const [view, setView] = useState({ first: 0, last: 0 });
  const input = useCallback(
    (offset: number, limit: number) => ({ ...question, page: { offset, limit } }) as MethodInput<M>,
    [question],
  );
  const ask = useCallback(
    (offset: number, limit: number, signal?: AbortSignal) =>
      engine.call(method, input(offset, limit), signal) as Promise<ColumnarPage>,
    [engine, method, input],
  );
  const firstPage = Math.max(0, Math.floor(view.first / PAGE));
  const lastPage = Math.floor(view.last / PAGE);
  const pages = [0];
  for (let page = firstPage; page <= lastPage && pages.length < 6; page++) if (page > 0) pages.push(page);
  const results = useQueries({
    queries: pages.map((page) => ({
      queryKey: questionKey(method, input(page * PAGE, PAGE)),
      queryFn: ({ signal }: { signal: AbortSignal }) => ask(page * PAGE, PAGE, signal),
    })),
  });
  const head = results[0];
  const loaded = results.map((result) => result.data);

  const fetchRange = useCallback(
    async (from: number, to: number): Promise<readonly R[]> => {
      const rows: R[] = [];
      for (let offset = from; offset < to; offset += 5000) {
        const limit = Math.min(5000, to - offset);
        const page = await client.fetchQuery({
          queryKey: questionKey(method, input(offset, limit)),
          queryFn: () => ask(offset, limit),
        });
        for (let at = 0; at < page.count; at++) rows.push(read(rowOf(page, at)));
      }
      return rows;
    },
    [client, method, ask, input, read],
  );

  // Rows are kept with the page they were read from: they keep their identity while that page stands, and go with it when the
  // question, the order or the data changes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another reader makes other rows of the same pages
  const made = useMemo(() => new WeakMap<ColumnarPage, Map<number, R>>(), [read]);
  const at = (index: number): R | undefined => {
    for (const page of loaded) {
      if (page === undefined || index < page.offset || index >= page.offset + page.count) continue;
      const rows = made.get(page) ?? new Map<number, R>();
      made.set(page, rows);
      const row = rows.get(index) ?? read(rowOf(page, index - page.offset));
      rows.set(index, row);
      return row;
    }
    return undefined;
  };

  return {
    state: head?.data !== undefined ? 'ready' : head?.error ? 'error' : 'loading',
    error: head?.error ?? null,
    total: head?.data?.total ?? 0,
    queryMs: head?.data?.queryMs ?? null,
    refreshing: results.some((result) => result.isFetching),
    identity: JSON.stringify(input(0, 0)),
    at,
    setView: useCallback(
      (first: number, last: number) =>
        setView((now) => (now.first === first && now.last === last ? now : { first, last })),
      [],
    ),
    fetchRange,
    retry: () => void head?.refetch(),
  };
}
