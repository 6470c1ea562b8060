import { z } from 'zod';
import { instant, tag, token } from './common.ts';
import { customConnector } from './custom-connector.ts';

/** What a connector's data can give, after the abilities of an app connection. */
export const CONNECTOR_ABILITIES = [
  'signins',
  'admin',
  'files',
  'mail',
  'messages',
  'accounts',
  'privileges',
  'oauth',
  'policies',
  'code',
  'data',
] as const;

/** One ability, and the activities that show it. */
const ability = z.object({ ability: z.enum(CONNECTOR_ABILITIES), activities: z.number() });

/** An import that holds activities of a connector. */
const ingestion = z.object({
  importId: z.number(),
  started: instant,
  /** Of all connectors: an import may hold records of several. */
  read: z.number(),
  rejected: z.number(),
  duplicates: z.number(),
  /** Of this connector and app. */
  activities: z.number(),
  firstEvent: instant.nullable(),
  lastEvent: instant.nullable(),
  files: z.string().array(),
  /** Files of exactly as many records as an exporter's silent limit. */
  truncated: z.string().array(),
});

/** A connected app: an app, or one instance of it, whose activities one connector read. */
export const connectedApp = z.object({
  connector: z.string(),
  connectorTitle: z.string(),
  app: z.string(),
  appName: z.string(),
  /** Whether the catalog knows the app. */
  inCatalog: z.boolean(),
  tag: tag.nullable(),
  instance: z.string().nullable(),
  /** Also records that name no instance, where the app has no other than this one. */
  withUnnamed: z.boolean(),
  /** `attention`: a file was probably cut off, more than one record in a hundred was rejected, or hours are missing. */
  status: z.enum(['connected', 'attention']),
  activities: z.number(),
  first: instant,
  last: instant,
  connected: instant,
  /** Distinct users that acted. */
  accounts: z.number(),
  addresses: z.number(),
  abilities: ability.array(),
  /** Titles of the fields that at least one of its records fills, and of those that none does. */
  fields: z.string().array(),
  missing: z.string().array(),
  /** Spans without an event, longer than this app's usual pauses; the longest first. */
  gaps: z.array(z.object({ from: instant, to: instant })),
  /** Activities by day (UTC), up to the last day with one; at most 90 days. */
  days: z.object({ start: instant, counts: z.number().array() }),
  ingestions: ingestion.array(),
});
export type ConnectedApp = z.infer<typeof connectedApp>;

/** A connector that Undercast has. */
export const connectorRow = z.object({
  id: z.string(),
  title: z.string(),
  vendor: z.string(),
  app: z.string(),
  appName: z.string(),
  grade: z.enum(['verified', 'documented', 'unverified', 'own']),
  /** Where the layout of its records is published. */
  source: z.string(),
  /** How its records are got out of the provider, in a sentence or two; null where only `source` says it. */
  howTo: z.string().nullable(),
});
export type ConnectorRow = z.infer<typeof connectorRow>;

export const connectorMethods = {
  /** Connected apps, last activity first. */
  'connectors.list': { kind: 'query', input: z.object({}), output: connectedApp.array() },
  /** Every connector there is, whether its app is connected or not. */
  'connectors.available': { kind: 'query', input: z.object({}), output: connectorRow.array() },
  /** A connector that the workspace describes itself. */
  'connectors.getOwn': { kind: 'query', input: z.object({ id: z.string().max(64) }), output: customConnector },
  /**
   * Tries a description on records of a file or on pasted ones. Without a description one is guessed from them. A description that cannot be
   * used comes back with its problem instead of failing: it is being written.
   */
  'connectors.describe': {
    kind: 'query',
    input: z.object({
      token: token.optional(),
      /** Pasted records; the file's first ones when absent. */
      text: z.string().max(2_000_000).optional(),
      definition: z.unknown().optional(),
      limit: z.number().int().min(1).max(500).default(50),
    }),
    output: z.object({
      definition: z.unknown(),
      /** Paths that a mapping may use, in the order of the records, each with its first different values. */
      paths: z.array(
        z.object({
          path: z.string(),
          count: z.number(),
          distinct: z.number(),
          example: z.string(),
          values: z.string().array(),
        }),
      ),
      records: z.array(
        z.object({
          line: z.number(),
          raw: z.string(),
          verdict: z.enum(['parsed', 'skipped', 'rejected']),
          /** Why it gave no activity; '' when it did. */
          reason: z.string(),
          activity: z.record(z.string(), z.unknown()).nullable(),
        }),
      ),
      /** What the table of types is asked for, most frequent first, each with the type that it is read as: operations, or the texts of `typedBy`. */
      operations: z.array(z.object({ name: z.string(), count: z.number(), type: z.string() })),
      counts: z.object({ parsed: z.number(), skipped: z.number(), rejected: z.number() }),
      problem: z.object({ message: z.string(), where: z.string() }).nullable(),
    }),
  },
  'connectors.save': {
    kind: 'command',
    input: z.object({ definition: z.unknown() }),
    output: z.object({ id: z.string(), isNew: z.boolean() }),
  },
  /** What was read with it stays. */
  'connectors.remove': { kind: 'command', input: z.object({ id: z.string().max(64) }), output: z.object({}) },
} as const;
