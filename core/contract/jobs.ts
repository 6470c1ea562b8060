import { z } from 'zod';
import { instant, keptError } from './common.ts';

export const job = z.object({
  id: z.string(),
  method: z.string(),
  title: z.string(),
  /** It runs again and again by itself: a person wants to hear of it only when it fails. */
  isRoutine: z.boolean(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  /** What it is doing now: reading, hashing, storing, matching, finishing … */
  stage: z.string(),
  bytesDone: z.number(),
  /** Null while the total is not known (compressed input). */
  bytesTotal: z.number().nullable(),
  linesDone: z.number(),
  /** 0..1, or null when it cannot be told. */
  progress: z.number().nullable(),
  linesPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  started: instant,
  ended: instant.nullable(),
  error: keptError.nullable(),
  /** The method's output once it is done. */
  result: z.unknown(),
});
export type Job = z.infer<typeof job>;

export const jobMethods = {
  'jobs.list': { kind: 'query', input: z.object({}), output: job.array() },
  'jobs.get': { kind: 'query', input: z.object({ id: z.string().max(64) }), output: job },
  'jobs.cancel': { kind: 'command', input: z.object({ id: z.string().max(64) }), output: job },
} as const;
