import { z } from 'zod';
import { columnarPage, pageRequest, sort } from './common.ts';

/** Which apps of the catalog: a filter in its text form over the fields of the table `catalog`, and words to search for. */
const question = z.object({
  filter: z.string().max(20_000).optional(),
  /** In name, vendor and domains. */
  search: z.string().max(200).optional(),
});

export const CATALOG_COLUMNS = [
  'id',
  'name',
  'category',
  'categoryName',
  'vendor',
  'headquarters',
  'kind',
  'custom',
  'score',
  'scoreLow',
  'scoreHigh',
  'scoreBasis',
  'coverage',
  'band',
  'tag',
  'customTags',
  'popularity',
  'discovered',
] as const;

export const catalogBrowseMethods = {
  /** Without a sort: apps that people choose to use first, and within those by the lowest possible score. */
  'catalog.listApps': {
    kind: 'query',
    input: question.extend({ sort: sort.optional(), page: pageRequest.default({ offset: 0, limit: 200 }) }),
    output: columnarPage,
  },
  /** The whole list as text, safe to open in a spreadsheet. */
  'catalog.exportApps': {
    kind: 'query',
    input: question.extend({
      sort: sort.optional(),
      columns: z.array(z.enum(CATALOG_COLUMNS)).max(50).optional(),
      format: z.enum(['csv', 'tsv', 'json', 'ndjson']),
    }),
    output: z.object({ text: z.string(), rows: z.number() }),
  },
  'catalog.listCategories': {
    kind: 'query',
    input: question,
    output: z.array(z.object({ id: z.string(), name: z.string(), apps: z.number() })),
  },
} as const;
