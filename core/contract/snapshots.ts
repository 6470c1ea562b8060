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
  'snapshots.add': {
    kind: 'command',
    input: z.object({
      kind,
      tenant: z.string().max(200).default(''),
      taken: instant,
      source: z.string().min(1).max(1000),
      rows: rows.max(500_000),
    }),
    output: z.object({ id: z.number() }),
  },
  'snapshots.remove': { kind: 'command', input: z.object({ id: z.number().int() }), output: z.object({}) },
} as const;
