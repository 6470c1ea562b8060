import { z } from 'zod';
import { FACTOR_CATEGORIES, IMPORTANCE_LEVELS } from '../model/app.ts';
import { bandChange, givenName, MOST_APPS } from './common.ts';

const appId = z.string().min(1).max(200);
const importance = z.enum(IMPORTANCE_LEVELS);
const factorCategory = z.enum(FACTOR_CATEGORIES);
const domain = z.string().trim().toLowerCase().min(1).max(253);
export const factorValue = z.union([
  z.boolean(),
  z.number(),
  z.string().trim().min(1).max(2000),
  z.array(z.string().max(200)).max(200),
]);
/** CIDR blocks of one app; the longest list that a vendor publishes has some 20,000. */
export const addressRanges = z.array(z.string().trim().min(1).max(64)).max(100_000);
export const customTag = givenName(60);

/** A workspace's own scoring: importance of categories and factors, and where the risk bands end. */
export const scoreSettings = z.object({
  weights: z.object({
    categories: z.record(factorCategory, importance),
    /** Only departures from medium with N/A left out; members of a group share its entry. */
    factors: z.record(z.string().max(100), z.object({ importance, excludeNa: z.boolean() })),
  }),
  bands: z
    .object({ high: z.number().int().min(0).max(8), medium: z.number().int().min(1).max(9) })
    .refine(({ high, medium }) => high < medium, 'The medium band must end above the high-risk band.'),
});
export type ScoreSettingsInput = z.infer<typeof scoreSettings>;

const bandCounts = z.object({ high: z.number(), medium: z.number(), low: z.number(), unscored: z.number() });

/** What is decided of one app; what is absent stays as it is. */
export const appDecision = z.object({
  id: appId,
  note: z.string().max(10_000).optional(),
  /** Null gives the catalog's back. */
  category: z.string().max(64).nullable().optional(),
  overrideScore: z.number().int().min(0).max(10).nullable().optional(),
});
export type AppDecision = z.output<typeof appDecision>;

export const catalogGovernMethods = {
  /** Notes, categories and scores of apps, all or none; the answer, given back, takes it back. */
  'catalog.decideApps': {
    kind: 'command',
    input: z.object({ apps: z.array(appDecision).min(1).max(MOST_APPS) }),
    output: z.object({ previous: z.array(appDecision) }),
  },
  'catalog.getScoring': {
    kind: 'query',
    input: z.object({}),
    output: z.object({
      settings: scoreSettings,
      defaults: scoreSettings,
      /** One entry per importance setting: a factor, or a group of factors that share one. */
      factors: z.array(
        z.object({
          key: z.string(),
          title: z.string(),
          meaning: z.string(),
          category: factorCategory,
          /** Apps of the catalog that have a value. */
          known: z.number(),
        }),
      ),
    }),
  },
  /** Null restores the defaults. */
  'catalog.setScoring': {
    kind: 'command',
    input: z.object({ settings: scoreSettings.nullable() }),
    output: z.object({ previous: scoreSettings.nullable() }),
  },
  /** What settings would change, among the apps that the workspace's logs have met. */
  'catalog.previewScoring': {
    kind: 'query',
    input: z.object({ settings: scoreSettings }),
    output: z.object({
      apps: z.number(),
      before: bandCounts,
      after: bandCounts,
      /** Apps whose band changes, the worst first. */
      changes: bandChange.array(),
      changed: z.number(),
      tookMs: z.number(),
    }),
  },
  /** Puts right what the catalog says of an app; what is not given stays as it is. Null takes a correction back. */
  'catalog.correctApp': {
    kind: 'command',
    input: z.object({
      id: appId,
      category: z.string().max(64).nullable().optional(),
      domains: z.object({ added: z.array(domain).max(200), removed: z.array(domain).max(200) }).optional(),
      /** In place of those given before; none takes them back. */
      ranges: addressRanges.optional(),
      factors: z.record(z.string().max(100), factorValue.nullable()).optional(),
    }),
    output: z.object({}),
  },
  'catalog.listCustomTags': {
    kind: 'query',
    input: z.object({}),
    output: z.array(z.object({ name: z.string(), apps: z.number() })),
  },
  /** Gives apps tags of the workspace's own and takes some away; a new tag is made. */
  'catalog.setCustomTags': {
    kind: 'command',
    input: z.object({
      apps: z.array(appId).max(MOST_APPS),
      add: z.array(customTag).max(50).default([]),
      remove: z.array(customTag).max(50).default([]),
    }),
    output: z.object({ changed: z.number() }),
  },
  'catalog.deleteCustomTag': {
    kind: 'command',
    input: z.object({ name: customTag }),
    output: z.object({ apps: z.array(z.string()) }),
  },
} as const;
