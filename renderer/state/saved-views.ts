import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Sort } from '../../core/contract/common.ts';
import { persisted } from './persisted.ts';

/** A named arrangement of a table: filter, search, order and columns. Kept on this computer, not in the workspace. */
export interface SavedView {
  readonly id: string;
  readonly table: string;
  readonly name: string;
  readonly filter: string;
  readonly search: string;
  readonly sort: Sort | null;
  readonly shown: Readonly<Record<string, boolean>>;
}

interface SavedViews {
  readonly views: readonly SavedView[];
  /** Keeps a view under its id; another of the same name and table gives way to it. */
  put(view: SavedView): void;
  remove(id: string): void;
  /** As they were before. */
  restore(views: readonly SavedView[]): void;
}

export const useSavedViews = create<SavedViews>()(
  persist(
    (set) => ({
      views: [],
      put: (view) =>
        set((now) => ({
          views: [
            ...now.views.filter(
              ({ id, table, name }) => id !== view.id && (table !== view.table || name !== view.name),
            ),
            view,
          ].sort((a, b) => a.name.localeCompare(b.name)),
        })),
      remove: (id) => set((now) => ({ views: now.views.filter((view) => view.id !== id) })),
      restore: (views) => set({ views }),
    }),
    persisted<SavedViews>('discovery-views', 1),
  ),
);
