/**
 * Single rows of a block. In: its columns of words and bytes as they are stored, read together. Out: what a row has in one of them, without
 * unpacking the column: a page of the log may have its rows in as many blocks.
 */
import type { Statement } from 'better-sqlite3';
import { type ActivityColumn, COLUMN_NUMBERS, type ValueColumn } from '../../ingest/activities/columns.ts';
import type { ReadConnection } from '../open.ts';
import { isAllZero } from '../segments/codec.ts';
import { damagedColumn, isPacked, isWhole, valueAt } from './packed-column.ts';

/** Columns of words and bytes that a row of the log shows: of every row some of them are asked, and they stand side by side. */
const SHOWN = [
  'user',
  'userName',
  'app',
  'instance',
  'connector',
  'operation',
  'type',
  'ip',
  'country',
  'city',
  'isp',
  'userAgent',
  'device',
  'os',
  'object',
  'objectType',
  'target',
  'clientApp',
  'reason',
  'outcome',
  'actor',
  'flags',
] as const satisfies readonly ValueColumn[];
/** More questions than for a few rows: columns are sooner unpacked. */
const MOST_ASKED = 100;

export class BlockCells {
  readonly byteLength: number;
  private readonly rows: number;
  private readonly data: ReadonlyMap<number, Buffer>;
  private readonly whole = new Set<number>();
  private asked = 0;

  /** @param columns as they are stored, by number */
  constructor(rows: number, columns: ReadonlyMap<number, Buffer>) {
    this.rows = rows;
    this.data = columns;
    this.byteLength = [...columns.values()].reduce((sum, { length }) => sum + length, 0);
  }

  /** @returns null where unpacking the column is the way. @throws AppError workspace.corrupt */
  at(name: ValueColumn, row: number): number | null {
    const number = COLUMN_NUMBERS[name];
    const data = this.data.get(number);
    if (data === undefined) return null;
    if (isAllZero(data)) return 0;
    if (!isPacked(data) || this.asked >= MOST_ASKED) return null;
    this.asked++;
    if (!this.whole.has(number)) {
      if (!isWhole(data)) throw damagedColumn(name);
      this.whole.add(number);
    }
    return valueAt(data, name, this.rows, row);
  }
}

type StoredBlock = { readonly id: number; readonly rows: number };
/** What a block has no column of: zeros. */
const NOTHING: Buffer = Buffer.from([0]);

/** @returns what reads the cells of a block, but for columns that are known already */
export function cellReader(
  db: ReadConnection,
): (block: StoredBlock, isKnown: (name: ActivityColumn) => boolean) => BlockCells {
  const statements = new Map<string, Statement<[number], { col: number; data: Buffer }>>();
  const shown = SHOWN.map((name) => COLUMN_NUMBERS[name]);
  const [first, last] = [Math.min(...shown), Math.max(...shown)];
  return ({ id, rows }, isKnown) => {
    const columns = new Map<number, Buffer>();
    const others: number[] = [];
    for (let col = first; col <= last; col++) if (!shown.includes(col)) others.push(col);
    for (const name of SHOWN) {
      if (isKnown(name)) others.push(COLUMN_NUMBERS[name]);
      else columns.set(COLUMN_NUMBERS[name], NOTHING);
    }
    // One walk along the block: looking for each would go down the tree as many times.
    const list = others.join(', ');
    const read =
      statements.get(list) ??
      db.prepare<[number], { col: number; data: Buffer }>(
        `SELECT col, data FROM activity_column WHERE block = ? AND col BETWEEN ${first} AND ${last} AND col NOT IN (${list})`,
      );
    statements.set(list, read);
    for (const { col, data } of read.all(id)) columns.set(col, data);
    return new BlockCells(rows, columns);
  };
}
