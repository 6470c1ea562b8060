/**
 * In: a file that was imported and put away. Out: the oldest of such files go, beyond those to be kept.
 * Guarantee: only files that are in the list, and still what was imported, are removed: whatever else lies in the folder is not ours.
 */
import { appendFile, lstat, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { versionOf } from './complete-files.ts';
import { asSeen } from './folder-files.ts';
import type { PutAwayRule } from './put-away.ts';

/** What was imported, oldest first: a line of JSON each, its place below the watched folder and its version. */
const LIST_FILE = '.undercast-imported';

interface Listed {
  readonly place: string;
  readonly version: string;
}

/**
 * @param file where it is now
 * @throws the system's error when the list cannot be kept
 */
export async function keepLast({ root, keep }: PutAwayRule, file: string, version: string): Promise<void> {
  if (keep === null) return;
  const list = path.join(root, LIST_FILE);
  const entry: Listed = { place: path.relative(root, file), version };
  await appendFile(list, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
  const all = (await readFile(list, 'utf8')).split('\n').flatMap(listed);
  const tooMany = all.slice(0, Math.max(0, all.length - keep));
  if (tooMany.length === 0) return;
  for (const old of tooMany) await removeListed(root, old);
  const rest = all.slice(tooMany.length).map((one) => `${JSON.stringify(one)}\n`);
  await writeFile(`${list}.part`, rest.join(''), { mode: 0o600 });
  await rename(`${list}.part`, list);
}

function listed(line: string): Listed[] {
  try {
    const entry: unknown = JSON.parse(line);
    if (typeof entry !== 'object' || entry === null || !('place' in entry) || !('version' in entry)) return [];
    const { place, version } = entry;
    return typeof place === 'string' && typeof version === 'string' ? [{ place, version }] : [];
  } catch {
    // A line that a crash cut short names nothing: its file is kept.
    return [];
  }
}

/** Whoever fills the folder can write the list and make links as well: nothing beyond the folder is removed. */
async function removeListed(root: string, { place, version }: Listed): Promise<void> {
  const file = path.resolve(root, place);
  try {
    const below = path.relative(await realpath(root), await realpath(path.dirname(file)));
    if (path.isAbsolute(below) || below.split(path.sep)[0] === '..') return;
    if (versionOf(asSeen(await lstat(file))) === version) await rm(file);
  } catch {
    // Taken away by somebody, or not to be removed: it is not tried again.
  }
}
