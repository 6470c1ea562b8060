/** Frames that other imports have already, and the imports that count on them. */
import type { KnownFrame } from '../../ingest/frames/frame-index.ts';
import { evidencePath } from '../evidence/evidence-file.ts';
import type { WriteConnection } from '../open.ts';
import type { ImportHandle } from './imports.ts';

/** Stored frames of the same stream and reading, of finished imports (but for `exclude`) and of the running ones in `include`. */
export function knownFrames(
  db: WriteConnection,
  folder: string,
  handle: ImportHandle,
  exclude: readonly number[],
  include: readonly number[],
): KnownFrame[] {
  interface Row {
    id: number;
    import: number;
    rev: number;
    state: string;
    hash: Buffer;
    offset: number | null;
    clen: number;
    rlen: number;
    lines: number;
    t_min: number | null;
    t_max: number | null;
    first_hash: number;
    last_hash: number;
    edges: string | null;
  }
  const rows = db
    .prepare<[number, string], Row>(
      `SELECT f.id, f.import, i.evidence_rev AS rev, i.state, f.hash, f.offset, f.clen, f.rlen, f.lines, f.t_min, f.t_max, f.first_hash, f.last_hash, f.edges
       FROM frame f JOIN import i ON i.id = f.import
       WHERE i.stream = ? AND i.reading = ? AND i.state IN ('done', 'running') AND f.dup_of IS NULL ORDER BY f.id`,
    )
    .all(handle.stream, handle.reading);
  return rows
    .filter((row) => (row.state === 'done' ? !exclude.includes(row.import) : include.includes(row.import)))
    .map((row) => ({
      id: row.id,
      hash: row.hash.toString('hex'),
      rlen: row.rlen,
      lines: row.lines,
      firstHash: row.first_hash,
      lastHash: row.last_hash,
      edges: row.edges,
      tMin: row.t_min,
      tMax: row.t_max,
      evidence:
        row.offset === null
          ? null
          : { file: evidencePath(folder, row.import, row.rev), offset: row.offset, clen: row.clen },
    }));
}

/** Imports that count lines of `id` as their duplicates, in order of place. */
export function dependants(db: WriteConnection, id: number): number[] {
  return db
    .prepare<[number, number], number>(
      `SELECT DISTINCT d.import FROM frame d JOIN frame o ON o.id = d.dup_of JOIN import i ON i.id = d.import
       WHERE o.import = ? AND d.import <> ? AND i.state = 'done' ORDER BY i.place`,
    )
    .pluck()
    .all(id, id);
}
