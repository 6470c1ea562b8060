/**
 * Sums over activities in the database. In: columns of numbers and the blocks they were made of. Out: the same, as long as they fit the blocks.
 * Guarantee: derived and never believed where a block that they were made of went or was marked anew; no text is in them, so they say no
 * more than the columns of activities do.
 */

import type { ReadConnection, WriteConnection } from '../open.ts';
import { decodeColumn, encodeColumn } from '../segments/codec.ts';
import type { ActivityBlock } from './activity-store.ts';

export type SumColumn = Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;
export type SumColumns = Readonly<Record<string, SumColumn>>;

/** A sum on its way to the thread that writes. */
export interface PackedSum {
  readonly name: string;
  readonly version: string;
  /** Block and revision in turn. */
  readonly seen: Uint32Array<ArrayBuffer>;
  readonly columns: readonly { readonly name: string; readonly rows: number; readonly data: Uint8Array<ArrayBuffer> }[];
}

export function packSum(
  name: string,
  version: string,
  seen: ReadonlyMap<number, number>,
  columns: SumColumns,
): PackedSum {
  return {
    name,
    version,
    seen: Uint32Array.from([...seen].flat()),
    columns: Object.entries(columns).map(([column, values]) => ({
      name: column,
      rows: values.length,
      data: Uint8Array.from(encodeColumn(values)),
    })),
  };
}

/** A sum that was stored, its columns still packed: some are not needed for a while. */
export class StoredSum {
  readonly seen: Map<number, number>;
  private readonly columns: ReadonlyMap<string, { readonly rows: number; readonly data: Buffer }>;

  constructor(
    seen: Map<number, number>,
    columns: ReadonlyMap<string, { readonly rows: number; readonly data: Buffer }>,
  ) {
    this.seen = seen;
    this.columns = columns;
  }

  /** @throws AppError workspace.corrupt */
  bytes(name: string): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.decoded(name, Uint8Array.BYTES_PER_ELEMENT));
  }

  /** @throws AppError workspace.corrupt */
  words(name: string): Uint32Array<ArrayBuffer> {
    return new Uint32Array(this.decoded(name, Uint32Array.BYTES_PER_ELEMENT));
  }

  /** @throws AppError workspace.corrupt */
  numbers(name: string): Float64Array<ArrayBuffer> {
    return new Float64Array(this.decoded(name, Float64Array.BYTES_PER_ELEMENT));
  }

  private decoded(name: string, width: number): ArrayBuffer {
    const { rows, data } = this.columns.get(name) ?? MISSING;
    return decodeColumn(data, name, rows * width);
  }
}

/** No column is written so. */
const MISSING = { rows: 0, data: Buffer.alloc(0) };

interface SumRow {
  readonly version: string;
  readonly blocks: number;
  readonly seen: Buffer;
}

/** @returns null where none is stored that this version made of blocks that are all there still. @throws AppError workspace.corrupt */
export function readSum(
  db: ReadConnection,
  name: string,
  version: string,
  blocks: readonly Pick<ActivityBlock, 'id' | 'revision'>[],
): StoredSum | null {
  const row = db.prepare<[string], SumRow>('SELECT version, blocks, seen FROM activity_sum WHERE name = ?').get(name);
  if (row === undefined || row.version !== version) return null;
  const seen = pairsOf(new Uint32Array(decodeColumn(row.seen, name, row.blocks * 2 * Uint32Array.BYTES_PER_ELEMENT)));
  const now = new Map(blocks.map((block) => [block.id, block.revision]));
  if (![...seen].every(([id, revision]) => now.get(id) === revision)) return null;
  const columns = db
    .prepare<[string], { name: string; rows: number; data: Buffer }>(
      'SELECT name, rows, data FROM activity_sum_column WHERE sum = ?',
    )
    .all(name);
  return new StoredSum(seen, new Map(columns.map((column) => [column.name, column])));
}

function pairsOf(seen: Uint32Array): Map<number, number> {
  const pairs = new Map<number, number>();
  for (let at = 0; at < seen.length; at += 2) pairs.set(seen[at] ?? 0, seen[at + 1] ?? 0);
  return pairs;
}

/** Stores a sum, unless blocks that it was made of have changed meanwhile. @returns whether it did */
export function storeSum(db: WriteConnection, { name, version, seen, columns }: PackedSum): boolean {
  return db
    .transaction(() => {
      const revisionOf = db
        .prepare<[number], number>(
          "SELECT b.revision FROM activity_block b JOIN import i ON i.id = b.import WHERE b.id = ? AND i.state = 'done'",
        )
        .pluck();
      for (const [id, revision] of pairsOf(seen)) if (revisionOf.get(id) !== revision) return false;
      dropSum(db, name);
      db.prepare('INSERT INTO activity_sum (name, version, blocks, seen) VALUES (?, ?, ?, ?)').run(
        name,
        version,
        seen.length / 2,
        encodeColumn(seen),
      );
      const add = db.prepare('INSERT INTO activity_sum_column (sum, name, rows, data) VALUES (?, ?, ?, ?)');
      for (const column of columns) add.run(name, column.name, column.rows, column.data);
      return true;
    })
    .immediate();
}

function dropSum(db: WriteConnection, name: string): void {
  db.prepare('DELETE FROM activity_sum WHERE name = ?').run(name);
  db.prepare('DELETE FROM activity_sum_column WHERE sum = ?').run(name);
}

/** After blocks went: their numbers may be given to others. */
export function dropSums(db: WriteConnection): void {
  db.exec('DELETE FROM activity_sum; DELETE FROM activity_sum_column');
}
