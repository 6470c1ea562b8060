import { useMutation } from '@tanstack/react-query';
import { useConnection } from '../bridge/client.tsx';
import type { DroppedFile } from '../kit/dropped-files.ts';
import { toastWarning } from '../kit/toast.tsx';
import { useImportDraft } from '../state/import-draft.ts';
import { acceptDated, leftOutText } from './grant-file.ts';
import { useQuestion } from './use-question.ts';

export function useSnapshots() {
  return useQuestion('snapshots.list', {});
}

/** What a snapshot may come in; of a folder of a collection tool the rest is not handed over. */
export const SNAPSHOT_FILES = [
  '.json',
  '.csv',
  '.txt',
  '.ndjson',
  '.jsonl',
  '.zip',
  '.gz',
  '.tar',
  '.tgz',
  '.zst',
] as const;

/** Whether a file's name is that of something that may hold snapshots. */
export function maySnapshot(name: string): boolean {
  return SNAPSHOT_FILES.some((end) => name.toLowerCase().endsWith(end));
}

/** Hands chosen files to the host, for the snapshots that are about to be imported. */
export function useSnapshotFiles() {
  const { host } = useConnection();
  return useMutation<void, Error, readonly DroppedFile[]>({
    mutationFn: async (files) => {
      const wanted = files.filter(({ file }) => maySnapshot(file.name));
      if (wanted.length === 0 && files.length > 0)
        toastWarning('None of these files is JSON, CSV, text or an archive: no other kind of file holds a snapshot.');
      const accepted = await acceptDated(host, wanted);
      const told = leftOutText(accepted.leftOut);
      if (told !== null) toastWarning(told);
      useImportDraft.getState().add(accepted.files);
    },
  });
}
