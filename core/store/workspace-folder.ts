import { randomUUID } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { AppError } from '../contract/errors.ts';
import { systemReason } from '../kit/system-reason.ts';

/** Names inside `NAME.undercast/`. */
export const MARKER_FILE = 'workspace.undercast';
export const DATABASE_FILE = 'workspace.db';
export const EVIDENCE_FOLDER = 'evidence';

export interface WorkspacePlace {
  readonly folder: string;
  readonly name: string;
  readonly id: string;
}

interface Marker {
  readonly undercast: 1;
  readonly id: string;
  readonly name: string;
}

/** Folder of a workspace, whether the user named the folder, its marker file or its database. */
export function workspaceFolderOf(given: string): string {
  const resolved = path.resolve(given);
  const base = path.basename(resolved);
  return base === MARKER_FILE || base === DATABASE_FILE ? path.dirname(resolved) : resolved;
}

/** A database of one page has no table. */
const ONE_PAGE = 4096;
/** What SQLite keeps beside a database that is open, or was when its process died. */
const BESIDE = ['-wal', '-shm', '-journal'].map((ending) => DATABASE_FILE + ending);

/** True for an empty folder, and for what the making of a workspace left that was cut short: a database without tables, and nothing else. */
export function isUnfinished(folder: string): boolean {
  const sizeOf = (name: string): number => statSync(path.join(folder, name), { throwIfNoEntry: false })?.size ?? 0;
  const isLeftover = (name: string): boolean =>
    name === DATABASE_FILE ||
    BESIDE.includes(name) ||
    (name === EVIDENCE_FOLDER && readdirSync(path.join(folder, name)).length === 0);
  return (
    readdirSync(folder).every(isLeftover) && sizeOf(DATABASE_FILE) <= ONE_PAGE && sizeOf(`${DATABASE_FILE}-wal`) === 0
  );
}

/**
 * Makes the folder and the one for evidence. `finishWorkspaceFolder` makes it a workspace, once its database is there.
 * @throws AppError workspace.exists, file.notWritable
 */
export function createWorkspaceFolder(given: string, name: string): WorkspacePlace {
  const folder = path.resolve(given);
  const isTaken = made(folder, () => {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true && !isUnfinished(folder)) return true;
    mkdirSync(path.join(folder, EVIDENCE_FOLDER), { recursive: true });
    return false;
  });
  if (isTaken) {
    const what = existsSync(path.join(folder, MARKER_FILE))
      ? `There is a workspace at ${folder} already. Open it, or choose another name.`
      : `There are other files in ${folder} already. Choose another name.`;
    throw new AppError('workspace.exists', what, { path: folder });
  }
  return { folder, name, id: randomUUID() };
}

/** Sets the mark by which a folder is a workspace. @throws AppError file.notWritable */
export function finishWorkspaceFolder({ folder, id, name }: WorkspacePlace): void {
  const marker: Marker = { undercast: 1, id, name };
  made(folder, () =>
    writeFileSync(path.join(folder, MARKER_FILE), `${JSON.stringify(marker)}\n`, { flag: 'wx', flush: true }),
  );
}

function made<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new AppError(
      'file.notWritable',
      `Cannot create a workspace at ${folder}: ${systemReason(refusalAbove(folder) ?? cause)}. Choose another place.`,
      {
        path: folder,
      },
    );
  }
}

/** Why nothing can be made in the next folder above that is there: making several folders at once says of it only that the last is not. */
function refusalAbove(folder: string): unknown {
  let above = path.dirname(folder);
  while (!existsSync(above) && path.dirname(above) !== above) above = path.dirname(above);
  try {
    accessSync(above, constants.W_OK);
    return null;
  } catch (cause) {
    return cause;
  }
}

/** @throws AppError workspace.notFound, workspace.invalid */
export function readWorkspacePlace(given: string): WorkspacePlace {
  const folder = workspaceFolderOf(given);
  const markerPath = path.join(folder, MARKER_FILE);
  if (!existsSync(folder)) {
    throw new AppError('workspace.notFound', `There is no workspace at ${folder}.`, { path: folder });
  }
  if (!statSync(folder).isDirectory() || !existsSync(markerPath)) {
    throw new AppError('workspace.invalid', `${folder} is not an Undercast workspace (no ${MARKER_FILE} in it).`, {
      path: folder,
    });
  }
  let marker: Partial<Marker>;
  try {
    marker = JSON.parse(readFileSync(markerPath, 'utf8')) as Partial<Marker>;
  } catch {
    marker = {};
  }
  if (marker.undercast !== 1 || typeof marker.id !== 'string' || typeof marker.name !== 'string') {
    throw new AppError('workspace.invalid', `${markerPath} is damaged. Restore the workspace from a backup.`, {
      path: folder,
    });
  }
  return { folder, name: marker.name, id: marker.id };
}

export function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
