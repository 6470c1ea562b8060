import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { LOOPBACK } from '../../core/contract/bridge.ts';
import { AppError } from '../../core/contract/errors.ts';
import { describeGrant } from '../shared/grants.ts';
import { callHost, type HostHandlers } from '../shared/host-methods.ts';
import { securityHeaders } from '../shared/security-headers.ts';
import { findStaticFile } from '../shared/static-files.ts';
import { BOOTSTRAP_HTML, BOOTSTRAP_POLICY } from './bootstrap-page.ts';
import type { EngineSockets } from './engine-sockets.ts';
import { readJsonBody, replyError, replyJson, replyRefused } from './http-reply.ts';
import type { LoopbackHostOptions } from './loopback-handlers.ts';
import { refusal } from './request-guard.ts';
import { createSessions, type Sessions } from './sessions.ts';

const MAX_HOST_CALL_BYTES = 1024 * 1024;
const MAX_SESSION_BYTES = 4096;

export interface LoopbackServerOptions extends Pick<LoopbackHostOptions, 'grants' | 'spool' | 'downloads'> {
  /** Built renderer. */
  readonly pageFolder: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly handlers: HostHandlers;
  readonly sockets: EngineSockets;
}

export interface LoopbackServer {
  readonly port: number;
  /** A new address that opens the console once. */
  address(): string;
  close(): Promise<void>;
}

const sessionInput = z.object({ token: z.string().max(200) });
const hostInput = z.object({ method: z.string().max(100), input: z.unknown() });

/** Serves one console on 127.0.0.1: the page, its files, host calls, uploads, downloads and the engine's socket. */
export async function startLoopbackServer(options: LoopbackServerOptions): Promise<LoopbackServer> {
  const server = createServer({ requestTimeout: 0 });
  const port = await listen(server, options.port);
  const sessions = createSessions(port);
  const headers = securityHeaders(`ws://127.0.0.1:${port}`);

  server.on('request', (request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    answer(request, response, options, sessions, port).catch((error: unknown) => {
      // What is left of a body that was refused would be read as the next request.
      if (!request.complete) response.setHeader('connection', 'close');
      replyError(response, error);
    });
  });
  server.on('upgrade', (request, socket, head) => {
    const why = refusal(request, port, true);
    if (why !== null) refuseUpgrade(socket, '403 Forbidden');
    else if (!sessions.has(request.headers.cookie)) refuseUpgrade(socket, '401 Unauthorized');
    else if (request.url !== LOOPBACK.socket) refuseUpgrade(socket, '404 Not Found');
    else options.sockets.upgrade(request, socket, head);
  });

  return {
    port,
    address: () => `http://127.0.0.1:${port}/#token=${sessions.issueToken()}`,
    async close() {
      options.sockets.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: LoopbackServerOptions,
  sessions: Sessions,
  port: number,
): Promise<void> {
  const { pathname, searchParams } = readUrl(request, port);
  const method = request.method ?? '';
  const reading = method === 'GET' || method === 'HEAD';
  const why = refusal(request, port, !reading);
  if (why !== null) {
    replyRefused(response, 403, why);
    return;
  }
  if (pathname === LOOPBACK.session && method === 'POST') {
    await openSession(request, response, sessions);
    return;
  }
  if (!sessions.has(request.headers.cookie)) {
    if (reading && !pathname.includes('.') && !pathname.startsWith(LOOPBACK.download)) serveBootstrap(response);
    else replyRefused(response, 401, 'There is no session. Open the address that the terminal prints.');
    return;
  }
  if (pathname === LOOPBACK.host && method === 'POST') await answerHostCall(request, response, options);
  else if (pathname === LOOPBACK.upload && (method === 'PUT' || method === 'POST')) {
    await takeUpload(request, response, options, searchParams.get('name') ?? '');
  } else if (!reading) replyRefused(response, 405, 'There is nothing to send to here.');
  else if (pathname.startsWith(LOOPBACK.download)) await sendDownload(response, options, pathname);
  else await sendPageFile(request, response, options.pageFolder);
}

/**
 * Joined, not resolved: `//host/path` must stay a path.
 * @throws AppError input.invalid
 */
function readUrl(request: IncomingMessage, port: number): URL {
  const path = request.url ?? '';
  if (!path.startsWith('/')) throw new AppError('input.invalid', 'The request names no path.');
  try {
    return new URL(`http://127.0.0.1:${port}${path}`);
  } catch {
    throw new AppError('input.invalid', 'The request’s path cannot be read.');
  }
}

async function openSession(request: IncomingMessage, response: ServerResponse, sessions: Sessions): Promise<void> {
  const input = sessionInput.safeParse(await readJsonBody(request, MAX_SESSION_BYTES));
  const cookie = input.success ? sessions.exchange(input.data.token) : null;
  if (cookie === null) replyRefused(response, 401, 'This address is used up or unknown.');
  else response.writeHead(204, { 'set-cookie': cookie }).end();
}

function serveBootstrap(response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': BOOTSTRAP_POLICY,
  });
  response.end(BOOTSTRAP_HTML);
}

async function answerHostCall(
  request: IncomingMessage,
  response: ServerResponse,
  { handlers }: LoopbackServerOptions,
): Promise<void> {
  const body = hostInput.safeParse(await readJsonBody(request, MAX_HOST_CALL_BYTES));
  if (!body.success) throw new AppError('input.invalid', 'A host call is { method, input }.');
  replyJson(response, 200, await callHost(handlers, body.data.method, body.data.input));
}

async function takeUpload(
  request: IncomingMessage,
  response: ServerResponse,
  { spool, grants }: LoopbackServerOptions,
  name: string,
): Promise<void> {
  const { path, bytes } = await spool.receive(name, request);
  replyJson(response, 200, describeGrant(grants.add(path, false, name), bytes, name));
}

async function sendDownload(
  response: ServerResponse,
  { downloads }: LoopbackServerOptions,
  pathname: string,
): Promise<void> {
  const offered = downloads.get(pathname.slice(LOOPBACK.download.length));
  const found = offered === undefined ? null : await stat(offered.path).catch(() => null);
  if (offered === undefined || found === null) {
    replyRefused(response, 404, 'There is no such download.');
    return;
  }
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': found.size,
    'content-disposition': `attachment; filename*=UTF-8''${encodeHeaderValue(offered.name)}`,
  });
  await pipeline(createReadStream(offered.path), response);
}

/** RFC 8187: percent-encoded UTF-8; encodeURIComponent leaves a few letters that the header's grammar does not allow. */
function encodeHeaderValue(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
}

async function sendPageFile(request: IncomingMessage, response: ServerResponse, pageFolder: string): Promise<void> {
  // The raw path: URL would already have resolved the dots that must be refused.
  const raw = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const file = await findStaticFile(pageFolder, raw);
  if (file === null) {
    replyRefused(response, 404, 'There is no such page.');
    return;
  }
  response.writeHead(200, { 'content-type': file.type, 'content-length': file.bytes });
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(file.path), response);
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** @throws Error in one line when the port is taken */
function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new Error(
          error.code === 'EADDRINUSE'
            ? `Port ${port} is taken by another program. Choose another with --port, or leave it out.`
            : `Port ${port} cannot be opened: ${error.message}`,
        ),
      );
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve((server.address() as AddressInfo).port));
  });
}
