import type { Sort } from '../../../core/contract/common.ts';
import { useTableLayout, useTableLayouts } from '../../state/table-layout.ts';

/** The remembered order of a table, or `fallback` until the user chose one. */
export function useSort(table: string, fallback: Sort | null): readonly [Sort | null, (sort: Sort) => void] {
  const layout = useTableLayout(table);
  const change = useTableLayouts((state) => state.change);
  return [layout.sort ?? fallback, (sort) => change(table, { sort })];
}
