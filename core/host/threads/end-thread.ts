/**
 * How threads that may be at work are ended. Node aborts the whole process where one is stopped while it makes a compressor ("close before
 * init" in node_zlib.cc, Node 24), so a thread comes to the end of what it does and ends by itself.
 */
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';

/** Longer than anything a thread does in one piece that cannot be cancelled. */
const PATIENCE_MS = 10_000;

/**
 * Resolves when the thread has ended; one that does not end by itself is stopped.
 * @param tell asks it to end between two pieces of work
 */
export async function endThread(worker: Worker, tell: () => void, patienceMs: number = PATIENCE_MS): Promise<void> {
  // It has ended.
  if (worker.threadId === -1) return;
  const timer = new AbortController();
  const ended = once(worker, 'exit');
  tell();
  await Promise.race([ended, setTimeout(patienceMs, undefined, { signal: timer.signal })]);
  timer.abort();
  await worker.terminate();
}
