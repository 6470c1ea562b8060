import { AppError, toWireError } from '../../core/contract/errors.ts';
import { isMethodName, METHODS } from '../../core/contract/methods.ts';
import type { EngineMessage } from '../../core/contract/wire.ts';
import type { WorkspaceInfo } from '../../core/contract/workspace.ts';
import type { CreateEngine, Engine } from '../../core/host/api.ts';

/**
 * A small engine for tests of the hosts alone: knows which workspace is open and can be told to misbehave through
 * what it is asked. Everything that stores or computes is tested with the real engine.
 */
export const createStandInEngine: CreateEngine = async (options) => {
  const paths = new Map<string, { readonly path: string; readonly write: boolean }>();
  const listeners = new Set<(message: EngineMessage) => void>();
  let open: WorkspaceInfo | null = null;

  function setOpen(info: WorkspaceInfo | null): void {
    open = info;
    for (const send of listeners) send({ type: 'event', name: 'workspace.changed', data: { open: info !== null } });
  }

  function answer(method: string, input: unknown): unknown {
    if (!isMethodName(method)) throw new AppError('method.unknown', `There is no method ${method}.`);
    const checked = METHODS[method].input.safeParse(input);
    if (!checked.success) throw new AppError('input.invalid', `${method} does not take this.`);
    const asked = checked.data as { readonly token?: string; readonly readOnly?: boolean; readonly hosts?: string[] };
    switch (method) {
      case 'engine.getInfo':
        return {
          version: options.version,
          node: process.version,
          platform: process.platform,
          pid: process.pid,
          parsers: 1,
        };
      case 'workspace.get':
        return open;
      case 'workspace.open': {
        const grant = paths.get(asked.token ?? '');
        if (grant === undefined) throw new AppError('grant.unknown', 'This path was not chosen.');
        if (grant.path.includes('deadly')) process.exit(9);
        setOpen(workspaceAt(grant.path, asked.readOnly ?? false));
        return open;
      }
      case 'workspace.close':
        setOpen(null);
        return {};
      case 'catalog.lookUpHosts':
        return asked.hosts?.map((host) => ({ host, app: null, matched: '', reason: 'stand-in' }));
      default:
        throw new AppError('host.unsupported', `The stand-in engine does not do ${method}.`);
    }
  }

  const engine: Engine = {
    connect(send) {
      listeners.add(send);
      return {
        receive(message) {
          const { type, id, method, input } = message as {
            type?: unknown;
            id?: unknown;
            method?: unknown;
            input?: unknown;
          };
          if (type !== 'call' || typeof id !== 'number') return;
          // Asked for by tests of what happens to a call whose engine dies or sleeps.
          if (method === 'stand-in.never') return;
          try {
            send({ type: 'result', id, value: answer(String(method), input) });
          } catch (error) {
            send({ type: 'error', id, error: toWireError(error) });
          }
        },
        close: () => listeners.delete(send),
      };
    },
    grant: (token, path, write) => paths.set(token, { path, write }),
    setKeychain: () => undefined,
    finishOthers: async () => undefined,
    shutdown: async () => setOpen(null),
  };
  return engine;
};

function workspaceAt(path: string, readOnly: boolean): WorkspaceInfo {
  return {
    id: 'stand-in',
    name: 'Stand-in',
    path,
    readOnly,
    readOnlyReason: null,
    created: 0,
    schemaVersion: 1,
    displayZone: 'UTC',
    profile: null,
    extent: null,
    activityExtent: null,
    imports: 0,
    streams: 0,
    databaseBytes: 0,
    evidenceBytes: 0,
    sample: false,
  };
}
