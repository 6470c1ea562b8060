import { z } from 'zod';
import { CONTROL_ACTIONS } from '../model/control.ts';
import { givenName, instant } from './common.ts';

const id = z.number().int().positive();
const key = z.string().regex(/^[a-z][A-Za-z]{0,39}$/);
const name = givenName(100);
/** Keys of private certificates are long. */
const secrets = z.record(key, z.string().max(20_000));

/** How a provider's API is read. Secrets are no part of it: they are kept outside the workspace. */
export const connectionConfig = z.object({
  name,
  /** Id of the provider. */
  provider: z.string().min(1).max(64),
  /** Tenant, domain, account and the like, by the provider's keys. */
  settings: z.record(key, z.string().max(2000)),
  /** What is read of it. */
  feeds: z.array(z.string().max(64)).min(1).max(60),
  /** Where it goes; traffic needs a stream of its own. */
  stream: givenName(200),
  intervalMinutes: z.number().int().min(5).max(10_080).default(30),
  /** How far back the first pull goes; the provider's own retention is the limit. */
  lookBackDays: z.number().int().min(1).max(365).default(7),
  /** It may also change things at the provider, when a person runs an action, with credentials of its own for that. */
  writes: z.boolean().default(false),
  /** What is listed of it: accounts, groups, files as they are now, besides what happened. */
  listings: z.array(z.string().max(64)).max(20).default([]),
});
export type ConnectionConfig = z.infer<typeof connectionConfig>;

/**
 * new: never tried · connected: the last try went well · error: it is tried again by itself · attention: a person must act first ·
 * disabled: nothing is asked of the provider.
 */
export const connectionState = z.enum(['new', 'connected', 'error', 'attention', 'disabled']);
export type ConnectionState = z.infer<typeof connectionState>;

export const connectionProvider = z.object({
  id: z.string(),
  title: z.string(),
  app: z.string(),
  source: z.string(),
  setup: z.string(),
  settings: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      hint: z.string(),
      isSecret: z.boolean(),
      isOptional: z.boolean(),
      isLong: z.boolean(),
      /** Part of the credentials for changes: needed only where the connection may make them. */
      isForChanges: z.boolean(),
    }),
  ),
  /** What can be listed there. */
  listings: z.array(z.object({ id: z.string(), title: z.string(), permission: z.string() })),
  /** What can be changed there, and what to make for it; null: nothing. */
  changes: z.object({ setup: z.string(), actions: z.enum(CONTROL_ACTIONS).array() }).nullable(),
  feeds: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      isDefault: z.boolean(),
      /** Whether it becomes activities or traffic. */
      kind: z.enum(['activities', 'traffic']),
      /** The connector that reads it; null for traffic. */
      connector: z.string().nullable(),
      retentionDays: z.number(),
    }),
  ),
});
export type ConnectionProvider = z.infer<typeof connectionProvider>;

export const connectionRow = z.object({
  id: z.number(),
  config: connectionConfig,
  enabled: z.boolean(),
  state: connectionState,
  /** Why it is not connected, in words that say what to do. */
  problem: z.string().nullable(),
  /** Whether its secrets are on this computer. */
  hasSecrets: z.boolean(),
  created: instant,
  lastTry: instant.nullable(),
  lastSuccess: instant.nullable(),
  /** When its secret ends, as the provider says; null: it does not say. */
  secretExpires: instant.nullable(),
  /** When it is tried next by itself; null: not by itself. */
  nextTry: instant.nullable(),
  /** What a pull is doing now; null while there is none. */
  activity: z.string().nullable(),
  /** What is listed of it. */
  listings: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      /** When it was last whole, and what it held then. */
      finished: instant.nullable(),
      objects: z.number().nullable(),
      note: z.string().nullable(),
    }),
  ),
  feeds: z.array(
    z.object({
      /** Id of the feed, with the part of it where it has several, e.g. `cloudtrail/eu-west-1`. */
      id: z.string(),
      title: z.string(),
      /** Everything before is imported. */
      reached: instant.nullable(),
      records: z.number(),
      lastRecords: instant.nullable(),
      note: z.string().nullable(),
    }),
  ),
});
export type ConnectionRow = z.infer<typeof connectionRow>;

const pulled = z.object({
  /** Records that the provider gave, those stored of them, and those known already. */
  records: z.number(),
  stored: z.number(),
  duplicates: z.number(),
  notes: z.string().array(),
});
export type Pulled = z.infer<typeof pulled>;

const pullRun = z.object({
  id: z.number(),
  connection: z.number(),
  /** Of the connection. */
  name: z.string(),
  started: instant,
  ended: instant,
  /** By a person, else by the schedule. */
  asked: z.boolean(),
  outcome: z.enum(['done', 'failed', 'cancelled']),
  ...pulled.omit({ notes: true }).shape,
  /** Why it did not come to its end; null: it did. What came before is kept. */
  message: z.string().nullable(),
  /** What each feed gave, and up to when it is complete since; null: not known. */
  feeds: z.array(z.object({ title: z.string(), records: z.number(), reached: instant.nullable() })),
});
export type PullRun = z.infer<typeof pullRun>;

export const connectionMethods = {
  'connections.list': {
    kind: 'query',
    input: z.object({}),
    output: z.object({
      rows: connectionRow.array(),
      providers: connectionProvider.array(),
      /** This machine is set to make no connection at all. */
      offline: z.boolean(),
    }),
  },
  /** Remembers a connection; nothing is asked of the provider until it is enabled or tested. */
  'connections.create': {
    kind: 'command',
    input: connectionConfig.extend({ secrets }),
    output: z.object({ id: z.number() }),
  },
  /** Changes what is given; secrets that are not given stay. */
  'connections.update': {
    kind: 'command',
    input: z.object({
      id,
      name: name.optional(),
      settings: connectionConfig.shape.settings.optional(),
      feeds: connectionConfig.shape.feeds.optional(),
      stream: connectionConfig.shape.stream.optional(),
      intervalMinutes: z.number().int().min(5).max(10_080).optional(),
      writes: z.boolean().optional(),
      listings: z.array(z.string().max(64)).max(20).optional(),
      secrets: secrets.optional(),
    }),
    output: z.object({}),
  },
  /** Forgets it with its secrets; what it imported stays. */
  'connections.remove': { kind: 'command', input: z.object({ id }), output: z.object({}) },
  'connections.enable': { kind: 'command', input: z.object({ id, enabled: z.boolean() }), output: z.object({}) },
  /** Asks for the first page of everything that it reads, and keeps nothing of it. */
  'connections.testNow': {
    kind: 'job',
    input: z.object({ id }),
    output: z.object({ feeds: z.array(z.object({ id: z.string(), problem: z.string().nullable() })) }),
  },
  /** Lists what is there now, as snapshots of the tenant. One that was cut off goes on where it stopped. */
  'connections.listNow': {
    kind: 'job',
    input: z.object({ id }),
    output: z.object({
      listings: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          objects: z.number(),
          /** Parts that are not there, or not shown to these credentials. */
          skipped: z.number(),
          problem: z.string().nullable(),
        }),
      ),
    }),
  },
  'connections.pullNow': { kind: 'job', input: z.object({ id }), output: pulled },
  /** Pulls that are over, newest first: of one connection, or of all. */
  'connections.pulls': {
    kind: 'query',
    input: z.object({ id: id.optional(), limit: z.number().int().min(1).max(1000).default(100) }),
    output: pullRun.array(),
  },
} as const;
