/** Files of the user's own, such as keys: for their owner's eyes only, and there once the call returns. */
import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { untilFreeSync } from '../kit/until-free.ts';

/** Writes a new file. */
export function writeDurably(file: string, content: string | Uint8Array): void {
  const fd = openSync(file, 'wx', 0o600);
  try {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** In one step, for whoever reads meanwhile and after a crash. */
export function replaceJson(file: string, content: unknown): void {
  const part = `${file}.${randomUUID()}.part`;
  try {
    writeDurably(part, `${JSON.stringify(content, null, 2)}\n`);
    moveDurably(part, file);
  } catch (cause) {
    rmSync(part, { force: true });
    throw cause;
  }
}

/** In one step, which is on disk when this returns. What is moved must be there already. */
export function moveDurably(from: string, to: string): void {
  untilFreeSync(() => renameSync(from, to), process.platform);
  syncFolder(path.dirname(to));
}

/** The names in a folder are on disk when this returns. */
export function syncFolder(folder: string): void {
  // Windows cannot open folders; its file system keeps renames in order by itself.
  if (process.platform === 'win32') return;
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } catch (cause) {
    // Some shares sync files and know no such thing for folders.
    if (!(cause instanceof Error && 'code' in cause && (cause.code === 'EINVAL' || cause.code === 'ENOTSUP')))
      throw cause;
  } finally {
    closeSync(fd);
  }
}
