/** Name evidence as it is stored: which there is, its table, and which imports were read without it. */
import type { Ledger } from '../../contract/imports.ts';
import { buildNameTable, type NameTable, type StoredName } from '../../ingest/names/name-table.ts';
import { NAME_BASES, NAME_KINDS } from '../../ingest/names/record.ts';
import type { ReadConnection } from '../open.ts';
import { listsLocked } from '../privacy/sealed-lists.ts';
import type { WorkspaceSeal } from '../privacy/workspace-seal.ts';

export interface NameImportRow {
  readonly id: number;
  readonly started: number;
  readonly zone: string;
  /** Where the lists are sealed: without paths, with keyed hashes. */
  readonly ledger: Ledger;
}

export function readNameImports(db: ReadConnection): NameImportRow[] {
  return db
    .prepare<[], { id: number; started: number; zone: string; ledger: string }>(
      "SELECT id, started, zone, ledger FROM name_import WHERE state = 'done' ORDER BY id",
    )
    .all()
    .map((row) => ({ ...row, ledger: JSON.parse(row.ledger) as Ledger }));
}

/** Numbers of the name imports in force. */
export function nameIdsOf(db: ReadConnection): number[] {
  return db.prepare<[], number>("SELECT id FROM name_import WHERE state = 'done' ORDER BY id").pluck().all();
}

/** Whether lines can be read with these imports only by someone who holds the key. */
export function areSealed(db: ReadConnection, ids: readonly number[]): boolean {
  const find = db.prepare<[string]>(
    'SELECT 1 FROM name_import WHERE sealed = 1 AND id IN (SELECT value FROM json_each(?))',
  );
  return ids.length > 0 && find.get(JSON.stringify(ids)) !== undefined;
}

/** The table that lines are read with: users and devices in clear. @throws AppError privacy.locked */
export function openNameTable(
  db: ReadConnection,
  ids: readonly number[],
  seal: WorkspaceSeal | null,
): NameTable | null {
  if (!areSealed(db, ids)) return readNameTable(db, ids);
  if (!seal) throw listsLocked();
  const sealed = db.prepare<[string], string>('SELECT sealed FROM sealed_value WHERE mark = ?').pluck();
  const opened = new Map<string, string>();
  return readNameTable(db, ids, (mark) => {
    let clear = opened.get(mark);
    if (clear === undefined) {
      clear = seal.openText(sealed.get(mark) ?? '') ?? '';
      opened.set(mark, clear);
    }
    return clear;
  });
}

/** The same as it is stored: where the lists are sealed, tokens stand for users and devices. Null when the imports hold no record. */
export function readNameTable(
  db: ReadConnection,
  ids: readonly number[],
  open: (mark: string) => string = (mark) => mark,
): NameTable | null {
  if (ids.length === 0) return null;
  interface Row {
    readonly source: number;
    readonly kind: number;
    readonly address: string;
    readonly start: number;
    readonly basis: number;
    readonly client: string;
    readonly value: string;
    readonly stop: number;
  }
  const rows = db.prepare<[string], Row>(
    `SELECT import AS source, kind, address, start, basis, client, value, stop FROM name_record
     WHERE import IN (SELECT value FROM json_each(?))`,
  );
  function* records(): Generator<StoredName> {
    for (const row of rows.iterate(JSON.stringify(ids))) {
      const kind = NAME_KINDS[row.kind];
      const basis = NAME_BASES[row.basis];
      if (kind === undefined || basis === undefined) continue;
      const { source, address, client } = row;
      const value = kind === 'host' || row.value === '' ? row.value : open(row.value);
      yield { source, kind, basis, address, client, value, from: row.start, to: row.stop };
    }
  }
  const table = buildNameTable(records());
  return table.groups.length === 0 ? null : table;
}

/** Finished imports that kept their lines, lie in the time of the name evidence, and were read without some of it. */
export function importsWithoutNames(db: ReadConnection): number[] {
  const spans = db
    .prepare<[], { id: number; first: number; last: number }>(
      `SELECT r.import AS id, min(start) AS first, max(stop) AS last FROM name_record r
       JOIN name_import n ON n.id = r.import WHERE n.state = 'done' GROUP BY r.import`,
    )
    .all();
  return db
    .prepare<[], { id: number; names: string; first: number; last: number }>(
      `SELECT id, names, first_event AS first, last_event AS last FROM import
       WHERE state = 'done' AND keep_evidence = 1 AND first_event IS NOT NULL ORDER BY place`,
    )
    .all()
    .filter(({ names, first, last }) => {
      const used = new Set(JSON.parse(names) as number[]);
      return spans.some((span) => !used.has(span.id) && span.first * 1000 <= last && span.last * 1000 >= first);
    })
    .map((row) => row.id);
}

/** Finished imports that a name import had a part in and that can be read again. */
export function importsWithNames(db: ReadConnection, id: number): number[] {
  return db
    .prepare<[number], number>(
      `SELECT id FROM import WHERE state = 'done' AND keep_evidence = 1
       AND EXISTS (SELECT 1 FROM json_each(names) WHERE value = ?) ORDER BY place`,
    )
    .pluck()
    .all(id);
}
