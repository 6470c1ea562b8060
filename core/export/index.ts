/**
 * In: a table of plain cells. Out: its text in chunks, for whoever writes it. Guarantee: no cell that came from a log runs
 * as a formula, and what is unknown stays apart from 0 and from the empty text (in JSON).
 */
import { csvChunks } from './csv.ts';
import { jsonChunks, ndjsonChunks } from './json.ts';
import type { ExportTable } from './table.ts';
import { tsvChunks } from './tsv.ts';

export { type CsvOptions, csvChunks } from './csv.ts';
export { formatInstant } from './instant.ts';
export { jsonChunks, ndjsonChunks } from './json.ts';
export type { ExportCell, ExportColumn, ExportTable } from './table.ts';
export { tsvChunks } from './tsv.ts';

export type ExportFormat = 'csv' | 'tsv' | 'json' | 'ndjson';

/** The table in the given format. */
export function exportChunks(format: ExportFormat, table: ExportTable): Generator<string, void, undefined> {
  switch (format) {
    case 'csv':
      return csvChunks(table);
    case 'tsv':
      return tsvChunks(table);
    case 'json':
      return jsonChunks(table);
    case 'ndjson':
      return ndjsonChunks(table);
    default:
      return format satisfies never;
  }
}
