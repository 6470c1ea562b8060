import { useCallback } from 'react';
import { useConnection } from '../bridge/client.tsx';

/** Hands a chosen file to the host; the answer is what the engine knows it by, null when it was not taken. */
export function useGrantFile(): (file: File) => Promise<string | null> {
  const { host } = useConnection();
  return useCallback(
    async (file) => {
      const [granted] = await host.acceptFiles([{ file, relativePath: file.name }]);
      return granted?.token ?? null;
    },
    [host],
  );
}
