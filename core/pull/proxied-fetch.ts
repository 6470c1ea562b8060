/**
 * Asks through a proxy that is named as the environment does it: HTTPS_PROXY, HTTP_PROXY and NO_PROXY, in capitals or small letters, as other programs read
 * them. Node's own `fetch` goes by them only where the whole process was started so, which nobody does who opens a window.
 * Guarantee: what is asked for over TLS is a tunnel (RFC 9110 §9.3.6): the proxy sees the host's name and nothing else, and credentials never go to it.
 */
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** The part of a process's environment that is read. */
export type ProxyEnvironment = Readonly<Record<string, string | undefined>>;
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const NAMES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'] as const;
/** Statuses that have no body (Fetch, "null body status"). */
const BODILESS: ReadonlySet<number> = new Set([101, 103, 204, 205, 304]);

/** @returns null where the environment names no proxy */
export function proxiedFetch(environment: ProxyEnvironment, roots?: readonly string[]): Fetch | null {
  if (!NAMES.some((name) => (environment[name] ?? '') !== '')) return null;
  const proxyEnv = Object.fromEntries(
    [...NAMES, 'NO_PROXY', 'no_proxy']
      .map((name) => [name, environment[name] ?? ''])
      .filter(([, value]) => value !== ''),
  ) as Record<string, string>;
  return fetchWith(proxyEnv, roots);
}

/** By no proxy, however the process was started. */
export function directFetch(): Fetch {
  return fetchWith({});
}

function fetchWith(proxyEnv: Record<string, string>, roots?: readonly string[]): Fetch {
  const trusted = roots === undefined ? {} : { ca: [...roots] };
  const agents = {
    secure: new HttpsAgent({ proxyEnv, ...trusted }),
    plain: new HttpAgent({ proxyEnv }),
  };
  return (url, init) => send(url, init, agents);
}

/** What the environment names for providers, which are asked over TLS; without credentials. */
export function environmentProxy(environment: ProxyEnvironment): {
  readonly address: string | null;
  readonly bypass: string | null;
} {
  const named = environment.https_proxy || environment.HTTPS_PROXY || '';
  const url = URL.parse(named) ?? URL.parse(`http://${named}`);
  return {
    address: named === '' ? null : url === null ? 'a proxy whose address cannot be read' : url.origin,
    bypass: environment.no_proxy || environment.NO_PROXY || null,
  };
}

interface Agents {
  readonly secure: HttpsAgent;
  readonly plain: HttpAgent;
}

async function send(url: string, init: RequestInit, agents: Agents): Promise<Response> {
  const { signal } = init;
  const headers = { 'accept-encoding': 'gzip, deflate, br', ...(init.headers as Record<string, string>) };
  const body =
    init.body === undefined || init.body === null ? undefined : Buffer.from(init.body as string | Uint8Array);
  const options = {
    method: init.method ?? 'GET',
    headers: { ...headers, ...(body === undefined ? {} : { 'content-length': String(body.length) }) },
    ...(signal ? { signal } : {}),
  };
  const isSecure = new URL(url).protocol === 'https:';
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = isSecure
      ? httpsRequest(url, { ...options, agent: agents.secure }, resolve)
      : httpRequest(url, { ...options, agent: agents.plain }, resolve);
    asked.on('error', (cause) => reject(signal?.aborted === true ? signal.reason : cause));
    asked.end(body);
  });
  const status = answer.statusCode ?? 0;
  const given = new Headers();
  for (let at = 0; at < answer.rawHeaders.length; at += 2)
    given.append(answer.rawHeaders[at] ?? '', answer.rawHeaders[at + 1] ?? '');
  if (BODILESS.has(status)) {
    answer.resume();
    return new Response(null, { status, headers: given });
  }
  return new Response(streamOf(bytesOf(answer, signal ?? null)), { status, headers: given });
}

function streamOf(parts: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await parts.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => {
      await parts.return(undefined);
    },
  });
}

/** The body as it was before it was packed for the way. @throws the signal's reason when it was that which ended it */
async function* bytesOf(answer: IncomingMessage, signal: AbortSignal | null): AsyncGenerator<Uint8Array> {
  const unpack = UNPACK[(answer.headers['content-encoding'] ?? '').trim().toLowerCase()]?.();
  try {
    const source: Readable = unpack === undefined ? answer : answer.pipe(unpack);
    // What ends the way early ends what unpacks it.
    if (unpack !== undefined) answer.on('error', (cause) => unpack.destroy(cause));
    for await (const part of source) yield part as Uint8Array;
    if (!answer.complete) throw new Error('the answer was cut off');
  } catch (cause) {
    throw signal?.aborted === true ? signal.reason : cause;
  } finally {
    answer.destroy();
  }
}

const UNPACK: Readonly<Record<string, () => ReturnType<typeof createGunzip>>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  deflate: () => createInflate(),
  br: () => createBrotliDecompress(),
};
