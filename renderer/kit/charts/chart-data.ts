import { csvCell } from '../../../core/kit/spreadsheet-cell.ts';

/** One cell of a chart's table twin: the text people read and the plain value that goes into a CSV. */
export interface TwinCell {
  readonly text: string;
  readonly value: string | number | null;
}

export interface TwinRow {
  readonly key: string;
  readonly cells: readonly TwinCell[];
  /** Goes to the rows behind the figure. */
  readonly onOpen?: (() => void) | undefined;
}

/** The chart as a table: the same figures, readable by everyone and every program. */
export interface TwinTable {
  readonly columns: readonly { readonly title: string; readonly numeric?: boolean }[];
  readonly rows: readonly TwinRow[];
}

export function textCell(text: string): TwinCell {
  return { text, value: text };
}
export function valueCell(value: number | null, format: (value: number | null) => string): TwinCell {
  return { text: format(value), value };
}

/** RFC 4180 text with CRLF; null is an empty field, never 0. */
export function twinCsv(table: TwinTable): string {
  const lines = [table.columns.map((column) => csvCell(column.title))];
  for (const row of table.rows) lines.push(row.cells.map((cell) => csvCell(cell.value)));
  return `${lines.map((fields) => fields.join(',')).join('\r\n')}\r\n`;
}
