import type { MantineColorSchemeManager } from '@mantine/core';
import { usePreferences } from '../state/preferences.ts';

let stop: (() => void) | null = null;

/** Mantine's colour scheme is one of our preferences: kept in one place, changed from one place. */
export const schemeManager: MantineColorSchemeManager = {
  get: () => usePreferences.getState().theme,
  set: (theme) => usePreferences.getState().setTheme(theme),
  subscribe: (onUpdate) => {
    stop = usePreferences.subscribe((state, before) => {
      if (state.theme !== before.theme) onUpdate(state.theme);
    });
  },
  unsubscribe: () => {
    stop?.();
    stop = null;
  },
  clear: () => usePreferences.getState().setTheme('auto'),
};
