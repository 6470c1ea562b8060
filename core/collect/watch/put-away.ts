/** What happens to a file of a watched folder once it was read: moved or marked, and only the last ones kept. */
import { lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
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
  const target =
    rule.after === 'mark'
      ? `${file}${isImported ? IMPORTED_SUFFIX : FAILED_SUFFIX}`
      : path.join(rule.root, isImported ? IMPORTED_FOLDER : FAILED_FOLDER, flatName(rule.root, file));
  try {
    if (versionOf(asSeen(await lstat(file))) !== version) return null;
    // A watched folder that was taken away is not made anew.
    if (rule.after === 'move') await makeFolder(path.dirname(target));
    const free = await freeName(target);
    await rename(file, free);
    if (versionOf(asSeen(await lstat(free))) === version) return free;
    // Changed in this very moment: nobody read it yet.
    await rename(free, await freeName(file));
    return null;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw cause;
  }
}

/** Removes the oldest imported files beyond those to be kept. Never touches a file that was not imported. */
export async function keepLast(rule: PutAwayRule): Promise<void> {
  if (rule.keep === null) return;
  const folders = rule.after === 'mark' ? await subfolders(rule.root) : [path.join(rule.root, IMPORTED_FOLDER)];
  const found: { file: string; time: number }[] = [];
  for (const folder of folders) {
    for (const name of await readdir(folder).catch(() => [])) {
      if (rule.after === 'mark' && !name.endsWith(IMPORTED_SUFFIX)) continue;
      const file = path.join(folder, name);
      const facts = await lstat(file).catch(() => null);
      // The time of the rename: the file's own date says nothing of when it was imported.
      if (facts?.isFile()) found.push({ file, time: facts.ctimeMs });
    }
  }
  found.sort((a, b) => a.time - b.time);
  for (const { file } of found.slice(0, Math.max(0, found.length - rule.keep))) {
    await rm(file, { force: true });
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

async function freeName(target: string): Promise<string> {
  for (let count = 1; ; count++) {
    const name = count === 1 ? target : `${target}.${count}`;
    if ((await lstat(name).catch(() => null)) === null) return name;
  }
}

async function subfolders(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  return [root, ...entries.filter((one) => one.isDirectory()).map((one) => path.join(one.parentPath, one.name))];
}
