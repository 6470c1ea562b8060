/** A job as it is told of: what running work says of itself, and the rate and the rest that follow from it. */
import type { Job } from '../../contract/jobs.ts';

/** What running work sees of its job. */
export interface JobProgress {
  readonly id: string;
  readonly cancelled: boolean;
  throwIfCancelled(): void;
  update(change: {
    readonly stage?: string;
    readonly bytesTotal?: number | null;
    readonly progress?: number | null;
  }): void;
  /** Bytes done in all; lines read since the last call. */
  advance(bytesDone: number, moreLines: number): void;
  /** Calls back once the job is cancelled; at once where it is already. */
  onCancel(listener: () => void): void;
  /** Names the import that this job writes, so that lists can join them. */
  attach(importId: number): void;
  /** More of what it has read can be asked for, marked as provisional. */
  showProvisional(): void;
}

/** Aborted once the job is cancelled, for what waits for the network. */
export function signalOf(job: Pick<JobProgress, 'onCancel'>): AbortSignal {
  const stop = new AbortController();
  job.onCancel(() => stop.abort());
  return stop.signal;
}

/** A rate is told once there is something to tell it from. */
const MIN_RATE_SECONDS = 0.2;

/** A job that waits for its turn. @param started ms since the epoch */
export function newJob(id: string, method: string, title: string, isRoutine: boolean, started: number): Job {
  return {
    id,
    method,
    title,
    isRoutine,
    state: 'queued',
    stage: 'waiting',
    bytesDone: 0,
    bytesTotal: null,
    linesDone: 0,
    progress: null,
    linesPerSecond: null,
    secondsLeft: null,
    started,
    ended: null,
    error: null,
    result: null,
  };
}

/**
 * How far a job is.
 * @param bytes done in all; fewer than before tell nothing
 * @param moreLines since it was last said
 * @param now ms since the epoch
 */
export function advanced(job: Job, bytes: number, moreLines: number, now: number): Partial<Job> {
  const bytesDone = Math.max(job.bytesDone, bytes);
  const linesDone = job.linesDone + moreLines;
  const seconds = (now - job.started) / 1000;
  const known = job.bytesTotal !== null && job.bytesTotal > 0;
  const progress = known ? Math.min(1, bytesDone / (job.bytesTotal ?? 1)) : null;
  const telling = seconds >= MIN_RATE_SECONDS;
  return {
    bytesDone,
    linesDone,
    progress,
    linesPerSecond: telling ? Math.round(linesDone / seconds) : null,
    secondsLeft: telling && progress !== null && progress > 0.01 ? (seconds / progress) * (1 - progress) : null,
  };
}
