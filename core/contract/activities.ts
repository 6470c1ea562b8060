import { z } from 'zod';
import { ADDRESS_CLASSES } from '../model/address.ts';
import { RANGE_CATEGORIES } from '../model/enrichment.ts';
import { USER_AGENT_TAGS } from '../model/user-agent.ts';
import { instant, revealReason } from './common.ts';

/** What every question about activities is asked of: a time range, and a filter in its text form. */
const activityScope = z.object({
  from: instant.optional(),
  to: instant.optional(),
  filter: z.string().max(20_000).optional(),
});
export type ActivityScope = z.infer<typeof activityScope>;

/**
 * Where an address is and what it is, looked up when asked. What a filter on `country`, `city` and `isp` means is what stands here; the
 * provider's own words are in the row itself.
 */
const located = z.object({
  /** ISO 3166-1 alpha-2, else as the provider writes it. */
  country: z.string().nullable(),
  region: z.string().nullable(),
  city: z.string().nullable(),
  /** In words; of the organisation's own range where it names one. */
  location: z.string().nullable(),
  isp: z.string().nullable(),
  asn: z.number().nullable(),
  /** Of the organisation's range, else what the network is known to be. */
  category: z.enum(RANGE_CATEGORIES).nullable(),
  kinds: z.enum(ADDRESS_CLASSES).array(),
  tags: z.string().array(),
  ranges: z.string().array(),
  /** Why this place: `range` of the organisation, `city` data, `registry`, name of a file of the user's, or `provider`. */
  basis: z.string().nullable(),
});

/** A record in the activity log; null where it does not say. */
export const activityRow = z.object({
  /** Names the record within this workspace; changes when its import is read again. */
  ref: z.string(),
  time: instant,
  connector: z.string(),
  app: z.string(),
  /** The app's name in the catalog, else its id. */
  appName: z.string(),
  instance: z.string().nullable(),
  user: z.string().nullable(),
  userName: z.string().nullable(),
  actor: z.string().nullable(),
  operation: z.string(),
  type: z.string(),
  admin: z.boolean(),
  outcome: z.enum(['success', 'failure', 'unknown']),
  reason: z.string().nullable(),
  ip: z.string().nullable(),
  /** In the provider's words, as is `city`. */
  country: z.string().nullable(),
  city: z.string().nullable(),
  /** Null where neither address data, ranges nor the provider say anything. */
  located: located.nullable(),
  /** What `userAgent` says, in words: `Chrome 124 on Windows 10 or 11`. */
  client: z.string().nullable(),
  deviceType: z.enum(['desktop', 'mobile', 'tablet', 'other']).nullable(),
  /** Judged by the day of the activity. */
  agentTags: z.enum(USER_AGENT_TAGS).array(),
  userAgent: z.string().nullable(),
  device: z.string().nullable(),
  os: z.string().nullable(),
  object: z.string().nullable(),
  objectType: z.string().nullable(),
  target: z.string().nullable(),
  clientApp: z.string().nullable(),
  impersonated: z.boolean().nullable(),
  /** Another connector's record of an event that is counted already. */
  seenElsewhere: z.boolean(),
  /** Of a user whose activities were private when it was read: only shown for a reason that is given. */
  isPrivate: z.boolean(),
});
export type ActivityRow = z.infer<typeof activityRow>;

/** Most records that one export holds. */
export const EXPORT_LIMIT = 100_000;

const counted = z.object({ value: z.string(), title: z.string(), count: z.number() });

const ref = z
  .string()
  .max(40)
  .regex(/^\d+\.\d+$/);

const pageInput = activityScope.extend({
  order: z.enum(['newest', 'oldest']).default('newest'),
  offset: z.number().int().min(0).max(10_000_000).default(0),
  limit: z.number().int().min(1).max(10_000).default(200),
});
const listInput = pageInput.extend({
  /**
   * Milliseconds after which the answer ends with what is certain by then: who looks at it need not wait for the count, and asks again
   * until no block is left.
   */
  within: z.number().int().min(1).max(60_000).optional(),
});
const page = z.object({
  /** Fewer than wanted while blocks are left: none will come before or between them. */
  rows: activityRow.array(),
  /** While blocks are left there are at least so many. */
  records: z.number(),
  events: z.number(),
  /** Blocks of records that were not looked into yet; not each need hold what fits. 0 without `within`. */
  blocksLeft: z.number(),
  queryMs: z.number(),
});

export const activityRef = ref;

export const activityDetail = z.object({
  row: activityRow,
  /** As `parse --connector` prints it. */
  activity: z.record(z.string(), z.unknown()),
  /** The provider's record, as it stood in the file; '' where the import kept none, the backup left them out, or it is sealed. */
  raw: z.string(),
  /** Of an anonymised stream: `privacy.revealActivity` opens the record. */
  sealed: z.boolean(),
  source: z.object({ importId: z.number(), file: z.string(), line: z.number() }),
  /** Other connectors' records of the same event. */
  sameEvent: activityRow.array(),
});

const exportInput = activityScope.extend({ format: z.enum(['csv', 'tsv', 'json']), zone: z.string().max(64) });
const exported = z.object({ text: z.string(), rows: z.number(), records: z.number() });

/** Private activities are in no answer but those of the methods that say so. */
export const activityMethods = {
  /** Records that fit, by time. `events` counts what several connectors saw once, `records` every record. */
  'activities.list': {
    kind: 'query',
    input: listInput,
    output: page,
  },
  /** One record with everything that its connector reads of it, and the record itself. */
  'activities.get': {
    kind: 'query',
    input: z.object({ ref }),
    output: activityDetail,
  },
  /** Values of fields with the events that have them, most frequent first. */
  'activities.facets': {
    kind: 'query',
    input: activityScope.extend({
      fields: z.array(z.string().max(64)).min(1).max(20),
      limit: z.number().int().min(1).max(1000).default(20),
    }),
    /** By field; `others` counts the events of values that are not listed, `without` those without a value. */
    output: z.record(
      z.string(),
      z.object({ values: counted.array(), distinct: z.number(), others: z.number(), without: z.number() }),
    ),
  },
  /** Events over time, by outcome. */
  'activities.histogram': {
    kind: 'query',
    input: activityScope.extend({ buckets: z.number().int().min(1).max(2000).default(120) }),
    output: z.object({
      bucketMs: z.number(),
      /** Start of the first bucket; null when nothing fits. */
      start: instant.nullable(),
      success: z.number().array(),
      failure: z.number().array(),
      unknown: z.number().array(),
    }),
  },
  /** The log as a file, newest first, safe to open in a spreadsheet. `records` are all that fit, `rows` those in `text`. */
  'activities.export': {
    kind: 'query',
    input: exportInput,
    output: exported,
  },
  /** The same three with private activities among the others. Each answer that holds any is in the governance log, with the reason. */
  'activities.listPrivate': { kind: 'command', input: pageInput.extend({ reason: revealReason }), output: page },
  'activities.getPrivate': { kind: 'command', input: z.object({ ref, reason: revealReason }), output: activityDetail },
  'activities.exportPrivate': {
    kind: 'command',
    input: exportInput.extend({ reason: revealReason }),
    output: exported,
  },
  /** What can be asked: fields, suggested queries, and what there is. */
  'activities.describe': {
    kind: 'query',
    input: z.object({}),
    output: z.object({
      fields: z.array(
        z.object({
          name: z.string(),
          title: z.string(),
          type: z.string(),
          operators: z.string().array(),
          values: z.array(z.object({ value: z.string(), title: z.string() })),
        }),
      ),
      queries: z.array(z.object({ title: z.string(), filter: z.string() })),
      records: z.number(),
      extent: z.object({ from: instant, to: instant }).nullable(),
    }),
  },
} as const;
