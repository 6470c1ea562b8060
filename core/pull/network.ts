/** The only way out of a pull, and the clock it goes by: tests hand in their own. */
import { setTimeout } from 'node:timers/promises';

export interface PullNetwork {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Waits between tries. @throws when the signal aborts */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly now: () => number;
  /** From 0 to below 1. */
  readonly random: () => number;
}

export const INTERNET: PullNetwork = {
  fetch: (url, init) => fetch(url, init),
  sleep: async (ms, signal) => {
    await setTimeout(ms, undefined, { signal });
  },
  now: Date.now,
  random: Math.random,
};
