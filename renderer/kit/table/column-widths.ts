import type { TableLayout } from '../../state/table-layout.ts';
import { type Column, firstWidth, headWidth, MIN_WIDTH } from './columns.ts';

/** Words stay of use when cut to this share of their column, those that name the row to a larger one; figures are never cut. */
const WORDS_LEAST = 2 / 3;
const NAME_LEAST = 4 / 5;
/** Of what is left over, as many times as much as other words. */
const NAME_SHARE = 4;

interface Room {
  readonly width: number;
  readonly least: number;
}

/** What a column asks for and what it can do with; both are what the user dragged it to, once it was dragged. */
function roomOf<R extends object>(column: Column<R>, layout: TableLayout): Room {
  const dragged = layout.widths[column.id];
  if (dragged !== undefined) return { width: Math.max(MIN_WIDTH, dragged), least: Math.max(MIN_WIDTH, dragged) };
  const width = firstWidth(column);
  const share = column.align === 'right' ? 1 : column.fixed === true ? NAME_LEAST : WORDS_LEAST;
  const least = column.least ?? Math.round(width * share);
  return { width, least: Math.min(width, Math.max(headWidth(column), least)) };
}

const total = (sizes: readonly number[]): number => sizes.reduce((all, one) => all + one, 0);

/**
 * The columns that a table of this width has room for. Those that can be spared are left out from the end; beside an open panel, which
 * tells the row in full, then others too, and nothing is scrolled sideways. What names the row, what is decided of it there, what it is
 * sorted by and what its user asked for stay.
 * @param sortedBy id of the column that the rows are in the order of
 */
export function fittingColumns<R extends object>(
  columns: readonly Column<R>[],
  layout: TableLayout,
  available: number,
  sortedBy: string | null,
  isBesidePanel: boolean,
): readonly Column<R>[] {
  let over = total(columns.map((column) => roomOf(column, layout).least)) - available;
  const leftOut = new Set<Column<R>>();
  const last = [...columns].reverse();
  const others = isBesidePanel ? last.filter((column) => column.spare !== true) : [];
  for (const column of [...last.filter((column) => column.spare === true), ...others]) {
    if (over <= 0) break;
    const isKept = column.fixed === true || column.decision === true || column.id === sortedBy;
    if (isKept || layout.shown[column.id] === true) continue;
    leftOut.add(column);
    over -= roomOf(column, layout).least;
  }
  return leftOut.size === 0 ? columns : columns.filter((column) => !leftOut.has(column));
}

/** Whole pixels that add up to `extra`, in proportion to `weights`; nothing where no weight is above 0. */
function portions(extra: number, weights: readonly number[]): readonly number[] {
  const all = total(weights);
  if (all <= 0) return weights.map(() => 0);
  let given = 0;
  let sum = 0;
  return weights.map((weight) => {
    sum += weight;
    const upTo = Math.round((extra * sum) / all);
    const mine = upTo - given;
    given = upTo;
    return mine;
  });
}

/**
 * Pixels of each shown column in a table of this width. Columns of words give way to each other and take what is left over; where not
 * even that gets all of them in, the first ones end with the table's edge, so that none is cut in the middle of a word, and the others
 * are scrolled to.
 */
export function columnWidths<R extends object>(
  columns: readonly Column<R>[],
  layout: TableLayout,
  available: number,
): readonly number[] {
  const rooms = columns.map((column) => roomOf(column, layout));
  const slack = rooms.map(({ width, least }) => width - least);
  const wanted = rooms.map(({ width }) => width);
  const least = rooms.map((room) => room.least);
  if (available <= 0) return wanted;
  const left = available - total(least);
  if (left >= 0) {
    // What names the row is whole before others have more than they can do with, and takes most of what nobody asked for.
    const names = slack.map((more, at) => (columns[at]?.fixed === true ? more : 0));
    const others = slack.map((more, at) => more - (names[at] ?? 0));
    const toNames = Math.min(left, total(names));
    const toOthers = Math.min(left - toNames, total(others));
    const parts = [
      portions(toNames, names),
      portions(toOthers, others),
      portions(
        left - toNames - toOthers,
        slack.map((more, at) => more + (names[at] ?? 0) * (NAME_SHARE - 1)),
      ),
    ];
    const widths = least.map((one, at) => one + total(parts.map((part) => part[at] ?? 0)));
    const unused = available - total(widths);
    return widths.map((width, at) => (at === widths.length - 1 ? width + unused : width));
  }
  let fitting = 0;
  for (let used = 0; fitting < least.length && used + (least[fitting] ?? 0) <= available; fitting++)
    used += least[fitting] ?? 0;
  const more = portions(available - total(least.slice(0, fitting)), slack.slice(0, fitting));
  return wanted.map((width, at) => (at < fitting ? (least[at] ?? 0) + (more[at] ?? 0) : width));
}
