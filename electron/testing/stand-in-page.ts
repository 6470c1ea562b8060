import { EventEmitter } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import type { UndercastBridge } from '../../core/contract/bridge.ts';

/** The page's own world, as far as preload and the page's bridge use it; put on globalThis while a test runs. */
export interface StandInPage {
  readonly bridge: () => UndercastBridge;
  /** Resolves with the next port that the preload hands to the page. */
  nextPort(): Promise<MessagePort>;
  expose(key: string, value: unknown): void;
  remove(): void;
}

interface WindowMessage {
  readonly data: unknown;
  readonly ports: readonly MessagePort[];
  readonly source: unknown;
  readonly origin: string;
}

const KEYS = ['window', 'undercast', 'addEventListener', 'removeEventListener'] as const;

export function installPage(origin: string): StandInPage {
  const world = globalThis as Record<string, unknown>;
  const events = new EventEmitter();
  const ports: MessagePort[] = [];
  const waiting: ((port: MessagePort) => void)[] = [];
  const window = {
    location: { origin },
    postMessage(data: unknown, target: string, transfer: readonly MessagePort[] = []) {
      if (target !== origin) return;
      events.emit('message', { data, ports: transfer, source: window, origin } satisfies WindowMessage);
    },
  };
  events.on('message', (message: WindowMessage) => {
    for (const port of message.ports) {
      const take = waiting.shift();
      if (take === undefined) ports.push(port);
      else take(port);
    }
  });
  world.window = window;
  world.addEventListener = (type: string, listener: (message: WindowMessage) => void) => events.on(type, listener);
  world.removeEventListener = (type: string, listener: (message: WindowMessage) => void) => events.off(type, listener);
  return {
    bridge: () => world.undercast as UndercastBridge,
    nextPort() {
      const port = ports.shift();
      return port === undefined ? new Promise((take) => waiting.push(take)) : Promise.resolve(port);
    },
    expose(key, value) {
      world[key] = value;
    },
    remove() {
      for (const key of KEYS) delete world[key];
    },
  };
}
