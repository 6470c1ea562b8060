import { formulaSafe, type SpreadsheetCell } from './formula-safe.ts';

/** One cell of CSV by RFC 4180, formula-safe. */
export function csvCell(cell: SpreadsheetCell): string {
  const text = formulaSafe(cell);
  // Blanks at the ends are quoted too, since some readers trim bare ones.
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One cell of tab-separated text, formula-safe. TSV has no quoting: what would break a cell becomes a blank. */
export function tsvCell(cell: SpreadsheetCell): string {
  return formulaSafe(cell).replace(/\r\n|[\t\r\n\v\f\u2028\u2029]/g, ' ');
}
