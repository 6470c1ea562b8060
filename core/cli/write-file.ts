import { randomUUID } from 'node:crypto';
import { lstat, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../contract/errors.ts';
import { systemReason } from '../kit/system-reason.ts';

/**
 * Writes a whole file or none: beside its place first, then renamed over it.
 * @param mode who may read it, where that is not everybody who may by the user's own habit
 */
export async function writeWholeFile(
  file: string,
  chunks: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
  mode = 0o666,
): Promise<void> {
  const target = path.resolve(file);
  const partial = path.join(path.dirname(target), `.${path.basename(target)}.${randomUUID()}.part`);
  try {
    const handle = await open(partial, 'wx', mode);
    try {
      for await (const chunk of chunks) await handle.writeFile(chunk);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, target);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    if (error instanceof AppError) throw error;
    throw new AppError('file.notWritable', `${file} cannot be written: ${systemReason(error)}.`, { path: file });
  }
}

/** @throws AppError workspace.exists when something is at the path */
export async function refuseExisting(file: string): Promise<void> {
  const taken = await lstat(file).catch(() => null);
  if (taken !== null) {
    throw new AppError('workspace.exists', `${file} is there already. Remove it or name another place.`, {
      path: file,
    });
  }
}
