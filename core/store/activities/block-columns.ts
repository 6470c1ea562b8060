/** Columns of blocks as they stand in the database. */
import {
  type ActivityColumn,
  type ActivityColumns,
  COLUMN_NUMBERS,
  emptyColumn,
} from '../../ingest/activities/columns.ts';
import type { ReadConnection } from '../open.ts';
import { decodeColumn } from '../segments/codec.ts';

/** One column of a block, decoded. @throws AppError workspace.corrupt */
export function readBlockColumn<C extends ActivityColumn>(
  db: ReadConnection,
  block: { readonly id: number; readonly rows: number },
  name: C,
): ActivityColumns[C] {
  const data = db
    .prepare<[number, number], Buffer>('SELECT data FROM activity_column WHERE block = ? AND col = ?')
    .pluck()
    .get(block.id, COLUMN_NUMBERS[name]);
  // A column that came with a later version says nothing of older rows.
  const column = emptyColumn(name, block.rows);
  if (data === undefined) return column;
  const bytes = decodeColumn(data, name, column.byteLength);
  const Type = column.constructor as new (buffer: ArrayBuffer) => ActivityColumns[C];
  return new Type(bytes);
}
