/**
 * In: the snapshots of a workspace. Out: the objects of each kind as they were last seen, each with the snapshot that says so.
 * Guarantee: read when first asked for and again only after snapshots were added or removed, or the workspace was locked or unlocked.
 * What is sealed is never taken for what is not there: without the key, asking for it fails (`privacy.locked`).
 */
import type { SnapshotKind, SnapshotRow } from '../../model/snapshot.ts';
import { identityOf } from '../../snapshots/index.ts';
import { listSnapshots, readSnapshotRows, type SnapshotFacts } from '../../store/write/snapshots.ts';
import type { WorkspaceView } from '../workspace-view.ts';

/** An object, with where it stands. */
interface Told {
  readonly from: SnapshotFacts;
  readonly raw: SnapshotRow;
}

/** What an object says, with where it stands. */
export interface Dated<T> extends Told {
  readonly is: T;
}

type Reader<T> = (row: SnapshotRow) => T | readonly T[];

/** Files of one export run are seldom further apart. */
const RUN_MS = 86_400_000;

export class TenantState {
  readonly snapshots: readonly SnapshotFacts[];
  private readonly view: WorkspaceView;
  private readonly read = new Map<Reader<unknown>, readonly Dated<unknown>[]>();

  constructor(view: WorkspaceView, snapshots: readonly SnapshotFacts[]) {
    this.view = view;
    this.snapshots = snapshots;
  }

  /** The newest snapshot of a kind; null when there is none. */
  newest(kind: SnapshotKind): SnapshotFacts | null {
    return this.snapshots.find((one) => one.kind === kind) ?? null;
  }

  /** Objects of a kind as `reader` understands them. @throws AppError privacy.locked */
  of<T>(kind: SnapshotKind, reader: Reader<T>): readonly Dated<T>[] {
    const known = this.read.get(reader as Reader<unknown>);
    if (known !== undefined) return known as readonly Dated<T>[];
    const found = this.latest(kind).flatMap(({ from, raw }) => {
      const one = reader(raw);
      const all = Array.isArray(one) ? (one as readonly T[]) : [one as T];
      return all.map((is) => ({ is, from, raw }));
    });
    this.read.set(reader as Reader<unknown>, found);
    return found;
  }

  /**
   * The newest snapshot of each tenant, and files of the same run beside it. An older file that names one of the objects again is an
   * earlier export of the same and says nothing any more; one that names others only is another part (rules of one mailbox each).
   */
  private latest(kind: SnapshotKind): Told[] {
    const all: Told[] = [];
    const byTenant = new Map<string, SnapshotFacts[]>();
    for (const one of this.snapshots) {
      if (one.kind === kind) byTenant.set(one.tenant, [...(byTenant.get(one.tenant) ?? []), one]);
    }
    for (const [newest, ...older] of byTenant.values()) {
      if (newest === undefined) continue;
      const seen = new Set<string>();
      for (const from of [newest, ...older.filter(({ taken }) => newest.taken - taken <= RUN_MS)]) {
        const rows = readSnapshotRows(this.view.db, from.id, this.view.seal);
        const keys = rows.flatMap((raw) => identityOf(kind, raw) ?? []);
        if (keys.some((key) => seen.has(key))) continue;
        for (const key of keys) seen.add(key);
        for (const raw of rows) all.push({ from, raw });
      }
    }
    return all;
  }
}

const kept = new WeakMap<WorkspaceView, { readonly key: string; readonly state: TenantState }>();

export function tenantOf(view: WorkspaceView): TenantState {
  const snapshots = listSnapshots(view.db, view.seal);
  // Locking takes back what was read with the key, and what names came with it.
  const key = `${view.seal?.id} ${snapshots.map(({ id }) => id).join(' ')}`;
  const held = kept.get(view);
  if (held?.key === key) return held.state;
  const state = new TenantState(view, snapshots);
  kept.set(view, { key, state });
  return state;
}

/** Keeps what was made of the tenant's state until that changes. */
export function perState<T extends object>(make: (state: TenantState) => T): (view: WorkspaceView) => T {
  const made = new WeakMap<TenantState, T>();
  return (view) => {
    const state = tenantOf(view);
    const held = made.get(state);
    if (held !== undefined) return held;
    const value = make(state);
    made.set(state, value);
    return value;
  };
}
