import { useCallback } from 'react';
import type { HostClient } from '../../core/contract/client.ts';
import { AppError } from '../../core/contract/errors.ts';
import { useHost } from '../bridge/client.tsx';
import type { DroppedFile } from '../kit/dropped-files.ts';
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

/** Hands files to the host; each keeps its own date, which a host that copies it does not know. */
export async function acceptDated(host: HostClient, files: readonly DroppedFile[]): Promise<DraftFile[]> {
  const granted = await host.acceptFiles(files);
  return granted.map(({ token, name }, at) => {
    const modified = files[at]?.file.lastModified;
    return { token, name, ...(modified === undefined ? {} : { modified }) };
  });
}
