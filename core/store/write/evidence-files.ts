/** Which evidence files an import has, and which are of no import any more. */
import type { CompactFile } from '../evidence/compact.ts';
import { sweepEvidence } from '../evidence/evidence-file.ts';
import type { WriteConnection } from '../open.ts';

/** The rows are gone already: a file that cannot be removed now goes when the workspace is next opened. */
export function removeEvidence(folder: string, id: number): void {
  sweepEvidence(folder, (importId) => importId !== id);
}

/** Removes evidence files that no import has: left by a crash between a commit and the deletion of its file, or written anew. */
export function sweepOrphans(db: WriteConnection, folder: string): void {
  const rows = db.prepare<[], { id: number; rev: number }>('SELECT id, evidence_rev AS rev FROM import').all();
  const revisions = new Map(rows.map(({ id, rev }) => [id, rev]));
  sweepEvidence(folder, (importId, revision) => revisions.get(importId) === revision);
}

/**
 * The import's frames stand in another file from now on; the one before is left for `sweepOrphans`, as readers may be in it.
 * @returns false when the import is gone or was written anew meanwhile: nothing was changed
 */
export function moveEvidence(db: WriteConnection, id: number, revision: number, file: CompactFile): boolean {
  return db
    .transaction(() => {
      // Lines that joined the import meanwhile are not in the new file.
      const frames = db.prepare('SELECT count(*) FROM frame WHERE import = ? AND offset IS NOT NULL').pluck().get(id);
      if (frames !== file.frames.length) return false;
      const { changes } = db
        .prepare(
          `UPDATE import SET evidence_rev = ?, evidence_bytes = ? WHERE id = ? AND evidence_rev = ? AND state = 'done'`,
        )
        .run(revision, file.bytes, id, revision - 1);
      if (changes === 0) return false;
      const move = db.prepare('UPDATE frame SET offset = ?, clen = ? WHERE id = ?');
      for (const frame of file.frames) move.run(frame.offset, frame.clen, frame.id);
      return true;
    })
    .immediate();
}
