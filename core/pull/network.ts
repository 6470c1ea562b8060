/** The only way out of a pull, and the clock it goes by: tests hand in their own. */
import { setTimeout } from 'node:timers/promises';
import * as tls from 'node:tls';
import { type Fetch, proxiedFetch } from './proxied-fetch.ts';

export interface PullNetwork {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Waits between tries. @throws when the signal aborts */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly now: () => number;
  /** From 0 to below 1. */
  readonly random: () => number;
}

export const INTERNET: PullNetwork = {
  fetch: (url, init) => wayOut()(url, init),
  sleep: async (ms, signal) => {
    await setTimeout(ms, undefined, { signal });
  },
  now: Date.now,
  random: Math.random,
};

let proxied: Fetch | null | undefined;

/** Made at the first request, so that nothing is read where nothing is connected. */
function wayOut(): Fetch {
  if (proxied === undefined) {
    trustSystemRoots();
    proxied = proxiedFetch(process.env);
  }
  return proxied ?? ((url, init) => fetch(url, init));
}

/**
 * A network that inspects TLS has its root in the store of the system, where its administrators put it, and not among those that come with Node.
 * Runtimes before Node 24.5 cannot take them over: there NODE_EXTRA_CA_CERTS names a file.
 */
function trustSystemRoots(): void {
  if (typeof tls.setDefaultCACertificates !== 'function') return;
  try {
    tls.setDefaultCACertificates([
      ...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')]),
    ]);
  } catch {
    // A store that cannot be read leaves the roots as they were: who is not trusted then is named when it is asked.
  }
}
