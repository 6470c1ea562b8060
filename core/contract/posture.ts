import { z } from 'zod';
import { instant } from './common.ts';
import { derivedPage, derivedQuestion } from './connected.ts';
import { snapshotOrigin } from './snapshots.ts';

/** What logs or snapshots say of one rule. */
export const postureRow = z.object({
  id: z.string(),
  title: z.string(),
  area: z.string(),
  severity: z.enum(['high', 'medium', 'low']),
  /** What proves it: acts, or how the tenant stood when a snapshot was taken. */
  basis: z.enum(['activities', 'state']),
  /** `notSeen`: logs or snapshots that would show it are there and do not; `noLogs`: nothing can be said. */
  state: z.enum(['found', 'notSeen', 'noLogs']),
  /**
   * What is to be done of a finding: `accepted` by the workspace, with a reason; `resolved`: its activities stopped while the logs that would show
   * more went on for 30 days. Null where nothing was found.
   */
  status: z.enum(['open', 'accepted', 'resolved']).nullable(),
  app: z.string().array(),
  /** Accounts or things affected, and the activities that prove it. */
  affected: z.number(),
  /** Null for state. */
  events: z.number().nullable(),
  firstSeen: instant.nullable(),
  lastSeen: instant.nullable(),
  /** Date of the newest snapshot that was looked into; null for activities. */
  snapshot: instant.nullable(),
});
export type PostureRow = z.infer<typeof postureRow>;

/** Microsoft Secure Score as a snapshot has it; Microsoft's own reckoning. */
export const secureScore = z.object({
  score: z.number(),
  most: z.number(),
  /** The day that it is of; null where the listing does not say. */
  day: instant.nullable(),
  from: snapshotOrigin,
});
export type SecureScoreFact = z.infer<typeof secureScore>;

export const postureMethods = {
  /** Findings on the security configuration of connected apps that activities and snapshots prove. */
  'posture.list': { kind: 'query', input: derivedQuestion, output: derivedPage(postureRow) },
  /** The newest Microsoft Secure Score of each tenant. */
  'posture.listSecureScores': { kind: 'query', input: z.object({}), output: secureScore.array() },
  /** One finding with why it matters, what to do, and whom it affects. */
  'posture.get': {
    kind: 'query',
    input: z.object({ id: z.string().max(64) }),
    output: z.object({
      row: postureRow,
      /** Why the workspace accepts it, and since when. */
      accepted: z.object({ reason: z.string(), at: instant }).nullable(),
      explanation: z.string(),
      guidance: z.string(),
      /** Finds the activities in the activity log; where `confirmed` is set, among others that its record tells apart. */
      /** Null for state. */
      filter: z.string().nullable(),
      confirmed: z.boolean(),
      /** Connectors whose logs, or kinds of snapshots, would show it. */
      seenBy: z.string().array(),
      /** Most recent first, 500 at most. */
      affected: z.array(
        z.object({
          name: z.string().nullable(),
          events: z.number().nullable(),
          firstSeen: instant.nullable(),
          lastSeen: instant.nullable(),
          /** The last proving activity; null for state. */
          ref: z.string().nullable(),
          /** What exactly is wrong, the snapshot that says so, and the proving row of it; null for activities. */
          detail: z.string().nullable(),
          from: snapshotOrigin.nullable(),
          object: z.record(z.string(), z.unknown()).nullable(),
        }),
      ),
    }),
  },
  /** Accepts a finding for a reason; null opens it again. The answer, given back, takes it back. */
  'posture.accept': {
    kind: 'command',
    input: z.object({
      id: z.string().max(64),
      reason: z.string().trim().min(1).max(4000).nullable(),
    }),
    output: z.object({ previous: z.string().nullable() }),
  },
} as const;
