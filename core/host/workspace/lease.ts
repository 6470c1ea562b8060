/**
 * One process at a time writes a workspace. The holder listens on a local socket named after the workspace; a second process
 * finds it there and sends its calls to it instead of opening the database.
 */
import { createHash, randomUUID } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { AppError, fromWireError } from '../../contract/errors.ts';
import type { EngineMessage } from '../../contract/wire.ts';
import { STDIN } from '../../ingest/read/sources.ts';
import { MARKER_FILE, type WorkspacePlace } from '../../store/workspace-folder.ts';
import type { Engine } from '../api.ts';
import type { Grants } from '../grants.ts';

/** A stale socket is cleared once for each process that opens at the same time. */
const MAX_ATTEMPTS = 5;
/** Longest message between two processes of one user, bytes. */
const MAX_MESSAGE = 256 * 1024 * 1024;

/**
 * Names a workspace on this machine: its id and the very file on disk, so that every path to it gives the same key while a copy
 * or a restored backup (same id) is another workspace.
 */
export function leaseKey(place: WorkspacePlace): string {
  const { dev, ino } = statSync(path.join(place.folder, MARKER_FILE), { bigint: true });
  return `${place.id} ${dev} ${ino}`;
}

/** Short enough for the 104 characters that macOS allows a socket path; private to the user. */
export function leaseAddress(key: string): string {
  const short = createHash('sha256').update(key).digest('hex').slice(0, 24);
  if (process.platform === 'win32') {
    return `\\\\.\\pipe\\undercast-${os.userInfo().username.replace(/\W/g, '')}-${short}`;
  }
  const user = process.getuid?.() ?? 0;
  const folder = path.join(os.tmpdir(), `undercast-${user}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = lstatSync(folder);
  if (uid !== user || (mode & 0o077) !== 0) {
    // Somebody else could listen there and take this user's calls.
    throw new AppError(
      'workspace.locked',
      `${folder} is open to other users. Remove it, then open the workspace again.`,
      { path: folder },
    );
  }
  return path.join(folder, `${short}.sock`);
}

export class Lease {
  private readonly engine: Pick<Engine, 'connect' | 'grant'>;
  private readonly ready: () => Promise<unknown>;
  private server: net.Server | null = null;
  private readonly sockets = new Set<net.Socket>();

  /** @param ready settles when the commands under way are done: the lease is taken before the workspace is open */
  constructor(engine: Pick<Engine, 'connect' | 'grant'>, ready: () => Promise<unknown>) {
    this.engine = engine;
    this.ready = ready;
  }

  /** @returns false when another living process holds it */
  async take(key: string): Promise<boolean> {
    await this.drop();
    const address = leaseAddress(key);
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
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
      if (!(await clearStale(address))) {
        return false;
      }
    }
    return false;
  }

  private serve(socket: net.Socket): void {
    this.sockets.add(socket);
    const connection = this.engine.connect((message) => {
      socket.write(`${JSON.stringify(message)}\n`);
    });
    const opened = this.ready();
    readLines(socket, (line) => {
      const message = JSON.parse(line) as {
        type?: unknown;
        token?: unknown;
        path?: unknown;
        write?: unknown;
        shown?: unknown;
      };
      if (message.type === 'grant') {
        this.engine.grant(
          String(message.token),
          String(message.path),
          message.write === true,
          String(message.shown ?? message.path),
        );
      } else {
        void opened.then(() => connection.receive(message));
      }
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.sockets.delete(socket);
      connection.close();
    });
  }

  /** Resolves when all others have gone, or after so long: one that only looks on may stay for hours. */
  async left(mostMs: number): Promise<void> {
    const gone = Promise.all(
      [...this.sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve))),
    );
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((resolve) => {
      timer = setTimeout(resolve, mostMs);
    });
    await Promise.race([gone, late]);
    clearTimeout(timer);
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

/** Whether a living process has the workspace open for writing, this one included. */
export async function isLeased(place: WorkspacePlace): Promise<boolean> {
  return answers(leaseAddress(leaseKey(place)));
}

async function answers(address: string): Promise<boolean> {
  const socket = await connectTo(address);
  socket?.destroy();
  return socket !== null;
}

/**
 * Removes the socket of a process that was killed. It is moved aside and asked once more, as another process may have cleared it
 * and listened in the meantime; that one gets its name back.
 * @returns false when a living process holds it
 */
async function clearStale(address: string): Promise<boolean> {
  const aside = `${address}.${randomUUID().slice(0, 8)}`;
  try {
    renameSync(address, aside);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') {
      return true;
    }
    throw cause;
  }
  if (await answers(aside)) {
    renameSync(aside, address);
    return false;
  }
  rmSync(aside, { force: true });
  return true;
}

/** The other process, as a caller sees it. */
export interface LeaseHolder {
  call(method: string, input: unknown, grants: Grants, onAbort: (abort: () => void) => void): Promise<unknown>;
  close(): void;
}

/**
 * @param onGone called when the holder ended or closed the workspace, not after `close`
 * @throws AppError workspace.locked when the holder went away in the meantime
 */
export async function reachHolder(
  key: string,
  folder: string,
  onEvent: (message: EngineMessage) => void,
  onGone: () => void,
): Promise<LeaseHolder> {
  const socket = await connectTo(leaseAddress(key));
  if (!socket) {
    throw new AppError('workspace.locked', `${folder} is in use by another program. Try again in a moment.`, {
      path: folder,
    });
  }
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let nextId = 1;
  let isClosed = false;
  let isGone = false;
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
  const gone = () => new AppError('engine.gone', 'The Undercast that held this workspace was closed. Try again.');
  socket.on('close', () => {
    isGone = true;
    for (const waiter of waiting.values()) {
      waiter.reject(gone());
    }
    waiting.clear();
    if (!isClosed) {
      onGone();
    }
  });
  socket.on('error', () => socket.destroy());
  const send = (message: unknown) => socket.write(`${JSON.stringify(message)}\n`);
  return {
    call: async (method, input, grants, onAbort) => {
      if (isGone) {
        throw gone();
      }
      for (const token of tokensIn(input)) {
        const grant = grants.find(token);
        if (grant?.path === STDIN) {
          // Over there, `-` would be the other process's standard input.
          throw new AppError(
            'host.unsupported',
            'Another Undercast has this workspace open, and standard input cannot be handed to it. Import a file, or close the workspace there first.',
          );
        }
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
    close: () => {
      isClosed = true;
      socket.destroy();
    },
  };
}

/** Those of a receiver are where a source of logs says which files and folder are its own. */
const TOKEN_FIELDS = ['token', 'tokens', 'archive', 'target', 'path', 'cert', 'key', 'ca'] as const;

/** Tokens that a call's input names. */
function tokensIn(input: unknown): string[] {
  if (typeof input !== 'object' || input === null) {
    return [];
  }
  const fields = input as Readonly<Record<string, unknown>>;
  const own = TOKEN_FIELDS.flatMap((field) => fields[field] ?? []).filter(
    (value): value is string => typeof value === 'string',
  );
  return [...own, ...tokensIn(fields.receiver)];
}
