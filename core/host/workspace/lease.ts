/**
 * One process at a time writes a workspace. The holder listens on a local socket named after the workspace's id; a second process
 * finds it there and sends its calls to it instead of opening the database.
 */
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { AppError, fromWireError } from '../../contract/errors.ts';
import type { EngineMessage } from '../../contract/wire.ts';
import type { Engine } from '../api.ts';
import type { Grants } from '../grants.ts';

/** Longest message between two processes of one user, bytes. */
const MAX_MESSAGE = 256 * 1024 * 1024;

/** Short enough for the 104 characters that macOS allows a socket path; private to the user. */
export function leaseAddress(id: string): string {
  const short = createHash('sha256').update(id).digest('hex').slice(0, 24);
  if (process.platform === 'win32') {
    return `\\\\.\\pipe\\undercast-${os.userInfo().username.replace(/\W/g, '')}-${short}`;
  }
  const folder = path.join(os.tmpdir(), `undercast-${process.getuid?.() ?? 0}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return path.join(folder, `${short}.sock`);
}

export class Lease {
  private readonly engine: Pick<Engine, 'connect' | 'grant'>;
  private server: net.Server | null = null;
  private readonly sockets = new Set<net.Socket>();

  constructor(engine: Pick<Engine, 'connect' | 'grant'>) {
    this.engine = engine;
  }

  /** @returns false when another living process holds it */
  async take(id: string): Promise<boolean> {
    await this.drop();
    const address = leaseAddress(id);
    for (let attempt = 0; attempt < 2; attempt++) {
      const server = net.createServer((socket) => this.serve(socket));
      const failure = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
        server.once('error', resolve);
        server.listen(address, () => resolve(null));
      });
      if (!failure) {
        if (process.platform !== 'win32') {
          chmodSync(address, 0o600);
        }
        this.server = server;
        server.unref();
        return true;
      }
      if (failure.code !== 'EADDRINUSE') {
        throw new AppError('workspace.locked', `The workspace cannot be leased (${failure.message}).`, {});
      }
      if (await answers(address)) {
        return false;
      }
      // Left behind by a process that was killed.
      rmSync(address, { force: true });
    }
    return false;
  }

  private serve(socket: net.Socket): void {
    this.sockets.add(socket);
    const connection = this.engine.connect((message) => {
      socket.write(`${JSON.stringify(message)}\n`);
    });
    readLines(socket, (line) => {
      const message = JSON.parse(line) as { type?: unknown; token?: unknown; path?: unknown; write?: unknown };
      if (message.type === 'grant') {
        this.engine.grant(String(message.token), String(message.path), message.write === true);
      } else {
        connection.receive(message);
      }
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.sockets.delete(socket);
      connection.close();
    });
  }

  async drop(): Promise<void> {
    const { server } = this;
    this.server = null;
    for (const socket of this.sockets) {
      socket.destroy();
    }
    if (server) {
      await new Promise<void>((resolve) => server.close(() => resolve()));
    }
  }
}

function readLines(socket: net.Socket, onLine: (line: string) => void): void {
  let pending: Buffer[] = [];
  let length = 0;
  socket.on('data', (chunk: Buffer) => {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      pending.push(chunk.subarray(start, end));
      const line = Buffer.concat(pending).toString('utf8');
      pending = [];
      length = 0;
      start = end + 1;
      try {
        onLine(line);
      } catch {
        socket.destroy();
        return;
      }
    }
    pending.push(chunk.subarray(start));
    length += chunk.length - start;
    if (length > MAX_MESSAGE) {
      socket.destroy();
    }
  });
}

function connectTo(address: string): Promise<net.Socket | null> {
  return new Promise((resolve) => {
    const socket = net.connect(address);
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(null));
  });
}

async function answers(address: string): Promise<boolean> {
  const socket = await connectTo(address);
  socket?.destroy();
  return socket !== null;
}

/** The other process, as a caller sees it. */
export interface LeaseHolder {
  call(method: string, input: unknown, grants: Grants, onAbort: (abort: () => void) => void): Promise<unknown>;
  close(): void;
}

/** @throws AppError workspace.locked when the holder went away in the meantime */
export async function reachHolder(
  id: string,
  folder: string,
  onEvent: (message: EngineMessage) => void,
): Promise<LeaseHolder> {
  const socket = await connectTo(leaseAddress(id));
  if (!socket) {
    throw new AppError('workspace.locked', `${folder} is in use by another program. Try again in a moment.`, {
      path: folder,
    });
  }
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let nextId = 1;
  readLines(socket, (line) => {
    const message = JSON.parse(line) as EngineMessage;
    if (message.type === 'event') {
      onEvent(message);
      return;
    }
    const waiter = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.type === 'result') waiter?.resolve(message.value);
    else waiter?.reject(fromWireError(message.error));
  });
  socket.on('close', () => {
    for (const waiter of waiting.values()) {
      waiter.reject(new AppError('engine.gone', 'The Undercast that holds this workspace was closed.'));
    }
    waiting.clear();
  });
  socket.on('error', () => socket.destroy());
  const send = (message: unknown) => socket.write(`${JSON.stringify(message)}\n`);
  return {
    call: (method, input, grants, onAbort) => {
      for (const token of tokensIn(input)) {
        const grant = grants.find(token);
        if (grant) {
          send({ type: 'grant', token, ...grant });
        }
      }
      const id = nextId++;
      onAbort(() => send({ type: 'abort', id }));
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        send({ type: 'call', id, method, input });
      });
    },
    close: () => socket.destroy(),
  };
}

const TOKEN_FIELDS = ['token', 'tokens', 'archive', 'target'] as const;

/** Tokens that a call's input names. */
function tokensIn(input: unknown): string[] {
  if (typeof input !== 'object' || input === null) {
    return [];
  }
  const fields = input as Readonly<Record<string, unknown>>;
  return TOKEN_FIELDS.flatMap((field) => fields[field] ?? []).filter(
    (value): value is string => typeof value === 'string',
  );
}
