/** The list of imports as a reader answers it, asked from the engine's main thread. */
import type { ImportRow, ImportSummary } from '../../contract/imports.ts';
import type { Session } from '../workspace/session.ts';

export async function listImports(session: Session): Promise<ImportSummary[]> {
  return (await session.reader.ask('imports.list', {}, () => undefined)) as ImportSummary[];
}

export async function getImport(session: Session, id: number): Promise<ImportRow> {
  return (await session.reader.ask('imports.get', { id }, () => undefined)) as ImportRow;
}

/** The imports and all that count lines as their duplicates, directly or through others, in order of place. */
export async function withDependants(session: Session, ids: readonly number[]): Promise<ImportRow[]> {
  const found = new Set<number>(ids);
  for (const id of found) {
    for (const dependant of await session.writer('import.dependants', { id })) {
      found.add(dependant);
    }
  }
  const rows: ImportRow[] = [];
  // imports.list comes newest place first.
  for (const { id } of (await listImports(session)).reverse()) {
    if (found.has(id)) rows.push(await getImport(session, id));
  }
  return rows;
}
