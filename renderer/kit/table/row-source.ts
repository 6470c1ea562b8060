import { useMemo } from 'react';

/** Where a table's rows come from: all at hand, or paged in from the engine as the user scrolls. */
export interface RowSource<R extends object> {
  readonly state: 'loading' | 'error' | 'ready';
  readonly error: Error | null;
  /** Rows of the whole result; of what is found so far while `isPartial`. */
  readonly total: number;
  /** There may be more rows than `total`: they are being counted. */
  readonly isPartial: boolean;
  readonly queryMs: number | null;
  readonly refreshing: boolean;
  /** Changes when the rows mean something else (other filter, sort or scope): selection and scroll start anew. */
  readonly identity: string;
  /** The row, or undefined while it is on its way. */
  at(index: number): R | undefined;
  /** Index and row of each row that is here. */
  loaded(): Iterable<readonly [number, R]>;
  /** Tells which rows are in view. */
  setView(first: number, last: number): void;
  /** Rows `from` (included) to `to` (excluded), fetched if they are not here yet. */
  fetchRange(from: number, to: number): Promise<readonly R[]>;
  retry(): void;
}

/** A row source over rows that are all here already. */
export function useArraySource<R extends object>(
  rows: readonly R[] | undefined,
  query: { readonly error: Error | null; readonly isFetching: boolean; refetch(): unknown },
): RowSource<R> {
  return useMemo(
    () => ({
      state: query.error !== null && rows === undefined ? 'error' : rows === undefined ? 'loading' : 'ready',
      error: query.error,
      total: rows?.length ?? 0,
      isPartial: false,
      queryMs: null,
      refreshing: query.isFetching,
      identity: 'all',
      at: (index) => rows?.[index],
      loaded: () => rows?.entries() ?? [],
      setView: () => undefined,
      fetchRange: async (from, to) => rows?.slice(from, to) ?? [],
      retry: () => void query.refetch(),
    }),
    [rows, query],
  );
}
