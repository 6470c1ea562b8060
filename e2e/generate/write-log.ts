import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

/** Writes all of `bytes`, however little the system takes at once. */
function writeAll(fd: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
}

/**
 * Writes the pieces to a file that appears under its name only when it is whole.
 * @returns bytes written
 */
export function writeLog(path: string, chunks: Iterable<string | Uint8Array>): number {
  const partial = `${path}.${process.pid}.partial`;
  const fd = openSync(partial, 'w');
  let bytes = 0;
  try {
    for (const chunk of chunks) {
      const data = typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : chunk;
      writeAll(fd, data);
      bytes += data.length;
    }
  } catch (error) {
    closeSync(fd);
    rmSync(partial, { force: true });
    throw error;
  }
  closeSync(fd);
  renameSync(partial, path);
  return bytes;
}
