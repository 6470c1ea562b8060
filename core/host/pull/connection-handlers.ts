/** Methods of connections: what they read, and what is changed through them. */
import type { MethodParsed } from '../../contract/methods.ts';
import type { EngineOptions } from '../api.ts';
import type { ImportJobs } from '../imports/import-jobs.ts';
import type { JobManager } from '../jobs/job-manager.ts';
import type { Session } from '../workspace/session.ts';
import { pullsByItself } from './pulls-by-itself.ts';

export interface ConnectionParts {
  readonly options: EngineOptions;
  readonly session: Session;
  readonly jobs: JobManager;
  readonly imports: ImportJobs;
  readonly changed: (topics: readonly ('connections' | 'governance' | 'activities')[]) => void;
}

/** What the engine asks of connections when workspaces come and go. */
export interface ConnectionsAtWork {
  /** A workspace was opened for writing: enabled connections are pulled when they are due, where the host wants that. */
  opened(): Promise<void>;
  /** No pull begins by itself any more. */
  pause(): Promise<void>;
}

/** Connections know every provider. Most runs of the command line need none: all of it is loaded when it is first asked for. */
export function connectionsOf(parts: ConnectionParts) {
  const { options, session, changed } = parts;
  let made: ReturnType<typeof makeConnections> | null = null;
  let isOpen = false;
  const load = () => {
    made ??= makeConnections(parts);
    return made;
  };
  const connections: ConnectionsAtWork = {
    opened: async () => {
      isOpen = true;
      if (made === null && !pullsByItself(options)) return;
      const loaded = await load();
      if (isOpen) loaded.connections.opened();
    },
    pause: async () => {
      isOpen = false;
      await (await made)?.connections.pause();
    },
  };
  const handlers = {
    'connections.list': async () => {
      session.require();
      return (await load()).connections.list();
    },
    'connections.proxy': async () => (await load()).access.proxy.state(),
    'connections.setProxy': async (input: MethodParsed<'connections.setProxy'>) => {
      const done = await (await load()).access.proxy.set(input);
      changed(['connections']);
      return done;
    },
    'connections.create': async (input: MethodParsed<'connections.create'>) => (await load()).connections.create(input),
    'connections.update': async (input: MethodParsed<'connections.update'>) => (await load()).connections.update(input),
    'connections.remove': async ({ id }: { readonly id: number }) => (await load()).connections.remove(id),
    'connections.enable': async ({ id, enabled }: { readonly id: number; readonly enabled: boolean }) =>
      (await load()).connections.enable(id, enabled),
    'connections.testNow': async ({ id }: { readonly id: number }) => (await load()).connections.testNow(id),
    'connections.pullNow': async ({ id }: { readonly id: number }) => (await load()).connections.pullNow(id),
    'connections.listNow': async ({ id }: { readonly id: number }) => (await load()).connections.listNow(id),
    'connections.actions': async (input: MethodParsed<'connections.actions'>) => {
      session.require();
      return (await load()).actions.options(input);
    },
    'connections.runs': async () => {
      session.require();
      return (await load()).actions.runs();
    },
    'connections.planAction': async (input: MethodParsed<'connections.planAction'>) =>
      (await load()).actions.plan(input),
    'connections.planUndo': async (input: MethodParsed<'connections.planUndo'>) =>
      (await load()).actions.planUndo(input),
    'connections.runAction': async (input: MethodParsed<'connections.runAction'>) => (await load()).actions.run(input),
  };
  return { connections, handlers };
}

async function makeConnections({ options, session, jobs, imports, changed }: ConnectionParts) {
  const [{ ConnectionAccess }, { Connections }, { ConnectionActions }] = await Promise.all([
    import('./connection-access.ts'),
    import('./connections.ts'),
    import('./connection-actions.ts'),
  ]);
  const access = new ConnectionAccess(options, session);
  const connections = new Connections({
    options,
    session,
    jobs,
    imports,
    access,
    changed: () => changed(['connections']),
    listed: () => changed(['activities', 'governance']),
  });
  const actions = new ConnectionActions({
    session,
    jobs,
    access,
    changed: () => changed(['connections', 'governance']),
  });
  return { access, connections, actions };
}
