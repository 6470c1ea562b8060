/** Which frames lie in a question's range, in the order of their lines, and what reading one of them takes. */
import type { ReadConnection } from '../../store/open.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import type { ResolvedScope } from './scope.ts';

/** A frame as a question first looks at it: there are very many. Times in seconds. */
export interface ListedFrame {
  readonly id: number;
  readonly import: number;
  readonly tMin: number;
  readonly tMax: number;
}

/** What reading a frame's lines takes. */
export interface FrameRow {
  readonly id: number;
  readonly import: number;
  readonly rev: number;
  readonly stream: number;
  readonly anonymised: number;
  readonly file: number;
  readonly offset: number | null;
  readonly clen: number;
  readonly first_line: number;
  readonly prelude: string;
  /** Instant of the line before, in ms, where the frame holds lines of an hour that the clock showed twice. */
  readonly clock: number | null;
  readonly path: string;
  readonly modified: number;
  /** A collector received its lines: the file is a segment of a spool. */
  readonly received: number;
  readonly format: string;
  readonly zone: string;
  readonly profile: string | null;
  readonly ownFormats: string;
  /** JSON list of name imports. */
  readonly names: string;
  readonly lines: number;
}

/** @param without imports that are not looked at */
export function listFrames(view: WorkspaceView, scope: ResolvedScope, without: ReadonlySet<number>): ListedFrame[] {
  if (!scope.span) return [];
  const [from, to] = [Math.floor(scope.span.from / 1000), Math.ceil(scope.span.to / 1000)];
  const imports = view.db
    .prepare<[], { id: number; stream: number }>(
      "SELECT id, stream FROM import WHERE state = 'done' AND keep_evidence = 1 ORDER BY place",
    )
    .all()
    .filter(({ id, stream }) => !without.has(id) && (scope.range.streams?.has(stream) ?? true));
  // An import's files in turn, each by an index that is in the order of its lines: nothing is sorted.
  const query = view.db
    .prepare<[number, number, number], [number, number, number]>(
      `SELECT f.id, f.t_min, f.t_max FROM file p CROSS JOIN frame f ON f.file = p.id
       WHERE p.import = ? AND f.dup_of IS NULL AND f.offset IS NOT NULL AND f.t_max >= ? AND f.t_min < ?
       ORDER BY p.id, f.slice, f.seq`,
    )
    .raw();
  return imports.flatMap((one) =>
    query.all(one.id, from, to).map(([id, tMin, tMax]) => ({ id, import: one.id, tMin, tMax })),
  );
}

/** @returns a reader of frames by their ids, or null for a frame that is gone */
export function frameReader(db: ReadConnection): (id: number) => FrameRow | null {
  const query = db.prepare<[number], FrameRow>(
    `SELECT f.id, f.import, i.evidence_rev AS rev, i.stream, s.anonymised, f.file, f.offset, f.clen, f.first_line, f.prelude, f.clock,
       f.lines, p.path, p.modified, p.spool_sha256 IS NOT NULL AS received, i.format, i.zone, i.profile,
       i.own_formats AS ownFormats, i.names
     FROM frame f JOIN import i ON i.id = f.import JOIN stream s ON s.id = i.stream JOIN file p ON p.id = f.file
     WHERE f.id = ?`,
  );
  return (id) => query.get(id) ?? null;
}
