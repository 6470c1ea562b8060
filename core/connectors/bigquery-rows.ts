/**
 * In: an answer of BigQuery's API, whose rows are cells without names (`{"f":[{"v":…}]}`) with the table's schema beside them.
 * Out: the rows as objects. https://docs.cloud.google.com/bigquery/docs/reference/rest/v2/tabledata/list
 */
import { decodeBase64 } from '../kit/base64.ts';
import { isObject, type JsonObject } from './kit/source-record.ts';

/** Records in records; no table of BigQuery's may have more levels. */
const MAX_LEVELS = 15;

/** @returns the rows; undefined when the object is no such answer */
export function bigQueryRows(object: JsonObject): readonly JsonObject[] | undefined {
  const { schema, rows, row } = object;
  const fields = isObject(schema) ? schema.fields : undefined;
  if (!Array.isArray(fields)) return undefined;
  return (Array.isArray(rows) ? rows : [row]).flatMap((cells: unknown) => {
    const named = rowOf(cells, fields, 0);
    return named === undefined ? [] : [named];
  });
}

function rowOf(cells: unknown, fields: readonly unknown[], level: number): JsonObject | undefined {
  if (!isObject(cells) || !Array.isArray(cells.f) || level > MAX_LEVELS) return undefined;
  const named: Record<string, unknown> = Object.create(null);
  for (const [at, cell] of cells.f.entries()) {
    const field: unknown = fields[at];
    if (isObject(field) && typeof field.name === 'string') named[field.name] = cellValue(cell, field, level);
  }
  return named;
}

function cellValue(cell: unknown, field: JsonObject, level: number): unknown {
  const value = isObject(cell) ? cell.v : undefined;
  if (Array.isArray(value)) return value.map((item: unknown) => cellValue(item, field, level));
  if (field.type === 'BYTES' && typeof value === 'string') return textIn(value);
  return Array.isArray(field.fields) && isObject(value) ? rowOf(value, field.fields, level + 1) : value;
}

/** Google's logs keep addresses as the bytes of their text. */
function textIn(base64: string): string {
  const text = decodeBase64(base64);
  return text !== undefined && /^[ -~]+$/.test(text) ? text : base64;
}
