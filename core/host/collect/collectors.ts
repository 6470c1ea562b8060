/**
 * The collector of the open workspace, as the engine's main thread sees it.
 * In: which sources are to run. Out: their status, and imports of what they received.
 * Guarantee: what was sealed is imported exactly once, also when the engine dies between import and clearing up; a failed import
 * leaves the segments where they are, to be tried again.
 */
import path from 'node:path';
import type { CollectorRow, SourceConfig } from '../../contract/collectors.ts';
import { AppError, toWireError } from '../../contract/errors.ts';
import type { MethodOutput } from '../../contract/methods.ts';
import type { CollectorEvent, StoredCollector } from '../../store/write/collectors.ts';
import type { EngineOptions } from '../api.ts';
import type { CollectorOps, CollectorReport } from '../collector-worker.ts';
import type { ImportJobs } from '../imports/import-jobs.ts';
import type { JobManager } from '../jobs/job-manager.ts';
import type { JobProgress } from '../jobs/job-progress.ts';
import { sealOfStream } from '../privacy/stream-seal.ts';
import { ThreadClient } from '../threads/rpc.ts';
import { workerUrl } from '../worker-url.ts';
import type { Session } from '../workspace/session.ts';
import { type CollectedNow, importCollected } from './import-collected.ts';

/** Folder of the spool inside a workspace. */
const SPOOL_FOLDER = 'spool';
const LOOK_MS = 1_000;
/** After an import that failed (a full disk, mostly). */
const RETRY_MS = 15_000;
/** How often the times of the last data are written down. */
const KEEP_MS = 30_000;
const EVENTS_SHOWN = 50;
const NOTHING: CollectorReport = { status: [], sealed: [], ready: [], notes: [] };

export interface CollectorsTools {
  readonly options: EngineOptions;
  readonly session: Session;
  readonly jobs: JobManager;
  readonly imports: ImportJobs;
  /** Something happened that a page may want to show. */
  readonly changed: () => void;
}

export type ImportedNow = MethodOutput<'collectors.importNow'>;

interface RunningSource {
  readonly source: SourceConfig;
  /** Its lines are sealed as they come. */
  readonly isSealed: boolean;
}

export class Collectors {
  private readonly tools: CollectorsTools;
  private thread: ThreadClient | null = null;
  /** Sources that run, by id. */
  private readonly running = new Map<number, RunningSource>();
  /** Sources that start as soon as the workspace's key is there. */
  private waiting: StoredCollector[] = [];
  private report: CollectorReport = NOTHING;
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> | null = null;
  private isImporting = false;
  private notBefore = 0;
  private keptAt = 0;
  private failure: string | null = null;

  constructor(tools: CollectorsTools) {
    this.tools = tools;
    tools.session.keys.whenHeld(() => this.startWaiting());
  }

  /** A workspace was opened for writing: sources that start with it are started, where the host wants that. */
  async opened(): Promise<void> {
    if (this.tools.options.collect?.autoStart !== true) return;
    for (const stored of (await this.stored()).rows) {
      if (stored.enabled) await this.startByItself(stored);
    }
  }

  /**
   * One that cannot start keeps neither the others nor the workspace: its events say why. Without the key nothing is received that
   * an anonymised stream would have to seal: it starts once the key is there.
   */
  private async startByItself(stored: StoredCollector): Promise<void> {
    const { name } = stored.source;
    try {
      await this.start(stored);
    } catch (cause) {
      if (needsKey(cause)) {
        this.waiting.push(stored);
        await this.tell(`${name} feeds an anonymised stream and waits for the workspace’s key. Unlock it.`);
      } else await this.tell(`${name} did not start: ${toWireError(cause).message}`);
    }
  }

  private async startWaiting(): Promise<void> {
    for (const stored of this.waiting.splice(0)) await this.startByItself(stored);
  }

  /** No import begins by itself any more; receiving goes on. */
  async pause(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    await this.looking;
  }

  /** Before the workspace is closed: receiving ends, everything is synced and sealed. It is imported when it is next open. */
  async close(): Promise<void> {
    await this.pause();
    this.waiting = [];
    const { thread } = this;
    if (!thread) return;
    try {
      this.keptAt = 0;
      await this.refresh();
      await this.call('collector.close', null);
    } catch (cause) {
      // What was acknowledged is on disk: whoever opens the spool next seals it.
      this.tools.options.log('warn', 'the collector did not end in order', { reason: toWireError(cause).message });
    } finally {
      this.thread = null;
      this.running.clear();
      this.report = NOTHING;
      await thread.stop();
    }
  }

  async list(): Promise<MethodOutput<'collectors.list'>> {
    const { rows, events } = await this.stored();
    if (this.thread) await this.refresh();
    const status = new Map(this.report.status.map((one) => [one.name, one]));
    return {
      rows: rows.map(({ isQuiet: _, ...row }): CollectorRow => {
        const own = this.running.has(row.id) ? (status.get(row.source.name) ?? null) : null;
        return { ...row, lastData: own?.lastData ?? row.lastData, status: own };
      }),
      events,
    };
  }

  /** Whether it runs, or will once the key is there. */
  isStarted(id: number): boolean {
    return this.running.has(id) || this.waiting.some((one) => one.id === id);
  }

  async start({ id, source, lastData, isQuiet }: StoredCollector): Promise<void> {
    if (this.running.has(id)) return;
    const seal = await sealOfStream(this.tools.session, source.stream, source.anonymise || undefined);
    await this.ensureThread();
    await this.call('collector.add', { source, heard: { lastData, isQuiet }, key: seal?.key ?? null });
    this.running.set(id, { source, isSealed: seal !== null });
    await this.refresh();
    this.tools.changed();
  }

  async stop(id: number): Promise<void> {
    this.waiting = this.waiting.filter((one) => one.id !== id);
    const running = this.running.get(id);
    if (!running) return;
    this.keptAt = 0;
    await this.refresh();
    await this.call('collector.remove', { name: running.source.name });
    this.running.delete(id);
    await this.refresh();
    this.tools.changed();
  }

  /** Seals and imports all there is. */
  async importNow(job: JobProgress): Promise<ImportedNow> {
    await this.ensureThread();
    await this.call('collector.sealNow', null);
    await this.refresh();
    return this.importReport(job);
  }

  private async importReport(job: JobProgress): Promise<ImportedNow> {
    const { session, imports } = this.tools;
    const sources = new Map([...this.running.values()].map(({ source }) => [source.name, source]));
    const calls = {
      imported: (places: readonly string[]) => this.call('collector.imported', { places }),
      setAside: (places: readonly string[]) => this.call('collector.setAside', { places }),
      putAway: (file: CollectorReport['ready'][number], why: string | null) =>
        this.call('collector.putAway', { file, why }),
      tell: (message: string, level?: CollectorEvent['level']) => this.tell(message, level),
    };
    try {
      return await importCollected({ session, imports, sources, ...calls }, this.importable(), job);
    } finally {
      await this.refresh();
    }
  }

  /** What waits and can be imported now: lines of anonymised streams wait for the key as well. */
  private importable(): CollectedNow {
    const { sealed, ready } = this.report;
    const canOpen = this.tools.session.keys.seal !== null;
    const sealing = new Set([...this.running.values()].flatMap((one) => (one.isSealed ? [one.source.name] : [])));
    return {
      segments: sealed.filter(({ needsKey }) => canOpen || !needsKey).map(({ place }) => place),
      files: ready.filter(({ source }) => canOpen || !sealing.has(source)),
    };
  }

  private stored(): Promise<{ rows: StoredCollector[]; events: CollectorEvent[] }> {
    return this.tools.session.reader.call('reader.collectors', { events: EVENTS_SHOWN });
  }

  private call<K extends keyof CollectorOps>(
    method: K,
    input: CollectorOps[K]['input'],
  ): Promise<CollectorOps[K]['output']> {
    if (!this.thread) throw new Error('the collector thread is not running');
    return this.thread.call(method, input);
  }

  private async ensureThread(): Promise<void> {
    if (this.thread) return;
    const { folder } = this.tools.session.requireWritable();
    const thread = new ThreadClient(workerUrl('collector-worker'), {}, (reason) => this.died(thread, reason));
    this.thread = thread;
    const limits = this.tools.options.collect?.limits ?? {};
    try {
      await this.call('collector.open', { spoolFolder: path.join(folder, SPOOL_FOLDER), limits });
    } catch (cause) {
      this.thread = null;
      await thread.stop();
      throw cause;
    }
    this.timer = setInterval(() => {
      this.looking ??= this.look().finally(() => {
        this.looking = null;
      });
    }, this.tools.options.collect?.lookMs ?? LOOK_MS);
  }

  /** The thread died: what it acknowledged is on disk. Another one takes over. */
  private died(thread: ThreadClient, reason: string): void {
    if (this.thread !== thread) return;
    this.thread = null;
    if (this.timer) clearInterval(this.timer);
    this.tools.options.log('error', 'the collector stopped', { reason });
    const lost = [...this.running.entries()];
    this.running.clear();
    const again = async (): Promise<void> => {
      await this.tell(`The collector stopped (${reason.split('\n')[0]}) and starts again.`);
      const { rows } = await this.stored();
      for (const row of rows) {
        if (lost.some(([id]) => id === row.id)) await this.startByItself(row);
      }
    };
    again().catch((cause: unknown) =>
      this.tools.options.log('error', 'the collector did not start again', { reason: toWireError(cause).message }),
    );
  }

  private async refresh(): Promise<void> {
    const report = await this.call('collector.report', null);
    this.report = report;
    if (report.notes.length > 0 || Date.now() - this.keptAt > KEEP_MS) await this.keep(report.notes);
  }

  /** Writes down what happened, when data came last and what is silent. */
  private async keep(events: readonly CollectorEvent[]): Promise<void> {
    this.keptAt = Date.now();
    const status = new Map(this.report.status.map((one) => [one.name, one]));
    const heard = [...this.running].flatMap(([id, { source }]) => {
      const { lastData = null, health } = status.get(source.name) ?? {};
      const isQuiet = health === 'disconnected';
      return lastData === null && !isQuiet ? [] : [{ id, lastData, isQuiet }];
    });
    if (heard.length === 0 && events.length === 0) return;
    await this.tools.session.writer('collector.note', { heard, events });
    if (events.length > 0) this.tools.changed();
  }

  /** Something that a person should see; where it cannot be written down (a full disk, mostly), the log has it. */
  private async tell(message: string, level: CollectorEvent['level'] = 'warn'): Promise<void> {
    await this.keep([{ time: Date.now(), level, message }]).catch((cause: unknown) =>
      this.tools.options.log(level, message, { reason: toWireError(cause).message }),
    );
  }

  /** A failure that goes on is told once. */
  private async tellFailure(reason: string): Promise<void> {
    if (reason === this.failure) return;
    this.failure = reason;
    await this.tell(`What was collected could not be imported and waits: ${reason}`);
  }

  private async look(): Promise<void> {
    try {
      await this.refresh();
    } catch (cause) {
      // A full disk cannot take the note either; the status still tells.
      this.tools.options.log('warn', 'the collector was not asked', { reason: toWireError(cause).message });
      return;
    }
    const { segments, files } = this.importable();
    const { jobs } = this.tools;
    if (segments.length + files.length === 0 || this.isImporting || jobs.busy || Date.now() < this.notBefore) return;
    this.isImporting = true;
    const run = async (job: JobProgress): Promise<ImportedNow> => {
      try {
        const done = await this.importReport(job);
        this.failure = null;
        return done;
      } catch (cause) {
        this.notBefore = Date.now() + RETRY_MS;
        const { code, message } = toWireError(cause);
        // Told to stop, mostly because the workspace is closed: what waits is imported when it is next open.
        if (code !== 'job.cancelled') await this.tellFailure(message);
        throw cause;
      } finally {
        this.isImporting = false;
      }
    };
    jobs.start('collectors.importNow', 'Import what was collected', run, 'routine');
  }
}

function needsKey(cause: unknown): boolean {
  return cause instanceof AppError && (cause.code === 'privacy.locked' || cause.code === 'privacy.noKey');
}
