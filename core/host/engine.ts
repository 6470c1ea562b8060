/**
 * The engine of one process: checks every call, sends queries to the readers, commands to the writer, starts jobs, tells every
 * connection what changed. Its main thread touches no database and knows no transport.
 */
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { AppError, toWireError } from '../contract/errors.ts';
import type { EngineEventName, EngineEvents } from '../contract/events.ts';
import { isMethodName, METHODS, type MethodName } from '../contract/methods.ts';
import type { EngineMessage } from '../contract/wire.ts';
import type { WorkspaceInfo } from '../contract/workspace.ts';
import { isReaderQuery, isWriterCommand } from '../services/answered-by.ts';
import type { WorkspacePlace } from '../store/workspace-folder.ts';
import type { Engine, EngineConnection, EngineOptions } from './api.ts';
import { watchInForce } from './catalog/watch-in-force.ts';
import { Grants } from './grants.ts';
import { type Handlers, handlersOf } from './handlers.ts';
import { IdleWork } from './imports/idle-work.ts';
import { inputWords } from './input-words.ts';
import { JobManager } from './jobs/job-manager.ts';
import { Lease, type LeaseHolder, leaseKey, reachHolder } from './workspace/lease.ts';
import { Session } from './workspace/session.ts';

const callMessage = z.object({
  type: z.literal('call'),
  id: z.number().int(),
  method: z.string().max(100),
  input: z.unknown(),
});
const abortMessage = z.object({ type: z.literal('abort'), id: z.number().int() });

/** Which answers a finished command or job makes stale. */
const TOPICS: Readonly<Record<string, EngineEvents['data.changed']['topics']>> = {
  catalog: ['catalog', 'discovery', 'governance'],
  accounts: ['activities', 'governance'],
  snapshots: ['activities', 'governance'],
  oauth: ['activities', 'governance'],
  posture: ['activities', 'governance'],
  workspace: ['workspace', 'discovery', 'imports', 'activities', 'governance'],
  imports: ['imports', 'discovery', 'activities', 'catalog', 'workspace', 'governance'],
  formats: ['formats', 'governance'],
  connectors: ['formats', 'governance'],
  control: ['governance'],
  streams: ['streams', 'imports', 'discovery', 'activities', 'governance'],
  geo: ['enrichment', 'discovery', 'activities', 'governance'],
  probe: ['catalog', 'discovery', 'governance'],
  ranges: ['enrichment', 'discovery', 'governance'],
  directory: ['enrichment', 'discovery', 'activities', 'governance'],
  exclusions: ['enrichment', 'governance'],
  scope: ['activities', 'governance'],
  collectors: ['collectors', 'governance'],
  connections: ['connections', 'governance'],
  views: ['streams', 'discovery', 'governance'],
  privacy: ['privacy', 'governance'],
  'privacy.reveal': ['governance'],
  'privacy.revealLines': ['governance'],
  'privacy.revealActivity': ['governance'],
  'privacy.revealImport': ['governance'],
  'privacy.findTokens': ['governance'],
  'activities.listPrivate': ['governance'],
  'activities.getPrivate': ['governance'],
  'activities.exportPrivate': ['governance'],
};

/** How long another process gets to fetch what it waited for. */
const GOING_MS = 2000;
/** A process that took the lease may still be opening the workspace (a sample, a restored backup): it is asked again. */
const HOLDER_OPENS_MS = 10_000;
const HOLDER_ASK_MS = 200;

/** Methods that leave the open workspace for another one. */
const LEAVING = new Set<MethodName>([
  'workspace.open',
  'workspace.create',
  'workspace.restore',
  'workspace.createSample',
]);

class EngineImpl implements Engine {
  private readonly options: EngineOptions;
  private readonly connections = new Set<(message: EngineMessage) => void>();
  private readonly grants = new Grants();
  private readonly session: Session;
  private readonly jobs: JobManager;
  private readonly handlers: Handlers;
  private readonly idle: IdleWork;
  private readonly lease = new Lease(this, () => this.commands);
  /** Another process holds the workspace: calls go there. */
  private holder: LeaseHolder | null = null;
  private commands: Promise<unknown> = Promise.resolve();
  private stopping = false;
  private readonly unwatchCatalog: () => void;

  constructor(options: EngineOptions) {
    this.options = options;
    this.session = new Session(options, (reason) => this.threadDied(reason));
    this.jobs = new JobManager(
      (job) => {
        this.emit('job.changed', job);
        if (job.ended !== null) {
          this.idle.stir();
          this.prepare();
          this.emit('data.changed', { topics: TOPICS.imports ?? [] });
        }
      },
      Date.now,
      () => this.emit('data.changed', { topics: ['discovery'] }),
    );
    this.idle = new IdleWork(this.session, this.jobs, options.log);
    this.handlers = handlersOf({
      options,
      session: this.session,
      jobs: this.jobs,
      grants: this.grants,
      emit: (event, data) => {
        this.emit(event, data);
        if (event === 'workspace.changed') this.prepare();
      },
      takeLease: (place) => this.takeLease(place),
      dropLease: () => this.dropLease(),
      askHolder: () => this.askHolder(),
    });
    this.unwatchCatalog = watchInForce(
      this.session,
      options.resourcesDir,
      () => this.emit('data.changed', { topics: TOPICS.catalog ?? [] }),
      (cause) => options.log('warn', 'a catalog put in force was not followed', { reason: toWireError(cause).message }),
    );
  }

  private prepare(): void {
    if (this.options.prepares === true && !this.stopping) void this.session.prepareActivities();
  }

  private threadDied(reason: string): void {
    if (!this.stopping) {
      // A half-dead engine must not answer half: the host starts a new one, which sweeps what was running.
      this.options.log('error', 'an engine thread stopped', { reason });
      process.exitCode = 70;
      setImmediate(() => process.exit(70));
    }
  }

  private emit<E extends EngineEventName>(name: E, data: EngineEvents[E]): void {
    for (const send of this.connections) {
      send({ type: 'event', name, data });
    }
  }

  connect(send: (message: EngineMessage) => void): EngineConnection {
    this.connections.add(send);
    const aborts = new Map<number, () => void>();
    return {
      receive: (message) => {
        const abort = abortMessage.safeParse(message);
        if (abort.success) {
          aborts.get(abort.data.id)?.();
          return;
        }
        const call = callMessage.safeParse(message);
        if (!call.success) {
          const id =
            typeof message === 'object' && message !== null && 'id' in message ? Number(message.id) : Number.NaN;
          if (Number.isSafeInteger(id)) {
            send({ type: 'error', id, error: toWireError(new AppError('input.invalid', 'This message is no call.')) });
          }
          return;
        }
        const { id, method, input } = call.data;
        this.dispatch(method, input, (abortCall) => aborts.set(id, abortCall))
          .then((value) => send({ type: 'result', id, value }))
          .catch((cause: unknown) => {
            const error = toWireError(cause);
            if (error.code === 'engine.bug') {
              this.options.log('error', `${method} failed`, {
                reason: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
              });
            }
            send({ type: 'error', id, error });
          })
          .finally(() => aborts.delete(id));
      },
      close: () => {
        this.connections.delete(send);
        for (const abort of aborts.values()) {
          abort();
        }
      },
    };
  }

  private async dispatch(method: string, input: unknown, onAbort: (abort: () => void) => void): Promise<unknown> {
    if (!isMethodName(method)) {
      throw new AppError('method.unknown', `There is no method ${method}.`, { method });
    }
    const checked = checkInput(method, input);
    this.idle.stir();
    if (this.holder && !this.answersHere(method, checked)) {
      if (method === 'workspace.close') {
        await this.dropLease();
        return {};
      }
      return this.holder.call(method, input, this.grants, onAbort);
    }
    if (isReaderQuery(method)) {
      return this.handlers.query(method, checked, onAbort);
    }
    const { kind } = METHODS[method];
    if (kind !== 'command') {
      return this.handlers.run(method, checked, onAbort);
    }
    // Commands run alone, in the order they came.
    const result = this.commands.then(() =>
      isWriterCommand(method) ? this.handlers.command(method, checked) : this.handlers.run(method, checked, onAbort),
    );
    this.commands = result.catch(() => undefined);
    const answer = await result;
    const topics = TOPICS[method] ?? TOPICS[method.split('.')[0] ?? ''];
    if (topics && method !== 'jobs.cancel') {
      this.emit('data.changed', { topics });
    }
    return answer;
  }

  /** Calls that stay here although another process holds the open workspace. */
  private answersHere(method: MethodName, input: unknown): boolean {
    if (method === 'jobs.get' || method === 'jobs.cancel') {
      return this.jobs.has((input as { readonly id: string }).id);
    }
    return method.startsWith('engine.') || LEAVING.has(method);
  }

  /** Takes the workspace's lease, or finds who has it. @returns true when another process holds it and calls go there now */
  private async takeLease(place: WorkspacePlace): Promise<boolean> {
    const key = leaseKey(place);
    if (await this.lease.take(key)) {
      return false;
    }
    const holder = await reachHolder(
      key,
      place.folder,
      (message) => {
        if (message.type === 'event') {
          for (const send of this.connections) {
            send(message);
          }
        }
      },
      () => this.takeOver(holder, place.folder),
    );
    this.holder = holder;
    return true;
  }

  /** The process that held the workspace is gone: this one opens it, behind the commands that wait already. */
  private takeOver(gone: LeaseHolder, folder: string): void {
    if (this.holder !== gone || this.stopping) {
      return;
    }
    this.commands = this.commands.then(async () => {
      if (this.holder !== gone || this.stopping) {
        return;
      }
      this.holder = null;
      try {
        await this.handlers.reopen(folder);
      } catch (cause) {
        this.options.log('warn', 'a workspace was not taken over', { reason: toWireError(cause).message });
        this.emit('workspace.changed', { open: false });
      }
    });
  }

  private async askHolder(): Promise<WorkspaceInfo> {
    for (let waited = 0; waited < HOLDER_OPENS_MS; waited += HOLDER_ASK_MS) {
      const info = await this.holder?.call('workspace.get', {}, this.grants, () => undefined);
      if (info) {
        return info as WorkspaceInfo;
      }
      await setTimeout(HOLDER_ASK_MS);
    }
    throw new AppError('workspace.locked', 'The workspace is in use by another program. Try again in a moment.');
  }

  private async dropLease(): Promise<void> {
    this.holder?.close();
    this.holder = null;
    await this.lease.drop();
  }

  grant(token: string, path: string, write: boolean, shown?: string): void {
    this.grants.add(token, path, write, shown);
  }

  setKeychain(secret: Uint8Array): void {
    this.session.keys.setKeychain(secret);
  }

  async finishOthers(): Promise<void> {
    for (let asked = this.jobs.asked(); asked; asked = this.jobs.asked()) {
      await asked;
      // They take their results, and may ask for more.
      await this.lease.left(GOING_MS);
    }
  }

  async shutdown(): Promise<void> {
    if (this.stopping) {
      return;
    }
    this.stopping = true;
    this.unwatchCatalog();
    this.idle.stop();
    await this.handlers.collectors.pause();
    await this.handlers.connections.pause();
    await this.jobs.stop();
    await this.commands;
    await this.handlers.collectors.close();
    await this.session.stop().finally(() => this.dropLease());
  }
}

function checkInput(method: MethodName, input: unknown): unknown {
  const result = (METHODS[method].input as z.ZodType).safeParse(input ?? {});
  if (result.success) {
    return result.data;
  }
  const [issue] = result.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw new AppError('input.invalid', inputWords(method, issue), { method, field });
}

/** Starts an engine. Threads and the workspace come when they are asked for. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  return new EngineImpl(options);
}
