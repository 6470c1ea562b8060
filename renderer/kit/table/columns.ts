import type { ReactNode } from 'react';
import { tsvCell } from '../../../core/kit/spreadsheet-cell.ts';
import type { TableLayout } from '../../state/table-layout.ts';
import { textWidth } from '../charts/fit-text.ts';

/** One column of a DataTable. */
export interface Column<R extends object> {
  /** Stable id; also the engine's name of the column when it can be sorted by. */
  readonly id: string;
  readonly title: string;
  /** Says what the column means; shown when hovering its head. */
  readonly hint?: string;
  /** Pixels before the user drags, where there is room for them. */
  readonly width: number;
  /** Pixels that it can do with where room is short; when absent all of them for figures, two thirds for words. */
  readonly least?: number;
  readonly align?: 'left' | 'right';
  readonly sortable?: boolean;
  /** Direction of the first click on the head; numbers usually start high. */
  readonly firstSort?: 'asc' | 'desc';
  /** Not shown until the user asks for it; `narrow`: only in a window that has no room for all. */
  readonly optional?: boolean | 'narrow';
  /** The first to go where names, and what else is least of others, have no room. */
  readonly spare?: boolean;
  /** Cannot be hidden (the column that names the row). */
  readonly fixed?: boolean;
  /** What is decided of the row: it stays beside the panel that it is decided in. */
  readonly decision?: boolean;
  /** Further columns of an export that its cell shows as well, such as the other end of an interval. */
  readonly exportsWith?: readonly string[];
  /** What the cell shows. */
  readonly cell: (row: R) => ReactNode;
  /** What the cell copies: plain text, numbers without grouping, so that a spreadsheet understands them. */
  readonly text: (row: R) => string;
}

/** Something that can be done with the selected rows, by key and from the row's context menu. */
export interface RowAction<R extends object> {
  readonly id: string;
  readonly title: string;
  /** A single key, as `KeyboardEvent.key` names it. */
  readonly key?: string;
  readonly when?: (rows: readonly R[]) => boolean;
  readonly run: (rows: readonly R[]) => void;
}

export const MIN_WIDTH = 56;

/** @param isRoomy the window has room for what a narrow one leaves out */
export function isShown<R extends object>(column: Column<R>, layout: TableLayout, isRoomy: boolean): boolean {
  const byItself = column.optional === 'narrow' ? isRoomy : column.optional !== true;
  return column.fixed === true || (layout.shown[column.id] ?? byItself);
}

/** Pixels of a head beside its title: padding, and the arrow that says how it is sorted. */
const HEAD_EDGES = 20;
const SORT_ARROW = 16;
/** A head is 13 pixels, semi-bold; this is as wide. */
const HEAD_SIZE = 14;

/** Pixels that a head takes with its whole title. */
export function headWidth<R extends object>(column: Column<R>): number {
  return textWidth(column.title, HEAD_SIZE) + HEAD_EDGES + (column.sortable === true ? SORT_ARROW : 0);
}

/** Pixels before the user drags: as the column asks, and never so few that its own title is cut. */
export function firstWidth<R extends object>(column: Column<R>): number {
  return Math.max(column.width, headWidth(column));
}

/** Columns of an export, in their order, that say what these show. */
export function exportColumns<R extends object>(columns: readonly Column<R>[]): string[] {
  return columns.flatMap(({ id, exportsWith = [] }) => [id, ...exportsWith]);
}

/** Tab-separated text with a head line, for a spreadsheet: what came from a log never runs there as a formula. */
export function toTsv<R extends object>(columns: readonly Column<R>[], rows: readonly R[]): string {
  const head = columns.map((column) => tsvCell(column.title)).join('\t');
  return [head, ...rows.map((row) => columns.map((column) => tsvCell(column.text(row))).join('\t'))].join('\n');
}
