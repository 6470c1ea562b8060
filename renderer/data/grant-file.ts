import { useCallback } from 'react';
import type { HostClient } from '../../core/contract/client.ts';
import { AppError } from '../../core/contract/errors.ts';
import { useHost } from '../bridge/client.tsx';
import type { DroppedFile } from '../kit/dropped-files.ts';
import { formatCount } from '../kit/format.ts';
import type { DraftFile } from '../state/import-draft.ts';

/**
 * Hands a chosen file to the host; the answer is the token that the engine knows it by.
 * @throws AppError `file.notReadable` when the host does not take it
 */
export function useGrantFile(): (file: File) => Promise<string> {
  const host = useHost();
  return useCallback(
    async (file) => {
      const [granted] = await host.acceptFiles([{ file, relativePath: file.name }]);
      if (granted === undefined) throw new AppError('file.notReadable', `${file.name} could not be handed over.`);
      return granted.token;
    },
    [host],
  );
}

export interface Accepted {
  readonly files: readonly DraftFile[];
  /** What could not be read: gone since it was chosen, or not the user's to read. */
  readonly leftOut: readonly string[];
}

/**
 * Hands files to the host; each keeps its own date, which a host that copies it does not know. One that cannot be read keeps no other
 * from going on.
 * @param unread what could not be read before
 * @throws AppError `file.notReadable` when no file is left, and whatever else keeps the host from taking them
 */
export async function acceptDated(
  host: HostClient,
  given: readonly DroppedFile[],
  unread: readonly string[] = [],
): Promise<Accepted> {
  const files: DraftFile[] = [];
  const leftOut = [...unread];
  for (const one of given) {
    try {
      const granted = await host.acceptFiles([one]);
      files.push(...granted.map(({ token, name }) => ({ token, name, modified: one.file.lastModified })));
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'file.notReadable') throw error;
      leftOut.push(one.relativePath);
    }
  }
  const [first] = leftOut;
  if (first !== undefined && files.length === 0)
    throw new AppError('file.notReadable', `${first} could not be read.`, { path: first });
  return { files, leftOut };
}

/** Which files go on without; null when none. */
export function leftOutText([first, ...others]: readonly string[]): string | null {
  if (first === undefined) return null;
  const more = others.length === 0 ? 'is' : `and ${formatCount(others.length)} more are`;
  return `“${first}” ${more} left out: not there any more, or not to be read.`;
}
