import { LOOPBACK } from '../../core/contract/bridge.ts';
import type { ClientMessage } from '../../core/contract/wire.ts';
import { createListeners } from './listeners.ts';
import type { Transport, TransportState } from './transport.ts';

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5000;

/**
 * The engine behind the loopback host: JSON messages over `/ws`, authorised by the session cookie. A socket that fails
 * is asked about over HTTP, because a browser does not tell a script why a WebSocket was refused.
 */
export function createLoopbackSocket(base: URL): Transport {
  const messages = createListeners<unknown>();
  const states = createListeners<TransportState>();
  const waiting: ClientMessage[] = [];
  const address = new URL(LOOPBACK.socket, base);
  address.protocol = base.protocol === 'https:' ? 'wss:' : 'ws:';
  let socket: WebSocket | null = null;
  let retryMs = FIRST_RETRY_MS;

  async function sessionIsOver(): Promise<boolean> {
    try {
      const answer = await fetch(new URL(LOOPBACK.host, base), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ method: 'host.getInfo', input: {} }),
      });
      return answer.status === 401 || answer.status === 403;
    } catch {
      return false;
    }
  }

  function open(): void {
    const opened = new WebSocket(address);
    socket = opened;
    opened.addEventListener('open', () => {
      retryMs = FIRST_RETRY_MS;
      for (const message of waiting.splice(0)) opened.send(JSON.stringify(message));
      states.tell('open');
    });
    opened.addEventListener('message', (event: MessageEvent<unknown>) => {
      if (typeof event.data !== 'string') return;
      try {
        messages.tell(JSON.parse(event.data));
      } catch {
        // A frame that is no JSON is not from our engine; the call it might have answered fails with the socket.
      }
    });
    opened.addEventListener('close', async () => {
      socket = null;
      // Nobody waits for these any more: their callers are told below.
      waiting.length = 0;
      states.tell('lost');
      if (await sessionIsOver()) {
        states.tell('refused');
        return;
      }
      setTimeout(() => {
        states.tell('connecting');
        open();
      }, retryMs);
      retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 2);
    });
  }

  open();
  return {
    send(message) {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
      else waiting.push(message);
    },
    onMessage: messages.add,
    onState: states.add,
  };
}
