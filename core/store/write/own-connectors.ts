/** Layouts of audit logs that the workspace describes itself. */
import type { CustomConnector } from '../../contract/custom-connector.ts';
import { AppError } from '../../contract/errors.ts';
import type { ReadConnection, WriteConnection } from '../open.ts';

export function readOwnConnectors(db: ReadConnection): CustomConnector[] {
  const rows = db.prepare<[], string>('SELECT definition FROM own_connector ORDER BY id').pluck().all();
  return rows.map((text) => JSON.parse(text) as CustomConnector);
}

/** @returns whether there was none of that id */
export function putOwnConnector(db: WriteConnection, definition: CustomConnector): boolean {
  const isNew = !readOwnConnectors(db).some((one) => one.id === definition.id);
  db.prepare(
    'INSERT INTO own_connector (id, definition) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET definition = excluded.definition',
  ).run(definition.id, JSON.stringify(definition));
  return isNew;
}

/** What was read with it stays. @throws AppError format.unknown */
export function deleteOwnConnector(db: WriteConnection, id: string): CustomConnector {
  const before = readOwnConnectors(db).find((one) => one.id === id);
  if (!before) {
    throw new AppError('format.unknown', `This workspace describes no connector "${id}".`, { format: id });
  }
  db.prepare('DELETE FROM own_connector WHERE id = ?').run(id);
  return before;
}
