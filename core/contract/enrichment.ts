import { z } from 'zod';
import { EXCLUSION_KINDS, RANGE_CATEGORIES } from '../model/enrichment.ts';
import { givenName, givenText, instant, token } from './common.ts';

const id = z.number().int().positive();
const comment = givenText(4000);

export const ipRange = z.object({
  name: givenName(200),
  /** CIDR blocks or single addresses, v4 and v6. */
  cidrs: z.array(z.string().trim().min(1).max(64)).min(1).max(10_000),
  category: z.enum(RANGE_CATEGORIES),
  tags: z.array(givenName(200)).max(100).default([]),
  /** In place of what geography would say. */
  location: givenText(200).nullable().default(null),
  isp: givenText(200).nullable().default(null),
});
export type IpRangeInput = z.infer<typeof ipRange>;
export const ipRangeRow = ipRange.extend({
  /** Null for a built-in range. */
  id: z.number().nullable(),
});
export type IpRangeRow = z.infer<typeof ipRangeRow>;

const problem = z.object({ line: z.number(), problem: z.string() });

/** The directory, and how the users of the logs join it. */
export const directoryInfo = z.object({
  people: z.number(),
  /** Lists are sealed: the workspace has an anonymised stream. */
  sealed: z.boolean(),
  /** They are, and the key is not there: nobody is joined. */
  locked: z.boolean(),
  /** Null for none, or while it is locked. */
  file: z.string().nullable(),
  imported: instant.nullable(),
  /** A person's several spellings count as one user, by the name the directory gives. */
  merge: z.boolean(),
  departments: z.array(z.object({ name: z.string(), people: z.number() })),
  groups: z.array(z.object({ name: z.string(), people: z.number() })),
  /** Users of the logs. */
  users: z.number(),
  joined: z.number(),
  /** Their spelling fits several people: joined with none. The first hundred by name. */
  ambiguous: z.object({ total: z.number(), names: z.string().array() }),
  /** People that two or more users of the logs stand for. */
  severalSpellings: z.number(),
});
export type DirectoryInfo = z.infer<typeof directoryInfo>;

export const exclusionRow = z.object({
  id: z.number(),
  kind: z.enum(EXCLUSION_KINDS),
  value: z.string(),
  comment: z.string(),
  added: instant,
});
export type ExclusionRow = z.infer<typeof exclusionRow>;

export const enrichmentMethods = {
  'ranges.list': { kind: 'query', input: z.object({}), output: ipRangeRow.array() },
  /** Makes a range, or changes the one with this id. */
  'ranges.save': {
    kind: 'command',
    input: ipRange.extend({ id: id.optional() }),
    output: z.object({ id: z.number() }),
  },
  'ranges.remove': { kind: 'command', input: z.object({ ids: z.array(id).max(10_000) }), output: z.object({}) },
  /** Adds the ranges of a CSV file; those of a known name are changed. With `replace` all others go. */
  'ranges.import': {
    kind: 'command',
    input: z.object({ token, replace: z.boolean().default(false) }),
    output: z.object({ added: z.number(), changed: z.number(), removed: z.number(), problems: problem.array() }),
  },
  'ranges.export': { kind: 'query', input: z.object({}), output: z.object({ text: z.string(), ranges: z.number() }) },
  'directory.get': { kind: 'query', input: z.object({}), output: directoryInfo },
  /** Puts the people of a CSV file in place of the present directory. */
  'directory.import': {
    kind: 'command',
    input: z.object({ token }),
    output: z.object({
      people: z.number(),
      problems: problem.array(),
      /** Header word of each column that was found; null for those that are missing. */
      columns: z.record(z.string(), z.string().nullable()),
    }),
  },
  'directory.clear': { kind: 'command', input: z.object({}), output: z.object({}) },
  'directory.setMerge': { kind: 'command', input: z.object({ merge: z.boolean() }), output: z.object({}) },
  'exclusions.list': { kind: 'query', input: z.object({}), output: exclusionRow.array() },
  /** Holds for lines read from now on; `imports.rereadAll` applies it to what was read before. */
  'exclusions.add': {
    kind: 'command',
    input: z.object({
      kind: z.enum(EXCLUSION_KINDS),
      values: z.array(z.string().trim().min(1).max(500)).min(1).max(10_000),
      comment: comment.default(''),
    }),
    output: z.object({
      added: z.number(),
      /** Of the groups given, those that nobody in the directory belongs to: they leave nobody out. */
      emptyGroups: z.string().array(),
    }),
  },
  'exclusions.remove': { kind: 'command', input: z.object({ ids: z.array(id).max(10_000) }), output: z.object({}) },
} as const;
