/** The bytes of an import as its evidence holds them: what re-reading and taking over lines stand on. */
import { closeSync, openSync } from 'node:fs';
import { Readable } from 'node:stream';
import { AppError } from '../../contract/errors.ts';
import type { LogSource } from '../../ingest/read/sources.ts';
import { evidencePath, readFrame } from '../../store/evidence/evidence-file.ts';
import type { WorkspaceSeal } from '../../store/privacy/workspace-seal.ts';
import type { WorkspaceView } from '../workspace-view.ts';

export interface StoredSource {
  readonly name: string;
  readonly modified: number;
  /** Hash of the spool segment it was; null for other files. */
  readonly segment: string | null;
}

/** A piece of a file: where its bytes stand, and which of them. */
export interface StoredFrame {
  readonly file: string;
  readonly offset: number;
  readonly clen: number;
  /** First raw byte and their number. */
  readonly from: number;
  readonly length: number;
}

const LF = 10;
const LINE_END = Buffer.from([LF]);

interface FrameRow {
  readonly dupOffset: number;
  readonly rlen: number;
  readonly import: number;
  readonly rev: number;
  readonly offset: number | null;
  readonly clen: number;
}

/** @throws AppError import.evidenceOff when some of its bytes were not kept */
export function readSourcesOf(
  view: WorkspaceView,
  importId: number,
): { sources: StoredSource[]; frames: StoredFrame[][] } {
  const files = view.db
    .prepare<[number], StoredSource & { id: number }>(
      'SELECT id, path AS name, modified, lower(hex(spool_sha256)) AS segment FROM file WHERE import = ? ORDER BY id',
    )
    .all(importId);
  const query = view.db.prepare<[number], FrameRow>(
    `SELECT f.dup_offset AS dupOffset, f.rlen, coalesce(o.import, f.import) AS import, i.evidence_rev AS rev,
       CASE WHEN f.dup_of IS NULL THEN f.offset ELSE o.offset END AS offset,
       CASE WHEN f.dup_of IS NULL THEN f.clen ELSE o.clen END AS clen
     FROM frame f LEFT JOIN frame o ON o.id = f.dup_of JOIN import i ON i.id = coalesce(o.import, f.import) WHERE f.file = ? ORDER BY f.slice, f.seq`,
  );
  const frames = files.map((file) =>
    query.all(file.id).map((row) => {
      if (row.offset === null) {
        throw new AppError(
          'import.evidenceOff',
          'This import (or one that shares lines with it) keeps no evidence, so its lines cannot be read again. Import the file again instead.',
          { id: importId },
        );
      }
      return {
        file: evidencePath(view.folder, row.import, row.rev),
        offset: row.offset,
        clen: row.clen,
        from: row.dupOffset,
        length: row.rlen,
      };
    }),
  );
  return {
    sources: files.map(({ name, modified, segment }) => ({ name, modified, segment: segment || null })),
    frames,
  };
}

/**
 * Stored files as log sources; `LogSource.open` streams the frames one by one.
 * @param seal the workspace's key where the stream is anonymised
 */
export function storedLogSources(
  sources: readonly StoredSource[],
  frames: readonly (readonly StoredFrame[])[],
  seal: WorkspaceSeal | null,
): LogSource[] {
  return sources.map((source, index) => ({
    name: seal ? (seal.openText(source.name) ?? '') : source.name,
    compression: 'none',
    bytes: (frames[index] ?? []).reduce((sum, frame) => sum + frame.length, 0),
    modifiedMs: source.modified,
    plainPath: null,
    ...(source.segment === null ? {} : { segment: { sha256: source.segment } }),
    unfolded: true,
    open: async () =>
      Readable.from(frameBytes(frames[index] ?? [], seal), { objectMode: false, highWaterMark: 1 << 20 }),
  }));
}

function* frameBytes(frames: readonly StoredFrame[], seal: WorkspaceSeal | null): Generator<Buffer> {
  for (const [at, frame] of frames.entries()) {
    const fd = openSync(frame.file, 'r');
    try {
      const raw = readFrame(fd, frame.file, frame.offset, frame.clen, seal);
      yield raw.subarray(frame.from, frame.from + frame.length);
      // The stored twin of a frame may be the end of a file that lacked its last line end.
      if (at < frames.length - 1 && raw[Math.min(raw.length, frame.from + frame.length) - 1] !== LF) {
        yield LINE_END;
      }
    } finally {
      closeSync(fd);
    }
  }
}
