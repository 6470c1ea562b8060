import type { Transport } from '../../renderer/bridge/transport.ts';

/** One way by which a caller reaches the engine, with the ways by which its user chooses files. */
export interface RunningAdapter {
  readonly transport: Transport;
  placeWorkspace(name: string): Promise<string>;
  giveFile(path: string): Promise<string>;
  giveTarget(name: string): Promise<string>;
  stop(): Promise<void>;
}

export interface Adapter {
  readonly name: string;
  start(): Promise<RunningAdapter>;
}

/** A transport over something that is open from the start. */
export function openTransport(send: Transport['send']): {
  readonly transport: Transport;
  readonly deliver: (message: unknown) => void;
} {
  const listeners = new Set<(message: unknown) => void>();
  return {
    transport: {
      send,
      onMessage(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      onState: () => () => undefined,
    },
    deliver: (message) => {
      for (const listener of listeners) listener(message);
    },
  };
}
