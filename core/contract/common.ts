import { z } from 'zod';
import { HIDDEN } from '../kit/visible-text.ts';

/** Instants are milliseconds since the epoch, UTC. Ranges include `from` and exclude `to`. */
export const instant = z.number().int().safe();

/** What every discovery question is asked of: a time range, streams (those of the global view when absent), and a filter in its text form. */
export const scope = z.object({
  from: instant.optional(),
  to: instant.optional(),
  streams: z.array(z.number().int().positive()).max(1000).optional(),
  /** A custom view: its streams and conditions hold beside the others of this scope. */
  view: z.number().int().positive().optional(),
  filter: z.string().max(20_000).optional(),
});
export type Scope = z.infer<typeof scope>;

/** Apps that one command may change: a whole catalog with a workspace's own apps. */
export const MOST_APPS = 100_000;

/** What a reader would obey or not see in what people give; line ends and tabs are for each field to judge. */
const OBEYED = new RegExp(`[^\\P{Cc}\\t\\n]|[${HIDDEN}]`, 'gu');
const OBEYED_IN_LINE = new RegExp(`(?:[\\t\\n]|${OBEYED.source})+`, 'gu');

/** A name as people may give it: one line in one direction, with nothing hidden. */
export function cleanName(text: string): string {
  return text.replace(OBEYED_IN_LINE, ' ').trim();
}

/** A name that people give, cleaned. */
export function givenName(most: number) {
  return z.string().transform(cleanName).pipe(z.string().min(1).max(most));
}

/** A comment that people give: as a name, but of any lines; it may be empty. */
export function givenText(most: number) {
  return z
    .string()
    .transform((text) => text.replaceAll('\r\n', '\n').replace(OBEYED, ' ').trim())
    .pipe(z.string().max(most));
}

/** A failure as it is kept and told: pages word it by its code and what it is about. */
export const keptError = z.object({
  code: z.string(),
  message: z.string(),
  /** Which file, workspace or app it is about. */
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type KeptError = z.infer<typeof keptError>;

export const sort = z.object({ column: z.string().max(64), direction: z.enum(['asc', 'desc']) });
export type Sort = z.infer<typeof sort>;

export const pageRequest = z.object({
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(5000).default(200),
});
export type PageRequest = z.input<typeof pageRequest>;

/** Sums of one group. A byte measure is null when no line of the group carries it (never 0 for unknown). */
export const measures = z.object({
  transactions: z.number(),
  blocked: z.number(),
  bytesSent: z.number().nullable(),
  bytesReceived: z.number().nullable(),
  /** Sent plus received where a line knows both, or the line's own total. */
  bytesTotal: z.number().nullable(),
});
export type Measures = z.infer<typeof measures>;

export const METRICS = [
  'bytesTotal',
  'bytesSent',
  'bytesReceived',
  'transactions',
  'users',
  'sources',
  'blocked',
] as const;
export const metric = z.enum(METRICS);
export type Metric = z.infer<typeof metric>;

export const tag = z.enum(['sanctioned', 'unsanctioned', 'monitored']);
export const riskBand = z.enum(['high', 'medium', 'low', 'unscored']);
/** An app whose band becomes another, with its scores as shown. */
export const bandChange = z.object({
  id: z.string(),
  name: z.string(),
  before: z.number().nullable(),
  after: z.number().nullable(),
  bandBefore: riskBand,
  bandAfter: riskBand,
});
export type BandChange = z.output<typeof bandChange>;
/** A path chosen by the user is known to the page only as this token (native dialog, drop, upload). */
export const token = z.string().min(8).max(100);

/** A page of a table: one array per column, all of the same length. */
export interface ColumnarPage {
  readonly resultId: string;
  /** Rows in the whole result, not in this page. */
  readonly total: number;
  readonly offset: number;
  readonly count: number;
  readonly columns: Readonly<Record<string, readonly (string | number | null | readonly number[])[]>>;
  /** Time the engine took, milliseconds. */
  readonly queryMs: number;
}

export const columnarPage: z.ZodType<ColumnarPage> = z.object({
  resultId: z.string(),
  total: z.number(),
  offset: z.number(),
  count: z.number(),
  columns: z.record(z.string(), z.array(z.union([z.string(), z.number(), z.null(), z.array(z.number())]))),
  queryMs: z.number(),
});

/** Why clear names or private activities are asked for; kept in the governance log. */
export const revealReason = z.string().trim().min(3).max(1000);
