import { z } from 'zod';
import { columnarPage, instant, measures, metric, pageRequest, riskBand, scope, sort, tag } from './common.ts';
import { DERIVED_TABLES } from './connected.ts';
import { regularity } from './regularity.ts';

const counted = measures.extend({ users: z.number(), sources: z.number() });

export const appRow = counted.extend({
  id: z.string(),
  name: z.string(),
  category: z.string(),
  categoryName: z.string(),
  vendor: z.string().nullable(),
  headquarters: z.string().nullable(),
  score: z.number().nullable(),
  scoreLow: z.number(),
  scoreHigh: z.number(),
  scoreBasis: z.enum(['scored', 'estimated', 'unscored', 'override']),
  coverage: z.number(),
  band: riskBand,
  tag: tag.nullable(),
  custom: z.boolean(),
  /** Transactions whose destination is an address, so that the app is known by its address ranges only. */
  byAddress: z.number(),
  hosts: z.number(),
  devices: z.number(),
  firstSeen: instant,
  lastSeen: instant,
});
export type AppRow = z.infer<typeof appRow>;

export const entityRow = counted.extend({
  key: z.string(),
  apps: z.number(),
  hosts: z.number(),
  devices: z.number(),
  firstSeen: instant,
  lastSeen: instant,
});
export type EntityRow = z.infer<typeof entityRow>;

/** A device or host; `namedBy` says on what basis evidence named it, null where only the lines themselves do. */
export const namedRow = entityRow.extend({ namedBy: z.string().nullable() });
export type NamedRow = z.infer<typeof namedRow>;

/** A user, with what the directory says of it; null where it is not known there. */
export const userRow = namedRow.extend({
  displayName: z.string().nullable(),
  department: z.string().nullable(),
  manager: z.string().nullable(),
  /** Groups, with `; ` between. */
  groups: z.string().nullable(),
});
export type UserRow = z.infer<typeof userRow>;

/** A source address, with what IP ranges say of it. */
export const sourceRow = entityRow.extend({
  range: z.string().nullable(),
  category: z.string().nullable(),
  tags: z.string().nullable(),
  /** ISO 3166-1 alpha-2; null also where the range says where the address is. */
  country: z.string().nullable(),
  /** In words: as the range says, else city, region and country. */
  location: z.string().nullable(),
  /** As the range says, else who runs the network. */
  isp: z.string().nullable(),
  asn: z.number().nullable(),
  /** Kinds of network: hosting, VPN, Tor and so on. */
  kinds: z.string().nullable(),
  /** `on` or `off` the organisation's network; null where that is not known. */
  network: z.string().nullable(),
});
export type SourceRow = z.infer<typeof sourceRow>;

/** Share of transactions (0..1) that carry a measure or a name; null when there are no transactions. */
export const knownShares = z.object({
  bytesSent: z.number().nullable(),
  bytesReceived: z.number().nullable(),
  bytesTotal: z.number().nullable(),
  user: z.number().nullable(),
  source: z.number().nullable(),
  device: z.number().nullable(),
  action: z.number().nullable(),
  matched: z.number().nullable(),
});

const kpis = counted.extend({
  apps: z.number(),
  devices: z.number(),
  hosts: z.number(),
  unmatchedTransactions: z.number(),
  unmatchedBytesTotal: z.number().nullable(),
});

const networkSplit = z.object({ on: counted, off: counted, unknown: counted });

const bandSeries = z.object({
  high: counted.array(),
  medium: counted.array(),
  low: counted.array(),
  unscored: counted.array(),
  unmatched: counted.array(),
});

const tagSplit = z.object({ sanctioned: counted, unsanctioned: counted, monitored: counted, none: counted });

/** Everything the discovery dashboard shows, computed in one pass over the cube. */
export const dashboard = z.object({
  /** First and last event of the whole workspace (selected streams), null when it is empty. */
  extent: z.object({ from: instant, to: instant }).nullable(),
  /** The range the figures stand for. */
  range: z.object({ from: instant, to: instant }).nullable(),
  kpis,
  /** The same figures for the period of equal length just before; null when that period has no data at all. */
  previous: kpis.nullable(),
  known: knownShares,
  timeline: z.object({ bucketMs: z.number(), starts: instant.array(), bands: bandSeries }),
  categories: counted.extend({ id: z.string(), name: z.string(), apps: z.number(), byTag: tagSplit }).array(),
  bands: z.object({ high: counted, medium: counted, low: counted, unscored: counted, unmatched: counted }),
  topApps: appRow.array(),
  topUsers: entityRow.array(),
  topSources: entityRow.array(),
  /** Empty where no line names a device. */
  topDevices: entityRow.array(),
  headquarters: counted.extend({ country: z.string().nullable(), apps: z.number() }).array(),
  /** By department of the directory; null: users that it does not know. Empty without a directory. */
  departments: counted.extend({ department: z.string().nullable(), apps: z.number() }).array(),
  /** By the network that devices were on; null where no line names a device or no internal range is known. */
  network: networkSplit.nullable(),
  /** Apps first seen inside the range while the workspace has data from before it. */
  newApps: appRow.array(),
  /** Apps with a score of 5 or less, without one, or unsanctioned, by bytes sent. */
  riskyUploads: appRow.array(),
  queryMs: z.number(),
  /** True while a running import's figures are included. */
  provisional: z.boolean(),
});
export type Dashboard = z.infer<typeof dashboard>;

export const timeline = z.object({ bucketMs: z.number(), starts: instant.array(), values: counted.array() });
export type Timeline = z.infer<typeof timeline>;

const usageKind = z.enum(['app', 'user', 'source', 'device', 'host']);

/** Usage of one app, user, source, device or host inside a scope. */
export const usage = z.object({
  kind: usageKind,
  key: z.string(),
  totals: counted.extend({ apps: z.number(), hosts: z.number(), devices: z.number() }),
  known: knownShares,
  firstSeen: instant.nullable(),
  lastSeen: instant.nullable(),
  timeline,
  /** By the network of the source address; null where no line names a device or no internal range is known. */
  network: networkSplit.nullable(),
  apps: appRow.array(),
  users: entityRow.array(),
  sources: entityRow.array(),
  devices: entityRow.array(),
  hosts: entityRow.array(),
  queryMs: z.number(),
});
export type Usage = z.infer<typeof usage>;

export const evidenceRow = z.object({
  importId: z.number(),
  file: z.string(),
  line: z.number(),
  raw: z.string(),
  truncated: z.boolean(),
  /** The record as `undercast parse` prints it. */
  record: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Of an anonymised stream: names are tokens, and what may hold a name is hidden. */
  masked: z.boolean(),
});
export type EvidenceRow = z.infer<typeof evidenceRow>;

const table = z.enum(['apps', 'users', 'sources', 'devices', 'unmatched']);
/** Tables that a filter is written for: those of discovery, the catalog, the activity log, and what is derived from it. */
const filterTable = z.enum([...table.options, 'catalog', 'activities', ...DERIVED_TABLES]);
export type FilterTable = z.infer<typeof filterTable>;
const subject = z.object({
  app: z.string().max(200).optional(),
  user: z.string().max(1000).optional(),
  source: z.string().max(100).optional(),
  device: z.string().max(1000).optional(),
  host: z.string().max(1000).optional(),
});

export const evidenceQuestion = scope.extend({
  subject: subject.default({}),
  cursor: z.string().max(500).optional(),
  limit: z.number().int().min(1).max(10_000).default(100),
  /** Milliseconds after which a page that holds a line ends, full or not: who looks at it need not wait for the last. */
  within: z.number().int().min(1).max(60_000).optional(),
});

export const evidencePage = z.object({
  rows: evidenceRow.array(),
  cursor: z.string().nullable(),
  framesRead: z.number(),
  /** Blocks of lines behind the page that were not looked at yet; not each need hold a line. */
  framesLeft: z.number(),
  /** Transactions inside the scope whose import keeps no evidence. */
  withoutEvidence: z.number(),
  /** Transactions inside the scope whose lines are sealed while the workspace's key is locked or absent. */
  sealed: z.number(),
  /** Pieces of evidence that are damaged on disk: which lines cannot be shown. */
  damaged: z.array(z.object({ importId: z.number(), file: z.string(), firstLine: z.number(), lastLine: z.number() })),
  queryMs: z.number(),
});

export const discoveryMethods = {
  'discovery.getDashboard': {
    kind: 'query',
    input: scope.extend({
      top: z.number().int().min(1).max(100).default(15),
      /** What the ranked lists are ranked by; where no line knows it, download and then transactions stand in. */
      metric: metric.default('bytesTotal'),
    }),
    output: dashboard,
  },
  'discovery.listRows': {
    kind: 'query',
    input: scope.extend({
      table,
      sort: sort.optional(),
      page: pageRequest.prefault({}),
      search: z.string().max(500).optional(),
    }),
    output: columnarPage,
  },
  /** How many apps of each category the table of apps has, most first. */
  'discovery.listCategories': {
    kind: 'query',
    input: scope.extend({ search: z.string().max(500).optional() }),
    output: z.object({
      total: z.number(),
      categories: z.object({ id: z.string(), name: z.string(), apps: z.number() }).array(),
    }),
  },
  /** The whole table as shown (same filter, sort and columns), formula-safe, as text. */
  'discovery.exportRows': {
    kind: 'query',
    input: scope.extend({
      table,
      sort: sort.optional(),
      search: z.string().max(500).optional(),
      columns: z.array(z.string().max(64)).max(100).optional(),
      format: z.enum(['csv', 'json', 'tsv']),
      zone: z.string().max(64).default('UTC'),
    }),
    output: z.object({ text: z.string(), rows: z.number() }),
  },
  'discovery.getUsage': {
    kind: 'query',
    input: scope.extend({
      kind: usageKind,
      key: z.string().max(1000),
      top: z.number().int().min(1).max(1000).default(100),
    }),
    output: usage,
  },
  /** How regularly sources come back to domains, and what the names they ask for look like. Facts, no verdicts. */
  'discovery.listRegularity': {
    kind: 'query',
    input: scope.extend({
      source: z.string().max(100).optional(),
      /** All hosts of the same registrable domain are meant. */
      host: z.string().max(1000).optional(),
      sort: z.enum(['steady', 'hosts', 'transactions', 'bytesSent']).default('steady'),
      /** Transactions that a pair has at least. */
      atLeast: z.number().int().min(1).default(8),
      limit: z.number().int().min(1).max(10_000).default(100),
    }),
    output: regularity,
  },
  'discovery.listEvidence': { kind: 'query', input: evidenceQuestion, output: evidencePage },
  /** Checks a filter's text; returns its canonical text (as written where times in it move along) and its JSON form as of now, or the error's place. */
  'discovery.checkFilter': {
    kind: 'query',
    input: z.object({ filter: z.string().max(20_000), table: filterTable }),
    output: z.object({
      ok: z.boolean(),
      text: z.string(),
      tree: z.unknown(),
      error: z.object({ message: z.string(), position: z.number() }).nullable(),
    }),
  },
  /** Fields, operators and known values, for the filter bar and its completion. */
  'discovery.listFilterFields': {
    kind: 'query',
    input: z.object({ table: filterTable }),
    output: z.array(
      z.object({
        name: z.string(),
        title: z.string(),
        type: z.enum(['text', 'number', 'enum', 'time', 'ip', 'boolean', 'bytes']),
        operators: z.string().array(),
        values: z.object({ value: z.string(), title: z.string() }).array(),
        unit: z.string().nullable(),
      }),
    ),
  },
} as const;
