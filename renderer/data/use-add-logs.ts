import { useMemo } from 'react';
import { useConnection } from '../bridge/client.tsx';
import { onUpload } from '../bridge/upload.ts';
import type { DroppedFile } from '../kit/dropped-files.ts';
import { toastError, toastWarning } from '../kit/toast.tsx';
import { type DraftFile, useImportDraft } from '../state/import-draft.ts';
import { useWindows } from '../state/windows.ts';
import { acceptDated, leftOutText } from './grant-file.ts';
import { useWorkspaceActions } from './use-workspace-actions.ts';

onUpload(({ name, sent, bytes, over }) => {
  useImportDraft.getState().setUpload(over ? null : { name, sent, bytes });
});

export interface AddLogs {
  /** Files from the page: dropped or chosen in a file input. @param unread what could not be read among them */
  addFiles(files: readonly DroppedFile[], unread?: readonly string[]): Promise<void>;
  /** Files the host already knows by token. */
  addTokens(files: readonly DraftFile[]): Promise<void>;
  /** The host's own file dialog. */
  pick(folders: boolean): Promise<void>;
}

const WORKSPACE = /\.undercast$/i;
const ARCHIVE = /\.undercastz$/i;

/** The one way in for logs, from wherever they come: workspaces and backups among them are opened, not imported. */
export function useAddLogs(): AddLogs {
  const { engine, host } = useConnection();
  const actions = useWorkspaceActions();
  return useMemo(() => {
    const addTokens = async (files: readonly DraftFile[]): Promise<void> => {
      const open = useWindows.getState().open;
      const [first] = files;
      // Whoever is describing a connector brings its records, not an import.
      if (open?.kind === 'connector' && first !== undefined) {
        useWindows.getState().show({ ...open, token: first.token });
        return;
      }
      const archive = files.find((file) => ARCHIVE.test(file.name));
      const folder = files.find((file) => WORKSPACE.test(file.name));
      if (folder !== undefined) {
        await actions.open(folder.token, folder.name);
      } else if (archive !== undefined) {
        useWindows.getState().show({ kind: 'restore', token: archive.token, name: archive.name });
      } else if (files.length > 0) {
        // Asked now: large files take a while to come, and what was open when they were chosen may not be any more.
        if ((await engine.call('workspace.get', {})) === null) await actions.createFor('Imported logs');
        useImportDraft.getState().add(files);
        useWindows.getState().show({ kind: 'import' });
      }
    };
    const guarded = async (act: () => Promise<void>): Promise<void> => {
      try {
        await act();
      } catch (error) {
        useImportDraft.getState().setUpload(null);
        toastError(error);
      }
    };
    return {
      addTokens: (files) => guarded(() => addTokens(files)),
      addFiles: (files, unread = []) =>
        guarded(async () => {
          const accepted = await acceptDated(host, files, unread);
          const told = accepted.files.length === 0 ? 'There is no file in it.' : leftOutText(accepted.leftOut);
          if (told !== null) toastWarning(told);
          await addTokens(accepted.files);
        }),
      pick: (folders) =>
        guarded(async () => {
          const granted = await host.host('host.pickLogs', { folders });
          await addTokens(granted.map(({ token, name }) => ({ token, name })));
        }),
    };
  }, [engine, host, actions]);
}
