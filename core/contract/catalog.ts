import { z } from 'zod';
import { appDetail } from './app-detail.ts';
import { catalogBrowseMethods } from './catalog-browse.ts';
import { catalogExchangeMethods } from './catalog-exchange.ts';
import { catalogGovernMethods } from './catalog-govern.ts';
import { catalogReleaseMethods } from './catalog-release.ts';
import { MOST_APPS, riskBand, tag } from './common.ts';
import { customAppInput } from './custom-app.ts';

const appId = z.string().min(1).max(200);
export const catalogMethods = {
  ...catalogBrowseMethods,
  ...catalogExchangeMethods,
  ...catalogGovernMethods,
  ...catalogReleaseMethods,
  'catalog.getStats': {
    kind: 'query',
    input: z.object({}),
    output: z.object({
      apps: z.number(),
      domains: z.number(),
      categories: z.number(),
      factors: z.number(),
      headApps: z.number(),
      knownValues: z.number(),
      medianKnown: z.number(),
      scored: z.number(),
      estimated: z.number(),
      unscored: z.number(),
      atTen: z.number(),
      sources: z.record(z.string(), z.number()),
    }),
  },
  'catalog.lookUpHosts': {
    kind: 'query',
    input: z.object({ hosts: z.array(z.string().max(2000)).min(1).max(10_000) }),
    output: z.array(
      z.object({
        host: z.string(),
        app: z
          .object({
            id: z.string(),
            name: z.string(),
            category: z.string(),
            score: z.number().nullable(),
            scoreLow: z.number(),
            scoreHigh: z.number(),
            scoreBasis: z.enum(['scored', 'estimated', 'unscored', 'override']),
            coverage: z.number(),
          })
          .nullable(),
        resource: z.object({ platform: z.string(), type: z.string(), name: z.string() }).nullable(),
        matched: z.string(),
        reason: z.string(),
      }),
    ),
  },
  'catalog.getApp': { kind: 'query', input: z.object({ id: appId }), output: appDetail },
  'catalog.searchApps': {
    kind: 'query',
    input: z.object({ text: z.string().max(200), limit: z.number().int().min(1).max(200).default(20) }),
    output: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        categoryName: z.string(),
        score: z.number().nullable(),
        /** Known share of the score's weight, 0..1. */
        coverage: z.number(),
        band: riskBand,
        tag: tag.nullable(),
      }),
    ),
  },
  /** Sets or clears (null) the tag; returns what stood before so that the caller can undo. */
  'catalog.tagApps': {
    kind: 'command',
    input: z.object({
      apps: z
        .array(z.object({ id: appId, tag: tag.nullable() }))
        .min(1)
        .max(MOST_APPS),
      /** Why, for the governance log. */
      reason: z.string().max(500).optional(),
    }),
    output: z.object({ previous: z.array(z.object({ id: z.string(), tag: tag.nullable() })) }),
  },
  'catalog.setNote': {
    kind: 'command',
    input: z.object({ id: appId, note: z.string().max(10_000) }),
    output: z.object({ previous: z.string() }),
  },
  'catalog.overrideScore': {
    kind: 'command',
    input: z.object({ id: appId, score: z.number().int().min(0).max(10).nullable() }),
    output: z.object({ previous: z.number().nullable() }),
  },
  'catalog.createCustomApp': { kind: 'command', input: customAppInput, output: z.object({ id: z.string() }) },
  'catalog.updateCustomApp': {
    kind: 'command',
    input: customAppInput.extend({ id: appId }),
    output: z.object({ id: z.string() }),
  },
  'catalog.deleteCustomApp': { kind: 'command', input: z.object({ id: appId }), output: z.object({}) },
} as const;
