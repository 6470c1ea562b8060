/**
 * Long work: of those that write for long one runs at a time, the others wait. A job outlives the page that started it; its result
 * is kept until the engine ends.
 */
import { randomUUID } from 'node:crypto';
import { AppError, toWireError } from '../../contract/errors.ts';
import type { Job } from '../../contract/jobs.ts';
import { advanced, type JobProgress, newJob } from './job-progress.ts';

interface Entry {
  job: Job;
  run: (progress: JobProgress) => Promise<unknown>;
  cancelled: boolean;
  listeners: (() => void)[];
  importId: number | null;
  readonly kind: JobKind;
  lastEvent: number;
  /** Tells the latest change that came too soon after the one before. */
  late: NodeJS.Timeout | null;
  done: Promise<void>;
  settle: () => void;
}

/** Asked for by somebody; when nobody wants anything; or again and again, of which a person only wants to hear when it fails. */
type JobKind = 'asked' | 'idle' | 'routine';
/**
 * queue: writes for long, one after the other · probes: a queue of its own for what looks at apps over the network ·
 * beside: at once, because it waits for the network and writes through jobs of its own that take their turn.
 */
type JobPlace = 'queue' | 'probes' | 'beside';

/** Jobs that wait for each other: at most one of them runs. */
interface Lane {
  readonly waiting: Entry[];
  running: Entry | null;
}

/** Jobs that open a workspace themselves. */
const OPENING = new Set(['workspace.createSample', 'workspace.restore']);

/** Progress events per second are enough for the eye. */
const EVENT_MS = 100;
/** Finished jobs kept for pages that come back. */
const MAX_KEPT = 100;
export class JobManager {
  private readonly entries = new Map<string, Entry>();
  private readonly queue: Lane = { waiting: [], running: null };
  private readonly probes: Lane = { waiting: [], running: null };
  private readonly emit: (job: Job) => void;
  private readonly now: () => number;

  private readonly onProvisional: () => void;

  /** @param onProvisional called when a running job has more to show */
  constructor(emit: (job: Job) => void, now: () => number, onProvisional: () => void = () => undefined) {
    this.emit = emit;
    this.now = now;
    this.onProvisional = onProvisional;
  }

  /** @param kind `idle` gives way to any other job; of `routine` ones only the last is kept */
  start(
    method: string,
    title: string,
    run: (progress: JobProgress) => Promise<unknown>,
    kind: JobKind = 'asked',
    place: JobPlace = 'queue',
  ): string {
    const { running } = this.queue;
    if (place === 'queue' && running?.kind === 'idle') this.cancel(running.job.id);
    const id = randomUUID();
    let settle: () => void = () => undefined;
    const done = new Promise<void>((resolve) => {
      settle = resolve;
    });
    const entry: Entry = {
      job: newJob(id, method, title, kind === 'routine', this.now()),
      run,
      cancelled: false,
      listeners: [],
      importId: null,
      kind,
      lastEvent: 0,
      late: null,
      done,
      settle,
    };
    this.entries.set(id, entry);
    this.forgetOld(kind === 'routine' ? method : null);
    this.emit(entry.job);
    if (place === 'beside') void this.run(entry);
    else {
      this[place].waiting.push(entry);
      void this.next(this[place]);
    }
    return id;
  }

  /** @param routine method that starts again by itself */
  private forgetOld(routine: string | null): void {
    const finished = [...this.entries.values()].filter((entry) => entry.job.ended !== null);
    const runs = finished.filter(({ job }) => job.isRoutine && job.method === routine);
    for (const { job } of [...runs, ...finished.slice(0, Math.max(0, finished.length - MAX_KEPT))]) {
      this.entries.delete(job.id);
    }
  }

  private async next(lane: Lane): Promise<void> {
    if (lane.running) {
      return;
    }
    const entry = lane.waiting.shift();
    if (!entry) {
      return;
    }
    lane.running = entry;
    await this.run(entry);
    void this.next(lane);
  }

  private async run(entry: Entry): Promise<void> {
    this.change(entry, { state: 'running', stage: 'starting', started: this.now() }, true);
    try {
      if (entry.cancelled) {
        throw cancelledError();
      }
      const result = await entry.run(this.progress(entry));
      this.change(
        entry,
        { state: 'done', stage: 'done', progress: 1, secondsLeft: null, ended: this.now(), result },
        true,
      );
    } catch (cause) {
      const error = toWireError(cause);
      const state = error.code === 'job.cancelled' ? 'cancelled' : 'failed';
      this.change(entry, { state, stage: state, secondsLeft: null, ended: this.now(), error }, true);
    } finally {
      for (const lane of [this.queue, this.probes]) if (lane.running === entry) lane.running = null;
      entry.settle();
    }
  }

  /** The job once it has ended. */
  async ended(id: string): Promise<Job> {
    const entry = this.entry(id);
    await entry.done;
    return entry.job;
  }

  private progress(entry: Entry): JobProgress {
    const manager = this;
    return {
      id: entry.job.id,
      get cancelled() {
        return entry.cancelled;
      },
      throwIfCancelled() {
        if (entry.cancelled) {
          throw cancelledError();
        }
      },
      update(change) {
        manager.change(entry, change, false);
      },
      advance(bytesDone, moreLines) {
        manager.change(entry, advanced(entry.job, bytesDone, moreLines, manager.now()), false);
      },
      onCancel(listener) {
        if (entry.cancelled) listener();
        else entry.listeners.push(listener);
      },
      attach(importId) {
        entry.importId = importId;
      },
      showProvisional() {
        manager.onProvisional();
      },
    };
  }

  private change(entry: Entry, change: Partial<Job>, now: boolean): void {
    entry.job = { ...entry.job, ...change };
    const wait = now ? 0 : entry.lastEvent + EVENT_MS - this.now();
    if (wait <= 0) {
      this.tell(entry);
    } else {
      entry.late ??= setTimeout(() => this.tell(entry), wait);
      entry.late.unref();
    }
  }

  private tell(entry: Entry): void {
    if (entry.late) {
      clearTimeout(entry.late);
      entry.late = null;
    }
    entry.lastEvent = this.now();
    this.emit(entry.job);
  }

  private entry(id: string): Entry {
    const entry = this.entries.get(id);
    if (!entry) {
      throw new AppError('job.unknown', 'There is no such job; it may belong to an earlier run of the engine.', { id });
    }
    return entry;
  }

  list(): Job[] {
    return [...this.entries.values()].map((entry) => entry.job).reverse();
  }

  has(id: string): boolean {
    return this.entries.has(id);
  }

  get(id: string): Job {
    return this.entry(id).job;
  }

  jobOfImport(importId: number): string | null {
    for (const entry of this.entries.values()) {
      if (entry.importId === importId) {
        return entry.job.id;
      }
    }
    return null;
  }

  get busy(): boolean {
    return this.queue.running !== null || this.queue.waiting.length > 0;
  }

  cancel(id: string): Job {
    const entry = this.entry(id);
    if (entry.job.ended === null && !entry.cancelled) {
      entry.cancelled = true;
      this.change(entry, { stage: 'cancelling' }, true);
      for (const listener of entry.listeners) {
        listener();
      }
      this.dropQueued(entry);
    }
    return entry.job;
  }

  /** One that never began has nothing to take back: whoever waits for it need not wait for those before it. */
  private dropQueued(entry: Entry): void {
    const lane = [this.queue, this.probes].find(({ waiting }) => waiting.includes(entry));
    if (!lane) return;
    lane.waiting.splice(lane.waiting.indexOf(entry), 1);
    const error = toWireError(cancelledError());
    this.change(entry, { state: 'cancelled', stage: 'cancelled', ended: this.now(), error }, true);
    entry.settle();
  }

  /**
   * Cancels everything but the job that asks (it is making or opening another workspace) and waits for the end. Imports of the workspace
   * that is left are no longer known by their numbers: those of the next one begin anew.
   */
  async stopOthers(): Promise<void> {
    const isOther = (entry: Entry): boolean => entry !== this.queue.running || !OPENING.has(entry.job.method);
    await this.cancelAll(isOther);
    for (const entry of this.entries.values()) if (isOther(entry)) entry.importId = null;
  }

  /** @returns when what somebody asked for by now has ended; null when nothing is open */
  asked(): Promise<unknown> | null {
    const open = [...this.entries.values()].filter(({ kind, job }) => kind === 'asked' && job.ended === null);
    return open.length === 0 ? null : Promise.all(open.map(({ done }) => done));
  }

  /** Cancels everything and waits for the end. */
  async stop(): Promise<void> {
    await this.cancelAll(() => true);
  }

  private async cancelAll(which: (entry: Entry) => boolean): Promise<void> {
    const open = [...this.entries.values()].filter((entry) => entry.job.ended === null && which(entry));
    for (const entry of open) {
      this.cancel(entry.job.id);
    }
    await Promise.all(open.map((entry) => entry.done));
  }
}

function cancelledError(): AppError {
  return new AppError('job.cancelled', 'Cancelled. Nothing was changed.');
}
