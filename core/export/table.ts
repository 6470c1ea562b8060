import type { SpreadsheetCell } from '../kit/formula-safe.ts';

/**
 * Null and undefined are "unknown": an empty cell in CSV and TSV, null in JSON, never 0. JSON has lists and objects as they are; in a cell
 * of CSV and TSV, a list's items stand with semicolons between, and an object as its JSON.
 */
export type ExportCell = SpreadsheetCell | readonly string[] | { readonly [key: string]: unknown };

/** What stands for it in one cell of a spreadsheet. */
export function spreadsheetCell(cell: ExportCell): SpreadsheetCell {
  if (typeof cell !== 'object' || cell === null) return cell;
  return Array.isArray(cell) ? cell.join('; ') : JSON.stringify(cell);
}

export interface ExportColumn {
  /** Name in JSON. */
  readonly key: string;
  /** Heading in CSV and TSV. */
  readonly title: string;
}

/** Rows hold one cell a column, in the columns' order; missing cells are unknown. */
export interface ExportTable {
  readonly columns: readonly ExportColumn[];
  readonly rows: Iterable<readonly ExportCell[]>;
}

const CHUNK_LENGTH = 65_536;

/** Joins pieces into chunks of at least 64 Ki characters, so that writers are not called once a row. */
export function* inChunks(pieces: Iterable<string>): Generator<string, void, undefined> {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length >= CHUNK_LENGTH) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}
