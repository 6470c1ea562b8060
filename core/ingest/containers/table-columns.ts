/** In: a table's object up to its rows. Out: the names of its columns, as JSON strings. */
import type { ByteSink } from './record-lines.ts';

/** Keys that name a table's columns. */
const COLUMNS: readonly string[] = ['columns', 'Columns', 'fields', 'schema'];

/** Names of the columns that stand in the table's object before its rows: `"columns":[{"name":"a"},…]` or `["a",…]`. */
export function columnNames(record: ByteSink): readonly string[] | null {
  const text = record.bytes.toString('latin1', 0, record.length);
  const at = COLUMNS.map((key) => text.lastIndexOf(`"${key}":[`)).find((found) => found >= 0) ?? -1;
  if (at < 0) return null;
  const list = text.slice(text.indexOf('[', at), text.indexOf(']', at) + 1);
  try {
    const columns: unknown = JSON.parse(list);
    if (!Array.isArray(columns)) return null;
    return columns.map((column) => JSON.stringify(nameOf(column)));
  } catch {
    // A damaged header: its rows keep their places as names.
    return null;
  }
}

function nameOf(column: unknown): string {
  if (typeof column === 'string') return column;
  if (typeof column !== 'object' || column === null) return '';
  const named = new Map<string, unknown>(Object.entries(column));
  const name = named.get('name') ?? named.get('ColumnName') ?? named.get('columnName');
  return typeof name === 'string' ? name : '';
}
