/** Columns of blocks as they stand in the database. */

import type { Statement } from 'better-sqlite3';
import {
  type ActivityColumn,
  type ActivityColumns,
  COLUMN_NUMBERS,
  emptyColumn,
  type FilteredHash,
  HASH_FILTERS,
  isValueColumn,
  type ValueColumn,
} from '../../ingest/activities/columns.ts';
import type { ReadConnection } from '../open.ts';
import { decodeAtFront, encodeColumn, isAllZero } from '../segments/codec.ts';
import { unpackHashFilter } from './hash-filter.ts';
import { isPacked, type PackedColumn, packColumn, spread, unpackColumn } from './packed-column.ts';

type StoredBlock = { readonly id: number; readonly rows: number };

/** A column as it is stored. */
export function encodeBlockColumn<C extends ActivityColumn>(name: C, column: ActivityColumns[C]): Buffer {
  const packed = isValueColumn(name) ? packColumn(column as ActivityColumns[ValueColumn]) : null;
  return packed ?? encodeColumn(column);
}

/** Blocks of an import have few lengths. */
const MOST_ZEROS = 1000;

/** Values of a column of zeros. */
const NOTHING = new Uint32Array(1);

/** Reads columns with a statement that is prepared once. */
export class BlockColumns {
  private readonly read: Statement<[number, number], Buffer>;
  private readonly known = new WeakSet<ActivityColumns[ActivityColumn] | Uint16Array>();
  /** Columns of zeros by what they are arrays of and how long: nobody writes into them. */
  private readonly zeros = new Map<string, ActivityColumns[ActivityColumn]>();

  constructor(db: ReadConnection) {
    this.read = db
      .prepare<[number, number], Buffer>('SELECT data FROM activity_column WHERE block = ? AND col = ?')
      .pluck();
  }

  /** One column of a block as its values and their places; null where it is stored row by row. @throws AppError workspace.corrupt */
  packed(block: StoredBlock, name: ValueColumn): PackedColumn | null {
    const data = this.read.get(block.id, COLUMN_NUMBERS[name]);
    if (data === undefined || isAllZero(data))
      return { values: NOTHING, places: this.zeroColumn('outcome', block.rows) };
    return isPacked(data) ? unpackColumn(data, name, block.rows) : null;
  }

  /** One column of a block, decoded; not to be written into. @throws AppError workspace.corrupt */
  column<C extends ActivityColumn>(
    block: StoredBlock,
    name: C,
  ): { readonly values: ActivityColumns[C]; readonly isShared: boolean } {
    const data = this.read.get(block.id, COLUMN_NUMBERS[name]);
    // A column that came with a later version says nothing of older rows.
    if (data === undefined || isAllZero(data)) return { values: this.zeroColumn(name, block.rows), isShared: true };
    if (isPacked(data) && isValueColumn(name)) {
      const values = spread(unpackColumn(data, name, block.rows), emptyColumn(name, block.rows));
      return { values, isShared: false };
    }
    const { BYTES_PER_ELEMENT: width, constructor: made } = this.zeroColumn(name, 0);
    const { buffer } = decodeAtFront(data, name, width * block.rows);
    const Type = made as new (buffer: ArrayBuffer, offset: number, length: number) => ActivityColumns[C];
    return { values: new Type(buffer, 0, block.rows), isShared: false };
  }

  /** The bits of `hash-filter.ts`; null where none are stored. @throws AppError workspace.corrupt */
  hashFilter(block: StoredBlock, name: FilteredHash): Uint8Array<ArrayBuffer> | null {
    const data = this.read.get(block.id, HASH_FILTERS[name]);
    return data === undefined ? null : unpackHashFilter(data, name);
  }

  /** True for a column of zeros that came from here. */
  isZeros(values: ActivityColumns[ActivityColumn] | Uint16Array): boolean {
    return this.known.has(values);
  }

  private zeroColumn<C extends ActivityColumn>(name: C, rows: number): ActivityColumns[C] {
    const key = `${emptyColumn(name, 0).BYTES_PER_ELEMENT}/${rows}`;
    let zeros = this.zeros.get(key) as ActivityColumns[C] | undefined;
    if (zeros === undefined) {
      if (this.zeros.size >= MOST_ZEROS) this.zeros.clear();
      zeros = emptyColumn(name, rows);
      this.zeros.set(key, zeros);
      this.known.add(zeros);
    }
    return zeros;
  }
}

/** One column of a block, decoded. @throws AppError workspace.corrupt */
export function readBlockColumn<C extends ActivityColumn>(
  db: ReadConnection,
  block: StoredBlock,
  name: C,
): ActivityColumns[C] {
  return new BlockColumns(db).column(block, name).values;
}
