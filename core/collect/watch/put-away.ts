/** What happens to a file of a watched folder once it was read: it is moved or marked. */
import { lstat, mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { versionOf } from './complete-files.ts';
import { asSeen, FAILED_FOLDER, FAILED_SUFFIX, IMPORTED_FOLDER, IMPORTED_SUFFIX } from './folder-files.ts';

export interface PutAwayRule {
  readonly root: string;
  /** `move`: into the folder `imported` (or `failed`); `mark`: stays, with `.imported` (or `.failed`) behind its name. */
  readonly after: 'move' | 'mark';
  /** Imported files that are kept; null for all. */
  readonly keep: number | null;
}

/**
 * Puts the file away that was read, and no other: one that took its name, or was written to, since is left where it is.
 * @param version of the file that was read
 * @returns where it is now; null when it was gone or is another
 * @throws the system's error when it may not be moved
 */
export async function putAway(
  rule: PutAwayRule,
  file: string,
  version: string,
  isImported: boolean,
): Promise<string | null> {
  const isMarked = rule.after === 'mark';
  const folder = path.join(rule.root, isImported ? IMPORTED_FOLDER : FAILED_FOLDER);
  const target = isMarked ? file : path.join(folder, flatName(rule.root, file));
  // Stays last, or the mark of a second file of that name would be none.
  const mark = isMarked ? (isImported ? IMPORTED_SUFFIX : FAILED_SUFFIX) : '';
  try {
    if (versionOf(asSeen(await lstat(file))) !== version) return null;
    // A watched folder that was taken away is not made anew.
    if (!isMarked) await makeFolder(folder);
    const free = await freeName(target, mark);
    await rename(file, free);
    if (versionOf(asSeen(await lstat(free))) === version) return free;
    // Changed in this very moment: nobody read it yet.
    await rename(free, await freeName(file, ''));
    return null;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw cause;
  }
}

/** `2026/03/a.log` of a subfolder becomes `2026-03-a.log`. */
function flatName(root: string, file: string): string {
  return path.relative(root, file).split(path.sep).join('-');
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause;
  }
}

async function freeName(target: string, mark: string): Promise<string> {
  for (let count = 1; ; count++) {
    const name = `${target}${count === 1 ? '' : `.${count}`}${mark}`;
    if ((await lstat(name).catch(() => null)) === null) return name;
  }
}
