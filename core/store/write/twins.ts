/** Files whose whole content is already stored: known by SHA-256 within the same stream and reading. */
import type { FileLedger, Ledger } from '../../contract/imports.ts';
import type { WriteConnection } from '../open.ts';
import { addFile, type ImportHandle, type NewFile } from './imports.ts';

const SAME_READING = `i.stream = ? AND i.reading = ? AND i.state = 'done'`;

/** Sizes of the files whose content is stored. */
export function knownSizes(db: WriteConnection, handle: ImportHandle): Set<number> {
  return new Set(
    db
      .prepare<[number, string], number>(
        `SELECT DISTINCT f.bytes FROM file f JOIN import i ON i.id = f.import WHERE f.sha256 IS NOT NULL AND ${SAME_READING}`,
      )
      .pluck()
      .all(handle.stream, handle.reading),
  );
}

/** What ledgers say of files, by import and hash: one of thousands of files is not read anew for each of them. */
export type StoredLedgers = Map<number, ReadonlyMap<string, FileLedger>>;

function storedLedger(
  db: WriteConnection,
  ledgers: StoredLedgers,
  twin: TwinRow,
  sha256: string,
): FileLedger | undefined {
  let files = ledgers.get(twin.import);
  if (!files) {
    const text = db.prepare<[number], string | null>('SELECT ledger FROM import WHERE id = ?').pluck().get(twin.import);
    const all = text ? (JSON.parse(text) as Ledger).files : [];
    // The first one of a hash counts.
    files = new Map(all.toReversed().map((file) => [file.sha256, file]));
    ledgers.set(twin.import, files);
  }
  return files.get(sha256);
}

interface TwinRow {
  id: number;
  import: number;
}

function findTwin(db: WriteConnection, handle: ImportHandle, sha256: string): TwinRow | undefined {
  return db
    .prepare<[Buffer, number, string], TwinRow>(
      `SELECT f.id, f.import FROM file f JOIN import i ON i.id = f.import
       WHERE f.sha256 = ? AND ${SAME_READING} ORDER BY f.id LIMIT 1`,
    )
    .get(Buffer.from(sha256, 'hex'), handle.stream, handle.reading);
}

export function hasContent(db: WriteConnection, handle: ImportHandle, sha256: string): boolean {
  return findTwin(db, handle, sha256) !== undefined;
}

/** Whether a spool segment is part of an import that is visible, or of the one at hand; whatever its stream or reading. */
export function hasSegment(db: WriteConnection, sha256: string, atHand: number | null): boolean {
  return (
    db
      .prepare(
        `SELECT 1 FROM file f JOIN import i ON i.id = f.import
         WHERE f.spool_sha256 = ? AND (i.state = 'done' OR i.id = ?) LIMIT 1`,
      )
      .get(Buffer.from(sha256, 'hex'), atHand) !== undefined
  );
}

/**
 * Records a file that repeats a stored one without reading it: its frames point to the stored ones, so that removing the other
 * import later brings its lines back.
 */
export function linkTwin(
  db: WriteConnection,
  handle: ImportHandle,
  file: NewFile,
  sha256: string,
  ledgers: StoredLedgers = new Map(),
): { ledger: FileLedger; tMin: number | null; tMax: number | null } | null {
  const twin = findTwin(db, handle, sha256);
  const ledger = twin && storedLedger(db, ledgers, twin, sha256);
  if (!twin || !ledger) {
    return null;
  }
  return db
    .transaction(() => {
      const id = addFile(db, handle.id, file);
      db.prepare('UPDATE file SET sha256 = ? WHERE id = ?').run(Buffer.from(sha256, 'hex'), id);
      db.prepare(
        `INSERT INTO frame (import, file, slice, seq, hash, offset, clen, rlen, first_line, lines, t_min, t_max,
           first_hash, last_hash, dup_of, dup_offset, prelude, edges)
         SELECT ?, ?, slice, seq, hash, NULL, 0, rlen, first_line, lines, t_min, t_max,
           first_hash, last_hash, coalesce(dup_of, id), dup_offset, prelude, edges
         FROM frame WHERE file = ?`,
      ).run(handle.id, id, twin.id);
      db.prepare(
        `INSERT INTO reject_sample (import, file, line, verdict, reason, raw)
         SELECT ?, ?, line, verdict, reason, raw FROM reject_sample WHERE file = ? ORDER BY id`,
      ).run(handle.id, id, twin.id);
      const span = db
        .prepare<[number], { a: number | null; b: number | null }>(
          'SELECT min(t_min) a, max(t_max) b FROM frame WHERE file = ?',
        )
        .get(id);
      return { ledger, tMin: span?.a ?? null, tMax: span?.b ?? null };
    })
    .immediate();
}
