/** Methods of connections: what they read, and what is changed through them. */
import type { MethodParsed } from '../../contract/methods.ts';
import type { EngineOptions } from '../api.ts';
import type { ImportJobs } from '../imports/import-jobs.ts';
import type { JobManager } from '../jobs/job-manager.ts';
import type { Session } from '../workspace/session.ts';
import { ConnectionAccess } from './connection-access.ts';
import { ConnectionActions } from './connection-actions.ts';
import { Connections } from './connections.ts';

export interface ConnectionParts {
  readonly options: EngineOptions;
  readonly session: Session;
  readonly jobs: JobManager;
  readonly imports: ImportJobs;
  readonly changed: (topics: readonly ('connections' | 'governance' | 'activities')[]) => void;
}

export function connectionsOf({ options, session, jobs, imports, changed }: ConnectionParts) {
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
  const handlers = {
    'connections.list': () => {
      session.require();
      return connections.list();
    },
    'connections.create': (input: MethodParsed<'connections.create'>) => connections.create(input),
    'connections.update': (input: MethodParsed<'connections.update'>) => connections.update(input),
    'connections.remove': ({ id }: { readonly id: number }) => connections.remove(id),
    'connections.enable': ({ id, enabled }: { readonly id: number; readonly enabled: boolean }) =>
      connections.enable(id, enabled),
    'connections.testNow': ({ id }: { readonly id: number }) => connections.testNow(id),
    'connections.pullNow': ({ id }: { readonly id: number }) => connections.pullNow(id),
    'connections.listNow': ({ id }: { readonly id: number }) => connections.listNow(id),
    'connections.actions': (input: MethodParsed<'connections.actions'>) => {
      session.require();
      return actions.options(input);
    },
    'connections.runs': () => {
      session.require();
      return actions.runs();
    },
    'connections.planAction': (input: MethodParsed<'connections.planAction'>) => actions.plan(input),
    'connections.planUndo': (input: MethodParsed<'connections.planUndo'>) => actions.planUndo(input),
    'connections.runAction': (input: MethodParsed<'connections.runAction'>) => actions.run(input),
  };
  return { connections, handlers };
}
