import { useEffect, useRef, useState } from 'react';
import { NO_SELECTION, type Selection, selectAll } from './selection.ts';

/** Which rows of a table are chosen. Who chooses all of them while they are being counted means those found later too. */
export function useSelection(total: number) {
  const [selection, setSelection] = useState<Selection>(NO_SELECTION);
  const all = useRef<Selection | null>(null);
  const choose = (): void => {
    all.current = selectAll(total, selection);
    setSelection(all.current);
  };
  useEffect(() => {
    if (all.current !== selection || selection.picked.size === total) return;
    all.current = selectAll(total, selection);
    setSelection(all.current);
  }, [total, selection]);
  return { selection, setSelection, chooseAll: choose };
}
