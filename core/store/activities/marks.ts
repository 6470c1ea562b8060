/**
 * Which activities repeat an earlier one. In: blocks in the order they count in. Out: their column of marks.
 * Guarantee: the first stored record of an event is FIRST, whatever is imported or removed around it.
 */
import { COLUMN_NUMBERS, FIRST, REPEATED, SEEN_ELSEWHERE } from '../../ingest/activities/columns.ts';
import type { WriteConnection } from '../open.ts';
import { encodeBlockColumn, readBlockColumn } from './block-columns.ts';
import { KeySet } from './key-set.ts';

export interface MarkedColumns {
  readonly keyHigh: Uint32Array;
  readonly keyLow: Uint32Array;
  readonly same: Float64Array;
  readonly fileStep: Uint32Array;
}

/** Rows that repeat an earlier record, by file; files without any are left out. */
export type RepeatedBy = ReadonlyMap<number, number>;

const HALF = 2 ** 32;

export class Marker {
  private readonly records = new KeySet();
  private readonly events = new KeySet();

  /** Marks a block's rows. @param file the block's, or the first of its files */
  mark(
    { keyHigh, keyLow, same, fileStep }: MarkedColumns,
    file: number,
  ): { readonly marks: Uint8Array<ArrayBuffer>; readonly repeated: RepeatedBy } {
    const marks = new Uint8Array(keyHigh.length);
    const repeated = new Map<number, number>();
    for (let row = 0; row < marks.length; row++) {
      if (!this.records.add(keyHigh[row] ?? 0, keyLow[row] ?? 0)) {
        marks[row] = REPEATED;
        const of = file + (fileStep[row] ?? 0);
        repeated.set(of, (repeated.get(of) ?? 0) + 1);
        continue;
      }
      const event = same[row] ?? 0;
      const isNew = event === 0 || this.events.add(Math.floor(event / HALF), event % HALF);
      marks[row] = isNew ? FIRST : SEEN_ELSEWHERE;
    }
    return { marks, repeated };
  }
}

interface BlockRow {
  readonly id: number;
  readonly import: number;
  readonly file: number;
  readonly rows: number;
}

/** Blocks of the imports that are visible, and of the one at hand, in the order they count in. */
function visibleBlocks(db: WriteConnection, atHand: number): BlockRow[] {
  return db
    .prepare<[number], BlockRow>(
      `SELECT b.id, b.import, b.file, b.rows FROM activity_block b JOIN import i ON i.id = b.import
       WHERE (i.state = 'done' OR i.id = ?) ORDER BY i.place, b.id`,
    )
    .all(atHand);
}

function columnsOf(db: WriteConnection, block: BlockRow): MarkedColumns {
  return {
    keyHigh: readBlockColumn(db, block, 'keyHigh'),
    keyLow: readBlockColumn(db, block, 'keyLow'),
    same: readBlockColumn(db, block, 'same'),
    fileStep: readBlockColumn(db, block, 'fileStep'),
  };
}

/** What is stored and visible, so that a new import's rows can be told from it. */
export function markerOf(db: WriteConnection, atHand: number): Marker {
  const marker = new Marker();
  for (const block of visibleBlocks(db, atHand)) marker.mark(columnsOf(db, block), block.file);
  return marker;
}

/** Marks everything anew, after an import went. */
export function markAnew(db: WriteConnection): RepeatedBy {
  const marker = new Marker();
  const repeatedBy = new Map<number, number>();
  const update = db.prepare('UPDATE activity_column SET data = ? WHERE block = ? AND col = ?');
  const revise = db.prepare('UPDATE activity_block SET revision = revision + 1 WHERE id = ?');
  for (const block of visibleBlocks(db, 0)) {
    const { marks, repeated } = marker.mark(columnsOf(db, block), block.file);
    for (const [file, count] of repeated) repeatedBy.set(file, (repeatedBy.get(file) ?? 0) + count);
    const before = readBlockColumn(db, block, 'mark');
    if (before.every((mark, row) => mark === marks[row])) continue;
    update.run(encodeBlockColumn('mark', marks), block.id, COLUMN_NUMBERS.mark);
    revise.run(block.id);
  }
  return repeatedBy;
}
