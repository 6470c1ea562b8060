import { useMemo } from 'react';
import type { ColumnarPage, Scope, Sort } from '../../core/contract/common.ts';
import type { MethodInput } from '../../core/contract/methods.ts';
import { useEngine } from '../bridge/client.tsx';
import type { RowSource } from '../kit/table/row-source.ts';
import type { DiscoveryTable } from './discovery.ts';
import { questionKey } from './keys.ts';
import { type Paging, usePaging } from './paging.ts';

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

/** A columnar answer as a row source: the engine sorts, filters and pages. `read` makes a typed row of the columns. */
export function usePages<M extends PagedMethod, R extends object>(
  method: M,
  /** All but the page; kept by the caller while nothing in it changes. */
  question: Omit<MethodInput<M>, 'page'>,
  read: (row: RawRow) => R,
): RowSource<R> {
  const engine = useEngine();
  const paging = useMemo((): Paging<ColumnarPage, R> => {
    const input = (offset: number, limit: number) => ({ ...question, page: { offset, limit } }) as MethodInput<M>;
    return {
      keyOf: (offset, limit) => questionKey(method, input(offset, limit)),
      ask: (offset, limit, signal) => engine.call(method, input(offset, limit), signal) as Promise<ColumnarPage>,
      sizeOf: (page) => page,
      rowOf: (page, index) => read(rowOf(page, index)),
    };
  }, [engine, method, question, read]);
  return usePaging(paging);
}
