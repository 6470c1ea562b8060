import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogLevel } from './engine-messages.ts';

const MAX_BYTES = 1_000_000;

/**
 * A log beside the settings, for reports of what went wrong: one file and its predecessor. Writing never fails anything.
 * @returns what adds a line
 */
export function createLogFile(folder: string): (level: LogLevel, message: string, data?: string) => void {
  const path = join(folder, 'undercast.log');
  let last: Promise<unknown> = prepare(folder, path);
  return (level, message, data) => {
    const line = `${new Date().toISOString()} ${level} ${message}${data ? ` ${data}` : ''}`.replaceAll('\n', ' ');
    last = last.then(() => appendFile(path, `${line}\n`, { mode: 0o600 })).catch(() => undefined);
  };
}

async function prepare(folder: string, path: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch(() => undefined);
  const found = await stat(path).catch(() => null);
  if (found !== null && found.size > MAX_BYTES) await rename(path, `${path}.1`).catch(() => undefined);
}
