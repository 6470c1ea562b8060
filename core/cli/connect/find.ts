/** Connections and providers by what a person calls them on the command line. */
import type { ConnectionProvider, ConnectionRow } from '../../contract/connections.ts';
import { AppError } from '../../contract/errors.ts';
import { UsageError } from '../failure.ts';

/** @throws UsageError where there is none of that id */
export function providerOf(providers: readonly ConnectionProvider[], id: string): ConnectionProvider {
  const found = providers.find((one) => one.id === id);
  if (!found)
    throw new UsageError(`There is no provider "${id}". Known: ${providers.map((one) => one.id).join(', ')}.`);
  return found;
}

/** @throws AppError entity.unknown where the workspace has none of that name */
export function rowOf(rows: readonly ConnectionRow[], name: string): ConnectionRow {
  const found = rows.find(({ config }) => config.name === name);
  if (!found) throw new AppError('entity.unknown', `There is no connection "${name}" in this workspace.`, { name });
  return found;
}
