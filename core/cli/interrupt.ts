import process from 'node:process';
import { AppError } from '../contract/errors.ts';

/** A second signal within this time is the same key press, forwarded by the process that started us. */
const SAME_PRESS_MS = 1_000;

/**
 * Ctrl+C (or SIGTERM, SIGHUP) cancels what runs, cleanly; pressed again later it ends the process at once, which the
 * workspace survives as it does a crash.
 * @returns the signal, and how to stop listening
 */
export function listenForInterrupts(): { readonly signal: AbortSignal; stop(): void } {
  const controller = new AbortController();
  let first: number | null = null;
  const onSignal = (): void => {
    const now = performance.now();
    if (first !== null && now - first > SAME_PRESS_MS) process.exit(3);
    first ??= now;
    controller.abort();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  return {
    signal: controller.signal,
    stop: () => {
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}

/** Reading standard input may wait for ever; a cancelled command stops waiting. Call where `-` was given. */
export function endStdinWhenCancelled(signal: AbortSignal): void {
  process.stdin.on('error', () => undefined);
  const end = (): void => {
    process.stdin.destroy(new AppError('job.cancelled', 'Cancelled.'));
  };
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
}
