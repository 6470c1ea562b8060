import { useMemo } from 'react';
import { useConnection } from '../bridge/client.tsx';
import { formatBytes } from '../kit/format.ts';
import { toastDone, toastError } from '../kit/toast.tsx';
import { useLaunch } from '../state/launch.ts';
import { navigate } from '../state/location.ts';
import { usePanels } from '../state/panels.ts';
import { useWindows } from '../state/windows.ts';
import { useRefreshRecent } from './host.ts';
import { placeFreely } from './place-workspace.ts';

export interface WorkspaceActions {
  /** Makes a workspace of exactly this name and opens it. Fails when the name is taken. */
  create(name: string): Promise<void>;
  /** Makes a workspace for logs that were dropped before there was one. */
  createFor(name: string): Promise<void>;
  open(token: string, name: string, readOnly?: boolean): Promise<boolean>;
  /** The host's own picker; a chosen archive leads to the restore dialog. */
  pick(): Promise<void>;
  makeSample(name: string, token?: string): Promise<void>;
  restore(archive: string, name: string): Promise<void>;
  backup(name: string, includeEvidence: boolean): Promise<void>;
  close(): Promise<void>;
}

export function useWorkspaceActions(): WorkspaceActions {
  const { engine, host } = useConnection();
  const refreshRecent = useRefreshRecent();

  return useMemo(() => {
    const { setBusy, setProblem } = useLaunch.getState();
    const noteOpened = async (token: string, name: string): Promise<void> => {
      setProblem(null);
      usePanels.getState().close();
      navigate('/', { replace: true });
      await host.host('host.noteOpened', { token, name: name.slice(0, 100) });
      refreshRecent();
    };
    const busyWith = async <T>(what: string, act: () => Promise<T>): Promise<T> => {
      setBusy(what);
      try {
        return await act();
      } finally {
        setBusy(null);
      }
    };
    const createAt = async (place: { token: string }, name: string): Promise<void> => {
      await engine.call('workspace.create', { token: place.token, name });
      await noteOpened(place.token, name);
    };

    const actions: WorkspaceActions = {
      create: (name) =>
        busyWith(`Making “${name}”`, async () => createAt(await host.host('host.placeWorkspace', { name }), name)),
      createFor: (name) => busyWith(`Making “${name}”`, async () => createAt(await placeFreely(host, name), name)),
      open: (token, name, readOnly = false) =>
        busyWith(`Opening “${name}”`, async () => {
          try {
            const info = await engine.call('workspace.open', { token, readOnly });
            await noteOpened(token, info.name);
            return true;
          } catch (error) {
            setProblem({ error, token, name });
            return false;
          }
        }),
      async pick() {
        try {
          const chosen = await host.host('host.pickWorkspace', {});
          if (chosen === null) return;
          if (chosen.name.endsWith('.undercastz')) {
            useWindows.getState().show({ kind: 'restore', token: chosen.token, name: chosen.name });
          } else {
            await actions.open(chosen.token, chosen.name);
          }
        } catch (error) {
          toastError(error);
        }
      },
      makeSample: (name, token) =>
        busyWith('Making the sample workspace', async () => {
          const place = token === undefined ? await placeFreely(host, name) : { token };
          const info = await engine.run('workspace.createSample', { token: place.token });
          await noteOpened(place.token, info.name);
        }),
      restore: (archive, name) =>
        busyWith(`Restoring “${name}”`, async () => {
          const place = await placeFreely(host, name);
          const info = await engine.run('workspace.restore', { archive, target: place.token });
          await noteOpened(place.token, info.name);
        }),
      async backup(name, includeEvidence) {
        const target = await host.host('host.pickTarget', { suggestedName: `${name}.undercastz` });
        if (target === null) return;
        const { bytes } = await engine.run('workspace.backup', { token: target.token, includeEvidence });
        if (target.download !== null) download(target.download, target.name);
        toastDone(`Backup written: ${target.name}, ${formatBytes(bytes)}.`);
      },
      async close() {
        try {
          await engine.call('workspace.close', {});
          usePanels.getState().close();
          navigate('/', { replace: true });
        } catch (error) {
          toastError(error);
        }
      },
    };
    return actions;
  }, [engine, host, refreshRecent]);
}

/** Lets the browser fetch what the loopback host wrote. */
function download(address: string, name: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}
