import { useMutation } from '@tanstack/react-query';
import type { MethodOutput } from '../../core/contract/methods.ts';
import { useConnection } from '../bridge/client.tsx';
import { useQuestion } from './use-question.ts';

export function useSnapshots() {
  return useQuestion('snapshots.list', {});
}

interface SnapshotOrder {
  readonly files: readonly File[];
  readonly tenant: string;
  /** When it was so; null for each file's own date. */
  readonly taken: number | null;
}

/** Hands chosen files to the host and keeps those that hold state of a tenant. */
export function useSnapshotImport() {
  const { engine, host } = useConnection();
  return useMutation<MethodOutput<'snapshots.import'>, Error, SnapshotOrder>({
    mutationKey: ['snapshots.import'],
    mutationFn: async ({ files, tenant, taken }) => {
      const granted = await host.acceptFiles(files.map((file) => ({ file, relativePath: file.name })));
      // A host that copies uploads gives them a new date: the file's own is known here.
      const dated = granted.map(({ token }, at) => ({ token, modified: files[at]?.lastModified ?? 0 }));
      return engine.call('snapshots.import', { files: dated, tenant, ...(taken === null ? {} : { taken }) });
    },
  });
}
