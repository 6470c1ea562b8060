import path from 'node:path';
import process from 'node:process';
import { AppError } from '../contract/errors.ts';
import type { EngineEventName, EngineEvents } from '../contract/events.ts';
import type { ImportRow, ImportSummary } from '../contract/imports.ts';
import type { MethodName, MethodParsed } from '../contract/methods.ts';
import type { WorkspaceInfo } from '../contract/workspace.ts';
import { isSlowQuery } from '../services/answered-by.ts';
import type { WorkspacePlace } from '../store/workspace-folder.ts';
import type { EngineOptions } from './api.ts';
import { releaseHandlers } from './catalog/release-handlers.ts';
import { CollectorMethods } from './collect/collector-methods.ts';
import { Collectors } from './collect/collectors.ts';
import type { Grants } from './grants.ts';
import { COMPACT_METHOD, compactWorkspace } from './imports/compact-job.ts';
import { importMethods, type StartJob } from './imports/import-handlers.ts';
import { ImportJobs } from './imports/import-jobs.ts';
import { NameJobs } from './imports/name-jobs.ts';
import { RereadJobs } from './imports/reread-jobs.ts';
import type { JobManager } from './jobs/job-manager.ts';
import type { JobProgress } from './jobs/job-progress.ts';
import { privacyHandlers } from './privacy/privacy-handlers.ts';
import { privateActivityHandlers } from './privacy/private-activities.ts';
import { type ConnectionsAtWork, connectionsOf } from './pull/connection-handlers.ts';
import { fileHandlers } from './workspace/file-handlers.ts';
import { isLeased } from './workspace/lease.ts';
import { Opener } from './workspace/opener.ts';
import type { OpenWorkspace, Session } from './workspace/session.ts';

export interface HandlerTools {
  readonly options: EngineOptions;
  readonly session: Session;
  readonly jobs: JobManager;
  readonly grants: Grants;
  readonly emit: <E extends EngineEventName>(event: E, data: EngineEvents[E]) => void;
  readonly takeLease: (place: WorkspacePlace) => Promise<boolean>;
  readonly dropLease: () => Promise<void>;
  /** The open workspace as the process that holds it describes it. */
  readonly askHolder: () => Promise<WorkspaceInfo>;
}

export type OnAbort = (abort: () => void) => void;

export interface Handlers {
  query(method: MethodName, input: unknown, onAbort: OnAbort): Promise<unknown>;
  command(method: MethodName, input: unknown): Promise<unknown>;
  run(method: MethodName, input: unknown, onAbort: OnAbort): Promise<unknown>;
  /** Opens a workspace without being asked, after the process that held it ended. */
  reopen(folder: string): Promise<unknown>;
  readonly collectors: Pick<Collectors, 'pause' | 'close'>;
  readonly connections: Pick<ConnectionsAtWork, 'pause'>;
}

/** Jobs that few starts need, the sample's generator among them: loaded with the first. */
const workspaceJobs = () => import('./workspace/workspace-jobs.ts');

type EngineMethod = Exclude<MethodName, never>;

export function handlersOf(tools: HandlerTools): Handlers {
  const { session, jobs, grants, options } = tools;
  const imports = new ImportJobs(session);
  const rereads = new RereadJobs(session);
  const names = new NameJobs(session, rereads);
  const collectors = new Collectors({
    options,
    session,
    jobs,
    imports,
    changed: () => tools.emit('data.changed', { topics: ['collectors'] }),
  });
  const sources = new CollectorMethods(session, grants, collectors);
  const { connections, handlers: connectionHandlers } = connectionsOf({
    options,
    session,
    jobs,
    imports,
    changed: (topics) => tools.emit('data.changed', { topics: [...topics] }),
  });
  const opener = new Opener(tools, collectors, connections);

  const startJob: StartJob = (method, title, run) => ({ jobId: jobs.start(method, title, run) });

  const info = (): Promise<WorkspaceInfo> => session.fact('info');

  const own: { [M in EngineMethod]?: (input: MethodParsed<M>, onAbort: OnAbort) => unknown } = {
    'engine.getInfo': () => ({
      version: options.version,
      node: process.version,
      platform: `${process.platform}-${process.arch}`,
      pid: process.pid,
      parsers: session.parserCount,
    }),
    'workspace.get': () => (session.workspace ? info() : null),
    'workspace.create': ({ token, name }) => opener.create(grants.path(token, true), name, false),
    'workspace.open': ({ token, readOnly }) => opener.open(token, readOnly),
    'workspace.close': () => opener.close(),
    'jobs.list': () => jobs.list(),
    'jobs.get': ({ id }) => jobs.get(id),
    'jobs.cancel': ({ id }) => jobs.cancel(id),
    'formats.list': () => session.reader.call('reader.formats', null),
    'formats.describe': async ({ token, ...input }) =>
      (await session.slowReader()).call('reader.describe', {
        ...input,
        file: token === undefined ? null : grants.require(token, false),
      }),
    'connectors.describe': async ({ token, ...input }) =>
      (await session.slowReader()).call('reader.describeConnector', {
        ...input,
        file: token === undefined ? null : grants.require(token, false),
      }),
    ...importMethods({ session, grants, imports, rereads, names, startJob }),
    ...releaseHandlers(session, grants, options.resourcesDir),
    ...fileHandlers(session, grants),
    'probe.run': async (input) => {
      session.requireWritable();
      const { probeApps, requireProbe } = await import('./probe/probe-job.ts');
      await requireProbe(session);
      const title = input.apps.length === 1 ? 'Look at an app online' : `Look at ${input.apps.length} apps online`;
      const look = async (job: JobProgress): Promise<unknown> => {
        const done = await probeApps(session, input, job, options.probeNetwork);
        tools.emit('data.changed', { topics: ['catalog', 'discovery', 'governance'] });
        return done;
      };
      // It waits for the network: imports go on meanwhile.
      return { jobId: jobs.start('probe.run', title, look, 'asked', 'probes') };
    },
    ...privacyHandlers(session, grants),
    ...privateActivityHandlers(session),
    'collectors.list': () => {
      session.require();
      return collectors.list();
    },
    'collectors.save': (input) => sources.save(input),
    'collectors.remove': ({ id }) => sources.remove(id),
    'collectors.start': ({ id, remember }) => sources.start(id, remember),
    'collectors.stop': ({ id, remember }) => sources.stop(id, remember),
    'collectors.importNow': () => {
      session.requireWritable();
      return startJob('collectors.importNow', 'Import what was collected', (job) => collectors.importNow(job));
    },
    ...connectionHandlers,
    'workspace.checkIntegrity': () => {
      session.require();
      return startJob('workspace.checkIntegrity', 'Check integrity', async (job) => {
        job.update({ stage: 'checking' });
        return (await session.slowReader()).integrity((abort) => job.onCancel(abort));
      });
    },
    'workspace.compactEvidence': () => {
      session.requireWritable();
      return startJob(COMPACT_METHOD, 'Compact evidence', (job) => compactWorkspace(session, job));
    },
    'workspace.backup': ({ token, includeEvidence }) => {
      const target = grants.path(token, true);
      session.requireWritable();
      return startJob('workspace.backup', 'Back up the workspace', async (job) =>
        (await workspaceJobs()).backupWorkspace(session, target, includeEvidence, job),
      );
    },
    'workspace.restore': ({ archive, target }) => {
      const from = grants.path(archive, false);
      const folder = grants.path(target, true);
      return startJob('workspace.restore', `Restore ${path.basename(from)}`, async (job) => {
        await (await workspaceJobs()).restoreArchive(from, folder, job);
        return opener.openFolder(folder, false);
      });
    },
    'workspace.createSample': ({ token, seed, lines }) => {
      const folder = grants.path(token, true);
      return startJob('workspace.createSample', 'Make the sample workspace', async (job) => {
        job.update({ stage: 'generating' });
        await opener.create(folder, 'Sample organisation', true);
        const { fillSample } = await import('./workspace/sample-workspace.ts');
        await fillSample({ session, imports, names }, { seed, lines }, Date.now(), job);
        tools.emit('workspace.changed', { open: true });
        return info();
      });
    },
  };

  return {
    query: async (method, input, onAbort) => {
      session.require();
      // Whoever opens a panel may ask for its lines next: their reader is ready by then.
      if (method === 'discovery.getUsage') void session.warmSlowReader();
      if (method === 'activities.list') session.beginAddresses();
      const reader = isSlowQuery(method) ? await session.slowReader() : session.reader;
      const answer = await reader.ask(method, input, onAbort);
      // From a chart's bar it is one click to the lines behind it, and to any other screen.
      if (method === 'discovery.getDashboard' && options.prepares === true) {
        void session.warmSlowReader();
        void session.warmReader();
      }
      return method === 'imports.list' || method === 'imports.get'
        ? withStates(answer as Stated | Stated[], session.require(), jobs)
        : answer;
    },
    command: async (method, input) => {
      session.requireWritable();
      const before = method === 'workspace.setProfile' ? await info() : null;
      const answer = await session.writer('command.run', { method, input });
      if (!method.startsWith('workspace.')) {
        return answer;
      }
      const after = await info();
      if (before && directionChanged(before, after) && after.imports > 0) {
        startJob('imports.rereadAll', 'Read everything again for the new profile', (job) => rereads.rereadAll(job));
      }
      return after;
    },
    run: async (method, input, onAbort) => {
      const handler = own[method] as ((input: unknown, onAbort: OnAbort) => unknown) | undefined;
      if (!handler) {
        throw new AppError('method.unknown', `There is no method ${method}.`, { method });
      }
      return handler(input, onAbort);
    },
    reopen: (folder) => opener.openFolder(folder, false),
    collectors,
    connections,
  };
}

type Stated = ImportRow | ImportSummary;

/**
 * Rows with their jobs. What was running when its process died stays so on disk until somebody writes there: who only reads tells it
 * by nobody having the workspace open.
 */
async function withStates(
  rows: Stated | Stated[],
  workspace: OpenWorkspace,
  jobs: JobManager,
): Promise<Stated | Stated[]> {
  const all = [rows].flat();
  const isLeft = workspace.readOnly && all.some(({ state }) => state === 'running') && !(await isLeased(workspace));
  const one = (row: Stated): Stated => ({
    ...row,
    state: isLeft && row.state === 'running' ? 'interrupted' : row.state,
    jobId: jobs.jobOfImport(row.id),
  });
  return Array.isArray(rows) ? rows.map(one) : one(rows);
}

/** Whether lines would be judged otherwise than when they were read. */
function directionChanged(before: WorkspaceInfo, after: WorkspaceInfo): boolean {
  const key = ({ profile }: WorkspaceInfo) =>
    JSON.stringify([[...(profile?.managedDomains ?? [])].sort(), [...(profile?.internalRanges ?? [])].sort()]);
  return key(before) !== key(after);
}
