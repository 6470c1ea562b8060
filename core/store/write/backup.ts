import { rmSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { RECORD_GRAMS } from '../../ingest/activities/columns.ts';
import type { WriteConnection } from '../open.ts';
import { DATABASE_FILE } from '../workspace-folder.ts';

/**
 * A consistent copy of the database as one plain file in `target` (a folder), while the workspace stays open.
 * @param withEvidence false: the evidence files stay behind, and the copy says of every import that it keeps none
 */
export async function backupDatabase(db: WriteConnection, target: string, withEvidence = true): Promise<void> {
  const copy = path.join(target, DATABASE_FILE);
  rmSync(copy, { force: true });
  await db.backup(copy);
  const copied = new Database(copy);
  try {
    // An import that was running belongs to this session only; the copy opens as if it had been interrupted.
    copied.pragma('journal_mode = DELETE');
    if (!withEvidence) {
      copied.transaction(() => {
        copied.exec('UPDATE import SET keep_evidence = 0, evidence_bytes = 0');
        // Records of connected apps are lines too.
        copied.exec('DELETE FROM activity_raw');
        // So is what tells whether they hold a text.
        copied.prepare('DELETE FROM activity_column WHERE col = ?').run(RECORD_GRAMS);
        copied.exec('UPDATE frame SET offset = NULL, clen = 0');
      })();
    }
  } finally {
    copied.close();
  }
}
