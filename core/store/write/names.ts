/** Life of name evidence: begin → (records) → done; removal; leftovers of a crash. */
import { AppError } from '../../contract/errors.ts';
import type { Ledger } from '../../contract/imports.ts';
import { NAME_BASES, NAME_KINDS, type NameKind, type NameRecord } from '../../ingest/names/record.ts';
import type { WriteConnection } from '../open.ts';
import { sealedLedger } from '../privacy/sealed-facts.ts';
import type { WorkspaceSeal } from '../privacy/workspace-seal.ts';

/** Records a workspace holds at most: what fits in memory while lines are read. */
export const MAX_NAME_RECORDS = 3_000_000;

export function beginNames(db: WriteConnection, started: number, zone: string): number {
  const add = db.prepare("INSERT INTO name_import (state, started, zone) VALUES ('running', ?, ?)");
  return Number(add.run(started, zone).lastInsertRowid);
}

/**
 * A record that says the same again, only longer, replaces the shorter one.
 * @param seal where the workspace's lists are sealed: users and devices stand as their tokens
 */
export function appendNames(
  db: WriteConnection,
  id: number,
  records: readonly NameRecord[],
  seal: WorkspaceSeal | null,
): void {
  const marks = new NameMarks(db, seal);
  db.transaction(() => {
    const add = db.prepare(
      `INSERT INTO name_record (import, kind, address, start, basis, client, value, stop) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET stop = max(stop, excluded.stop)`,
    );
    for (const { kind, basis, address, client, value, from, to } of records) {
      const mark = marks.of(kind, value);
      add.run(id, NAME_KINDS.indexOf(kind), address, from, NAME_BASES.indexOf(basis), client, mark, to);
    }
    if (marks.store()) db.prepare('UPDATE name_import SET sealed = 1 WHERE id = ?').run(id);
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

export function finishNames(db: WriteConnection, id: number, ledger: Ledger, seal: WorkspaceSeal | null): void {
  const stored = seal ? sealedLedger(ledger, seal) : ledger;
  db.prepare("UPDATE name_import SET state = 'done', ledger = ? WHERE id = ?").run(JSON.stringify(stored), id);
}

/** Tokens that stand for users and devices of name evidence, each with its name sealed. Hosts are no people: they stay. */
export class NameMarks {
  private readonly db: WriteConnection;
  private readonly seal: WorkspaceSeal | null;
  private readonly known = new Map<string, string>();
  private readonly fresh = new Map<string, string>();

  constructor(db: WriteConnection, seal: WorkspaceSeal | null) {
    this.db = db;
    this.seal = seal;
  }

  of(kind: NameKind, value: string): string {
    const { seal } = this;
    if (!seal || kind === 'host' || value === '') return value;
    const key = `${kind}:${value}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const mark = seal.token(kind, value);
    this.known.set(key, mark);
    this.fresh.set(mark, seal.sealText(value));
    return mark;
  }

  /** Call inside a transaction. @returns whether there were any */
  store(): boolean {
    const add = this.db.prepare('INSERT INTO sealed_value (mark, sealed) VALUES (?, ?) ON CONFLICT DO NOTHING');
    for (const [mark, sealed] of this.fresh) add.run(mark, sealed);
    return this.fresh.size > 0;
  }
}

/** @throws AppError import.unknown */
export function removeNames(db: WriteConnection, id: number): void {
  db.transaction(() => {
    db.prepare('DELETE FROM name_record WHERE import = ?').run(id);
    db.exec(`DELETE FROM sealed_value WHERE (mark GLOB 'User_*' OR mark GLOB 'Device_*')
      AND mark NOT IN (SELECT value FROM name_record) AND mark NOT IN (SELECT text FROM activity_word)`);
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
