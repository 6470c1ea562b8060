import type { HostClient } from '../../core/contract/client.ts';
import { fromWireError } from '../../core/contract/errors.ts';
import type { HostInput, HostMethodName, HostOutput } from '../../core/contract/host.ts';
import type { ClientMessage } from '../../core/contract/wire.ts';
import { createListeners } from './listeners.ts';
import { isBag, readWireError } from './message.ts';
import type { Transport, TransportState } from './transport.ts';

/** What the preload exposes as `window.undercast`. */
export interface ElectronBridge {
  host(method: string, input: unknown): Promise<unknown>;
  connect(): Promise<MessagePort>;
  acceptFiles(
    files: readonly { readonly file: unknown; readonly relativePath: string }[],
  ): Promise<readonly { readonly token: string; readonly name: string }[]>;
  onCommand(listener: (command: { readonly id: string; readonly token: string | null }) => void): () => void;
}

export function electronBridge(): ElectronBridge | null {
  const candidate = (globalThis as { undercast?: unknown }).undercast;
  return isBag(candidate) && typeof candidate.connect === 'function' ? (candidate as unknown as ElectronBridge) : null;
}

/** The engine's MessagePort, handed over by main; a new one is asked for when the engine was restarted. */
export function createElectronPort(bridge: ElectronBridge): Transport {
  const messages = createListeners<unknown>();
  const states = createListeners<TransportState>();
  const waiting: ClientMessage[] = [];
  let port: MessagePort | null = null;

  async function open(): Promise<void> {
    const opened = await bridge.connect();
    port = opened;
    opened.onmessage = (event: MessageEvent<unknown>) => messages.tell(event.data);
    opened.addEventListener('close', () => {
      if (port !== opened) return;
      port = null;
      states.tell('lost');
      void open();
    });
    opened.start();
    for (const message of waiting.splice(0)) opened.postMessage(message);
    states.tell('open');
  }

  void open();
  return {
    send(message) {
      if (port === null) waiting.push(message);
      else port.postMessage(message);
    },
    onMessage: messages.add,
    onState: states.add,
  };
}

export function createElectronHost(bridge: ElectronBridge): HostClient {
  return {
    async host<M extends HostMethodName>(method: M, input: HostInput<M>): Promise<HostOutput<M>> {
      try {
        return (await bridge.host(method, input)) as HostOutput<M>;
      } catch (error) {
        throw fromWireError(readWireError(error));
      }
    },
    acceptFiles: (files) => bridge.acceptFiles(files),
    onCommand: (listener) => bridge.onCommand(listener),
  };
}
