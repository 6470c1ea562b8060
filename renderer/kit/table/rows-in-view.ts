/** Which of a table's rows are drawn. Rows are of one height, so nothing is kept of each: a table of millions costs what one of ten does. Pure. */

export interface RowRange {
  readonly first: number;
  /** The last of them; before the first where there are none. */
  readonly last: number;
}

export const NO_ROWS: RowRange = { first: 0, last: -1 };

/** Rows drawn beyond those in view, and how near to their end the view may come before others are drawn. */
const BEYOND = 12;
const NEAR = 4;

/** Where the scroller stands: the head stays at its top and covers what is below it. */
export interface RowView {
  readonly top: number;
  readonly height: number;
  readonly head: number;
  readonly rowHeight: number;
}

/** @param now the rows that are drawn: the same are given back while they do, so that not every step of a wheel draws anew */
export function rowsInView(view: RowView, total: number, now: RowRange): RowRange {
  if (total === 0 || view.height === 0) return NO_ROWS;
  const end = total - 1;
  const from = Math.min(end, Math.max(0, Math.floor(view.top / view.rowHeight)));
  const to = Math.min(end, Math.max(from, Math.ceil((view.top + view.height - view.head) / view.rowHeight) - 1));
  const isEnough =
    now.last <= end &&
    now.first <= Math.max(0, from - NEAR) &&
    now.last >= Math.min(end, to + NEAR) &&
    now.last - now.first <= to - from + 4 * BEYOND;
  return isEnough ? now : { first: Math.max(0, from - BEYOND), last: Math.min(end, to + BEYOND) };
}

/** How far to scroll for a row to be whole in view; no further than that. */
export function topShowing(view: RowView, index: number): number {
  const start = index * view.rowHeight;
  if (start < view.top) return start;
  return Math.max(view.top, start + view.rowHeight + view.head - view.height);
}
