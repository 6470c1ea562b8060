import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { EngineSupervisor } from '../shared/engine-supervisor.ts';

/** The largest call: ten thousand hosts to look up. */
export const MAX_MESSAGE_BYTES = 32 * 1024 * 1024;
/** A page that lets this much pile up has stopped reading. */
const MAX_UNREAD_BYTES = 512 * 1024 * 1024;
const PING_MS = 30_000;

/** Pages' WebSockets, each joined to the engine by a connection of its own. */
export interface EngineSockets {
  /** Takes over a request that was checked. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

export function createEngineSockets(supervisor: Pick<EngineSupervisor<never>, 'connect'>): EngineSockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false });
  const answered = new WeakSet<WebSocket>();

  function join(socket: WebSocket): void {
    const connection = supervisor.connect((message) => {
      if (socket.bufferedAmount > MAX_UNREAD_BYTES) socket.terminate();
      else socket.send(JSON.stringify(message));
    });
    socket.on('message', (data, isBinary) => {
      if (isBinary) {
        socket.close(1003, 'text only');
        return;
      }
      let message: unknown;
      try {
        message = JSON.parse(String(data));
      } catch {
        socket.close(1007, 'no JSON');
        return;
      }
      connection.receive(message);
    });
    socket.on('close', () => connection.close());
    // Oversized and malformed frames end here; `close` follows.
    socket.on('error', () => socket.terminate());
    answered.add(socket);
    socket.on('pong', () => answered.add(socket));
  }

  const timer = setInterval(() => {
    for (const socket of server.clients) {
      if (answered.delete(socket)) socket.ping();
      else socket.terminate();
    }
  }, PING_MS);
  timer.unref();

  return {
    upgrade(request, socket, head) {
      server.handleUpgrade(request, socket, head, join);
    },
    close() {
      clearInterval(timer);
      for (const socket of server.clients) socket.close(1001, 'Undercast ends');
      server.close();
    },
  };
}
