import { useCallback } from 'react';
import { AppError } from '../../core/contract/errors.ts';
import { useHost } from '../bridge/client.tsx';

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
