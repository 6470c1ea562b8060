import { z } from 'zod';
import { instant, pageRequest, token } from './common.ts';
import { doneLedger, fileLedger, ledger } from './imports.ts';

const named = z.object({ value: z.string(), basis: z.string(), evidence: z.number() }).nullable();

export const nameMethods = {
  /** Reads DNS, DHCP, VPN, logon and sign-in logs as evidence of who and what addresses stood for. */
  'names.import': {
    kind: 'job',
    input: z.object({ tokens: z.array(token).min(1).max(10_000), zone: z.string().max(64).optional() }),
    output: z.object({
      /** Null when every file was imported before. */
      id: z.number().nullable(),
      ledger: doneLedger,
      /** Imports of that time that were read without it. */
      outdated: z.number().array(),
    }),
  },
  'names.list': {
    kind: 'query',
    input: z.object({}),
    output: z.object({
      evidence: z.array(
        z.object({
          id: z.number(),
          started: instant,
          ledger: ledger.omit({ files: true }),
          files: z.object({
            count: z.number(),
            /** The first one's path; a number, where the lists are sealed. */
            first: z.string().nullable(),
            /** Ids of what their lines were read as. */
            formats: z.string().array(),
          }),
        }),
      ),
      outdated: z.number().array(),
    }),
  },
  /** Files of one piece of evidence, in the order they were read in. */
  'names.listFiles': {
    kind: 'query',
    input: z.object({ id: z.number().int(), page: pageRequest.default({ offset: 0, limit: 200 }) }),
    output: z.object({ total: z.number(), files: fileLedger.array() }),
  },
  /** What the evidence names for an address at an instant. */
  'names.lookUp': {
    kind: 'query',
    input: z.object({ address: z.string().max(64), at: instant, client: z.string().max(64).default('') }),
    output: z.object({ host: named, user: named, device: named }),
  },
  /** Takes evidence away; imports that it had a part in are read again without it. */
  'names.remove': {
    kind: 'job',
    input: z.object({ id: z.number().int() }),
    output: z.object({ imports: z.number() }),
  },
  /** Reads the imports again that were read without some of the evidence. */
  'names.reread': { kind: 'job', input: z.object({}), output: z.object({ imports: z.number() }) },
} as const;
