/** Files whose whole content is already stored: known by SHA-256 within the same stream and reading. */
import type { Statement } from 'better-sqlite3';
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

/** What an import says of its files. */
interface StoredFiles {
  readonly ledgers: ReadonlyMap<string, FileLedger>;
  /** First and last sample of each file that has any: they stand together. */
  readonly samples: ReadonlyMap<number, { readonly first: number; readonly last: number }>;
}

export interface LinkedTwin {
  readonly ledger: FileLedger;
  readonly tMin: number | null;
  readonly tMax: number | null;
}

/** Links files of a running import to those that they repeat: thousands of them, each in moments. */
export class TwinLinks {
  private readonly db: WriteConnection;
  private readonly handle: ImportHandle;
  /** By import, as long as the running one needs them. */
  private readonly stored = new Map<number, StoredFiles>();
  private readonly setHash: Statement<[Buffer, number]>;
  private readonly addFrames: Statement<[number, number, number]>;
  private readonly addSamples: Statement<[number, number, number, number, number]>;
  private readonly span: Statement<[number], { a: number | null; b: number | null }>;

  constructor(db: WriteConnection, handle: ImportHandle) {
    this.db = db;
    this.handle = handle;
    this.setHash = db.prepare('UPDATE file SET sha256 = ? WHERE id = ?');
    this.addFrames = db.prepare(
      `INSERT INTO frame (import, file, slice, seq, hash, offset, clen, rlen, first_line, lines, t_min, t_max,
         first_hash, last_hash, dup_of, dup_offset, prelude, edges)
       SELECT ?, ?, slice, seq, hash, NULL, 0, rlen, first_line, lines, t_min, t_max,
         first_hash, last_hash, coalesce(dup_of, id), dup_offset, prelude, edges
       FROM frame WHERE file = ?`,
    );
    this.addSamples = db.prepare(
      `INSERT INTO reject_sample (import, file, line, verdict, reason, raw)
       SELECT ?, ?, line, verdict, reason, raw FROM reject_sample WHERE id BETWEEN ? AND ? AND file = ? ORDER BY id`,
    );
    this.span = db.prepare('SELECT min(t_min) a, max(t_max) b FROM frame WHERE file = ?');
  }

  private filesOf(importId: number): StoredFiles {
    const known = this.stored.get(importId);
    if (known) return known;
    const text = this.db
      .prepare<[number], string | null>('SELECT ledger FROM import WHERE id = ?')
      .pluck()
      .get(importId);
    const all = text ? (JSON.parse(text) as Ledger).files : [];
    const samples = this.db
      .prepare<[number], { file: number; first: number; last: number }>(
        'SELECT file, min(id) first, max(id) last FROM reject_sample WHERE import = ? GROUP BY file',
      )
      .all(importId);
    const files = {
      // The first one of a hash counts.
      ledgers: new Map(all.toReversed().map((file) => [file.sha256, file])),
      samples: new Map(samples.map(({ file, ...range }) => [file, range])),
    };
    this.stored.set(importId, files);
    return files;
  }

  /**
   * Records a file that repeats a stored one without reading it: its frames point to the stored ones, so that removing the other
   * import later brings its lines back.
   * @returns null where none is stored
   */
  link(file: NewFile, sha256: string): LinkedTwin | null {
    const { db, handle } = this;
    const twin = findTwin(db, handle, sha256);
    const files = twin && this.filesOf(twin.import);
    const ledger = files?.ledgers.get(sha256);
    if (!twin || !ledger) {
      return null;
    }
    const samples = files?.samples.get(twin.id);
    return db
      .transaction(() => {
        const id = addFile(db, handle.id, file);
        this.setHash.run(Buffer.from(sha256, 'hex'), id);
        this.addFrames.run(handle.id, id, twin.id);
        if (samples) this.addSamples.run(handle.id, id, samples.first, samples.last, twin.id);
        const span = this.span.get(id);
        return { ledger, tMin: span?.a ?? null, tMax: span?.b ?? null };
      })
      .immediate();
  }
}
