import { isIPv6 } from 'node:net';
import type { Renewal } from './tls-identity.ts';

/** Something that listens and hands what it hears to a sink. */
export interface Receiver {
  /** Resolves once it listens. @throws the system's error, such as EADDRINUSE */
  start(): Promise<void>;
  /** Stops listening; what has arrived is handed on before this resolves. */
  stop(): Promise<void>;
  facts(): ReceiverFacts;
  /** Takes over files of certificates that changed while it listens, and says what became of them; absent where there are none. */
  renew?(): Promise<Renewal | null>;
}

export interface ReceiverFacts {
  /** Address and port that it listens on; port 0 was replaced by a free one. Null while it does not listen. */
  readonly address: { readonly host: string; readonly port: number } | null;
  /** Connections open now; null where there are none by nature. */
  readonly connections: number | null;
  /** Connections refused: too many, or a TLS handshake that failed. */
  readonly refused: number;
  readonly lastRefusal: string | null;
  /** Something that is to be put right while it goes on listening. */
  readonly problem: string | null;
  /** Bytes that the system keeps for us between two reads; null where that does not matter. */
  readonly receiveBuffer: number | null;
  /** Datagrams that the system dropped because we were too slow; null where it cannot be told. */
  readonly kernelDrops: number | null;
  /** Datagrams of all programs for which the machine had no room since this listens; null where it cannot be told. */
  readonly machineDrops: number | null;
}

/** Addresses of IPv4 senders on an IPv6 socket come as `::ffff:192.0.2.1`. */
export function plainAddress(address: string | undefined): string {
  if (address === undefined) return '';
  return isIPv6(address) && address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address;
}

export function hostPort(host: string, port: number): string {
  return isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;
}
