/** How requests are let in. */
import type { Ask, Explained } from '../provider.ts';
import type { Reply } from '../reply.ts';

export interface Auth {
  /** Headers that let this request in; they are sent to the connection's own origins only. */
  headers(ask: Ask): Promise<Readonly<Record<string, string>>>;
  /** After a 401: fetches a new token. False where there is nothing to renew. */
  renew(): Promise<boolean>;
}

export interface AuthTools {
  /** Asks without credentials of its own, e.g. for a token; tried again like every request. */
  readonly ask: (ask: Ask, explain: (reply: Reply) => Explained | null) => Promise<Reply>;
  /** The provider's clock, as far as its answers have told it, ms since 1970. */
  readonly now: () => number;
  /** What the console's clock is behind that. */
  readonly skew: () => number;
  /** What must never be shown. */
  readonly hide: (secret: string) => void;
  /** A secret was replaced by the provider: durable before it returns. */
  readonly replaced: (key: string, value: string) => Promise<void>;
}

/** One header that never changes. */
export function fixedHeader(name: string, value: string): Auth {
  return { headers: async () => ({ [name]: value }), renew: async () => false };
}
