/** How politely, and how warily, the probe behaves: other people's servers, and servers that may be hostile. */
export const LIMITS = {
  /** Until a connection and its TLS handshake are there, ms. */
  connectMs: 8000,
  /** One HTTP exchange in all, ms: a server that drips bytes gains nothing. */
  exchangeMs: 12_000,
  /** Between two connections to one host, ms. */
  pauseMs: 200,
  headerBytes: 64 * 1024,
  /** Read of a body; the rest is left. */
  bodyBytes: 64 * 1024,
  redirects: 5,
  dnsMs: 4000,
} as const;
export type Limits = { readonly [K in keyof typeof LIMITS]: number };
