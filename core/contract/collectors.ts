import { z } from 'zod';
import { SPOOL_FAULTS } from '../model/spool-fault.ts';
import { givenName, instant, token } from './common.ts';

const port = z.number().int().min(0).max(65_535);
const host = z.string().min(1).max(253);
const filePath = z.string().min(1).max(4096);

const udp = z.object({ kind: z.literal('udp'), host, port });
const tcp = z.object({ kind: z.literal('tcp'), host, port });
const tls = z.object({
  kind: z.literal('tls'),
  host,
  port,
  /** PEM files. With `ca`, senders must show a certificate that one of its authorities signed. */
  cert: filePath,
  key: filePath,
  ca: filePath.nullable().default(null),
});
export type SyslogConfig = z.infer<typeof udp> | z.infer<typeof tcp> | z.infer<typeof tls>;

const folder = z.object({
  kind: z.literal('folder'),
  path: filePath,
  /** Imported files move to the folder `imported` in it, or stay with `.imported` behind their names. */
  after: z.enum(['move', 'mark']).default('move'),
  /** Imported files that are kept, the oldest are removed; null for all. */
  keep: z.number().int().min(0).max(1_000_000).nullable().default(20),
  /** Size and date of a file must stand still for so long before it is read. */
  settleSeconds: z.number().min(0).max(86_400).default(5),
});
export type FolderConfig = z.infer<typeof folder>;

/** How lines reach a source. */
export const receiver = z.discriminatedUnion('kind', [udp, tcp, tls, folder]);
export type ReceiverConfig = z.infer<typeof receiver>;

export const sourceConfig = z.object({
  name: givenName(100),
  stream: givenName(200),
  format: z.string().max(64).default('auto'),
  /** IANA zone of times that name none; null for the workspace's own. */
  zone: z.string().max(64).nullable().default(null),
  /** A stream that it makes is anonymised. Its lines are sealed in the spool, as those of any anonymised stream. */
  anonymise: z.boolean().default(false),
  /** Hours without data after which it counts as disconnected. */
  quietHours: z.number().min(0.01).max(8760).default(24),
  receiver,
});
export type SourceConfig = z.infer<typeof sourceConfig>;

export const sourceStatus = z.object({
  name: z.string(),
  /** What it listens on, e.g. `udp://127.0.0.1:5514`; with the real port once it listens. */
  address: z.string(),
  /** Full, blocked: it listens, and its spool takes nothing; `fault` says why. */
  state: z.enum(['stopped', 'listening', 'failed', 'full', 'blocked']),
  fault: z.enum(SPOOL_FAULTS).nullable(),
  /** It listens and receives, but does not keep up: `problem` says with figures how far. */
  isStrained: z.boolean(),
  /** What was accepted and is not on disk yet, and how long the oldest line of it waits. Null for a folder. */
  unsynced: z.object({ lines: z.number(), bytes: z.number(), oldestMs: z.number() }).nullable(),
  /** Created: no data yet. Disconnected: none for its number of hours. */
  health: z.enum(['created', 'connected', 'disconnected']),
  /** Why it cannot work, in words that say what to do. */
  problem: z.string().nullable(),
  lastData: instant.nullable(),
  /** Accepted since the collector started. Null for a folder, which counts files. */
  lines: z.number().nullable(),
  files: z.number().nullable(),
  bytes: z.number(),
  /** Lines of these that are on disk: acknowledged. */
  synced: z.number().nullable(),
  /** Lines a second over the last five seconds and the last minute. */
  rateNow: z.number().nullable(),
  rateMinute: z.number().nullable(),
  connections: z.number().nullable(),
  refused: z.number(),
  lastRefusal: z.string().nullable(),
  /**
   * Lines that were not kept, by reason. `kernel`: datagrams that the system dropped; null where it cannot be told. `machine`: those of
   * all programs for which it had no room since the source listens, so no sum of ours.
   */
  dropped: z.object({
    congested: z.number(),
    oversized: z.number(),
    incomplete: z.number(),
    kernel: z.number().nullable(),
    machine: z.number().nullable(),
  }),
  /** Files that could not be read as logs. */
  failedFiles: z.number(),
  receiveBuffer: z.number().nullable(),
  /** Sealed segments, or complete files, that wait to be imported, and their bytes with those of the open segment. */
  waiting: z.number(),
  waitingBytes: z.number(),
});
export type SourceStatus = z.infer<typeof sourceStatus>;

const id = z.number().int().positive();

/** A receiver as a page gives it: files and folders as tokens; where absent, those that it has already. */
const receiverChoice = z.discriminatedUnion('kind', [
  udp,
  tcp,
  tls.extend({ cert: token.optional(), key: token.optional(), ca: token.nullable().optional() }),
  folder.extend({ path: token.optional() }),
]);
export type ReceiverChoice = z.infer<typeof receiverChoice>;

export const collectorRow = z.object({
  id: z.number(),
  source: sourceConfig,
  /** Starts with the workspace. */
  enabled: z.boolean(),
  created: instant,
  modified: instant,
  lastData: instant.nullable(),
  /** Null while it does not run. */
  status: sourceStatus.nullable(),
});
export type CollectorRow = z.infer<typeof collectorRow>;

export const collectorMethods = {
  'collectors.list': {
    kind: 'query',
    input: z.object({}),
    output: z.object({
      rows: collectorRow.array(),
      events: z.array(z.object({ time: instant, level: z.enum(['info', 'warn']), message: z.string() })),
    }),
  },
  /** Adds a source, or changes the one with this id; one that runs is started anew. */
  'collectors.save': {
    kind: 'command',
    input: sourceConfig.extend({
      id: id.optional(),
      receiver: receiverChoice,
      /** Whether it may listen where other machines reach it. */
      allowRemote: z.boolean().default(false),
    }),
    output: z.object({ id: z.number() }),
  },
  'collectors.remove': { kind: 'command', input: z.object({ id }), output: z.object({}) },
  'collectors.start': {
    kind: 'command',
    input: z.object({
      id,
      /** Whether it starts with the workspace from now on. */
      remember: z.boolean().default(true),
    }),
    output: z.object({}),
  },
  'collectors.stop': {
    kind: 'command',
    input: z.object({ id, remember: z.boolean().default(true) }),
    output: z.object({}),
  },
  /** Seals what was received and imports it now instead of when its time comes. */
  'collectors.importNow': {
    kind: 'job',
    input: z.object({}),
    output: z.object({
      segments: z.number(),
      files: z.number(),
      /** Transactions of traffic. */
      stored: z.number(),
      activities: z.number(),
      snapshots: z.number(),
    }),
  },
} as const;
