/** Life of blocks: line numbers once a file is read, removal with their import or file. */
import type { Ledger } from '../../contract/imports.ts';
import type { WriteConnection } from '../open.ts';
import { markAnew } from './marks.ts';
import { dropSums } from './stored-sums.ts';

/** Lines of blocks are counted from the file's start instead of the slice's. @param sliceLines lines of each slice */
export function shiftBlocks(db: WriteConnection, file: number, sliceLines: readonly number[]): void {
  if (sliceLines.length < 2) return;
  const shift = db.prepare('UPDATE activity_block SET first_line = ? WHERE file = ? AND slice = ?');
  let base = 0;
  for (const [slice, lines] of sliceLines.entries()) {
    if (base > 0) shift.run(base, file, slice);
    base += lines;
  }
}

/** Removes an import's blocks, or only those of one file of it. Words stay: they are few, and others may use them. */
export function deleteBlocks(db: WriteConnection, importId: number, file: number | null = null): void {
  const blocks = `SELECT id FROM activity_block WHERE import = ?${file === null ? '' : ' AND file = ?'}`;
  const params = file === null ? [importId] : [importId, file];
  db.prepare(`DELETE FROM activity_column WHERE block IN (${blocks})`).run(...params);
  db.prepare(`DELETE FROM activity_raw WHERE block IN (${blocks})`).run(...params);
  db.prepare(`DELETE FROM activity_block WHERE import = ?${file === null ? '' : ' AND file = ?'}`).run(...params);
}

/** After imports of activities went: what only repeated theirs counts from now on, in the ledgers too. */
export function settleActivities(db: WriteConnection): void {
  dropSums(db);
  const repeated = markAnew(db);
  const imports = db
    .prepare<[], { id: number; ledger: string | null }>(
      "SELECT id, ledger FROM import WHERE connector IS NOT NULL AND state = 'done'",
    )
    .all();
  const filesOf = db.prepare<[number], { id: number; path: string }>('SELECT id, path FROM file WHERE import = ?');
  const update = db.prepare('UPDATE import SET ledger = ? WHERE id = ?');
  for (const { id, ledger } of imports) {
    if (ledger === null) continue;
    const old = JSON.parse(ledger) as Ledger;
    const byPath = new Map(filesOf.all(id).map((file) => [file.path, repeated.get(file.id) ?? 0]));
    const files = old.files.map((file) => {
      const duplicates = byPath.get(file.path) ?? file.duplicates;
      return { ...file, duplicates, stored: file.parsed - duplicates };
    });
    const duplicates = files.reduce((sum, file) => sum + file.duplicates, 0);
    update.run(JSON.stringify({ ...old, files, duplicates, stored: old.parsed - duplicates }), id);
  }
}
