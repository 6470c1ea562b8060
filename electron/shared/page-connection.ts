import { toWireError } from '../../core/contract/errors.ts';
import type { EngineMessage } from '../../core/contract/wire.ts';
import { engineGone } from './engine-caller.ts';
import type { HostToEngine } from './engine-messages.ts';

/** Messages kept for an engine that is still starting; a page that sends more is not one of ours. */
const MAX_WAITING = 2000;

/**
 * A page's connection that outlives the engine process behind it: what it asks while the engine starts waits, what it
 * had asked when the engine died is answered with `engine.gone`.
 */
export interface PageConnection {
  /** A message from the page. */
  receive(message: unknown): void;
  /** A message from the engine. */
  deliver(message: EngineMessage): void;
  /** The engine is there: introduce the connection and send what waited. */
  open(send: (message: HostToEngine) => void): void;
  /** The engine is gone. */
  lose(): void;
  /** Nobody will answer until the user tries again. */
  giveUp(): void;
}

export function createPageConnection(number: number, toPage: (message: EngineMessage) => void): PageConnection {
  const asked = new Set<number>();
  let waiting: unknown[] = [];
  let send: ((message: HostToEngine) => void) | null = null;

  function fail(ids: Iterable<number>): void {
    const error = toWireError(engineGone());
    for (const id of ids) toPage({ type: 'error', id, error });
  }

  function pass(message: unknown): void {
    const id = callId(message);
    if (id !== null) asked.add(id);
    send?.({ type: 'message', connection: number, message });
  }

  return {
    receive(message) {
      if (send !== null) pass(message);
      else if (waiting.length < MAX_WAITING) waiting.push(message);
      else fail([callId(message)].filter((id) => id !== null));
    },
    deliver(message) {
      if (message.type !== 'event') asked.delete(message.id);
      toPage(message);
    },
    open(sender) {
      send = sender;
      sender({ type: 'connect', connection: number });
      const kept = waiting;
      waiting = [];
      for (const message of kept) pass(message);
    },
    lose() {
      send = null;
      const ids = [...asked];
      asked.clear();
      fail(ids);
    },
    giveUp() {
      const kept = waiting;
      waiting = [];
      fail(kept.map(callId).filter((id) => id !== null));
    },
  };
}

function callId(message: unknown): number | null {
  if (typeof message !== 'object' || message === null) return null;
  const { type, id } = message as { type?: unknown; id?: unknown };
  return type === 'call' && typeof id === 'number' ? id : null;
}
