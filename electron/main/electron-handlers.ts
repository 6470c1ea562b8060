import { stat } from 'node:fs/promises';
import { release } from 'node:os';
import { basename } from 'node:path';
import type { BrowserWindow } from 'electron';
import { z } from 'zod';
import { AppError } from '../../core/contract/errors.ts';
import type { Granted } from '../../core/contract/host.ts';
import { CHANNELS } from '../shared/channels.ts';
import { describeGrant, type Grants } from '../shared/grants.ts';
import { callHost, createSharedHandlers, type HostFolders, type HostHandlers, pathOf } from '../shared/host-methods.ts';
import { readOpenTarget } from '../shared/open-target.ts';
import type { RecentEntry } from '../shared/recent-list.ts';
import type { StartAction } from '../shared/start-action.ts';
import { pickLogs, pickTarget, pickWorkspace } from './dialogs.ts';
import { answerGuarded } from './guarded-ipc.ts';
import { openExternally } from './web-security.ts';

export interface ElectronHostOptions extends HostFolders {
  readonly version: string;
  readonly start: StartAction;
  readonly window: () => BrowserWindow | null;
  readonly onRecentChanged: (recent: readonly RecentEntry[]) => void;
}

/** What the page may ask of Electron's main process. */
export function createElectronHandlers(options: ElectronHostOptions): HostHandlers {
  const { grants, recent, start } = options;
  const shared = createSharedHandlers(options);
  const window = (): BrowserWindow => {
    const open = options.window();
    if (open === null) throw new AppError('host.unsupported', 'There is no window to ask in.');
    return open;
  };
  return {
    ...shared,
    'host.forgetRecent': async (input) => {
      const left = await shared['host.forgetRecent'](input);
      options.onRecentChanged(await recent.read());
      return left;
    },
    'host.getInfo': async () => ({
      kind: 'electron',
      version: options.version,
      platform: `${process.platform} ${release()}`,
      nativeDialogs: true,
      start: start.get(),
      workspaceFolder: options.workspaceHome,
    }),
    'host.pickWorkspace': async () => {
      const chosen = await pickWorkspace(window());
      if (chosen === null) return null;
      const target = await readOpenTarget(chosen, '/');
      if (target.kind === 'logs') {
        throw new AppError('workspace.invalid', `${chosen} is no workspace.`, { path: chosen });
      }
      return describeGrant(grants.add(target.path, true), null);
    },
    'host.pickLogs': async ({ folders }) => {
      const chosen = await pickLogs(window(), folders);
      return Promise.all(chosen.map((path) => grantInput(grants, path)));
    },
    'host.pickTarget': async ({ suggestedName }) => {
      const path = await pickTarget(window(), basename(suggestedName));
      return path === null ? null : { ...describeGrant(grants.add(path, true), null), download: null };
    },
    'host.noteOpened': async ({ token, name }) => {
      const path = pathOf(grants, token);
      options.onRecentChanged(await recent.add(path, name, Date.now()));
      options.window()?.setRepresentedFilename(path);
      start.done();
      return {};
    },
    'host.openExternal': async ({ url }) => {
      if (!(await openExternally(url))) throw new AppError('input.invalid', 'Only web addresses are opened.');
      return {};
    },
    'host.setProgress': async ({ value }) => {
      // Below zero takes the bar away.
      options.window()?.setProgressBar(value ?? -1);
      return {};
    },
  };
}

async function grantInput(grants: Grants, path: string): Promise<Granted> {
  const found = await stat(path).catch(() => null);
  return describeGrant(grants.add(path, false), found?.isFile() ? found.size : null);
}

const hostCall = z.object({ method: z.string().max(100), input: z.unknown() });
const dropped = z
  .array(z.object({ path: z.string().max(32_768), name: z.string().max(4096) }))
  .min(1)
  .max(10_000);

/**
 * Opens the two channels through which pages reach the host.
 * @param grantsKnown waits until the engine knows every token that an answer may hold
 */
export function answerPages(handlers: HostHandlers, grants: Grants, grantsKnown: () => Promise<void>): void {
  answerGuarded(CHANNELS.host, hostCall, async ({ method, input }) => {
    const answer = await callHost(handlers, method, input);
    await grantsKnown();
    return answer;
  });
  answerGuarded(CHANNELS.accept, dropped, async (files) => {
    const accepted = await Promise.all(files.map((file) => acceptDropped(grants, file)));
    await grantsKnown();
    return accepted;
  });
}

async function acceptDropped(
  grants: Grants,
  { path, name }: { readonly path: string; readonly name: string },
): Promise<{ readonly token: string; readonly name: string }> {
  if (path === '') throw new AppError('file.notReadable', `${name} stands for no file on this computer.`, { name });
  // A workspace that was dropped will be opened, and written to; everything else is only read.
  const target = await readOpenTarget(path, '/');
  return { token: grants.add(target.path, target.kind === 'workspace').token, name };
}
