/** Questions about the snapshots themselves: their objects, and what changed between two. */
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import { compareSnapshots, nameOf } from '../../snapshots/index.ts';
import { listSnapshots, readSnapshotRows, type SnapshotFacts } from '../../store/write/snapshots.ts';
import type { WorkspaceView } from '../workspace-view.ts';

function requireSnapshot(view: WorkspaceView, id: number): SnapshotFacts {
  const found = listSnapshots(view.db, view.seal).find((one) => one.id === id);
  if (found === undefined) throw new AppError('entity.unknown', `There is no snapshot ${id} any longer.`, { id });
  return found;
}

/** @throws AppError entity.unknown, privacy.locked */
export function getSnapshot(
  view: WorkspaceView,
  { id, search, offset, limit }: MethodParsed<'snapshots.get'>,
): MethodOutput<'snapshots.get'> {
  const facts = requireSnapshot(view, id);
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = readSnapshotRows(view.db, id, view.seal)
    .map((object) => ({ name: nameOf(facts.kind, object), object: { ...object } }))
    .filter(({ name, object }) => {
      if (words.length === 0) return true;
      const text = `${name} ${JSON.stringify(object)}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return { facts, objects: found.slice(offset, offset + limit), total: found.length };
}

/** Most objects that are listed of each difference; the counts are of all. */
const MOST_LISTED = 1000;

/** @throws AppError entity.unknown, input.invalid, privacy.locked */
export function compareTwo(
  view: WorkspaceView,
  input: MethodParsed<'snapshots.compare'>,
): MethodOutput<'snapshots.compare'> {
  const before = requireSnapshot(view, input.before);
  const after = requireSnapshot(view, input.after);
  if (before.kind !== after.kind) {
    throw new AppError('input.invalid', `Snapshots of ${before.kind} and of ${after.kind} cannot be compared.`, {});
  }
  const { added, removed, changed, same, onlyBefore, onlyAfter } = compareSnapshots(
    after.kind,
    readSnapshotRows(view.db, before.id, view.seal),
    readSnapshotRows(view.db, after.id, view.seal),
  );
  return {
    before,
    after,
    counts: { added: added.length, removed: removed.length, changed: changed.length, same },
    added: added.slice(0, MOST_LISTED),
    removed: removed.slice(0, MOST_LISTED),
    changed: changed
      .slice(0, MOST_LISTED)
      .map(({ name, fields }) => ({ name, fields: fields.map((one) => ({ ...one })) })),
    onlyBefore: [...onlyBefore],
    onlyAfter: [...onlyAfter],
  };
}
