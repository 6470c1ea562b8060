import { lstat, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../core/contract/errors.ts';

export const WORKSPACE_ENDING = '.undercast';
export const ARCHIVE_ENDING = '.undercastz';
/** The tiny file inside a workspace folder that carries the file association. */
export const WORKSPACE_FILE = 'workspace.undercast';

const MAX_NAME_BYTES = 180;
// Device names that Windows keeps for itself whatever their ending.
const RESERVED = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;

/** A folder or file name that every supported file system takes, as close to `name` as it can be. */
export function safeFileName(name: string): string {
  const replaced = [...name.normalize('NFC')]
    .map((letter) => (/[\p{Cc}\p{Cf}\p{Cs}/\\:*?"<>|]/u.test(letter) ? '-' : letter))
    .join('')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const cut = cutToBytes(replaced, MAX_NAME_BYTES).replace(/[\s.]+$/, '');
  if (cut === '') return 'Workspace';
  return RESERVED.test(cut) ? `_${cut}` : cut;
}

function cutToBytes(text: string, limit: number): string {
  let bytes = 0;
  let kept = '';
  for (const letter of text) {
    bytes += Buffer.byteLength(letter);
    if (bytes > limit) break;
    kept += letter;
  }
  return kept;
}

/**
 * Path of a new workspace folder of this name; makes the folder around it, not the workspace itself.
 * @throws AppError workspace.exists when something of that name is there.
 */
export async function placeWorkspace(home: string, name: string): Promise<string> {
  const path = join(home, safeFileName(name) + WORKSPACE_ENDING);
  const taken = await lstat(path).catch(() => null);
  // Whether a folder that is no workspace may become one, the engine decides: the making of one may have been cut short there.
  const mayBecomeOne =
    taken?.isDirectory() === true && (await lstat(join(path, WORKSPACE_FILE)).catch(() => null)) === null;
  if (taken !== null && !mayBecomeOne) {
    throw new AppError('workspace.exists', `There is already a workspace at ${path}. Choose another name.`, { path });
  }
  try {
    await mkdir(home, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('file.notReadable', `The workspace folder ${home} cannot be made: ${reason}`, { path: home });
  }
  return path;
}
