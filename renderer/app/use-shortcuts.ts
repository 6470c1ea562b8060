import { useEffect } from 'react';
import { isEnabled, useCommandRegistry } from '../state/commands.ts';
import { strokeText } from './shortcut.ts';

const SEQUENCE_MS = 1200;

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

/** Keys to commands, for the whole window. */
export function useShortcuts(): void {
  useEffect(() => {
    let lead: string | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const forget = (): void => {
      lead = null;
      clearTimeout(timer);
    };

    const tryKey = (event: KeyboardEvent, text: string): boolean => {
      const field = isField(event.target);
      const dialog = document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
      for (const command of useCommandRegistry.getState().commands.values()) {
        if (command.shortcut !== text || !isEnabled(command)) continue;
        if ((field || dialog) && command.inFields !== true) continue;
        event.preventDefault();
        event.stopPropagation();
        void command.run(null);
        return true;
      }
      return false;
    };

    // The second key of a sequence comes before everything else: after `g`, an `s` means "Sources" even in a table
    // that has its own meaning for `s`.
    const onCapture = (event: KeyboardEvent): void => {
      if (lead === null || event.isComposing) return;
      const text = `${lead} ${strokeText(event)}`;
      forget();
      tryKey(event, text);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const text = strokeText(event);
      if (tryKey(event, text)) return;
      if (isField(event.target)) return;
      const leads = [...useCommandRegistry.getState().commands.values()].some((command) =>
        command.shortcut?.startsWith(`${text} `),
      );
      if (!leads) return;
      lead = text;
      timer = setTimeout(forget, SEQUENCE_MS);
    };
    addEventListener('keydown', onCapture, { capture: true });
    addEventListener('keydown', onKey);
    return () => {
      forget();
      removeEventListener('keydown', onCapture, { capture: true });
      removeEventListener('keydown', onKey);
    };
  }, []);
}
