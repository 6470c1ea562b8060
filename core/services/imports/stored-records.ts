/** The records of an import of audit logs as they were kept: what reading them again with newer connectors stands on. */
import { AppError } from '../../contract/errors.ts';
import { readBlockColumn } from '../../store/activities/block-columns.ts';
import { unpackFrame } from '../../store/evidence/frame-codec.ts';
import type { WorkspaceView } from '../workspace-view.ts';

export interface StoredRecords {
  readonly name: string;
  readonly modified: number;
  /** Facts of the file itself: what is kept of it is less. */
  readonly bytes: number;
  readonly sha256: string;
  readonly encoding: string;
  readonly blocks: readonly { readonly id: number; readonly firstLine: number }[];
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
  const blocks = db.prepare<[number], { id: number; firstLine: number }>(
    'SELECT id, first_line AS firstLine FROM activity_block WHERE file = ? ORDER BY first_line, id',
  );
  return db
    .prepare<[number], Omit<StoredRecords, 'blocks'> & { readonly id: number }>(
      "SELECT id, path AS name, modified, bytes, coalesce(lower(hex(sha256)), '') AS sha256, encoding FROM file WHERE import = ? ORDER BY id",
    )
    .all(importId)
    .map(({ id, ...file }) => ({ ...file, blocks: blocks.all(id) }));
}

/**
 * The kept lines of one block, with blank ones where a line was not kept, so that each stands on the line it came from.
 * @throws AppError entity.unknown, workspace.corrupt
 */
export function readRecordLines({ db }: WorkspaceView, id: number): Uint8Array<ArrayBuffer> {
  const rows = db.prepare<[number], number>('SELECT rows FROM activity_block WHERE id = ?').pluck().get(id);
  if (rows === undefined) throw new AppError('entity.unknown', 'These records are no longer there.', { id });
  const block = { id, rows };
  const lines = readBlockColumn(db, block, 'line');
  const kept = readBlockColumn(db, block, 'raw');
  const parts = db
    .prepare<[number], Buffer>('SELECT data FROM activity_raw WHERE block = ? ORDER BY first')
    .pluck()
    .all(id);
  const texts = parts.map((part) => unpackFrame(part, null, null) ?? damaged(id));
  // Each part ends without the line end that stands between it and the next.
  const joined = Buffer.concat(texts.flatMap((text, at) => (at === 0 ? [text] : [Buffer.from([LF]), text])));
  const out: Buffer[] = [];
  let line = 0;
  let start = 0;
  let number = 0;
  for (let row = 0; row < rows; row++) {
    if (row > 0 && kept[row] === kept[row - 1]) continue;
    if (start > joined.length || kept[row] !== number) throw damaged(id);
    const newline = joined.indexOf(LF, start);
    const end = newline < 0 ? joined.length : newline;
    const gap = (lines[row] ?? 0) - line;
    if (gap < 0) throw damaged(id);
    out.push(Buffer.alloc(gap, LF), joined.subarray(start, end), Buffer.from([LF]));
    line += gap + 1;
    start = end + 1;
    number++;
  }
  return Uint8Array.from(Buffer.concat(out));
}

function damaged(id: number): never {
  throw new AppError(
    'workspace.corrupt',
    'Records of this import are damaged on disk, so they cannot be read again. Import the files again, or restore a backup.',
    { block: id },
  );
}
