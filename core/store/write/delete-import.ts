/** Rows of an import that goes. Call inside a transaction. */
import { deleteBlocks } from '../activities/block-rows.ts';
import type { WriteConnection } from '../open.ts';

/** Whether it is of an audit log. */
export function holdsActivities(db: WriteConnection, id: number): boolean {
  return db.prepare('SELECT 1 FROM import WHERE id = ? AND connector IS NOT NULL').get(id) !== undefined;
}

/** All that an import holds; its row stays. */
export function deleteContent(db: WriteConnection, id: number): void {
  deleteBlocks(db, id);
  db.prepare('DELETE FROM segment_column WHERE segment IN (SELECT id FROM segment WHERE import = ?)').run(id);
  db.prepare('DELETE FROM segment WHERE import = ?').run(id);
  db.prepare('DELETE FROM frame_keys WHERE frame IN (SELECT id FROM frame WHERE import = ?)').run(id);
  db.prepare('DELETE FROM frame WHERE import = ?').run(id);
  db.prepare('DELETE FROM reject_sample WHERE import = ?').run(id);
  db.prepare('DELETE FROM name_use WHERE import = ?').run(id);
  db.prepare('DELETE FROM file WHERE import = ?').run(id);
}

/** An import with all that it holds. */
export function deleteRows(db: WriteConnection, id: number): void {
  deleteContent(db, id);
  db.prepare('DELETE FROM import WHERE id = ?').run(id);
}

/** Streams that no import belongs to any more. */
export function dropEmptyStreams(db: WriteConnection): void {
  // A collector's stream waits for its next day; an anonymised one stays, so that its next lines are not taken in clear.
  db.exec("DELETE FROM stream WHERE kind <> 'continuous' AND anonymised = 0 AND id NOT IN (SELECT stream FROM import)");
}
