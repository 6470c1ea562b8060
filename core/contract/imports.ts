import { z } from 'zod';
import { SNAPSHOT_KINDS } from '../model/snapshot.ts';
import { givenName, instant, keptError, pageRequest, token } from './common.ts';
import { profile } from './workspace.ts';

/** How surely a format is read; `own` ones were described in the workspace. */
export const formatGrade = z.enum(['verified', 'documented', 'unverified', 'own']);

const fileLoss = z.object({
  code: z.string(),
  message: z.string(),
  /** Where it begins, in bytes of the file as it is stored. */
  offset: z.number(),
  /** Null where the file ends too early: nobody knows how much is missing. */
  bytes: z.number().nullable(),
});
export type FileLoss = z.infer<typeof fileLoss>;

export const fileLedger = z.object({
  /** Of the segments that a collector's source received on a day: its name. */
  path: z.string(),
  /** How many segments it sums up; absent for a file. */
  segments: z.number().optional(),
  format: z.string(),
  read: z.number(),
  parsed: z.number(),
  rejected: z.number(),
  skipped: z.number(),
  blank: z.number(),
  duplicates: z.number(),
  stored: z.number(),
  bytes: z.number(),
  sha256: z.string(),
  alreadyImported: z.boolean(),
  encoding: z.string(),
  /** Rejects and skips by reason code. */
  reasons: z.record(z.string(), z.number()),
  /** Lines read by each format, when a file mixes them. */
  formats: z.record(z.string(), z.number()),
  /** Why the file was left out, e.g. an encrypted zip entry; null when it was read. */
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** What was left out of a file that was read as far as it is whole; absent where that is all of it. */
  lost: fileLoss.optional(),
});
export type FileLedger = z.infer<typeof fileLedger>;

export const ledger = z.object({
  files: fileLedger.array(),
  read: z.number(),
  parsed: z.number(),
  rejected: z.number(),
  skipped: z.number(),
  blank: z.number(),
  duplicates: z.number(),
  stored: z.number(),
  bytes: z.number(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  seconds: z.number(),
  linesPerSecond: z.number(),
  peakMemoryBytes: z.number(),
  reasons: z.record(z.string(), z.number()),
});
export type Ledger = z.infer<typeof ledger>;

/** Most files that an import's result names: a folder may hold tens of thousands, which are asked for in pages. */
export const FIRST_FILES = 200;

/** What became of an import's lines, as its job's result: `files` are the first of them. */
export const doneLedger = ledger.extend({ fileCount: z.number() });
export type DoneLedger = z.infer<typeof doneLedger>;

export const importRow = z.object({
  id: z.number(),
  streamId: z.number(),
  stream: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled', 'interrupted']),
  format: z.string(),
  zone: z.string(),
  keepEvidence: z.boolean(),
  /** Of audit logs: the connector that was to read them, or `auto`; null for traffic. */
  connector: z.string().nullable(),
  /** Names are tokens; paths of files and their hashes are not shown. */
  anonymised: z.boolean(),
  started: instant,
  ended: instant.nullable(),
  firstEvent: instant.nullable(),
  lastEvent: instant.nullable(),
  ledger: ledger.nullable(),
  /** Paths of its files where no ledger names them: it runs, or did not come to its end. Numbers, of an anonymised import. */
  files: z.string().array(),
  evidenceBytes: z.number(),
  /** The UTC day (`2026-03-02`) of which a continuous stream's import holds what was received; null for other imports. */
  day: z.string().nullable(),
  jobId: z.string().nullable(),
  /** Why it failed; null of every other one, and of those that failed before this was kept. */
  error: keptError.nullable(),
});
export type ImportRow = z.infer<typeof importRow>;

/** An import as a list shows it: an import of a folder may hold tens of thousands of files, which are asked for in pages. */
export const importSummary = importRow.omit({ files: true, ledger: true }).extend({
  ledger: ledger.omit({ files: true }).nullable(),
  files: z.object({
    count: z.number(),
    /** The first one's path; null where none is known. A number, of an anonymised import. */
    first: z.string().nullable(),
    /** Files that could not be read. */
    leftOut: z.number(),
    /** Files of which something was left out or is missing. */
    lossy: z.number(),
    /** How many files were read as each format. */
    formats: z.record(z.string(), z.number()),
  }),
});
export type ImportSummary = z.infer<typeof importSummary>;

/** A file of an import; without counts where the import did not come to its end. */
export const importFile = z.object({ path: z.string(), ledger: fileLedger.nullable() });
export type ImportFile = z.infer<typeof importFile>;

/** A line that was not stored. Of an anonymised stream `raw` is empty and the file has a number instead of its path. */
export const rejectRow = z.object({
  file: z.string(),
  line: z.number(),
  verdict: z.enum(['rejected', 'skipped']),
  reason: z.string(),
  raw: z.string(),
});
export type RejectRow = z.infer<typeof rejectRow>;

const candidate = z.object({
  format: z.string(),
  title: z.string(),
  score: z.number(),
  parsedShare: z.number(),
  grade: formatGrade,
  reasons: z.string().array(),
  doubts: z.string().array(),
});

export const filePreview = z.object({
  /** Of audit logs of connected apps, candidates and records are connectors and activities. */
  kind: z.enum(['traffic', 'activities']),
  /** Nothing knows it, and it looks like an audit log: a connector may be described for it. */
  mayBeAudit: z.boolean(),
  /** Its records are objects of a tenant: state to be kept as a snapshot. `isSure`: nothing reads them as a log. Null: they are not. */
  state: z.object({ kind: z.enum(SNAPSHOT_KINDS), isSure: z.boolean() }).nullable(),
  token: token.nullable(),
  name: z.string(),
  bytes: z.number(),
  compression: z.enum(['none', 'gzip', 'zip', 'zstd', 'tar', 'folder']),
  encoding: z.string(),
  candidates: candidate.array(),
  fields: z.string().array(),
  /** First records of the file as `parse` prints them, with their raw line. */
  records: z.array(z.object({ raw: z.string(), record: z.record(z.string(), z.union([z.string(), z.number()])) })),
  rejects: z.array(z.object({ line: z.number(), reason: z.string(), raw: z.string() })),
  sampled: z.object({
    lines: z.number(),
    parsed: z.number(),
    rejected: z.number(),
    skipped: z.number(),
    blank: z.number(),
  }),
  direction: z.object({ outbound: z.number(), inbound: z.number(), internal: z.number() }),
  firstEvent: instant.nullable(),
  lastEvent: instant.nullable(),
  zoneInLog: z.boolean(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type FilePreview = z.infer<typeof filePreview>;

/** The stream of lines for which none was named. */
export const DEFAULT_STREAM = 'Imported logs';
/** The same of audit logs of connected apps. */
export const ACTIVITY_STREAM = 'Connected apps';

export const importOptions = z.object({
  format: z.string().max(64).default('auto'),
  /** Reads audit logs of connected apps: a connector's id, or `auto`. Absent: files that connectors claim, as such. */
  connector: z.string().max(64).optional(),
  /** Where absent: the stream that a collector's sealed segment names, else "Imported logs". */
  stream: givenName(200).optional(),
  /** IANA zone for times that name none; the workspace's zone when absent. */
  zone: z.string().max(64).optional(),
  keepEvidence: z.boolean().default(true),
  /** Names of users and devices become tokens. Chosen at a stream's first import; absent: as the stream is, a new one in clear. */
  anonymise: z.boolean().optional(),
});

export const importMethods = {
  'imports.preview': {
    kind: 'query',
    input: z.object({
      tokens: z.array(token).min(1).max(10_000),
      zone: z.string().max(64).optional(),
      format: z.string().max(64).default('auto'),
      /** Shows the files as audit logs that this connector reads, or `auto`. */
      connector: z.string().max(64).optional(),
    }),
    output: z.object({
      files: filePreview.array(),
      fileCount: z.number(),
      profileGuess: profile,
      streamGuess: z.string(),
    }),
  },
  'imports.start': {
    kind: 'job',
    input: importOptions.extend({ tokens: z.array(token).min(1).max(10_000) }),
    /** `imports`: the files may become several; `importId` is the last of them. */
    output: z.object({ importId: z.number(), imports: z.number().array(), ledger: doneLedger }),
  },
  'imports.list': { kind: 'query', input: z.object({}), output: importSummary.array() },
  'imports.get': { kind: 'query', input: z.object({ id: z.number().int() }), output: importRow },
  /** Files of an import, those that were left out before the others. */
  'imports.listFiles': {
    kind: 'query',
    input: z.object({ id: z.number().int(), page: pageRequest.default({ offset: 0, limit: 200 }) }),
    output: z.object({ total: z.number(), files: importFile.array() }),
  },
  'imports.listRejects': {
    kind: 'query',
    input: z.object({ id: z.number().int(), limit: z.number().int().min(1).max(10_000).default(500) }),
    output: rejectRow.array(),
  },
  'imports.remove': { kind: 'job', input: z.object({ id: z.number().int() }), output: z.object({}) },
  /** Reads every import again that kept its lines, with the present profile, ranges and exclusions. */
  'imports.rereadAll': {
    kind: 'job',
    input: z.object({}),
    /** `kept`: imports without lines, which stay as they were read. */
    output: z.object({ reread: z.number(), kept: z.number() }),
  },
  'imports.reread': {
    kind: 'job',
    input: z.object({
      id: z.number().int(),
      format: z.string().max(64).optional(),
      zone: z.string().max(64).optional(),
      stream: givenName(200).optional(),
    }),
    output: z.object({ importId: z.number(), ledger: doneLedger }),
  },
} as const;
