import { z } from 'zod';
import { instant } from './common.ts';

const port = z.number().int().min(0).max(65_535);
const host = z.string().min(1).max(253);
const filePath = z.string().min(1).max(4096);

/** How lines reach a source. */
export const receiver = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('udp'), host, port }),
  z.object({ kind: z.literal('tcp'), host, port }),
  z.object({
    kind: z.literal('tls'),
    host,
    port,
    /** PEM files. With `ca`, senders must show a certificate that one of its authorities signed. */
    cert: filePath,
    key: filePath,
    ca: filePath.nullable().default(null),
  }),
]);
export type ReceiverConfig = z.infer<typeof receiver>;

export const sourceConfig = z.object({
  name: z.string().trim().min(1).max(100),
  stream: z.string().trim().min(1).max(200),
  format: z.string().max(64).default('auto'),
  /** IANA zone of times that name none; null for the workspace's own. */
  zone: z.string().max(64).nullable().default(null),
  /** Hours without data after which it counts as disconnected. */
  quietHours: z.number().min(0.01).max(8760).default(24),
  receiver,
});
export type SourceConfig = z.infer<typeof sourceConfig>;

export const sourceStatus = z.object({
  name: z.string(),
  /** What it listens on, e.g. `udp://127.0.0.1:5514`; with the real port once it listens. */
  address: z.string(),
  state: z.enum(['stopped', 'listening', 'failed', 'full']),
  /** Created: no data yet. Disconnected: none for its number of hours. */
  health: z.enum(['created', 'connected', 'disconnected']),
  /** Why it cannot work, in words that say what to do. */
  problem: z.string().nullable(),
  lastData: instant.nullable(),
  /** Accepted since the collector started. */
  lines: z.number(),
  bytes: z.number(),
  /** Lines of these that are on disk: acknowledged. */
  synced: z.number(),
  /** Lines a second over the last five seconds and the last minute. */
  rateNow: z.number(),
  rateMinute: z.number(),
  connections: z.number().nullable(),
  refused: z.number(),
  lastRefusal: z.string().nullable(),
  /** Lines that were not kept, by reason. `kernel`: datagrams that the system dropped; null where it cannot be told. */
  dropped: z.object({
    congested: z.number(),
    oversized: z.number(),
    incomplete: z.number(),
    kernel: z.number().nullable(),
  }),
  receiveBuffer: z.number().nullable(),
  /** Sealed segments that wait to be imported, and their bytes with those of the open one. */
  waiting: z.number(),
  waitingBytes: z.number(),
});
export type SourceStatus = z.infer<typeof sourceStatus>;
