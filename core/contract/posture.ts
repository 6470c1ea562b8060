import { z } from 'zod';
import { instant } from './common.ts';
import { derivedPage, derivedQuestion } from './connected.ts';

/** What the logs say of one rule. */
export const postureRow = z.object({
  id: z.string(),
  title: z.string(),
  area: z.string(),
  severity: z.enum(['high', 'medium', 'low']),
  /** `notSeen`: logs that would show it are there and do not; `noLogs`: nothing can be said. */
  state: z.enum(['found', 'notSeen', 'noLogs']),
  app: z.string().array(),
  /** Accounts or things affected, and the activities that prove it. */
  affected: z.number(),
  events: z.number(),
  firstSeen: instant.nullable(),
  lastSeen: instant.nullable(),
});
export type PostureRow = z.infer<typeof postureRow>;

export const postureMethods = {
  /** Findings on the security configuration of connected apps that activities prove. */
  'posture.list': { kind: 'query', input: derivedQuestion, output: derivedPage(postureRow) },
  /** One finding with why it matters, what to do, and whom it affects. */
  'posture.get': {
    kind: 'query',
    input: z.object({ id: z.string().max(64) }),
    output: z.object({
      row: postureRow,
      explanation: z.string(),
      guidance: z.string(),
      /** Finds the activities in the activity log; where `confirmed` is set, among others that its record tells apart. */
      filter: z.string(),
      confirmed: z.boolean(),
      /** Connectors whose logs would show it. */
      seenBy: z.string().array(),
      /** Most recent first, 500 at most. */
      affected: z.array(
        z.object({
          name: z.string().nullable(),
          events: z.number(),
          firstSeen: instant,
          lastSeen: instant,
          ref: z.string(),
        }),
      ),
    }),
  },
} as const;
