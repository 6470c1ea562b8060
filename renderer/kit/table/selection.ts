/** Which rows are chosen, by index. `head` is the row with the cursor; -1 before the table was entered. */
export interface Selection {
  readonly head: number;
  /** Other end of the range that Shift extends: where the cursor last walked to. */
  readonly anchor: number;
  /** Rows chosen before (space, Ctrl-click, an earlier range), beside the range. */
  readonly picked: ReadonlySet<number>;
  /** True when the range anchor..head is chosen; false while the cursor only walks. */
  readonly ranged: boolean;
}

export const NO_SELECTION: Selection = { head: -1, anchor: -1, picked: new Set(), ranged: false };

/** The cursor goes to a row and lets go of what was chosen, as a click does. */
export function only(index: number): Selection {
  return { ...NO_SELECTION, head: index, anchor: index };
}

/** The cursor walks; what was chosen stays. */
export function walkTo(now: Selection, index: number): Selection {
  return { head: index, anchor: index, picked: now.ranged ? new Set(chosen(now)) : now.picked, ranged: false };
}

/** The cursor draws a range from where it last walked to (Shift). */
export function extendTo(now: Selection, index: number): Selection {
  return { ...now, head: index, anchor: now.anchor === -1 ? index : now.anchor, ranged: true };
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

/** Sets are never changed: each is put in order once, however often the cursor walks over it. */
const ORDERED = new WeakMap<ReadonlySet<number>, readonly number[]>();

function ordered(rows: ReadonlySet<number>): readonly number[] {
  const known = ORDERED.get(rows) ?? [...rows].sort((a, b) => a - b);
  ORDERED.set(rows, known);
  return known;
}

/** Chosen rows in order; the same list while they are the same picked ones. */
export function chosen(now: Selection): readonly number[] {
  if (!now.ranged || now.anchor < 0 || now.head < 0) return ordered(now.picked);
  const all = new Set(now.picked);
  for (let at = Math.min(now.anchor, now.head); at <= Math.max(now.anchor, now.head); at++) all.add(at);
  return ordered(all);
}

/** The same rows after they moved. @param to where a row is now; null for one that is gone */
export function moved(now: Selection, to: (index: number) => number | null): Selection {
  const picked = new Set(chosen(now).flatMap((index) => to(index) ?? []));
  const head = now.head === -1 ? -1 : (to(now.head) ?? -1);
  return { head, anchor: head, picked, ranged: false };
}

/** Rows that an action means: the chosen ones, or the one under the cursor. */
export function meant(now: Selection): readonly number[] {
  const rows = chosen(now);
  if (rows.length > 0) return rows;
  return now.head === -1 ? [] : [now.head];
}
