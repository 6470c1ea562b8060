import { z } from 'zod';
import { addressRanges, appDecision, customTag, factorValue, scoreSettings } from './catalog-govern.ts';
import { tag } from './common.ts';
import { customAppInput } from './custom-app.ts';

const domains = z.array(z.string().max(253)).max(1000);

/** What one app's tag, note, score and corrections are; what is absent stays as it is. */
const appChange = appDecision.extend({
  tag: tag.nullable().optional(),
  customTags: z.array(customTag).max(50).optional(),
  domains: z.object({ added: domains, removed: domains }).optional(),
  ranges: addressRanges.optional(),
  factors: z.record(z.string().max(100), factorValue).optional(),
});
export type AppChange = z.infer<typeof appChange>;

/** Everything that a workspace decided about apps, as a file of its own. */
export const catalogChanges = z.object({
  format: z.literal('undercast-catalog-changes'),
  version: z.literal(1),
  apps: z.array(appChange).max(50_000),
  customApps: z
    .array(
      customAppInput.extend({
        id: z
          .string()
          .max(200)
          .regex(/^custom-[a-z0-9-]+$/),
      }),
    )
    .max(10_000)
    .default([]),
  scoring: scoreSettings.nullable().default(null),
});
export type CatalogChanges = z.output<typeof catalogChanges>;

export const catalogExchangeMethods = {
  'catalog.exportChanges': { kind: 'query', input: z.object({}), output: catalogChanges },
  /** The same as a file's text; CSV is safe to open in a spreadsheet and has everything but the weights. */
  'catalog.exportDecisions': {
    kind: 'query',
    input: z.object({ format: z.enum(['json', 'csv']) }),
    output: z.object({ text: z.string(), rows: z.number() }),
  },
  /**
   * Reads what `catalog.exportDecisions` wrote, a list of discovered apps as other products export it (CSV with a column of
   * names or domains), matched by domain, else by name, or address ranges as a vendor publishes them. Nothing is changed yet.
   */
  'catalog.readAppList': {
    kind: 'query',
    input: z.object({
      text: z.string().max(50_000_000),
      /** What becomes of the other product's scores. */
      scores: z.enum(['ignore', 'note', 'override']).default('note'),
      /** The app that a plain list of address ranges is of. */
      app: z.string().min(1).max(200).optional(),
    }),
    output: z.object({
      kind: z.enum(['decisions', 'list', 'ranges']),
      changes: catalogChanges,
      rows: z.number(),
      /** Rows of which no app was found, or more than one. */
      unmatched: z.array(z.object({ line: z.number(), name: z.string() })),
      /** Of address ranges, else null. */
      ranges: z
        .object({
          /** Null for a plain list. */
          publisher: z.string().nullable(),
          apps: z.array(z.object({ id: z.string(), name: z.string(), blocks: z.number() })),
          /** Services that are no app of the catalog, and entries that are no block. */
          leftOut: z.array(z.object({ service: z.string(), blocks: z.number() })),
          invalid: z.number(),
        })
        .nullable(),
    }),
  },
  /** All or nothing. Each app's change is in the governance log. */
  'catalog.importChanges': {
    kind: 'command',
    input: z.object({ changes: catalogChanges }),
    output: z.object({ apps: z.number(), customApps: z.number() }),
  },
} as const;
