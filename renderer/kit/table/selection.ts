/** Which rows are chosen, by index. `head` is the row with the cursor; -1 before the table was entered. */
export interface Selection {
  readonly head: number;
  /** Other end of the range that Shift extends. */
  readonly anchor: number;
  /** Rows chosen one by one (space, Ctrl-click), beside the range. */
  readonly picked: ReadonlySet<number>;
  /** True when the range anchor..head is chosen; false while the cursor only walks. */
  readonly ranged: boolean;
}

export const NO_SELECTION: Selection = { head: -1, anchor: -1, picked: new Set(), ranged: false };

/** The cursor moves; what was chosen is let go unless `extend` (Shift). */
export function moveTo(now: Selection, index: number, extend: boolean): Selection {
  if (extend) return { ...now, head: index, anchor: now.anchor === -1 ? index : now.anchor, ranged: true };
  return { head: index, anchor: index, picked: new Set(), ranged: false };
}

/** Chooses or lets go of one row and keeps the others. */
export function toggle(now: Selection, index: number): Selection {
  const picked = new Set(chosen(now));
  if (!picked.delete(index)) picked.add(index);
  return { head: index, anchor: index, picked, ranged: false };
}

export function selectAll(total: number, now: Selection): Selection {
  if (total === 0) return NO_SELECTION;
  return { head: now.head === -1 ? 0 : now.head, anchor: 0, picked: allOf(total), ranged: false };
}

function allOf(total: number): Set<number> {
  return new Set(Array.from({ length: total }, (_, index) => index));
}

export function isChosen(now: Selection, index: number): boolean {
  if (now.picked.has(index)) return true;
  return now.ranged && index >= Math.min(now.anchor, now.head) && index <= Math.max(now.anchor, now.head);
}

/** Chosen rows in order. */
export function chosen(now: Selection): readonly number[] {
  const all = new Set(now.picked);
  if (now.ranged && now.anchor >= 0 && now.head >= 0) {
    for (let at = Math.min(now.anchor, now.head); at <= Math.max(now.anchor, now.head); at++) all.add(at);
  }
  return [...all].sort((a, b) => a - b);
}

/** Rows that an action means: the chosen ones, or the one under the cursor. */
export function meant(now: Selection): readonly number[] {
  const rows = chosen(now);
  if (rows.length > 0) return rows;
  return now.head === -1 ? [] : [now.head];
}
