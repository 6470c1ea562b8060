import { type RefObject, useLayoutEffect, useRef } from 'react';
import { currentEntry, keepBeforeReload, keepPlace, placeOf } from '../../state/places.ts';
import type { Selection } from './selection.ts';
import { placeKey, type TablePlace } from './use-selection.ts';

interface Table {
  readonly id: string;
  /** Changes with what the rows are. */
  readonly identity: string;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly selection: Selection;
  readonly keys: RefObject<TablePlace['keys']>;
  /** Pixels of rows that it is scrolled down. */
  readonly top: () => number;
  /** Scrolls down to so many of them; false where there are not as many yet. */
  readonly goTo: (top: number) => boolean;
  /** All of its rows have their place. */
  readonly isWhole: boolean;
}

/** Keeps how far a table is scrolled, with what is chosen in it, for back, forward and reload; other rows begin at the top. */
export function useTablePlace(table: Table): void {
  const { id, identity, scroller } = table;
  const latest = useRef(table);
  const entry = useRef<string | null>(null);
  const wanted = useRef<{ readonly top: number; readonly left: number } | null>(null);
  useLayoutEffect(() => {
    // Another order or filter of the same entry is no way back.
    const isAnother = entry.current !== currentEntry();
    entry.current = currentEntry();
    const key = placeKey(id, identity);
    wanted.current = (isAnother ? placeOf<TablePlace>(key) : undefined) ?? { top: 0, left: 0 };
    const keep = (): void => {
      const { selection, keys, top } = latest.current;
      const { left } = wanted.current ?? { left: scroller.current?.scrollLeft ?? 0 };
      keepPlace(key, { selection, keys: keys.current, top: wanted.current?.top ?? top(), left } satisfies TablePlace);
    };
    const stop = keepBeforeReload(keep);
    return () => {
      stop();
      keep();
    };
  }, [id, identity, scroller]);
  useLayoutEffect(() => {
    latest.current = table;
    const element = scroller.current;
    if (wanted.current === null || element === null) return;
    const { top, left } = wanted.current;
    element.scrollLeft = left;
    if (table.goTo(top) || table.isWhole) wanted.current = null;
  });
}
