import { useEffect, useRef, useState } from 'react';
import { NO_SELECTION, type Selection, selectAll } from './selection.ts';

/** Which rows of a table are chosen. Who chooses all of them while they are being counted means those found later too. */
export function useSelection(total: number, isPartial: boolean) {
  const [selection, setSelection] = useState<Selection>(NO_SELECTION);
  /** All rows as they were chosen last, until their number is known. */
  const all = useRef<Selection['picked'] | null>(null);
  const chooseAll = (): void => {
    const next = selectAll(total, selection);
    all.current = total > 0 && isPartial ? next.picked : null;
    setSelection(next);
  };
  useEffect(() => {
    if (all.current !== selection.picked) return;
    if (selection.picked.size !== total) {
      const next = selectAll(total, selection);
      all.current = next.picked;
      setSelection(next);
    } else if (!isPartial) all.current = null;
  }, [total, isPartial, selection]);
  return { selection, setSelection, chooseAll };
}
