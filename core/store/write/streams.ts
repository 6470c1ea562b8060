/** Changes to streams and custom views. */
import { AppError } from '../../contract/errors.ts';
import type { StreamKind, ViewDefinition } from '../../contract/streams.ts';
import type { WriteConnection } from '../open.ts';
import { readStreams, readViews, type StoredStream, type StoredView } from '../read/streams.ts';

/** @throws AppError entity.unknown */
export function requireStream(db: WriteConnection, id: number): StoredStream {
  const stream = readStreams(db).find((one) => one.id === id);
  if (!stream) {
    throw new AppError('entity.unknown', `There is no stream ${id}.`, { id });
  }
  return stream;
}

export interface StreamChange {
  readonly name?: string | undefined;
  readonly comment?: string | undefined;
  readonly kind?: StreamKind | undefined;
  /** Null: as its kind has it. */
  readonly inGlobal?: boolean | null | undefined;
}

/** @throws AppError entity.unknown, entity.nameTaken. @returns what stood before */
export function updateStream(db: WriteConnection, id: number, change: StreamChange): StoredStream {
  const before = requireStream(db, id);
  if (change.name !== undefined && readStreams(db).some((one) => one.id !== id && one.name === change.name)) {
    throw new AppError('entity.nameTaken', `There is a stream "${change.name}" already. Choose another name.`, {
      name: change.name,
    });
  }
  db.prepare('UPDATE stream SET name = ?, comment = ?, kind = ? WHERE id = ?').run(
    change.name ?? before.name,
    change.comment ?? before.comment,
    change.kind ?? before.kind,
    id,
  );
  if (change.inGlobal !== undefined) {
    db.prepare('UPDATE stream SET in_global = ? WHERE id = ?').run(
      change.inGlobal === null ? null : Number(change.inGlobal),
      id,
    );
  }
  return before;
}

/** Makes a view, or changes the one with this id. @throws AppError entity.unknown, entity.nameTaken. @returns its id */
export function saveView(
  db: WriteConnection,
  view: ViewDefinition & { readonly id?: number | undefined; readonly name: string; readonly comment: string },
): number {
  const { id, name, comment, ...definition } = view;
  const views = readViews(db);
  if (views.some((one) => one.id !== id && one.name === name)) {
    throw new AppError('entity.nameTaken', `There is a view "${name}" already. Choose another name.`, { name });
  }
  for (const stream of definition.streams ?? []) {
    requireStream(db, stream);
  }
  const text = JSON.stringify(definition);
  if (id === undefined) {
    const add = db.prepare('INSERT INTO custom_view (name, comment, definition) VALUES (?, ?, ?)');
    return Number(add.run(name, comment, text).lastInsertRowid);
  }
  requireView(views, id);
  db.prepare('UPDATE custom_view SET name = ?, comment = ?, definition = ? WHERE id = ?').run(name, comment, text, id);
  return id;
}

function requireView(views: readonly StoredView[], id: number): StoredView {
  const view = views.find((one) => one.id === id);
  if (!view) {
    throw new AppError('entity.unknown', `There is no view ${id}.`, { id });
  }
  return view;
}

/** @throws AppError entity.unknown. @returns the view that is gone */
export function removeView(db: WriteConnection, id: number): StoredView {
  const view = requireView(readViews(db), id);
  db.prepare('DELETE FROM custom_view WHERE id = ?').run(id);
  return view;
}
