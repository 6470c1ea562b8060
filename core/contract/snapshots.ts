import { z } from 'zod';
import { SNAPSHOT_KINDS } from '../model/snapshot.ts';
import { instant } from './common.ts';

const kind = z.enum(SNAPSHOT_KINDS);
const rows = z.array(z.record(z.string(), z.unknown()));
const facts = z.object({
  id: z.number(),
  kind,
  tenant: z.string(),
  taken: instant,
  source: z.string(),
  objects: z.number(),
});

/** Which snapshot says something. */
export const snapshotOrigin = facts;

/** A fact with a title for people; `at` for facts that are instants. */
export const stateFact = z.object({
  title: z.string(),
  values: z.string().array(),
  at: instant.nullable(),
  from: snapshotOrigin,
});
export type StateFact = z.infer<typeof stateFact>;

/** An inbox rule as it stood. */
export const inboxRuleFact = z.object({
  name: z.string(),
  enabled: z.boolean().nullable(),
  /** Addresses that mail goes to, and those of them that are outside. */
  sendsTo: z.string().array(),
  outside: z.string().array(),
  /** What it does else, and for which mail, in words. */
  does: z.string().array(),
  when: z.string().array(),
  /** It deletes mail or moves it where nobody looks. */
  hides: z.boolean(),
  from: snapshotOrigin,
});
export type InboxRuleFact = z.infer<typeof inboxRuleFact>;

export const snapshotMethods = {
  /** Snapshots of tenants, newest first. */
  'snapshots.list': { kind: 'query', input: z.object({}), output: facts.array() },
  /** The objects of a kind as they were last seen: the newest snapshot of each tenant. */
  'snapshots.latest': { kind: 'query', input: z.object({ kind }), output: z.array(z.object({ facts, rows })) },
  /** Objects of one snapshot by name; `search`: words that an object has anywhere. */
  'snapshots.get': {
    kind: 'query',
    input: z.object({
      id: z.number().int(),
      search: z.string().max(500).default(''),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(1000).default(100),
    }),
    output: z.object({
      facts,
      objects: z.array(z.object({ name: z.string(), object: z.record(z.string(), z.unknown()) })),
      total: z.number(),
    }),
  },
  /** What came, went and changed between two snapshots of one kind; 1000 objects of each at most, the counts of all. */
  'snapshots.compare': {
    kind: 'query',
    input: z.object({ before: z.number().int(), after: z.number().int() }),
    output: z.object({
      before: facts,
      after: facts,
      counts: z.object({ added: z.number(), removed: z.number(), changed: z.number(), same: z.number() }),
      added: z.string().array(),
      removed: z.string().array(),
      changed: z.array(
        z.object({
          name: z.string(),
          fields: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
        }),
      ),
      /** Fields that only one of the two exports has: they say nothing of a change. */
      onlyBefore: z.string().array(),
      onlyAfter: z.string().array(),
    }),
  },
  /** Keeps chosen files, folders and archives; each is dated by `taken`, else by `modified`, else by the file's own date. */
  'snapshots.import': {
    kind: 'command',
    input: z.object({
      files: z
        .array(z.object({ token: z.string(), modified: instant.optional() }))
        .min(1)
        .max(10_000),
      tenant: z.string().max(200).default(''),
      taken: instant.optional(),
    }),
    output: z.object({
      added: facts.array(),
      /** Files that became no snapshot, and why. */
      leftOut: z.array(z.object({ source: z.string(), why: z.string() })),
      /** Files that became snapshots without those of their lines that are no objects. */
      damaged: z.array(z.object({ source: z.string(), lines: z.number(), firstLine: z.number(), why: z.string() })),
    }),
  },
  /** Keeps snapshots, all of them or none. */
  'snapshots.add': {
    kind: 'command',
    input: z.object({
      snapshots: z
        .array(
          z.object({
            kind,
            tenant: z.string().max(200).default(''),
            taken: instant,
            source: z.string().min(1).max(1000),
            rows: rows.max(500_000),
          }),
        )
        .min(1)
        .max(10_000),
    }),
    /** In the order given. */
    output: z.object({ ids: z.number().array() }),
  },
  'snapshots.remove': { kind: 'command', input: z.object({ id: z.number().int() }), output: z.object({}) },
} as const;
