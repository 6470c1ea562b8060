import { app } from 'electron';
import type { HostCommand } from '../../core/contract/bridge.ts';
import type { Grants } from '../shared/grants.ts';
import { readOpenTarget } from '../shared/open-target.ts';

/** Files and workspaces handed over by the operating system: a double click, a drop on the icon, a second start. */
export interface OpenRequests {
  /** A path from this process's own command line. */
  offer(path: string, folder: string): void;
  /** From now on requests are passed on; what came before is passed on at once. */
  deliver(to: { focus(): void; send(command: HostCommand): void }, grants: Grants): void;
}

/** @param skip words of a command line that are not the user's: the program, and the app's folder in development */
export function collectOpenRequests(skip: number): OpenRequests {
  const early: { readonly path: string; readonly folder: string }[] = [];
  let take = (path: string, folder: string): void => {
    early.push({ path, folder });
  };
  let focus = (): void => undefined;
  app.on('open-file', (event, path) => {
    event.preventDefault();
    take(path, '/');
  });
  app.on('second-instance', (_event, words, folder) => {
    focus();
    const path = pathIn(words.slice(skip));
    if (path !== null) take(path, folder);
  });
  return {
    offer: (path, folder) => take(path, folder),
    deliver(to, grants) {
      focus = to.focus;
      take = (path, folder) => {
        readOpenTarget(path, folder).then(
          (target) => {
            const logs = target.kind === 'logs';
            const { token } = grants.add(target.path, !logs);
            to.focus();
            to.send({ id: logs ? 'imports.openToken' : 'workspace.openToken', token });
          },
          () => undefined,
        );
      };
      for (const { path, folder } of early.splice(0)) take(path, folder);
    },
  };
}

/** Chromium adds switches of its own and reorders words, so only what is no switch can be a path. */
export function pathIn(words: readonly string[]): string | null {
  const named = words.find((word) => word.startsWith('--workspace='));
  if (named !== undefined) return named.slice('--workspace='.length);
  const after = words.indexOf('--workspace');
  if (after >= 0) return words[after + 1] ?? null;
  return words.find((word) => !word.startsWith('-')) ?? null;
}
