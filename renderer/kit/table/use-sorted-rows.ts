import { useMemo } from 'react';
import type { Sort } from '../../../core/contract/common.ts';

const text = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Rows that are all here, in order of one of their own fields. Unknown values come last in both directions. */
export function useSortedRows<R extends object>(
  rows: readonly R[] | undefined,
  sort: Sort | null,
): readonly R[] | undefined {
  return useMemo(() => {
    if (rows === undefined || sort === null) return rows;
    const way = sort.direction === 'asc' ? 1 : -1;
    const read = (row: R): unknown => (row as Readonly<Record<string, unknown>>)[sort.column];
    return [...rows].sort((left, right) => {
      const a = read(left);
      const b = read(right);
      if (a == null || b == null) return Number(a == null) - Number(b == null);
      if (typeof a === 'number' && typeof b === 'number') return way * (a - b);
      return way * text.compare(String(a), String(b));
    });
  }, [rows, sort]);
}
