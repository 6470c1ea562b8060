import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, type RequestOptions, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { EngineMessage } from '../../core/contract/wire.ts';
import { childProcessEngine } from '../loopback/spawn-engine.ts';
import { type RunningConsole, startConsole } from '../loopback/start-console.ts';
import type { StartWish } from '../shared/start-action.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly json: unknown;
}

export interface LoopbackUnderTest {
  readonly console: RunningConsole;
  readonly folder: string;
  readonly origin: string;
  readonly log: string[];
  /** A raw request: no header is added that the test does not name. */
  ask(path: string, options?: RequestOptions & { readonly body?: string | Uint8Array }): Promise<Answer>;
  /** Exchanges a fresh token; the cookie to send from now on. */
  signIn(): Promise<string>;
  stop(): Promise<void>;
}

export interface LoopbackOptions {
  readonly wish?: (folder: string) => StartWish;
  readonly entry?: URL;
  readonly resources?: string;
}

/** The loopback host with a page of two files and, unless told otherwise, the stand-in engine in a real child process. */
export async function startLoopback(options: LoopbackOptions = {}): Promise<LoopbackUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'undercast-test-'));
  const pageFolder = join(folder, 'page');
  await mkdir(join(pageFolder, 'assets'), { recursive: true });
  await mkdir(join(folder, 'spool'));
  await writeFile(join(pageFolder, 'index.html'), '<!doctype html><title>page</title>');
  await writeFile(join(pageFolder, 'assets', 'app.js'), 'export {};');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  const log: string[] = [];
  const running = await startConsole({
    version: '0.0.0-test',
    pageFolder,
    port: 0,
    configFolder: join(folder, 'config'),
    workspaceHome: join(folder, 'home'),
    wish: options.wish?.(folder) ?? { action: 'none' },
    spawn: childProcessEngine(
      { resourcesDir: options.resources ?? folder, version: '0.0.0-test' },
      options.entry ?? new URL('./stand-in-child.ts', import.meta.url),
    ),
    log: (level, message, data) => log.push(`${level}: ${message} ${data ?? ''}`),
    spoolBase: join(folder, 'spool'),
  });
  const origin = `http://127.0.0.1:${running.port}`;
  const ask: LoopbackUnderTest['ask'] = (path, { body, ...rest } = {}) => askRaw(running.port, path, rest, body);
  return {
    console: running,
    folder,
    origin,
    log,
    ask,
    async signIn() {
      const token = running.address().split('#token=')[1] ?? '';
      const answer = await ask('/session', jsonPost(origin, { token }));
      const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0];
      if (cookie === undefined) throw new Error(`no cookie: ${answer.status} ${answer.text}`);
      return cookie;
    },
    async stop() {
      await running.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Options of a JSON POST as our own page would send it. */
export function jsonPost(origin: string, body: unknown, cookie?: string): RequestOptions & { readonly body: string } {
  return {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json', ...(cookie === undefined ? {} : { cookie }) },
    body: JSON.stringify(body),
  };
}

function askRaw(
  port: number,
  path: string,
  options: RequestOptions,
  body: string | Uint8Array | undefined,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, agent: false, ...options }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: parseOrNull(text) });
      });
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export interface SocketUnderTest {
  readonly socket: WebSocket;
  send(message: unknown): void;
  /** The next message that fits, also one that came before it was asked for. */
  next(fits: (message: EngineMessage) => boolean): Promise<EngineMessage>;
  readonly closed: Promise<number>;
}

/** Opens the engine's socket; rejects with the HTTP status where the server refuses. */
export function openSocket(
  port: number,
  headers: Readonly<Record<string, string>>,
  path = '/ws',
): Promise<SocketUnderTest> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    const seen: EngineMessage[] = [];
    const waiting: { readonly fits: (message: EngineMessage) => boolean; readonly take: (m: EngineMessage) => void }[] =
      [];
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as EngineMessage;
      const index = waiting.findIndex(({ fits }) => fits(message));
      const [found] = index < 0 ? [] : waiting.splice(index, 1);
      if (found === undefined) seen.push(message);
      else found.take(message);
    });
    const closed = new Promise<number>((end) => socket.on('close', (code) => end(code)));
    socket.on('unexpected-response', (_request, response) => reject(new Error(String(response.statusCode))));
    socket.on('error', () => undefined);
    socket.on('open', () =>
      resolve({
        socket,
        closed,
        send: (message) => socket.send(JSON.stringify(message)),
        next(fits) {
          const index = seen.findIndex(fits);
          const [found] = index < 0 ? [] : seen.splice(index, 1);
          if (found !== undefined) return Promise.resolve(found);
          return new Promise((take) => waiting.push({ fits, take }));
        },
      }),
    );
  });
}
