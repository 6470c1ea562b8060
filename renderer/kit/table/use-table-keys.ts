import type { KeyboardEvent } from 'react';
import type { RowAction } from './columns.ts';
import { extendTo, meant, only, type Selection, toggle, walkTo } from './selection.ts';

export interface TableKeys<R extends object> {
  readonly total: number;
  /** Rows that fit the view. */
  readonly pageRows: number;
  readonly selection: Selection;
  readonly actions: readonly RowAction<R>[];
  setSelection(next: Selection): void;
  chooseAll(): void;
  reveal(index: number): void;
  open(index: number): void;
  copy(): void;
  act(action: RowAction<R>): void;
}

function target(event: KeyboardEvent, head: number, total: number, pageRows: number): number | null {
  const from = Math.max(0, head);
  switch (event.key) {
    case 'ArrowDown':
      return head === -1 ? 0 : head + 1;
    case 'ArrowUp':
      return from - 1;
    case 'PageDown':
      return from + pageRows;
    case 'PageUp':
      return from - pageRows;
    case 'Home':
      return 0;
    case 'End':
      return total - 1;
    default:
      return null;
  }
}

/** Keyboard of a table: walk, extend, choose, copy, open, act. Returns true when the key was the table's. */
export function handleTableKey<R extends object>(event: KeyboardEvent, keys: TableKeys<R>): boolean {
  const { selection, total } = keys;
  const mod = event.ctrlKey || event.metaKey;
  if (mod && !event.altKey && event.key.toLowerCase() === 'c' && !event.shiftKey) {
    // Text that the user marked with the mouse is copied by the browser as usual.
    if ((getSelection()?.toString() ?? '') !== '' || meant(selection).length === 0) return false;
    keys.copy();
    return true;
  }
  if (mod && event.key.toLowerCase() === 'a') {
    keys.chooseAll();
    return true;
  }
  // With Ctrl, too: so those walk who learnt that only Ctrl keeps what is chosen.
  const to = mod && event.key.startsWith('Page') ? null : target(event, selection.head, total, keys.pageRows);
  if (to !== null && total > 0) {
    const index = Math.min(total - 1, Math.max(0, to));
    keys.setSelection(event.shiftKey ? extendTo(selection, index) : walkTo(selection, index));
    keys.reveal(index);
    return true;
  }
  if (event.key === ' ' && !event.altKey && selection.head >= 0) {
    keys.setSelection(toggle(selection, selection.head));
    return true;
  }
  if (mod || event.altKey) return false;
  if (event.key === 'Enter' && selection.head >= 0) {
    keys.open(selection.head);
    return true;
  }
  if (event.key === 'Escape' && (selection.ranged || selection.picked.size > 0)) {
    keys.setSelection(only(selection.head));
    return true;
  }
  const action = keys.actions.find((candidate) => candidate.key === event.key);
  if (action !== undefined && meant(selection).length > 0) {
    keys.act(action);
    return true;
  }
  return false;
}
