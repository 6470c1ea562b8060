import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { withEngine } from './bench-engine.ts';

export interface RunningTimes {
  /** From the start of the import to a dashboard with figures in it, ms. */
  readonly figures: number;
  /** From asking to cancel until the import is gone, ms. */
  readonly cancel: number;
}

/** Starts an import of the file with the engine of this process, asks for figures as soon as there are any, and cancels it. */
export async function timeRunning(root: string, path: string): Promise<RunningTimes> {
  const folder = mkdtempSync(join(tmpdir(), 'undercast-bench-running-'));
  try {
    return await withEngine(root, {}, async ({ client, grant }) => {
      await client.call('workspace.create', { token: grant(join(folder, 'bench.undercast'), true), name: 'bench' });
      // The console is open before anything is dropped on it.
      await client.call('discovery.getDashboard', {});
      const begun = performance.now();
      const ended = Promise.withResolvers<void>();
      const { jobId } = await client.call('imports.start', { tokens: [grant(path, false)] });
      client.on('job.changed', (job) => {
        if (job.id === jobId && job.ended !== null) ended.resolve();
      });
      for (;;) {
        const { kpis } = await client.call('discovery.getDashboard', {});
        if (kpis.transactions > 0) break;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      const figures = performance.now() - begun;
      const asked = performance.now();
      await client.call('jobs.cancel', { id: jobId });
      await ended.promise;
      return { figures, cancel: performance.now() - asked };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Seconds that the SHA-256 of a file takes: a file that is known already cannot be recognised sooner. */
export function timeHash(path: string): number {
  const begun = performance.now();
  const hash = createHash('sha256');
  const block = Buffer.allocUnsafe(1 << 22);
  const fd = openSync(path, 'r');
  try {
    for (let size = readSync(fd, block); size > 0; size = readSync(fd, block)) hash.update(block.subarray(0, size));
  } finally {
    closeSync(fd);
  }
  hash.digest();
  return (performance.now() - begun) / 1000;
}

/** Empties the system's cache of files. @returns false where this user may not, or the system has no such switch */
export function dropCaches(): boolean {
  try {
    execFileSync('sync');
    writeFileSync('/proc/sys/vm/drop_caches', '3');
    return true;
  } catch {
    return false;
  }
}
