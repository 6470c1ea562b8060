/** Life of name evidence: begin → (records) → done; removal; leftovers of a crash. */
import { AppError } from '../../contract/errors.ts';
import type { Ledger } from '../../contract/imports.ts';
import { NAME_BASES, NAME_KINDS, type NameRecord } from '../../ingest/names/record.ts';
import type { WriteConnection } from '../open.ts';

/** Records a workspace holds at most: what fits in memory while lines are read. */
export const MAX_NAME_RECORDS = 3_000_000;

export function beginNames(db: WriteConnection, started: number, zone: string): number {
  const add = db.prepare("INSERT INTO name_import (state, started, zone) VALUES ('running', ?, ?)");
  return Number(add.run(started, zone).lastInsertRowid);
}

/** A record that says the same again, only longer, replaces the shorter one. */
export function appendNames(db: WriteConnection, id: number, records: readonly NameRecord[]): void {
  db.transaction(() => {
    const add = db.prepare(
      `INSERT INTO name_record (import, kind, address, start, basis, client, value, stop) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET stop = max(stop, excluded.stop)`,
    );
    for (const { kind, basis, address, client, value, from, to } of records) {
      add.run(id, NAME_KINDS.indexOf(kind), address, from, NAME_BASES.indexOf(basis), client, value, to);
    }
    const count = Number(db.prepare('SELECT count(*) FROM name_record').pluck().get());
    if (count > MAX_NAME_RECORDS) {
      throw new AppError(
        'input.invalid',
        `A workspace holds ${MAX_NAME_RECORDS} name records at most. Import the evidence of the period in question only, or remove other evidence first.`,
        { limit: MAX_NAME_RECORDS },
      );
    }
  }).immediate();
}

export function finishNames(db: WriteConnection, id: number, ledger: Ledger): void {
  db.prepare("UPDATE name_import SET state = 'done', ledger = ? WHERE id = ?").run(JSON.stringify(ledger), id);
}

/** @throws AppError import.unknown */
export function removeNames(db: WriteConnection, id: number): void {
  db.transaction(() => {
    db.prepare('DELETE FROM name_record WHERE import = ?').run(id);
    if (db.prepare('DELETE FROM name_import WHERE id = ?').run(id).changes === 0) {
      throw new AppError('import.unknown', `There is no name evidence ${id}.`, { id });
    }
  }).immediate();
}

/** After a crash: evidence that was being read is cleanly absent. */
export function sweepNames(db: WriteConnection): void {
  const running = db.prepare<[], number>("SELECT id FROM name_import WHERE state = 'running'").pluck().all();
  for (const id of running) removeNames(db, id);
}
