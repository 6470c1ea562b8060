/** The records of an import of audit logs as they were kept: what reading them again with newer connectors stands on. */
import { AppError } from '../../contract/errors.ts';
import { readBlockColumn } from '../../store/activities/block-columns.ts';
import { unpackFrame } from '../../store/evidence/frame-codec.ts';
import type { ReadConnection } from '../../store/open.ts';
import type { WorkspaceView } from '../workspace-view.ts';

export interface StoredRecords {
  readonly name: string;
  readonly modified: number;
  /** Facts of the file itself: what is kept of it is less. */
  readonly bytes: number;
  readonly sha256: string;
  readonly encoding: string;
  readonly blocks: readonly StoredPart[];
}

/** Of a block, what one file brought. */
interface StoredPart {
  readonly id: number;
  readonly firstLine: number;
  /** How many files behind the block's own it is. */
  readonly step: number;
}

const LF = 10;

/** @throws AppError import.evidenceOff where records were not kept */
export function readStoredRecords({ db }: WorkspaceView, importId: number): StoredRecords[] {
  const bare = db
    .prepare<[number], number>(
      `SELECT count(*) FROM activity_block b WHERE b.import = ? AND b.rows > 0
         AND NOT EXISTS (SELECT 1 FROM activity_raw r WHERE r.block = b.id)`,
    )
    .pluck()
    .get(importId);
  if (bare !== 0) {
    throw new AppError(
      'import.evidenceOff',
      'The records of this import were not kept, so they cannot be read again. Import the files again instead.',
      { id: importId },
    );
  }
  const blocks = blocksByFile(db, importId);
  return db
    .prepare<[number], Omit<StoredRecords, 'blocks'> & { readonly id: number }>(
      "SELECT id, path AS name, modified, bytes, coalesce(lower(hex(sha256)), '') AS sha256, encoding FROM file WHERE import = ? ORDER BY id",
    )
    .all(importId)
    .map(({ id, ...file }) => ({ ...file, blocks: blocks.get(id) ?? [] }));
}

function blocksByFile(db: ReadConnection, importId: number): ReadonlyMap<number, readonly StoredPart[]> {
  const found = new Map<number, StoredPart[]>();
  const blocks = db
    .prepare<[number], { id: number; file: number; rows: number; firstLine: number }>(
      'SELECT id, file, rows, first_line AS firstLine FROM activity_block WHERE import = ? ORDER BY first_line, id',
    )
    .all(importId);
  for (const { id, file, rows, firstLine } of blocks) {
    for (const step of new Set(readBlockColumn(db, { id, rows }, 'fileStep'))) {
      const parts = found.get(file + step) ?? [];
      parts.push({ id, firstLine, step });
      found.set(file + step, parts);
    }
  }
  return found;
}

/**
 * The kept lines that one file brought to a block, with blank ones where a line was not kept, so that each stands on the line it came from.
 * @throws AppError entity.unknown, workspace.corrupt
 */
export function readRecordLines(
  { db }: WorkspaceView,
  { id, step }: Pick<StoredPart, 'id' | 'step'>,
): Uint8Array<ArrayBuffer> {
  const rows = db.prepare<[number], number>('SELECT rows FROM activity_block WHERE id = ?').pluck().get(id);
  if (rows === undefined) throw new AppError('entity.unknown', 'These records are no longer there.', { id });
  const block = { id, rows };
  const lines = readBlockColumn(db, block, 'line');
  const kept = readBlockColumn(db, block, 'raw');
  const steps = readBlockColumn(db, block, 'fileStep');
  const first = steps.indexOf(step);
  const last = steps.lastIndexOf(step);
  if (first < 0) throw damaged(id);
  const { text, from } = keptText(db, id, kept[first] ?? 0, kept[last] ?? 0);
  const out: Buffer[] = [];
  let line = 0;
  let start = 0;
  let number = from;
  for (let row = first; row <= last; row++) {
    if (row > first && kept[row] === kept[row - 1]) continue;
    // Those of the file before, in the piece that holds both.
    for (; row === first && number < (kept[row] ?? 0); number++) start = endOfLine(text, start) + 1;
    if (start > text.length || kept[row] !== number) throw damaged(id);
    const end = endOfLine(text, start);
    const gap = (lines[row] ?? 0) - line;
    if (gap < 0) throw damaged(id);
    out.push(Buffer.alloc(gap, LF), text.subarray(start, end), Buffer.from([LF]));
    line += gap + 1;
    start = end + 1;
    number++;
  }
  return Uint8Array.from(Buffer.concat(out));
}

function endOfLine(text: Buffer, start: number): number {
  const newline = text.indexOf(LF, start);
  return newline < 0 ? text.length : newline;
}

/** The pieces in which a block's kept lines `first` to `last` are. @returns their text, and the number of its first line */
function keptText(
  db: ReadConnection,
  block: number,
  first: number,
  last: number,
): { readonly text: Buffer; readonly from: number } {
  const begins = db
    .prepare<[number], number>('SELECT first FROM activity_raw WHERE block = ? ORDER BY first')
    .pluck()
    .all(block);
  const from = begins.findLast((begin) => begin <= first) ?? 0;
  const parts = db
    .prepare<[number, number, number], Buffer>(
      'SELECT data FROM activity_raw WHERE block = ? AND first BETWEEN ? AND ? ORDER BY first',
    )
    .pluck()
    .all(block, from, last);
  const texts = parts.map((part) => unpackFrame(part, null, null) ?? damaged(block));
  // Each part ends without the line end that stands between it and the next.
  const text = Buffer.concat(texts.flatMap((one, at) => (at === 0 ? [one] : [Buffer.from([LF]), one])));
  return { text, from };
}

function damaged(id: number): never {
  throw new AppError(
    'workspace.corrupt',
    'Records of this import are damaged on disk, so they cannot be read again. Import the files again, or restore a backup.',
    { block: id },
  );
}
