import { inertJson } from '../kit/visible-text.ts';
import { type ExportCell, type ExportTable, inChunks } from './table.ts';

/** One row as a JSON object. Unknown cells and numbers that JSON cannot write are null. */
function jsonRow(keys: readonly string[], row: readonly ExportCell[]): string {
  const members = keys.map((key, index) => `${JSON.stringify(key)}:${inertJson(row[index] ?? null)}`);
  return `{${members.join(',')}}`;
}

/** The table as one JSON array, an object a line, in chunks. */
export function jsonChunks(table: ExportTable): Generator<string, void, undefined> {
  return inChunks(jsonPieces(table));
}

function* jsonPieces(table: ExportTable): Generator<string, void, undefined> {
  const keys = table.columns.map((column) => column.key);
  let before = '[\n';
  for (const row of table.rows) {
    yield before + jsonRow(keys, row);
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** The table as NDJSON: one object a line. */
export function* ndjsonChunks(table: ExportTable): Generator<string, void, undefined> {
  const keys = table.columns.map((column) => column.key);
  yield* inChunks(ndjsonLines(keys, table));
}

function* ndjsonLines(keys: readonly string[], table: ExportTable): Generator<string, void, undefined> {
  for (const row of table.rows) yield `${jsonRow(keys, row)}\n`;
}
