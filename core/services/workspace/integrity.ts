/** The thorough check: SQLite's own, every segment's columns, every evidence frame's checksum, activities, and the ledgers' sums. */
import { closeSync, existsSync, openSync } from 'node:fs';
import { AppError } from '../../contract/errors.ts';
import type { Ledger } from '../../contract/imports.ts';
import type { MethodOutput } from '../../contract/methods.ts';
import { evidencePath, verifyFrame } from '../../store/evidence/evidence-file.ts';
import { decodeColumns, decodeMarks, EARLY_COLUMN, LATE_COLUMN } from '../../store/segments/codec.ts';
import { fileLabel } from '../imports/queries.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { ActivityCheck, activityBlocks } from './activity-integrity.ts';

/** Problems listed at most; the first few tell what to do. */
const MAX_PROBLEMS = 50;

export function checkIntegrity(
  view: WorkspaceView,
  onProgress: (share: number) => void,
  cancelled: () => boolean,
): MethodOutput<'workspace.checkIntegrity'> {
  const problems: string[] = [];
  const note = (problem: string) => {
    if (problems.length < MAX_PROBLEMS) {
      problems.push(problem);
    }
  };
  const rows = view.db.pragma('integrity_check(20)') as { integrity_check: string }[];
  for (const { integrity_check: text } of rows) {
    if (text !== 'ok') note(`database: ${text}`);
  }
  const segments = view.db.prepare<[], { id: number; cells: number }>('SELECT id, cells FROM segment').all();
  const frames = view.db
    .prepare<[], StoredFrame>(
      `SELECT f.import, i.evidence_rev AS rev, f.offset, f.clen, f.rlen, f.first_line AS firstLine, f.lines, s.anonymised, p.path,
         (SELECT count(*) FROM file o WHERE o.import = f.import AND o.id <= f.file) AS number
       FROM frame f JOIN file p ON p.id = f.file JOIN import i ON i.id = f.import JOIN stream s ON s.id = i.stream
       WHERE f.offset IS NOT NULL ORDER BY f.import, f.offset`,
    )
    .all();
  const blocks = activityBlocks(view.db);
  const steps = segments.length + frames.length + blocks.length;
  let done = 0;
  const step = () => {
    done++;
    if (done % 64 === 0) onProgress(done / steps);
    if (cancelled()) throw new AppError('job.cancelled', 'Cancelled. Nothing was changed.');
  };
  const columns = view.db
    .prepare<[number], Buffer>('SELECT data FROM segment_column WHERE segment = ? ORDER BY col')
    .pluck();
  for (const segment of segments) {
    attempt(
      () => {
        const blobs = columns.all(segment.id);
        decodeColumns(blobs, segment.cells);
        const [early, late] = [blobs[EARLY_COLUMN], blobs[LATE_COLUMN]];
        if (early && late) decodeMarks(early, late, segment.cells);
      },
      `segment ${segment.id}`,
      note,
    );
    step();
  }
  let openImport = -1;
  let fd = -1;
  for (const frame of frames) {
    const file = evidencePath(view.folder, frame.import, frame.rev);
    if (frame.import !== openImport) {
      if (fd >= 0) closeSync(fd);
      openImport = frame.import;
      fd = existsSync(file) ? openSync(file, 'r') : -1;
      if (fd < 0) note(`evidence of import ${frame.import} is missing`);
    }
    if (fd >= 0) {
      attempt(() => verifyFrame(fd, file, frame, view.seal), nameOf(frame), note);
    }
    step();
  }
  if (fd >= 0) closeSync(fd);
  for (const row of view.db
    .prepare<[], { id: number; ledger: string; tx: number | null }>(
      `SELECT i.id, i.ledger, (SELECT sum(tx) FROM segment s WHERE s.import = i.id) tx FROM import i WHERE i.state = 'done' AND i.connector IS NULL`,
    )
    .all()) {
    const ledger = JSON.parse(row.ledger) as Ledger;
    if (ledger.read !== ledger.parsed + ledger.rejected + ledger.skipped + ledger.blank)
      note(`import ${row.id}: the ledger does not add up`);
    if ((row.tx ?? 0) < ledger.stored)
      note(`import ${row.id}: ${ledger.stored} lines stored, ${row.tx ?? 0} transactions found`);
  }
  if (blocks.length > 0) {
    const activities = new ActivityCheck(view.db, note);
    for (const block of blocks) {
      attempt(() => activities.check(block), `activities of import ${block.import}, block ${block.id}`, note);
      step();
    }
    activities.checkLedgers();
  }
  return {
    ok: problems.length === 0,
    problems,
    segments: segments.length,
    frames: frames.length,
    activityBlocks: blocks.length,
  };
}

interface StoredFrame {
  readonly import: number;
  readonly rev: number;
  readonly offset: number;
  readonly clen: number;
  readonly rlen: number;
  readonly firstLine: number;
  readonly lines: number;
  readonly anonymised: number;
  readonly path: string;
  /** Place of its file in the import, from 1. */
  readonly number: number;
}

function nameOf(frame: StoredFrame): string {
  const file = frame.anonymised === 1 ? fileLabel(frame.number - 1) : frame.path;
  return `evidence of import ${frame.import}, lines ${frame.firstLine + 1} to ${frame.firstLine + frame.lines} of ${file}`;
}

function attempt(work: () => unknown, what: string, note: (problem: string) => void): void {
  try {
    work();
  } catch (cause) {
    note(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}
