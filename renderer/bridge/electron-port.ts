import { type BridgeReply, PORT_MESSAGE, type UndercastBridge } from '../../core/contract/bridge.ts';
import type { HostClient } from '../../core/contract/client.ts';
import { fromWireError } from '../../core/contract/errors.ts';
import type { HostInput, HostMethodName, HostOutput } from '../../core/contract/host.ts';
import type { ClientMessage } from '../../core/contract/wire.ts';
import { createListeners } from './listeners.ts';
import { isBag, readWireError } from './message.ts';
import type { Transport, TransportState } from './transport.ts';

/** The preload's bridge, or null in a plain browser. */
export function electronBridge(): UndercastBridge | null {
  const candidate = (globalThis as { undercast?: unknown }).undercast;
  return isBag(candidate) && typeof candidate.connect === 'function' ? (candidate as unknown as UndercastBridge) : null;
}

/** The engine's MessagePort, handed over by main as a window message; another one comes when the engine was restarted. */
export function createElectronPort(bridge: UndercastBridge): Transport {
  const messages = createListeners<unknown>();
  const states = createListeners<TransportState>();
  const waiting: ClientMessage[] = [];
  let port: MessagePort | null = null;

  function lose(): void {
    if (port === null) return;
    port.onmessage = null;
    port.close();
    port = null;
    states.tell('lost');
  }

  function take(given: MessagePort): void {
    // A new port while the old one stands means that the engine behind the old one is gone.
    lose();
    port = given;
    given.onmessage = (event: MessageEvent<unknown>) => messages.tell(event.data);
    given.addEventListener('close', () => {
      if (port === given) lose();
    });
    given.start();
    for (const message of waiting.splice(0)) given.postMessage(message);
    states.tell('open');
  }

  addEventListener('message', (event: MessageEvent<unknown>) => {
    // Only our own preload speaks as this very window.
    if (event.source !== window || !isBag(event.data) || event.data.type !== PORT_MESSAGE) return;
    const given = event.ports[0];
    if (given !== undefined) take(given);
  });
  bridge.connect();

  return {
    send(message) {
      if (port === null) waiting.push(message);
      else port.postMessage(message);
    },
    onMessage: messages.add,
    onState: states.add,
  };
}

function unwrap(reply: BridgeReply): unknown {
  if (reply.ok) return reply.value;
  throw fromWireError(readWireError(reply.error));
}

export function createElectronHost(bridge: UndercastBridge): HostClient {
  return {
    async host<M extends HostMethodName>(method: M, input: HostInput<M>): Promise<HostOutput<M>> {
      return unwrap(await bridge.host(method, input)) as HostOutput<M>;
    },
    async acceptFiles(files) {
      return unwrap(await bridge.acceptFiles(files)) as Awaited<ReturnType<HostClient['acceptFiles']>>;
    },
    onCommand: (listener) => bridge.onCommand(listener),
  };
}
