import { tsvCell } from '../kit/spreadsheet-cell.ts';
import { type ExportTable, inChunks, spreadsheetCell } from './table.ts';

/** The table as tab-separated text with a heading line, for the clipboard and for spreadsheets, in chunks. */
export function tsvChunks(table: ExportTable): Generator<string, void, undefined> {
  return inChunks(tsvLines(table));
}

function* tsvLines(table: ExportTable): Generator<string, void, undefined> {
  yield `${table.columns.map((column) => tsvCell(column.title)).join('\t')}\n`;
  for (const row of table.rows)
    yield `${table.columns.map((_, index) => tsvCell(spreadsheetCell(row[index]))).join('\t')}\n`;
}
