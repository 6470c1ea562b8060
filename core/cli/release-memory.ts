import { statSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** From here on an import takes long enough for the tenth of a second that a collection takes. */
const LARGE_BYTES = 256 * 1024 * 1024;

/**
 * Gives memory back before a large import. Loading leaves the young part of this thread's heap at its largest, 32 MB, and an import
 * makes so little in this thread that it would keep them to the end; only V8's most thorough collection lets go of them.
 */
export function releaseBefore(paths: readonly string[]): void {
  if (!paths.some(mayBeLarge)) return;
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect({ type: 'major', flavor: 'last-resort' });
}

/** What a folder holds, and what comes by standard input, is not known yet. */
function mayBeLarge(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() !== true || stat.size >= LARGE_BYTES;
}
