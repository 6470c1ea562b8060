import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../contract/errors.ts';
import type { Job } from '../../contract/jobs.ts';
import { JobManager } from './job-manager.ts';
import { type JobProgress, signalOf } from './job-progress.ts';

/** A manager whose clock stands unless moved. */
function managed() {
  vi.useFakeTimers({ now: 0 });
  const events: Job[] = [];
  const manager = new JobManager((job) => events.push(job), Date.now);
  return { manager, events };
}

/** Work that goes on when told. */
function work() {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  let progress: JobProgress | undefined;
  return {
    run: (job: JobProgress) => {
      progress = job;
      return promise;
    },
    get job(): JobProgress {
      if (!progress) throw new Error('the job has not begun');
      return progress;
    },
    resolve,
    reject,
  };
}

describe('JobManager', () => {
  it('runs one job after the other and keeps their results', async () => {
    const { manager } = managed();
    const [first, second] = [work(), work()];
    const a = manager.start('imports.start', 'a', first.run);
    const b = manager.start('imports.start', 'b', second.run);
    expect([manager.get(a).state, manager.get(b).state]).toEqual(['running', 'queued']);
    first.resolve({ n: 1 });
    await vi.waitFor(() => expect(manager.get(b).state).toBe('running'));
    second.reject(new Error('broken'));
    await vi.waitFor(() => expect(manager.get(b).ended).not.toBeNull());
    expect(manager.list().map(({ id, state, result }) => ({ id, state, result }))).toEqual([
      { id: b, state: 'failed', result: null },
      { id: a, state: 'done', result: { n: 1 } },
    ]);
    expect(manager.get(b).error).toMatchObject({ code: 'engine.bug' });
  });

  it('keeps what a failure is about, for pages that word it', async () => {
    const { manager } = managed();
    const one = work();
    const id = manager.start('imports.start', 'a', one.run);
    one.reject(new AppError('file.empty', 'There are no lines in a.log.', { path: 'a.log' }));
    await manager.ended(id);
    expect(manager.get(id).error).toMatchObject({ code: 'file.empty', data: { path: 'a.log' } });
  });

  it('tells at most ten changes a second, and never loses the last one', async () => {
    const { manager, events } = managed();
    const one = work();
    manager.start('imports.start', 'a', one.run);
    const before = events.length;
    one.job.update({ bytesTotal: 10_000 });
    for (let ms = 1; ms <= 1000; ms++) {
      vi.advanceTimersByTime(1);
      one.job.advance(ms, 3);
      one.job.update({ stage: `step ${ms}` });
    }
    expect(events.length - before).toBeLessThanOrEqual(11);
    vi.advanceTimersByTime(100);
    expect(events.at(-1)).toMatchObject({ bytesDone: 1000, linesDone: 3000, stage: 'step 1000', progress: 0.1 });
    const told = events.length;
    one.resolve({});
    await vi.waitFor(() => expect(events.at(-1)).toMatchObject({ state: 'done', progress: 1 }));
    vi.advanceTimersByTime(1000);
    expect(events.length).toBe(told + 1);
  });

  it('never goes back', () => {
    const { manager, events } = managed();
    const one = work();
    manager.start('imports.start', 'a', one.run);
    one.job.update({ bytesTotal: 100 });
    for (const bytes of [10, 50, 30, 60, 20]) {
      vi.advanceTimersByTime(200);
      one.job.advance(bytes, 1);
    }
    const shares = events.flatMap((job) => job.progress ?? []);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(0.6);
  });

  it('estimates from what was done', () => {
    const { manager, events } = managed();
    const one = work();
    manager.start('imports.start', 'a', one.run);
    one.job.update({ bytesTotal: 1000 });
    vi.advanceTimersByTime(2000);
    one.job.advance(250, 500);
    expect(events.at(-1)).toMatchObject({ linesPerSecond: 250, secondsLeft: 6 });
  });

  it('knows no import by its number once the workspace is left', async () => {
    const { manager } = managed();
    const one = work();
    const id = manager.start('imports.start', 'a', one.run);
    one.job.attach(1);
    one.resolve({});
    await vi.waitFor(() => expect(manager.get(id).state).toBe('done'));
    expect(manager.jobOfImport(1)).toBe(id);
    await manager.stopOthers();
    expect(manager.jobOfImport(1)).toBeNull();
    expect(manager.get(id).state).toBe('done');
  });

  it('cancels what waits without running it, and what runs through its listeners', async () => {
    const { manager } = managed();
    const [first, second] = [work(), work()];
    const a = manager.start('imports.start', 'a', first.run);
    const b = manager.start('imports.start', 'b', second.run);
    manager.cancel(b);
    const heard = vi.fn(() => first.job.throwIfCancelled());
    first.job.onCancel(() => {
      try {
        heard();
      } catch (cause) {
        first.reject(cause);
      }
    });
    expect(manager.cancel(a).stage).toBe('cancelling');
    manager.cancel(a);
    // Whoever was still preparing to listen hears it as well.
    expect(signalOf(first.job).aborted).toBe(true);
    await manager.stop();
    expect(heard).toHaveBeenCalledTimes(1);
    expect([manager.get(a), manager.get(b)]).toMatchObject([{ state: 'cancelled' }, { state: 'cancelled' }]);
    expect(() => second.job).toThrow('has not begun');
    expect(() => manager.get('no such job')).toThrowError(expect.objectContaining({ code: 'job.unknown' }));
  });
});
