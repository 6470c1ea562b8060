/** What makes an OAuth app worth a look: facts, each with the figures it stands on. */
import { misleadingName } from './lookalike.ts';
import { isAdminScope, type PermissionLevel } from './permission-levels.ts';

export interface HintFacts {
  readonly name: string;
  readonly level: PermissionLevel | null;
  readonly permissions: readonly string[];
  readonly users: number;
  readonly adminConsent: boolean;
  /** Somebody who is no administrator consented. */
  readonly consentedByUser: boolean;
  readonly consentedByExternal: boolean;
  /** Last consent or use; -Infinity for none. */
  readonly lastActive: number;
  readonly logEnd: number;
  readonly credentials: number;
  readonly isBanned: boolean;
  readonly usedAfter: number | null;
}

export interface Hint {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
}

const FEW_USERS = 3;
const STALE_DAYS = 90;
const DAY_MS = 86_400_000;

export function hintsFor(facts: HintFacts): Hint[] {
  const { name, level, permissions, users, adminConsent, lastActive, logEnd } = facts;
  const hints: Hint[] = [];
  const misleading = misleadingName(name);
  if (misleading !== null) hints.push({ id: 'misleadingName', title: 'Misleading name', detail: misleading });
  if (level === 'high' && users > 0 && users <= FEW_USERS && !adminConsent) {
    hints.push({
      id: 'highFew',
      title: 'High permissions, few users',
      detail: `${users === 1 ? 'one user' : `${users} users`} consented to permissions of the highest level`,
    });
  }
  const admin = facts.consentedByUser && !adminConsent ? permissions.filter(isAdminScope) : [];
  if (admin.length > 0) {
    hints.push({
      id: 'userAdminScope',
      title: 'Administrative permissions by user consent',
      detail: admin.slice(0, 5).join(', '),
    });
  }
  if (facts.consentedByExternal) {
    hints.push({
      id: 'externalConsent',
      title: 'Authorized by an external account',
      detail: 'somebody outside consented',
    });
  }
  const idle = Number.isFinite(lastActive) ? Math.floor((logEnd - lastActive) / DAY_MS) : null;
  if (idle !== null && idle >= STALE_DAYS) {
    hints.push({ id: 'stale', title: 'Neither authorized nor used lately', detail: `for ${idle} days of the log` });
  }
  if (facts.credentials > 0) {
    const detail = facts.credentials === 1 ? 'once' : `${facts.credentials} times`;
    hints.push({ id: 'credentialAdded', title: 'Credentials were added', detail });
  }
  if (facts.isBanned && facts.usedAfter !== null) {
    hints.push({
      id: 'bannedUsed',
      title: 'Marked as banned, and used in these logs',
      detail: 'the mark changes nothing in the connected app',
    });
  }
  return hints;
}
