import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Sort } from '../../core/contract/common.ts';
import { persisted } from './persisted.ts';

export interface TableLayout {
  /** Columns shown or hidden against their default. */
  readonly shown: Readonly<Record<string, boolean>>;
  readonly widths: Readonly<Record<string, number>>;
  readonly sort: Sort | null;
}

const NOTHING: TableLayout = { shown: {}, widths: {}, sort: null };

interface TableLayouts {
  readonly tables: Readonly<Record<string, TableLayout>>;
  change(table: string, change: Partial<TableLayout>): void;
  reset(table: string): void;
}

export const useTableLayouts = create<TableLayouts>()(
  persist(
    (set) => ({
      tables: {},
      change: (table, change) =>
        set((now) => ({ tables: { ...now.tables, [table]: { ...(now.tables[table] ?? NOTHING), ...change } } })),
      reset: (table) => set((now) => ({ tables: { ...now.tables, [table]: NOTHING } })),
    }),
    persisted<TableLayouts>('tables', 1),
  ),
);

/** How the user arranged one table; remembered by its id. */
export function useTableLayout(table: string): TableLayout {
  return useTableLayouts((state) => state.tables[table] ?? NOTHING);
}
