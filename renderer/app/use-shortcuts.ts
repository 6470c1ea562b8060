import { useEffect } from 'react';
import { isEnabled, useCommandRegistry } from '../state/commands.ts';
import { createKeySequence } from './key-sequence.ts';
import { strokeText } from './shortcut.ts';

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

/** Keys to commands, for the whole window. */
export function useShortcuts(): void {
  useEffect(() => {
    const sequence = createKeySequence();

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
      if (event.isComposing) return;
      const text = sequence.complete(strokeText(event), event.timeStamp);
      if (text !== null) tryKey(event, text);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const text = strokeText(event);
      if (tryKey(event, text)) return;
      if (isField(event.target)) return;
      const leads = [...useCommandRegistry.getState().commands.values()].some((command) =>
        command.shortcut?.startsWith(`${text} `),
      );
      if (leads) sequence.lead(text, event.timeStamp);
    };
    addEventListener('keydown', onCapture, { capture: true });
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener('keydown', onCapture, { capture: true });
      removeEventListener('keydown', onKey);
    };
  }, []);
}
