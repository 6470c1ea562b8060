/** In: what snapshots know of one person. Out: the columns and reasons of the person that only state proves. */
import type { AccountRow } from '../../contract/accounts.ts';
import { RISK_FACTORS, type RiskFactorId } from '../../model/account-risk.ts';
import { isAdminRole } from '../../snapshots/index.ts';
import type { SnapshotFacts } from '../../store/write/snapshots.ts';
import { outsideOf } from '../tenant/facts.ts';
import type { Identity } from '../tenant/identities.ts';

type Columns = Pick<
  AccountRow,
  | 'enabled'
  | 'userType'
  | 'created'
  | 'lastSignIn'
  | 'license'
  | 'role'
  | 'eligibleRole'
  | 'mfa'
  | 'mfaMethod'
  | 'inboxRules'
  | 'snapshot'
>;

export interface PersonState {
  readonly row: Columns;
  readonly name: string | null;
  readonly department: string | null;
  readonly manager: string | null;
  readonly groups: readonly string[];
  readonly adminBy: readonly string[];
  /** When the account was last seen enabled or disabled. */
  readonly seen: number | null;
  /** When a snapshot told of sign-ins, and since when the account is without one; null where none tells. */
  readonly signInTold: { readonly taken: number; readonly idleSince: number | null } | null;
  readonly identities: readonly Identity[];
}

const NOTHING: Columns = {
  enabled: null,
  userType: null,
  created: null,
  lastSignIn: null,
  license: [],
  role: [],
  eligibleRole: [],
  mfa: null,
  mfaMethod: [],
  inboxRules: null,
  snapshot: null,
};

export function stateOf(identities: readonly Identity[], hasRules: boolean): PersonState {
  const newest = identities.flatMap(({ user }) => user ?? []).sort((a, b) => b.from.taken - a.from.taken)[0];
  const user = newest?.is;
  const mfa = identities.find((one) => one.mfa !== null)?.mfa?.is;
  const roles = [...new Set(identities.flatMap((one) => one.roleNames(false)))];
  const eligible = [...new Set(identities.flatMap((one) => one.roleNames(true)))];
  const told = newest?.is.tellsSignIn === true || (user?.lastSignIn ?? null) !== null;
  const row: Columns =
    identities.length === 0
      ? NOTHING
      : {
          enabled: user?.enabled ?? null,
          userType: user?.userType ?? null,
          created: user?.created ?? null,
          lastSignIn: user?.lastSignIn ?? null,
          license: [...(user?.licenses ?? []), ...identities.flatMap(({ licences }) => licences?.is ?? [])],
          role: roles,
          eligibleRole: eligible,
          mfa: mfa?.registered ?? null,
          mfaMethod: [...(mfa?.methods ?? [])],
          inboxRules: hasRules ? identities.reduce((sum, { rules }) => sum + rules.length, 0) : null,
          snapshot: Math.max(...identities.map(({ taken }) => taken)),
        };
  return {
    row,
    name: user?.name ?? null,
    department: user?.department ?? null,
    manager: user?.manager ?? null,
    groups: [...(user?.groups ?? []), ...identities.flatMap(({ groups }) => groups.map(({ is }) => is.name))],
    adminBy: [
      ...held('holds', roles.filter(isAdminRole), identities),
      ...held('may take', eligible.filter(isAdminRole), identities),
    ],
    seen: newest === undefined || newest.is.enabled === null ? null : newest.from.taken,
    signInTold:
      newest !== undefined && told
        ? { taken: newest.from.taken, idleSince: newest.is.lastSignIn ?? newest.is.created }
        : null,
    identities,
  };
}

function held(verb: string, roles: readonly string[], identities: readonly Identity[]): string[] {
  const from = identities.flatMap((one) => one.roles).find(({ is }) => roles.includes(is.role))?.from;
  return from === undefined ? [] : [`${verb} ${roles.join(', ')} (snapshot of ${dayOf(from)})`];
}

/** A snapshot's date in UTC. */
export function dayOf({ taken }: Pick<SnapshotFacts, 'taken'>): string {
  return new Date(taken).toISOString().slice(0, 10);
}

export interface StateReason {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly from: SnapshotFacts;
}

function factor(id: RiskFactorId): Pick<StateReason, 'id' | 'title'> {
  return { id, title: RISK_FACTORS[id].title };
}

/** Reasons to look closer that state proves. */
export function stateReasons(
  { identities, row }: PersonState,
  isAdmin: boolean,
  isOwn: (domain: string) => boolean | null,
): StateReason[] {
  const reasons: StateReason[] = [];
  for (const { user, mfa, rules, mailbox, roles } of identities) {
    if (mfa !== null && mfa.is.registered === false && isAdmin) {
      const detail = roles.length > 0 ? [...row.role, ...row.eligibleRole].join(', ') : 'an administrator by its acts';
      reasons.push({ ...factor('adminNoMfa'), detail, from: mfa.from });
    }
    const [role] = roles;
    if (user?.is.userType === 'guest' && role !== undefined && roles.some(({ is }) => isAdminRole(is.role))) {
      reasons.push({
        ...factor('guestAdmin'),
        detail: [...row.role, ...row.eligibleRole].join(', '),
        from: role.from,
      });
    }
    const sending = rules.filter(({ is }) => is.enabled !== false && outsideOf(is.sendsTo, isOwn).length > 0);
    if (sending[0] !== undefined) {
      reasons.push({
        ...factor('ruleOutside'),
        detail: sending.map(({ is }) => `${is.name}: ${outsideOf(is.sendsTo, isOwn).join(', ')}`).join('; '),
        from: sending[0].from,
      });
    }
    const hiding = rules.filter(({ is }) => is.enabled !== false && is.hides);
    if (hiding[0] !== undefined) {
      reasons.push({
        ...factor('ruleHides'),
        detail: hiding.map(({ is }) => `${is.name}: ${is.does.join(', ')}`).join('; '),
        from: hiding[0].from,
      });
    }
    const forwards = mailbox === null ? [] : outsideOf(mailbox.is.forwardsTo, isOwn);
    if (mailbox !== null && forwards.length > 0) {
      reasons.push({
        ...factor('mailboxOutside'),
        detail: forwards.join(', '),
        from: mailbox.from,
      });
    }
  }
  return reasons;
}

/** An act this shortly before it was seen disabled is worth asking who disabled the account and when. */
const SHORTLY_MS = 7 * 86_400_000;

/**
 * Disabled, and active: an act after the snapshot that says so; or shortly before it, when no record tells that it was disabled since.
 * @param last time of the last act that did not fail; null for none
 */
export function disabledActive(
  { identities, row }: PersonState,
  last: number | null,
  toldDisabled: boolean,
): StateReason | null {
  const user = identities.find((one) => one.user?.is.enabled === false)?.user;
  if (row.enabled !== false || user == null || last === null) return null;
  const { from } = user;
  if (last > from.taken) {
    return {
      ...factor('disabledActive'),
      detail: `acted after it was seen disabled on ${dayOf(from)}`,
      from,
    };
  }
  if (toldDisabled || from.taken - last > SHORTLY_MS) return null;
  const detail = `disabled on ${dayOf(from)}; it acted in the week before, and no record tells who disabled it`;
  return { ...factor('disabledActive'), detail, from };
}
