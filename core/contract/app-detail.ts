import { z } from 'zod';
import { APP_KINDS } from '../model/app.ts';
import { riskBand, tag } from './common.ts';

const factorContribution = z.object({
  id: z.string(),
  title: z.string(),
  meaning: z.string(),
  category: z.enum(['general', 'security', 'compliance', 'legal']),
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).nullable(),
  source: z.string().nullable(),
  basis: z.enum(['known', 'rule', 'inferred']).nullable(),
  asOf: z.string().nullable(),
  scored: z.boolean(),
  valueKind: z.enum(['flag', 'choice', 'integer', 'year', 'date', 'text', 'url', 'country', 'list']),
  /** The closed list where there is one. */
  values: z.string().array(),
  naAllowed: z.boolean(),
  /** True where the workspace's own value stands in for the catalog's. */
  corrected: z.boolean(),
  propertyScore: z.number().nullable(),
  /** Share of its category's weight, 0..1. */
  weight: z.number(),
  /** Points this factor adds to its category's score. */
  contribution: z.number().nullable(),
});

const categoryScore = z.object({
  score: z.number().nullable(),
  low: z.number(),
  high: z.number(),
  coverage: z.number(),
  weight: z.number(),
  /** The band that the score, rounded, would have. */
  band: riskBand,
});

export const appDetail = z.object({
  id: z.string(),
  name: z.string(),
  category: z.string(),
  categoryName: z.string(),
  /** `rule`: told by the words of name and domain alone. */
  categoryBasis: z.enum(['known', 'rule']),
  vendor: z.string().nullable(),
  description: z.string().nullable(),
  homepage: z.string().nullable(),
  headquarters: z.string().nullable(),
  kind: z.enum(APP_KINDS),
  custom: z.boolean(),
  domains: z.string().array(),
  ipRanges: z.string().array(),
  /** What this workspace put right; its category and domains are in force above. */
  correction: z
    .object({
      category: z.string().nullable(),
      addedDomains: z.string().array(),
      removedDomains: z.string().array(),
      /** How many of `ipRanges`. */
      addedRanges: z.number(),
    })
    .nullable(),
  tag: tag.nullable(),
  customTags: z.string().array(),
  note: z.string(),
  overrideScore: z.number().nullable(),
  score: z.number().nullable(),
  scoreRaw: z.number().nullable(),
  scoreLow: z.number(),
  scoreHigh: z.number(),
  scoreBasis: z.enum(['scored', 'estimated', 'unscored', 'override']),
  coverage: z.number(),
  known: z.number(),
  band: riskBand,
  general: categoryScore,
  security: categoryScore,
  compliance: categoryScore,
  legal: categoryScore,
  factors: factorContribution.array(),
  /** Apps of the same category in the catalog with a better lower bound, best first. */
  alternatives: z
    .object({ id: z.string(), name: z.string(), score: z.number().nullable(), scoreLow: z.number(), band: riskBand })
    .array(),
});
export type AppDetail = z.infer<typeof appDetail>;
