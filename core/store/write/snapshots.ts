/** Snapshots of tenants: dated, per kind of object and tenant. */
import { AppError } from '../../contract/errors.ts';
import type { SnapshotKind, SnapshotRow } from '../../model/snapshot.ts';
import type { ReadConnection, WriteConnection } from '../open.ts';

export interface SnapshotFacts {
  readonly id: number;
  readonly kind: SnapshotKind;
  /** '' when neither the file nor whoever added it says. */
  readonly tenant: string;
  /** Milliseconds since the epoch: when it was so. */
  readonly taken: number;
  readonly source: string;
  readonly objects: number;
}

export function listSnapshots(db: ReadConnection): SnapshotFacts[] {
  return db
    .prepare<[], SnapshotFacts>(
      'SELECT id, kind, tenant, taken, source, objects FROM tenant_snapshot ORDER BY taken DESC, id DESC',
    )
    .all();
}

/** The objects of a kind as they were last seen, newest snapshot of each tenant; empty when there is none. */
export function latestSnapshot(
  db: ReadConnection,
  kind: SnapshotKind,
): { readonly facts: SnapshotFacts; readonly rows: SnapshotRow[] }[] {
  const newest = new Map<string, SnapshotFacts>();
  for (const facts of listSnapshots(db)) {
    if (facts.kind === kind && !newest.has(facts.tenant)) newest.set(facts.tenant, facts);
  }
  return [...newest.values()].map((facts) => ({ facts, rows: readSnapshotRows(db, facts.id) }));
}

/** The objects of one snapshot; empty when it is not there. */
export function readSnapshotRows(db: ReadConnection, id: number): SnapshotRow[] {
  const text = db.prepare<[number], string>('SELECT rows FROM tenant_snapshot WHERE id = ?').pluck().get(id);
  return JSON.parse(text ?? '[]') as SnapshotRow[];
}

/** One of the same kind, tenant, time and source is replaced. */
export function addSnapshot(
  db: WriteConnection,
  one: Omit<SnapshotFacts, 'id' | 'objects'>,
  rows: readonly SnapshotRow[],
): number {
  const { kind, tenant, taken, source } = one;
  db.prepare('DELETE FROM tenant_snapshot WHERE kind = ? AND tenant = ? AND taken = ? AND source = ?').run(
    kind,
    tenant,
    taken,
    source,
  );
  const { lastInsertRowid } = db
    .prepare('INSERT INTO tenant_snapshot (kind, tenant, taken, source, objects, rows) VALUES (?, ?, ?, ?, ?, ?)')
    .run(kind, tenant, taken, source, rows.length, JSON.stringify(rows));
  return Number(lastInsertRowid);
}

/** @throws AppError input.invalid */
export function removeSnapshot(db: WriteConnection, id: number): SnapshotFacts {
  const found = listSnapshots(db).find((one) => one.id === id);
  if (found === undefined) throw new AppError('input.invalid', `There is no snapshot ${id}.`, { id });
  db.prepare('DELETE FROM tenant_snapshot WHERE id = ?').run(id);
  return found;
}
