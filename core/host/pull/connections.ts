/**
 * The connections of the open workspace, as the engine's main thread sees them: methods, schedule and health.
 * Guarantee: nothing is asked of any provider but for a connection that is enabled, or tested by hand; secrets go to their provider
 * and to the vault, nowhere else.
 */
import { randomBytes } from 'node:crypto';
import type { Pulled } from '../../contract/connections.ts';
import { AppError, toWireError } from '../../contract/errors.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import type { Client, ClientLimits, Provider, Values } from '../../pull/index.ts';
import { isOffline } from '../../services/probe/probe-state.ts';
import type { StoredConnection } from '../../store/write/connections.ts';
import type { StoredListing } from '../../store/write/listings.ts';
import type { EngineOptions } from '../api.ts';
import type { ImportJobs } from '../imports/import-jobs.ts';
import type { JobManager } from '../jobs/job-manager.ts';
import { type JobProgress, signalOf } from '../jobs/job-progress.ts';
import type { Session } from '../workspace/session.ts';
import { checkConnection, describeProviders, requireProvider } from './check-connection.ts';
import type { ConnectionAccess } from './connection-access.ts';
import { judgedPull, secretExpiry } from './connection-outcome.ts';
import { connectionRow, dueAt, listingDueAt } from './connection-row.ts';
import { listConnection } from './list-connection.ts';
import { notedPull } from './note-pull.ts';
import { type PullTally, pullConnection } from './pull-connection.ts';
import { pullsByItself } from './pulls-by-itself.ts';
import { TEST_LIMITS, type TestedFeed, testFeeds } from './test-connection.ts';

const LOOK_MS = 5_000;
/** After a listing that did not come to its end. */
const LISTING_RETRY_MS = 3_600_000;
export interface ConnectionsTools {
  readonly options: EngineOptions;
  readonly session: Session;
  readonly jobs: JobManager;
  readonly imports: ImportJobs;
  readonly access: ConnectionAccess;
  /** Something happened that a page may want to show. */
  readonly changed: () => void;
  /** Accounts and files may look otherwise now. */
  readonly listed: () => void;
}

export class Connections {
  private readonly tools: ConnectionsTools;
  private readonly access: ConnectionAccess;
  /** Pulls that run: their job, and what they wait for. */
  private readonly running = new Map<number, { jobId: string; activity: string }>();
  /** When each was last listed, or tried to be. */
  private readonly listed = new Map<number, number>();
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> | null = null;

  constructor(tools: ConnectionsTools) {
    this.tools = tools;
    this.access = tools.access;
  }

  /** A workspace was opened for writing: enabled connections are pulled when they are due, where the host wants that. */
  opened(): void {
    this.listed.clear();
    const { options } = this.tools;
    if (!pullsByItself(options)) return;
    this.timer = setInterval(() => {
      this.looking ??= this.look().finally(() => {
        this.looking = null;
      });
    }, options.collect?.lookMs ?? LOOK_MS);
    this.timer.unref();
  }

  /** No pull begins by itself any more; those that run are jobs, and are cancelled as such. */
  async pause(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    await this.looking;
  }

  async list(): Promise<MethodOutput<'connections.list'>> {
    const stored = await this.access.stored();
    const offline = isOffline();
    const listings = await this.tools.session.reader.call('reader.listings', null);
    const isLocked = stored.length > 0 && (await this.tools.session.keys.state()).key !== 'unlocked';
    const rows = stored.map((one) =>
      connectionRow(
        one,
        {
          isLocked,
          hasSecrets: this.access.vault.has(one.vault),
          isScheduled: this.timer !== null,
          activity: this.running.get(one.id)?.activity ?? null,
          listings,
        },
        Date.now(),
      ),
    );
    return { rows, providers: describeProviders(), offline };
  }

  async create({ secrets, ...config }: MethodParsed<'connections.create'>): Promise<{ id: number }> {
    const { folder } = this.tools.session.requireWritable();
    const provider = requireProvider(config.provider);
    checkConnection(provider, config, secrets);
    await this.requireFreeName(config.name, null);
    const vault = randomBytes(16).toString('hex');
    await this.access.vault.write(vault, secrets, folder);
    try {
      return { id: await this.tools.session.writer('connection.save', { id: null, config, vault, newSecrets: true }) };
    } catch (cause) {
      this.access.vault.remove(vault);
      throw cause;
    }
  }

  async update({ id, secrets, ...change }: MethodParsed<'connections.update'>): Promise<Record<string, never>> {
    const { folder } = this.tools.session.requireWritable();
    const before = await this.access.require(id);
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const config = { ...before.config, ...given };
    const provider = requireProvider(config.provider);
    await this.requireFreeName(config.name, id);
    this.refuseWhileRunning(before);
    if (secrets === undefined) checkConnection(provider, config, null);
    else {
      const known = this.access.vault.has(before.vault)
        ? await this.access.vault.read(before.vault).catch(() => ({}))
        : {};
      const all = { ...known, ...secrets };
      checkConnection(provider, config, all);
      await this.access.vault.write(before.vault, all, folder);
    }
    const save = { id, config, vault: before.vault, newSecrets: secrets !== undefined };
    await this.tools.session.writer('connection.save', save);
    return {};
  }

  async remove(id: number): Promise<Record<string, never>> {
    this.tools.session.requireWritable();
    const { vault } = await this.access.require(id);
    await this.stopPull(id);
    await this.tools.session.writer('connection.remove', { id });
    this.access.vault.remove(vault);
    return {};
  }

  async enable(id: number, enabled: boolean): Promise<Record<string, never>> {
    this.tools.session.requireWritable();
    await this.access.require(id);
    if (!enabled) await this.stopPull(id);
    await this.tools.session.writer('connection.enable', { id, enabled });
    return {};
  }

  async testNow(id: number): Promise<{ jobId: string }> {
    const connection = await this.access.requireAskable(id);
    const title = `Test ${connection.config.name}`;
    return this.begin(connection, 'connections.testNow', title, 'asked', (job) => this.test(connection, job));
  }

  async pullNow(id: number): Promise<{ jobId: string }> {
    const connection = await this.access.requireAskable(id);
    if (!connection.enabled) {
      throw new AppError('input.invalid', `${connection.config.name} is disabled. Enable it, then pull.`, { id });
    }
    return this.startPull(connection, 'asked');
  }

  async listNow(id: number): Promise<{ jobId: string }> {
    const connection = await this.access.requireAskable(id);
    if (!connection.enabled) {
      throw new AppError('input.invalid', `${connection.config.name} is disabled. Enable it, then list.`, { id });
    }
    if (connection.config.listings.length === 0) {
      throw new AppError('input.invalid', `${connection.config.name} lists nothing. Choose what it lists first.`, {
        id,
      });
    }
    return this.startListing(connection, 'asked');
  }

  private startListing(connection: StoredConnection, kind: 'asked' | 'routine'): { jobId: string } {
    const title = `List ${connection.config.name}`;
    return this.begin(connection, 'connections.listNow', title, kind, (job) => this.listAll(connection, job));
  }

  private async listAll(connection: StoredConnection, job: JobProgress): Promise<MethodOutput<'connections.listNow'>> {
    this.listed.set(connection.id, Date.now());
    const wish = { limits: {}, signal: signalOf(job), onWait: this.waiting(connection, 'List') };
    const listings = await listConnection(this.tools.session, this.access, connection, wish, job);
    this.tools.listed();
    return { listings };
  }

  /** What a job of a connection waits for, for whoever looks at it. */
  private waiting({ id, config }: StoredConnection, verb: string): (why: string | null) => void {
    return (why) => {
      const running = this.running.get(id);
      if (running) running.activity = why ?? `${verb} ${config.name}`;
      this.tools.changed();
    };
  }

  private startPull(connection: StoredConnection, kind: 'asked' | 'routine'): { jobId: string } {
    const title = `Pull ${connection.config.name}`;
    return this.begin(connection, 'connections.pullNow', title, kind, (job) => {
      const about = { connection: connection.id, asked: kind === 'asked' };
      return notedPull(this.tools.session, about, job, (tally) => this.pull(connection, job, tally));
    });
  }

  /** One thing at a time is done with a connection. */
  private begin(
    { id }: StoredConnection,
    method: 'connections.testNow' | 'connections.pullNow' | 'connections.listNow',
    title: string,
    kind: 'asked' | 'routine',
    run: (job: JobProgress) => Promise<unknown>,
  ): { jobId: string } {
    const other = this.running.get(id);
    if (other) return { jobId: other.jobId };
    const state = { jobId: '', activity: title };
    this.running.set(id, state);
    const guarded = async (job: JobProgress): Promise<unknown> => {
      try {
        return await run(job);
      } finally {
        this.running.delete(id);
        this.tools.changed();
      }
    };
    state.jobId = this.tools.jobs.start(method, title, guarded, kind, 'beside');
    this.tools.changed();
    return { jobId: state.jobId };
  }

  private async stopPull(id: number): Promise<void> {
    const running = this.running.get(id);
    if (!running) return;
    this.tools.jobs.cancel(running.jobId);
    await this.tools.jobs.ended(running.jobId);
  }

  private async pull(connection: StoredConnection, job: JobProgress, tally: PullTally): Promise<Pulled> {
    return this.watched(connection, job, {}, async (client, provider, values) =>
      pullConnection(this.tools, { connection, provider, values, client }, job, tally),
    );
  }

  private async test(connection: StoredConnection, job: JobProgress): Promise<MethodOutput<'connections.testNow'>> {
    const feeds: TestedFeed[] = [];
    await this.watched(connection, job, TEST_LIMITS, (client, provider, values) =>
      testFeeds({ connection, provider, values, client }, feeds, job),
    ).catch((cause: unknown) => {
      // The answer of a test is what it found.
      if (feeds.length === 0 || job.cancelled) throw cause;
    });
    return { feeds };
  }

  /** Runs something with a client of the connection and writes down how it went. @throws AppError connection.failed */
  private async watched<T>(
    connection: StoredConnection,
    job: JobProgress,
    limits: Partial<ClientLimits>,
    run: (client: Client, provider: Provider, values: Values) => Promise<T>,
  ): Promise<T> {
    const provider = requireProvider(connection.config.provider);
    try {
      const wish = { limits, signal: signalOf(job), onWait: this.waiting(connection, 'Pull') };
      const { client, values } = await this.access.forReading(connection, provider, wish);
      const answer = await run(client, provider, values);
      await this.note(connection, 'connected', null, null, await secretExpiry(client, provider, values));
      return answer;
    } catch (cause) {
      job.throwIfCancelled();
      const { state, message, notBefore } = judgedPull(cause);
      await this.note(connection, state, message, notBefore);
      throw cause instanceof AppError
        ? cause
        : new AppError('connection.failed', message, { connection: connection.config.name });
    }
  }

  private isListingDue(connection: StoredConnection, stored: readonly StoredListing[]): boolean {
    const { id, enabled, state, vault } = connection;
    const due = listingDueAt(connection, stored);
    const tried = this.listed.get(id) ?? 0;
    const now = Date.now();
    const isTime = due !== null && due <= now && tried + LISTING_RETRY_MS <= now;
    return isTime && enabled && state === 'connected' && !this.running.has(id) && this.access.vault.has(vault);
  }

  private note(
    { id }: StoredConnection,
    state: StoredConnection['state'],
    problem: string | null,
    notBefore: number | null,
    secretExpires?: number | null,
  ): Promise<null> {
    const more = secretExpires === undefined ? {} : { secretExpires };
    return this.tools.session.writer('connection.health', { id, state, problem, at: Date.now(), notBefore, ...more });
  }

  private async look(): Promise<void> {
    try {
      if (this.tools.session.keys.seal === null) return;
      const listings = await this.tools.session.reader.call('reader.listings', null);
      for (const connection of await this.access.stored()) {
        const isDue = connection.enabled && connection.state !== 'attention' && dueAt(connection) <= Date.now();
        if (isDue && !this.running.has(connection.id) && this.access.vault.has(connection.vault))
          this.startPull(connection, 'routine');
        else if (this.isListingDue(connection, listings)) this.startListing(connection, 'routine');
      }
    } catch (cause) {
      this.tools.options.log('warn', 'connections were not looked at', { reason: toWireError(cause).message });
    }
  }

  private refuseWhileRunning({ id, config }: StoredConnection): void {
    if (this.running.has(id)) {
      throw new AppError('input.invalid', `${config.name} is being pulled. Wait for it, or cancel it first.`, { id });
    }
  }

  /** @throws AppError entity.nameTaken before any secret is written */
  private async requireFreeName(name: string, id: number | null): Promise<void> {
    if ((await this.access.stored()).some((one) => one.id !== id && one.config.name === name)) {
      throw new AppError('entity.nameTaken', `There is a connection "${name}" already. Choose another name.`, { name });
    }
  }
}
