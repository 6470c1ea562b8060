/** Files of the user's own, such as keys: for their owner's eyes only, and there once the call returns. */
import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

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
    renameSync(part, file);
  } catch (cause) {
    rmSync(part, { force: true });
    throw cause;
  }
}
