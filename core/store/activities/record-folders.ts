/**
 * What files lie in, of blocks that were stored before imports kept it: read once for good from their kept records. Files of anonymised streams
 * stay without: their records are sealed.
 */

import { COLUMN_NUMBERS } from '../../ingest/activities/columns.ts';
import { MAX_WORD } from '../../ingest/activities/word-memory.ts';
import type { ReadConnection, WriteConnection } from '../open.ts';
import type { ActivityBlock } from './activity-store.ts';
import { encodeBlockColumn, readBlockColumn } from './block-columns.ts';
import { recordEvents, wordTexts } from './record-events.ts';
import { WordTable } from './word-table.ts';

type StoredBlock = Pick<ActivityBlock, 'id' | 'rows'>;

const OLDER = `activity_block b JOIN import i ON i.id = b.import
  WHERE i.state = 'done' AND NOT EXISTS (SELECT 1 FROM activity_column c WHERE c.block = b.id AND c.col = ${COLUMN_NUMBERS.folder})
    AND EXISTS (SELECT 1 FROM activity_raw r WHERE r.block = b.id)
    AND NOT EXISTS (SELECT 1 FROM stream s WHERE s.id = i.stream AND s.anonymised = 1)`;

/** How many blocks `deriveFolders` has yet to read. */
export function countWithoutFolders(db: ReadConnection): number {
  return db.prepare<[], number>(`SELECT count(*) FROM ${OLDER}`).pluck().get() ?? 0;
}

/** Reads the records of one older block and stores what its files lie in. @returns false when there is no such block */
export function deriveFolders(db: WriteConnection): boolean {
  return db
    .transaction(() => {
      const block = db.prepare<[], StoredBlock>(`SELECT b.id, b.rows FROM ${OLDER} ORDER BY b.id LIMIT 1`).get();
      if (block === undefined) return false;
      const folders = readFolders(db, block);
      db.prepare('INSERT INTO activity_column (block, col, data) VALUES (?, ?, ?)').run(
        block.id,
        COLUMN_NUMBERS.folder,
        encodeBlockColumn('folder', folders),
      );
      // Sums that took the block in know nothing of it.
      if (folders.some((word) => word !== 0))
        db.prepare('UPDATE activity_block SET revision = revision + 1 WHERE id = ?').run(block.id);
      return true;
    })
    .immediate();
}

function readFolders(db: WriteConnection, block: StoredBlock): Uint32Array<ArrayBuffer> {
  const text = wordTexts(db);
  const types = readBlockColumn(db, block, 'type');
  const rows: number[] = [];
  for (let row = 0; row < block.rows; row++) if (/^(?:file|folder)\./.test(text(types[row] ?? 0))) rows.push(row);
  const eventOf = recordEvents(db, block, rows, (name) => readBlockColumn(db, block, name), text);
  const words = new WordTable(db);
  const numbers = new Map<string, number>([['', 0]]);
  const folders = new Uint32Array(block.rows);
  for (const row of rows) {
    const folder = (eventOf(row).event?.draft.objects[0]?.parent ?? '').slice(0, MAX_WORD);
    const known = numbers.get(folder);
    const word = known ?? words.find('folder', folder) ?? words.add('folder', folder);
    if (known === undefined) numbers.set(folder, word);
    folders[row] = word;
  }
  return folders;
}
