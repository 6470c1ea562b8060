/** The only way out of a pull, and the clock it goes by: tests hand in their own. */
import { setTimeout } from 'node:timers/promises';
import * as tls from 'node:tls';
import { directFetch, type Fetch, proxiedFetch } from './proxied-fetch.ts';

export interface PullNetwork {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Waits between tries. @throws when the signal aborts */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly now: () => number;
  /** From 0 to below 1. */
  readonly random: () => number;
}

/** environment: as HTTPS_PROXY and NO_PROXY say · direct: by no proxy · proxy: by this one, which may hold a user and a password. */
export type WayOut =
  | { readonly kind: 'environment' }
  | { readonly kind: 'direct' }
  | { readonly kind: 'proxy'; readonly url: string; readonly bypass: string };

/** The internet, by this way. It is made at the first request, so that nothing is read where nothing is connected. */
export function internet(way: WayOut): PullNetwork {
  let made: Fetch | null = null;
  return {
    fetch: (url, init) => {
      made ??= fetchBy(way);
      return made(url, init);
    },
    sleep: async (ms, signal) => {
      await setTimeout(ms, undefined, { signal });
    },
    now: Date.now,
    random: Math.random,
  };
}

function fetchBy(way: WayOut): Fetch {
  trustSystemRoots();
  if (way.kind === 'direct') return directFetch();
  if (way.kind === 'environment') return proxiedFetch(process.env) ?? ((url, init) => fetch(url, init));
  const { url, bypass } = way;
  return proxiedFetch({ HTTPS_PROXY: url, HTTP_PROXY: url, NO_PROXY: bypass }) ?? directFetch();
}

let trustsSystem = false;

/**
 * A network that inspects TLS has its root in the store of the system, where its administrators put it, and not among those that come with Node.
 * Runtimes before Node 24.5 cannot take them over: there NODE_EXTRA_CA_CERTS names a file.
 */
function trustSystemRoots(): void {
  if (trustsSystem || typeof tls.setDefaultCACertificates !== 'function') return;
  trustsSystem = true;
  try {
    tls.setDefaultCACertificates([
      ...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')]),
    ]);
  } catch {
    // A store that cannot be read leaves the roots as they were: who is not trusted then is named when it is asked.
  }
}
