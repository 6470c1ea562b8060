/** Snapshots of tenants: dated, per kind of object and tenant; sealed where the workspace's lists are. */
import { AppError } from '../../contract/errors.ts';
import type { SnapshotKind, SnapshotRow } from '../../model/snapshot.ts';
import type { ReadConnection, WriteConnection } from '../open.ts';
import { snapshotsLocked } from '../privacy/sealed-lists.ts';
import type { WorkspaceSeal } from '../privacy/workspace-seal.ts';

export interface SnapshotFacts {
  readonly id: number;
  readonly kind: SnapshotKind;
  /** '' when neither the file nor whoever added it says. */
  readonly tenant: string;
  /** Milliseconds since the epoch: when it was so. */
  readonly taken: number;
  /** The file or connection that it came from; of a sealed one without the key its mark. */
  readonly source: string;
  readonly objects: number;
}

/** @param seal the workspace's key, where it is held */
export function listSnapshots(db: ReadConnection, seal: WorkspaceSeal | null): SnapshotFacts[] {
  return db
    .prepare<[], SnapshotFacts & { readonly sealed: string | null }>(
      'SELECT id, kind, tenant, taken, source, objects, sealed FROM tenant_snapshot ORDER BY taken DESC, id DESC',
    )
    .all()
    .map(({ sealed, ...facts }) => ({ ...facts, source: openedSource(facts.source, sealed, seal) }));
}

function openedSource(source: string, sealed: string | null, seal: WorkspaceSeal | null): string {
  return (sealed === null ? null : seal?.openText(sealed)) ?? source;
}

/**
 * The objects of a kind as they were last seen, newest snapshot of each tenant; empty when there is none.
 * @throws AppError privacy.locked
 */
export function latestSnapshot(
  db: ReadConnection,
  kind: SnapshotKind,
  seal: WorkspaceSeal | null,
): { readonly facts: SnapshotFacts; readonly rows: SnapshotRow[] }[] {
  const newest = new Map<string, SnapshotFacts>();
  for (const facts of listSnapshots(db, seal)) {
    if (facts.kind === kind && !newest.has(facts.tenant)) newest.set(facts.tenant, facts);
  }
  return [...newest.values()].map((facts) => ({ facts, rows: readSnapshotRows(db, facts.id, seal) }));
}

/** The objects of one snapshot; empty when it is not there. @throws AppError privacy.locked */
export function readSnapshotRows(db: ReadConnection, id: number, seal: WorkspaceSeal | null): SnapshotRow[] {
  const found = db
    .prepare<[number], { rows: string; sealed: string | null }>('SELECT rows, sealed FROM tenant_snapshot WHERE id = ?')
    .get(id);
  if (found === undefined) return [];
  return JSON.parse(found.sealed === null ? found.rows : opened(found.rows, seal)) as SnapshotRow[];
}

/** Text of a tenant's state that stands sealed. @throws AppError privacy.locked */
export function opened(sealed: string, seal: WorkspaceSeal | null): string {
  const text = seal?.openText(sealed) ?? null;
  if (text === null) throw snapshotsLocked();
  return text;
}

/** What may stand on disk of where a snapshot came from. */
export function storedSource(source: string, seal: WorkspaceSeal | null): string {
  return seal === null ? source : seal.mark('Snapshot', source);
}

/** One of the same kind, tenant, time and source is replaced. @param seal what it is sealed with; null: it stays in clear */
export function addSnapshot(
  db: WriteConnection,
  one: Omit<SnapshotFacts, 'id' | 'objects'>,
  rows: readonly SnapshotRow[],
  seal: WorkspaceSeal | null,
): number {
  const { kind, tenant, taken } = one;
  const source = storedSource(one.source, seal);
  db.prepare('DELETE FROM tenant_snapshot WHERE kind = ? AND tenant = ? AND taken = ? AND source = ?').run(
    kind,
    tenant,
    taken,
    source,
  );
  const text = JSON.stringify(rows);
  const { lastInsertRowid } = db
    .prepare(
      'INSERT INTO tenant_snapshot (kind, tenant, taken, source, objects, rows, sealed) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .run(
      kind,
      tenant,
      taken,
      source,
      rows.length,
      seal === null ? text : seal.sealText(text),
      seal === null ? null : seal.sealText(one.source),
    );
  return Number(lastInsertRowid);
}

/** Seals what stands in clear. @returns how many that were */
export function sealSnapshots(db: WriteConnection, seal: WorkspaceSeal): number {
  const clear = db
    .prepare<[], { id: number; source: string }>('SELECT id, source FROM tenant_snapshot WHERE sealed IS NULL')
    .all();
  const rowsOf = db.prepare<[number], string>('SELECT rows FROM tenant_snapshot WHERE id = ?').pluck();
  const put = db.prepare('UPDATE tenant_snapshot SET source = ?, rows = ?, sealed = ? WHERE id = ?');
  // One by one: together they may be large.
  for (const { id, source } of clear) {
    put.run(storedSource(source, seal), seal.sealText(rowsOf.get(id) ?? '[]'), seal.sealText(source), id);
  }
  return clear.length;
}

/** Needs no key. @returns its facts as they stood on disk. @throws AppError input.invalid */
export function removeSnapshot(db: WriteConnection, id: number): SnapshotFacts {
  const found = listSnapshots(db, null).find((one) => one.id === id);
  if (found === undefined) throw new AppError('input.invalid', `There is no snapshot ${id}.`, { id });
  db.prepare('DELETE FROM tenant_snapshot WHERE id = ?').run(id);
  return found;
}
