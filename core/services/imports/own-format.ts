import { AppError } from '../../contract/errors.ts';
import type { MethodOutput } from '../../contract/methods.ts';
import { outdatedImports, readOwnFormats } from '../../store/write/own-formats.ts';
import type { WorkspaceView } from '../workspace-view.ts';

/** A format that the workspace describes itself. @throws AppError format.unknown */
export function getOwnFormat(view: WorkspaceView, id: string): MethodOutput<'formats.get'> {
  const definition = readOwnFormats(view.db).find((one) => one.id === id);
  if (!definition) {
    throw new AppError('format.unknown', `This workspace describes no format "${id}".`, { format: id });
  }
  return { definition, outdated: outdatedImports(view.db, definition) };
}
