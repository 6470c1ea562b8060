import type { ClientMessage } from '../../core/contract/wire.ts';

export type TransportState = 'connecting' | 'open' | 'lost' | 'refused';

/**
 * A two-way channel to the engine. `send` may be called at any time: what cannot be sent now is kept until the channel
 * opens. After `lost` the transport tries again by itself; after `refused` (the session is over) it does not.
 */
export interface Transport {
  send(message: ClientMessage): void;
  /** Raw messages as they came off the wire; nothing about their shape is promised. */
  onMessage(listener: (message: unknown) => void): () => void;
  onState(listener: (state: TransportState) => void): () => void;
}
