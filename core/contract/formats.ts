import { z } from 'zod';
import { token } from './common.ts';
import { customFormat } from './custom-format.ts';
import { formatGrade } from './imports.ts';

const explainedLine = z.object({
  line: z.number(),
  raw: z.string(),
  verdict: z.enum(['parsed', 'skipped', 'rejected']),
  /** Why it was not parsed; '' when it was. */
  reason: z.string(),
  record: z.record(z.string(), z.union([z.string(), z.number()])).nullable(),
  /** By mapped field: the value as logged, and whether it has the form that the field needs. */
  fields: z.record(z.string(), z.object({ raw: z.string(), fits: z.boolean() })),
});

export const formatMethods = {
  'formats.list': {
    kind: 'query',
    input: z.object({}),
    output: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        vendor: z.string(),
        grade: formatGrade,
        source: z.string(),
        signature: z.string(),
        fields: z.string().array(),
      }),
    ),
  },
  /** A format that the workspace describes itself, and the imports that another state of it may change. */
  'formats.get': {
    kind: 'query',
    input: z.object({ id: z.string().max(64) }),
    output: z.object({ definition: customFormat, outdated: z.number().array() }),
  },
  /**
   * Tries a definition on lines of a file or on pasted ones. Without a definition one is guessed from them. A definition that cannot be
   * used comes back with its problem instead of failing: it is being written.
   */
  'formats.describe': {
    kind: 'query',
    input: z.object({
      token: token.optional(),
      /** Pasted lines; the file's first ones when absent. */
      text: z.string().max(400_000).optional(),
      definition: z.unknown().optional(),
      zone: z.string().max(64).default('UTC'),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    output: z.object({
      definition: z.unknown(),
      /** Names that a mapping may use: columns, keys, paths or groups, each with a first value. */
      sources: z.array(z.object({ name: z.string(), example: z.string() })),
      lines: explainedLine.array(),
      text: z.string(),
      counts: z.object({ parsed: z.number(), skipped: z.number(), rejected: z.number() }),
      problem: z.object({ message: z.string(), where: z.string() }).nullable(),
    }),
  },
  'formats.save': {
    kind: 'command',
    input: z.object({ definition: z.unknown() }),
    output: z.object({ id: z.string(), isNew: z.boolean(), outdated: z.number().array() }),
  },
  'formats.remove': { kind: 'command', input: z.object({ id: z.string().max(64) }), output: z.object({}) },
  /** Reads the imports again that another state of this format may change. */
  'formats.reread': {
    kind: 'job',
    input: z.object({ id: z.string().max(64) }),
    output: z.object({ imports: z.number() }),
  },
} as const;
