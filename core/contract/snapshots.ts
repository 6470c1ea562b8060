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
