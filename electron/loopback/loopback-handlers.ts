import { release } from 'node:os';
import { LOOPBACK } from '../../core/contract/bridge.ts';
import { AppError } from '../../core/contract/errors.ts';
import { describeGrant } from '../shared/grants.ts';
import { createSharedHandlers, type HostFolders, type HostHandlers, pathOf } from '../shared/host-methods.ts';
import type { StartAction } from '../shared/start-action.ts';
import { openInBrowser } from './open-in-browser.ts';
import type { Spool } from './spool.ts';

export interface LoopbackHostOptions extends HostFolders {
  readonly version: string;
  readonly start: StartAction;
  readonly spool: Spool;
  /** Files offered for download, by token. */
  readonly downloads: Map<string, { readonly path: string; readonly name: string }>;
}

const noDialogs = (): never => {
  throw new AppError('host.unsupported', 'A browser has no native file dialogs; choose or drop files in the page.');
};

/** What the page may ask of the loopback host. */
export function createLoopbackHandlers(options: LoopbackHostOptions): HostHandlers {
  const { grants, recent, start, spool, downloads } = options;
  return {
    ...createSharedHandlers(options),
    'host.getInfo': async () => ({
      kind: 'loopback',
      version: options.version,
      platform: `${process.platform} ${release()}`,
      nativeDialogs: false,
      start: start.get(),
      workspaceFolder: options.workspaceHome,
    }),
    'host.pickWorkspace': async () => noDialogs(),
    'host.pickLogs': async () => noDialogs(),
    'host.pickTarget': async ({ suggestedName }) => {
      const path = await spool.reserve(suggestedName);
      const grant = grants.add(path, true);
      downloads.set(grant.token, { path, name: suggestedName });
      return { ...describeGrant(grant, null, suggestedName), download: LOOPBACK.download + grant.token };
    },
    'host.noteOpened': async ({ token, name }) => {
      await recent.add(pathOf(grants, token), name, Date.now());
      start.done();
      return {};
    },
    'host.openExternal': async ({ url }) => {
      if (!(await openInBrowser(url))) {
        throw new AppError('host.unsupported', `There is no browser to open ${url} with on this computer.`);
      }
      return {};
    },
    // The page shows progress in its own title; a browser has no taskbar of ours.
    'host.setProgress': async () => ({}),
  };
}
