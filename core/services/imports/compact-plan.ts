/** Which imports' evidence is still as it was written while importing, and where its frames stand. */
import { utcDay } from '../../kit/utc-day.ts';
import type { PlacedFrame } from '../../store/evidence/compact.ts';
import { evidencePath } from '../../store/evidence/evidence-file.ts';
import type { ReadConnection } from '../../store/open.ts';

export interface CompactTask {
  readonly id: number;
  readonly revision: number;
  readonly anonymised: boolean;
  readonly from: string;
  readonly to: string;
  readonly bytes: number;
  readonly frames: readonly PlacedFrame[];
}

/** Smaller evidence is not worth writing anew. */
const MIN_BYTES = 64 * 1024;

/** Imports to do, oldest first; one that batches may still join waits for the end of its day. @param canUnseal the key of anonymised streams is at hand */
export function listCompactable(db: ReadConnection, canUnseal: boolean, now: number): number[] {
  return db
    .prepare<[number, number, number], number>(
      `SELECT i.id FROM import i JOIN stream s ON s.id = i.stream
       WHERE i.state = 'done' AND i.keep_evidence = 1 AND i.evidence_rev = 0 AND i.evidence_bytes >= ? AND s.anonymised <= ?
         AND coalesce(i.day < ?, 1)
       ORDER BY i.place`,
    )
    .pluck()
    .all(MIN_BYTES, canUnseal ? 1 : 0, utcDay(now));
}

/** @returns null when the import is gone */
export function compactTask(db: ReadConnection, folder: string, id: number): CompactTask | null {
  const row = db
    .prepare<[number], { rev: number; bytes: number; anonymised: number }>(
      `SELECT i.evidence_rev AS rev, i.evidence_bytes AS bytes, s.anonymised FROM import i JOIN stream s ON s.id = i.stream
       WHERE i.id = ? AND i.state = 'done'`,
    )
    .get(id);
  if (!row) return null;
  const frames = db
    .prepare<[number], PlacedFrame>(
      'SELECT id, offset, clen, rlen FROM frame WHERE import = ? AND offset IS NOT NULL ORDER BY offset',
    )
    .all(id);
  return {
    id,
    revision: row.rev + 1,
    anonymised: row.anonymised === 1,
    from: evidencePath(folder, id, row.rev),
    to: evidencePath(folder, id, row.rev + 1),
    bytes: row.bytes,
    frames,
  };
}
