import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../core/contract/errors.ts';
import { safeFileName } from '../shared/place-workspace.ts';

const PREFIX = 'undercast-spool-';
const MAX_DEPTH = 32;
const MAX_NAME = 1000;

/** A private folder for what a browser uploads and downloads; gone when the host ends. */
export interface Spool {
  /** Writes a stream to a file of this name (folders of a dropped folder kept) at the speed of the disk. */
  receive(name: string, from: Readable): Promise<{ readonly path: string; readonly bytes: number }>;
  /** Path for a file that the engine will write. */
  reserve(name: string): Promise<string>;
  remove(): Promise<void>;
}

export async function createSpool(base: string = tmpdir()): Promise<Spool> {
  await removeLeftovers(base);
  const folder = await mkdtemp(join(base, `${PREFIX}${process.pid}-`));
  let count = 0;

  /** Every file has a folder of its own, so that equal names never meet. */
  async function place(parts: readonly string[]): Promise<string> {
    const path = join(folder, String(++count), ...parts);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    return path;
  }

  return {
    async receive(name, from) {
      const path = await place(splitName(name));
      try {
        await pipeline(from, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
      } catch (error) {
        await rm(path, { force: true });
        throw writeError(error, name);
      }
      return { path, bytes: (await stat(path)).size };
    },
    reserve: (name) => place([safeFileName(name)]),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/**
 * The parts of a dropped file's relative path, safe to join.
 * @throws AppError input.invalid for anything that is no plain relative path
 */
export function splitName(name: string): readonly string[] {
  const parts = name.split('/');
  const bad = parts.some((part) => part === '' || part === '.' || part === '..' || /[\\\p{Cc}]/u.test(part));
  if (bad || name.length > MAX_NAME || parts.length > MAX_DEPTH || /^[a-z]:/i.test(name)) {
    throw new AppError('input.invalid', 'The file’s name is no plain relative path.', { name: name.slice(0, 200) });
  }
  return parts.map(safeFileName);
}

function writeError(error: unknown, name: string): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error;
  return new AppError('workspace.diskFull', `There is no room in the temporary folder for ${name}.`, { name });
}

/** A host that was killed could not clear up after itself; logs must not stay behind in a temporary folder. */
async function removeLeftovers(base: string): Promise<void> {
  for (const name of await readdir(base)) {
    const pid = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : Number.NaN;
    if (Number.isNaN(pid) || isRunning(pid)) continue;
    // Another user's leftovers cannot be removed, and need not be.
    await rm(join(base, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
