import { useMutation } from '@tanstack/react-query';
import { useHost } from '../bridge/client.tsx';
import { useQuestion } from './use-question.ts';

/** Rates and last data change all the time. */
const EVERY_MS = 2_000;

export function useCollectors() {
  return useQuestion('collectors.list', {}, { everyMs: EVERY_MS });
}

/** The host's own dialog for one folder or file; null when the user cancelled. */
export function usePickPath() {
  const host = useHost();
  return useMutation({
    mutationFn: async (what: 'folder' | 'file') => {
      const [chosen = null] = await host.host('host.pickLogs', { folders: what === 'folder' });
      return chosen;
    },
  });
}
