/** Regular files of a watched folder and its subfolders; links are never followed, so nothing outside the folder is read. */
import type { Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { readError } from '../../ingest/read/unpack.ts';
import type { SeenFile } from './complete-files.ts';

/** Folders in a watched folder where imported files and those that could not be read go. */
export const IMPORTED_FOLDER = 'imported';
export const FAILED_FOLDER = 'failed';
/** Ending of imported files that stay where they are. */
export const IMPORTED_SUFFIX = '.imported';
export const FAILED_SUFFIX = '.failed';

const MAX_DEPTH = 4;
/** More files than this wait for the next look. */
const MAX_FILES = 20_000;

/** @throws the system's error when the folder itself cannot be read; what is wrong with single files is in `problems` */
export async function folderFiles(root: string): Promise<{ files: SeenFile[]; problems: string[] }> {
  const files: SeenFile[] = [];
  const problems: string[] = [];
  await readInto(root, 0, files, problems);
  return { files, problems };
}

async function readInto(folder: string, depth: number, files: SeenFile[], problems: string[]): Promise<void> {
  const names = (await readdir(folder)).filter((name) => isOurs(name, depth)).sort();
  for (const name of names) {
    const place = path.join(folder, name);
    if (files.length >= MAX_FILES) return;
    try {
      const facts = await lstat(place);
      if (facts.isDirectory() && depth < MAX_DEPTH) await readInto(place, depth + 1, files, problems);
      if (facts.isFile()) files.push({ path: place, ...asSeen(facts) });
    } catch (cause) {
      const code = cause instanceof Error && 'code' in cause ? cause.code : '';
      // Gone between two steps: somebody took it away. A name that is not UTF-8 looks the same, but stays.
      if (code !== 'ENOENT' || name.includes('\u{fffd}')) problems.push(readError(cause, place).message);
    }
  }
}

export function asSeen({ dev, ino, size, mtimeMs }: Stats): Omit<SeenFile, 'path'> {
  return { id: `${dev}:${ino}`, size, modifiedMs: mtimeMs };
}

function isOurs(name: string, depth: number): boolean {
  if (name.startsWith('.') || name.endsWith(IMPORTED_SUFFIX) || name.endsWith(FAILED_SUFFIX)) return false;
  return depth > 0 || (name !== IMPORTED_FOLDER && name !== FAILED_FOLDER);
}
