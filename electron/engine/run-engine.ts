import { userInfo } from 'node:os';
import { toWireError } from '../../core/contract/errors.ts';
import type { ClientMessage, EngineMessage } from '../../core/contract/wire.ts';
import type { CreateEngine, Engine, EngineConnection } from '../../core/host/api.ts';
import type { EngineSettings, EngineToHost, HostToEngine } from '../shared/engine-messages.ts';

/** A page's port as the engine process sees it: Electron's MessagePortMain, or Node's MessagePort under test. */
export interface PagePort {
  postMessage(message: EngineMessage): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** The engine process's way to its host. */
export interface HostChannel {
  post(message: EngineToHost): void;
  onMessage(listener: (message: HostToEngine, ports: readonly PagePort[]) => void): void;
}

/**
 * The life of an engine process: makes the engine, joins pages to it, ends it.
 * In: control messages and pages' messages. Out: `ready`, pages' answers, log lines, `stopped`.
 * Messages that come before the engine is made wait for it.
 */
export async function runEngine(
  channel: HostChannel,
  createEngine: CreateEngine,
  settings: EngineSettings,
): Promise<void> {
  const connections = new Map<number, EngineConnection>();
  const early: [HostToEngine, readonly PagePort[]][] = [];
  let engine: Engine | null = null;

  function take(message: HostToEngine, ports: readonly PagePort[]): void {
    if (engine === null) early.push([message, ports]);
    else handle(engine, message, ports);
  }

  function handle(made: Engine, message: HostToEngine, ports: readonly PagePort[]): void {
    switch (message.type) {
      case 'grant':
        made.grant(message.token, message.path, message.write, message.shown);
        channel.post({ type: 'granted', token: message.token });
        return;
      case 'connect': {
        const { connection } = message;
        const send = (answer: EngineMessage): void => channel.post({ type: 'message', connection, message: answer });
        connections.set(connection, made.connect(send));
        return;
      }
      case 'message':
        connections.get(message.connection)?.receive(message.message);
        return;
      case 'disconnect':
        connections.get(message.connection)?.close();
        connections.delete(message.connection);
        return;
      case 'attach':
        for (const port of ports) attach(made, port);
        return;
      case 'keychain':
        made.setKeychain(new Uint8Array(message.secret));
        return;
      case 'shutdown':
        made.shutdown().then(
          () => channel.post({ type: 'stopped' }),
          (error: unknown) => {
            channel.post({
              type: 'log',
              level: 'error',
              message: 'The engine did not end cleanly.',
              data: String(error),
            });
            channel.post({ type: 'stopped' });
          },
        );
        return;
    }
  }

  channel.onMessage(take);
  try {
    engine = await createEngine({
      resourcesDir: settings.resourcesDir,
      version: settings.version,
      actor: userName(),
      prepares: true,
      collect: { autoStart: true },
      log: (level, message, data) =>
        channel.post({ type: 'log', level, message, data: data === undefined ? '' : JSON.stringify(data) }),
    });
  } catch (error) {
    channel.post({ type: 'failed', error: toWireError(error) });
    throw error;
  }
  channel.post({ type: 'ready', pid: process.pid });
  for (const [message, ports] of early.splice(0)) handle(engine, message, ports);
}

function attach(engine: Engine, port: PagePort): void {
  const connection = engine.connect((message) => port.postMessage(message));
  port.on('message', (event) => connection.receive(event.data as ClientMessage));
  port.on('close', () => connection.close());
  port.start();
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container's user may have no entry in the system's list of users.
    return process.env.USER ?? process.env.USERNAME ?? 'unknown';
  }
}
