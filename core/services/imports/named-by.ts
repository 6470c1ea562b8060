/** On what basis evidence named a user, device or host: for the tables that list them. */
import { BASIS_TITLES, NAME_BASES, NAME_KINDS, type NameKind } from '../../ingest/names/record.ts';
import type { WorkspaceView } from '../workspace-view.ts';

const CACHE = new WeakMap<WorkspaceView, { readonly revision: number; readonly names: Map<string, string> }>();

/** Bases in words, `; ` between; null for a name that only the lines themselves give. */
export function namedBy(view: WorkspaceView, kind: NameKind, name: string): string | null {
  let held = CACHE.get(view);
  if (held?.revision !== view.revision) {
    held = { revision: view.revision, names: readUses(view) };
    CACHE.set(view, held);
  }
  return held.names.get(`${kind}:${name}`) ?? null;
}

function readUses(view: WorkspaceView): Map<string, string> {
  const rows = view.db
    .prepare<[], { kind: number; value: string; basis: number }>(
      `SELECT DISTINCT u.kind, u.value, u.basis FROM name_use u JOIN import i ON i.id = u.import
       WHERE i.state = 'done' ORDER BY u.kind, u.value, u.basis`,
    )
    .all();
  const names = new Map<string, string>();
  for (const { kind, value, basis } of rows) {
    const key = `${NAME_KINDS[kind] ?? 'host'}:${value}`;
    const title = BASIS_TITLES[NAME_BASES[basis] ?? 'dns'];
    const before = names.get(key);
    names.set(key, before === undefined ? title : `${before}; ${title}`);
  }
  return names;
}
