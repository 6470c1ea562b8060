import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '../../core/contract/errors.ts';
import { ARCHIVE_ENDING, WORKSPACE_FILE } from './place-workspace.ts';

/** What a path given on a command line, by a double click or by the operating system stands for. */
export interface OpenTarget {
  readonly kind: 'workspace' | 'archive' | 'logs';
  /** The workspace's folder, the archive, or the log file or folder. */
  readonly path: string;
}

/** @throws AppError file.notFound */
export async function readOpenTarget(argument: string, folder: string): Promise<OpenTarget> {
  const path = resolve(folder, argument);
  const found = await stat(path).catch(() => null);
  if (found === null) throw new AppError('file.notFound', `There is nothing at ${path}.`, { path });
  if (found.isDirectory()) {
    const inner = await stat(join(path, WORKSPACE_FILE)).catch(() => null);
    return { kind: inner?.isFile() ? 'workspace' : 'logs', path };
  }
  if (basename(path) === WORKSPACE_FILE) return { kind: 'workspace', path: dirname(path) };
  return { kind: path.toLowerCase().endsWith(ARCHIVE_ENDING) ? 'archive' : 'logs', path };
}
