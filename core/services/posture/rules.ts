/**
 * What activities prove of the security configuration of connected apps. A rule is a filter of the activity log, and where the columns do
 * not say enough, a pattern that the provider's record must have.
 */
import type { ProofId } from '../../connectors/index.ts';
import { DATA_RULES } from './data-rules.ts';
import { IDENTITY_RULES } from './identity-rules.ts';

type PostureSeverity = 'high' | 'medium' | 'low';

export interface PostureRule {
  readonly id: string;
  readonly title: string;
  readonly area: 'Sign-in' | 'Privileges' | 'Mail' | 'Sharing' | 'Apps and keys' | 'Policies' | 'Audit';
  readonly severity: PostureSeverity;
  /** What it means that this was seen. */
  readonly explanation: string;
  readonly guidance: string;
  /** Which activities prove it, in the activity log's filter language. */
  readonly filter: string;
  /** What the provider's record must have besides. */
  readonly proof?: ProofId;
  /** Who is affected: whoever acted, or who or what was acted upon. */
  readonly affects: 'user' | 'target' | 'object' | 'clientApp';
  /** Counts for acts of these people only. */
  readonly who?: 'admins' | 'others';
  /** Connectors whose logs would show it; without one of them nothing can be said. */
  readonly seenBy: readonly string[];
}

export const POSTURE_RULES: readonly PostureRule[] = [...IDENTITY_RULES, ...DATA_RULES];
