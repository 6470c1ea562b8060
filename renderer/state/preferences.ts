import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { persisted } from './persisted.ts';

export type ThemeChoice = 'light' | 'dark' | 'auto';
export type Density = 'comfortable' | 'compact';

/** Height of a table row, in pixels. */
export const ROW_HEIGHT: Readonly<Record<Density, number>> = { comfortable: 32, compact: 26 };

export interface Preferences {
  readonly theme: ThemeChoice;
  readonly density: Density;
  readonly railCollapsed: boolean;
  setTheme(theme: ThemeChoice): void;
  setDensity(density: Density): void;
  toggleRail(): void;
}

export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      theme: 'auto',
      density: 'comfortable',
      railCollapsed: false,
      setTheme: (theme) => set({ theme }),
      setDensity: (density) => set({ density }),
      toggleRail: () => set((now) => ({ railCollapsed: !now.railCollapsed })),
    }),
    persisted<Preferences>('preferences', 1),
  ),
);
