/**
 * How much an account is to be looked at: points for each factor that holds. A factor is a fact that activities or a snapshot prove, so a
 * score can be taken apart; what the points are is the workspace's to say.
 */
interface RiskFactor {
  readonly title: string;
  /** Points by default. */
  readonly points: number;
}

const FACTORS = {
  afterEnd: { title: 'Active after it was suspended or deleted', points: 40 },
  disabledActive: { title: 'Disabled, and active', points: 40 },
  adminNoMfa: { title: 'Administrator without a second factor', points: 30 },
  guestAdmin: { title: 'Guest with an administrative role', points: 30 },
  ruleOutside: { title: 'Inbox rule sends mail outside', points: 30 },
  mailboxOutside: { title: 'Mailbox forwards outside', points: 30 },
  externalAdmin: { title: 'External account with administrative acts', points: 25 },
  ruleHides: { title: 'Inbox rule deletes or hides mail', points: 25 },
  forwarding: { title: 'Mail forwarding set', points: 20 },
  mfaRemoved: { title: 'Multi-factor method removed', points: 20 },
  countries: { title: 'Several countries', points: 15 },
  failedSignIns: { title: 'Many failed sign-ins', points: 12 },
  delegation: { title: 'Mailbox access given to somebody', points: 10 },
  roleGranted: { title: 'Role or privilege granted', points: 10 },
  sharedPublicly: { title: 'Files shared with anyone', points: 10 },
  staleAdmin: { title: 'Administrator without recent activity', points: 10 },
  noMfa: { title: 'No second factor registered', points: 8 },
  consent: { title: 'Consent granted to an app', points: 8 },
  inboxRule: { title: 'Inbox rule created', points: 8 },
  keyCreated: { title: 'Access key or API token created', points: 8 },
  admin: { title: 'Administrator', points: 5 },
  external: { title: 'External account', points: 5 },
  stale: { title: 'No recent activity', points: 3 },
} as const satisfies Readonly<Record<string, RiskFactor>>;

export type RiskFactorId = keyof typeof FACTORS;
export const RISK_FACTORS: Readonly<Record<RiskFactorId, RiskFactor>> = FACTORS;
export const RISK_FACTOR_IDS = Object.keys(FACTORS) as [RiskFactorId, ...RiskFactorId[]];

/** The most that an account has, and that a factor may count. */
export const MOST_RISK = 100;
export const RISK_LEVELS = ['none', 'low', 'medium', 'high'] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

export interface RiskSettings {
  readonly points: Readonly<Record<RiskFactorId, number>>;
  /** The least points of a level; what has fewer but some is low. */
  readonly levels: { readonly medium: number; readonly high: number };
}

export const DEFAULT_RISK: RiskSettings = {
  points: Object.fromEntries(RISK_FACTOR_IDS.map((id) => [id, FACTORS[id].points])) as Record<RiskFactorId, number>,
  levels: { medium: 20, high: 50 },
};

export interface AccountRisk {
  /** 0 to MOST_RISK. */
  readonly points: number;
  readonly level: RiskLevel;
  /** What gave points, most first. */
  readonly factors: readonly { readonly id: RiskFactorId; readonly title: string; readonly points: number }[];
}

/** @param held factors that hold, each once or more */
export function accountRisk(held: Iterable<string>, { points, levels }: RiskSettings): AccountRisk {
  const factors = [...new Set(held)]
    .filter(isRiskFactor)
    .map((id) => ({ id, title: FACTORS[id].title, points: points[id] }))
    .filter((factor) => factor.points > 0)
    .sort((a, b) => b.points - a.points || (a.id < b.id ? -1 : 1));
  const sum = Math.min(
    MOST_RISK,
    factors.reduce((total, factor) => total + factor.points, 0),
  );
  const level = sum === 0 ? 'none' : sum >= levels.high ? 'high' : sum >= levels.medium ? 'medium' : 'low';
  return { points: sum, level, factors };
}

function isRiskFactor(id: string): id is RiskFactorId {
  return Object.hasOwn(FACTORS, id);
}
