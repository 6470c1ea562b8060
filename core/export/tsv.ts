import { formulaSafe } from './formula-safe.ts';
import { type ExportCell, type ExportTable, inChunks } from './table.ts';

/** TSV has no quoting: what would break a cell becomes a blank. */
export function tsvCell(cell: ExportCell): string {
  return formulaSafe(cell).replace(/\r\n|[\t\r\n\v\f\u2028\u2029]/g, ' ');
}

/** The table as tab-separated text with a heading line, for the clipboard and for spreadsheets, in chunks. */
export function tsvChunks(table: ExportTable): Generator<string, void, undefined> {
  return inChunks(tsvLines(table));
}

function* tsvLines(table: ExportTable): Generator<string, void, undefined> {
  yield `${table.columns.map((column) => tsvCell(column.title)).join('\t')}\n`;
  for (const row of table.rows) yield `${table.columns.map((_, index) => tsvCell(row[index])).join('\t')}\n`;
}
