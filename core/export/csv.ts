import { csvCell } from '../kit/spreadsheet-cell.ts';
import { type ExportCell, type ExportTable, inChunks, spreadsheetCell } from './table.ts';

export interface CsvOptions {
  /** U+FEFF in front: Excel reads UTF-8 only with it. */
  readonly byteOrderMark?: boolean;
}

/** The table as CSV (RFC 4180, CRLF, a heading line), in chunks. */
export function csvChunks(table: ExportTable, options: CsvOptions = {}): Generator<string, void, undefined> {
  return inChunks(csvLines(table, options));
}

function* csvLines(table: ExportTable, options: CsvOptions): Generator<string, void, undefined> {
  if (options.byteOrderMark === true) yield '\ufeff';
  yield csvLine(table.columns.map((column) => column.title));
  for (const row of table.rows) yield csvLine(table.columns.map((_, index) => row[index]));
}

function csvLine(cells: readonly ExportCell[]): string {
  const line = cells.map((cell) => csvCell(spreadsheetCell(cell))).join(',');
  // A line of one empty cell would be a blank line, which readers skip.
  return `${line === '' && cells.length === 1 ? '""' : line}\r\n`;
}
