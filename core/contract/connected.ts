import { z } from 'zod';
import { sort } from './common.ts';

/** What every table that is derived from activities is asked: a filter in its text form, words to look for, an order, a page. */
export const derivedQuestion = z.object({
  filter: z.string().max(20_000).optional(),
  search: z.string().max(500).optional(),
  sort: sort.optional(),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(5000).default(200),
});
export type DerivedQuestion = z.infer<typeof derivedQuestion>;

/** A page of such a table; `total` counts all rows that fit. */
export function derivedPage<R extends z.ZodType>(
  row: R,
): z.ZodObject<{ rows: z.ZodArray<R>; total: z.ZodNumber; queryMs: z.ZodNumber }> {
  return z.object({ rows: z.array(row), total: z.number(), queryMs: z.number() });
}

export const DERIVED_TABLES = ['accounts', 'files', 'oauth', 'posture'] as const;
export type DerivedTableName = (typeof DERIVED_TABLES)[number];

export const connectedMethods = {
  /** A whole table as text, safe to open in a spreadsheet. */
  'connected.export': {
    kind: 'query',
    input: derivedQuestion.pick({ filter: true, search: true, sort: true }).extend({
      table: z.enum(DERIVED_TABLES),
      /** Fields, in this order; all when absent. */
      columns: z.array(z.string().max(64)).max(100).optional(),
      format: z.enum(['csv', 'tsv', 'json']),
      /** IANA zone that instants are written in. */
      zone: z.string().max(64),
    }),
    output: z.object({ text: z.string(), rows: z.number() }),
  },
} as const;
