import { useEffect, useRef, useState } from 'react';
import { currentEntry, placeOf } from '../../state/places.ts';
import type { RowSource } from './row-source.ts';
import { chosen, moved, NO_SELECTION, type Selection, selectAll } from './selection.ts';

/** Of more rows than these, chosen one by one, nobody knows by heart which they are. */
const FOLLOWED = 2000;

type Keys = ReadonlyMap<number, string>;

/** What a table wants to find again: which rows are chosen, and how far it is scrolled. */
export interface TablePlace {
  readonly selection: Selection;
  readonly keys: Keys;
  readonly top: number;
  readonly left: number;
}

/** Under what a table keeps its place: its rows on this entry of the history. */
export function placeKey(table: string, rows: string): string {
  return `${currentEntry()} ${table} ${rows}`;
}

/**
 * Which rows of a table are chosen. They stay chosen when their order changes under them (a tag in a table that is sorted by tags), and
 * are again when back brings the page; other rows begin with none. Who chooses all of them while they are being counted means those
 * found later too.
 */
export function useSelection<R extends object>(table: string, source: RowSource<R>, rowKey: (row: R) => string) {
  const { total, isPartial, identity } = source;
  const key = placeKey(table, identity);
  const [kept] = useState(() => placeOf<TablePlace>(key));
  const [selection, setSelection] = useState<Selection>(kept?.selection ?? NO_SELECTION);
  /** Keys of the chosen rows, as far as they were here. */
  const keys = useRef<Keys>(kept?.keys ?? new Map());
  const rows = useRef({ identity, entry: currentEntry() });
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
  // After every drawing: rows come, and change their order, without anything else being changed.
  useEffect(() => {
    const entry = currentEntry();
    if (rows.current.identity !== identity) {
      // Back and forward bring other rows with what was chosen of them; a filter, a search and an order begin anew.
      const before = rows.current.entry === entry ? undefined : placeOf<TablePlace>(key);
      keys.current = before?.keys ?? new Map();
      rows.current = { identity, entry };
      setSelection(before?.selection ?? NO_SELECTION);
      return;
    }
    rows.current = { identity, entry };
    const involved = selection.head === -1 ? chosen(selection) : [...chosen(selection), selection.head];
    if (source.state !== 'ready' || involved.length > FOLLOWED) return;
    const known = new Map<number, string>();
    let haveMoved = false;
    for (const index of involved) {
      const row = source.at(index);
      const was = keys.current.get(index);
      const is = row === undefined ? undefined : rowKey(row);
      if (was !== undefined && (is === undefined ? index >= total && !isPartial : was !== is)) haveMoved = true;
      const id = was ?? is;
      if (id !== undefined) known.set(index, id);
    }
    keys.current = known;
    // While some pages are new and others are not, a row may be in none of them.
    if (!haveMoved || source.refreshing) return;
    const now = new Map<string, number>();
    for (const [index, row] of source.loaded()) now.set(rowKey(row), index);
    const to = (index: number): number | null => {
      const id = known.get(index);
      return id === undefined ? null : (now.get(id) ?? null);
    };
    keys.current = new Map([...known.values()].flatMap((id) => (now.has(id) ? [[now.get(id) ?? 0, id]] : [])));
    setSelection(moved(selection, to));
  });
  return { selection, setSelection, chooseAll, keys };
}
