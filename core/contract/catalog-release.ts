import { z } from 'zod';
import { bandChange, givenName, token } from './common.ts';

const release = z.object({
  version: z.string(),
  /** ISO date. */
  date: z.string(),
  /** Who published an update; null for the shipped catalog. */
  publisher: z.string().nullable(),
  /** Name of the key that it is signed with. */
  key: z.string().nullable(),
});

const named = z.object({ id: z.string(), name: z.string(), categoryName: z.string() });
/** Where an app or a host is named, at most this many are; the counts are of all. */
export const MOST_NAMED = 200;

export const catalogDiff = z.object({
  added: z.number(),
  removed: z.number(),
  changed: z.number(),
  domains: z.number(),
  addedApps: named.array(),
  /** `decided`: the open workspace holds a tag, note, score or correction of it, which stays but has no app. */
  removedApps: named.extend({ decided: z.boolean() }).array(),
  /** Apps of another id, name or category. */
  changedApps: z.object({ before: named, after: named }).array(),
  movedDomains: z.object({ domain: z.string(), before: z.string(), after: z.string() }).array(),
  /** What it does to the open workspace's figures; null when none is open. */
  discovered: z
    .object({
      /** Apps in use whose band becomes another, the worst first. */
      bands: bandChange.array(),
      bandChanges: z.number(),
      /** Hosts of the logs that get another app, no app, or one at last; names of the apps. */
      hosts: z.object({ host: z.string(), before: z.string().nullable(), after: z.string().nullable() }).array(),
      hostChanges: z.number(),
    })
    .nullable(),
});
export type CatalogDiffView = z.output<typeof catalogDiff>;

const trustedKey = z.object({ id: z.string(), name: z.string(), builtIn: z.boolean() });

export const catalogReleaseMethods = {
  /** Which catalog holds, what could be gone back to, and whose updates are taken. */
  'catalog.getRelease': {
    kind: 'query',
    input: z.object({}),
    output: z.object({
      inForce: release,
      shipped: z.object({ version: z.string(), date: z.string() }),
      /** Whether an update was in force before, and can be again. */
      canGoBack: z.boolean(),
      /** Why an update that was applied does not hold. */
      problem: z.string().nullable(),
      keys: trustedKey.array(),
    }),
  },
  /** Verifies an update and says what it would change. Nothing is changed. */
  'catalog.inspectUpdate': {
    kind: 'query',
    input: z.object({ token }),
    output: z.object({
      /** SHA-256 of its manifest, for `catalog.applyUpdate`. */
      id: z.string(),
      release,
      apps: z.number(),
      inForce: release,
      relation: z.enum(['newer', 'same', 'older']),
      diff: catalogDiff,
    }),
  },
  /**
   * Puts an update in force, whole or not at all. What the workspace decided about apps stays and follows their ids.
   * Refused: a bad signature, an unknown key, an older release unless `allowOlder`, another file than `id` names.
   */
  'catalog.applyUpdate': {
    kind: 'command',
    input: z.object({
      token,
      id: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .optional(),
      allowOlder: z.boolean().default(false),
    }),
    output: z.object({ inForce: release }),
  },
  /** Back to the catalog that came with Undercast, or to the one in force before. */
  'catalog.rollBack': {
    kind: 'command',
    input: z.object({ to: z.enum(['shipped', 'previous']) }),
    output: z.object({ inForce: release }),
  },
  /** Takes updates signed with a public key (a PEM file) from now on. */
  'catalog.trustKey': {
    kind: 'command',
    input: z.object({ token, name: givenName(200) }),
    output: trustedKey,
  },
  'catalog.distrustKey': {
    kind: 'command',
    input: z.object({ id: z.string().regex(/^[0-9a-f]{16}$/) }),
    output: z.object({}),
  },
} as const;
