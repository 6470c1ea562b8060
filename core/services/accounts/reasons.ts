/**
 * Reasons to look closer at a person: each is a fact that activities prove (person-state.ts has those that state proves). What each counts for
 * the account's risk is in model/account-risk.ts and the workspace's to change.
 */
import { RISK_FACTORS, type RiskFactorId } from '../../model/account-risk.ts';
import type { Mark, NotedType } from './account-sums.ts';

export interface ReasonFacts {
  readonly isExternal: boolean;
  readonly isAdmin: boolean;
  readonly idleDays: number | null;
  readonly staleDays: number;
  readonly countries: readonly string[];
  readonly counts: ReadonlyMap<NotedType, number>;
  readonly marks: ReadonlyMap<NotedType, Mark>;
  readonly mfaOff: Mark | null;
  readonly role: Mark | null;
  readonly adminActs: number;
  /** The last act after the account was suspended or deleted. */
  readonly afterEnd: Mark | null;
}

export interface Reason {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly pointer: number | null;
}

const MANY_FAILED = 10;
const MANY_COUNTRIES = 3;

interface Rule {
  readonly id: RiskFactorId;
  /** What was found; null where it does not hold. */
  readonly find: (facts: ReasonFacts) => { readonly detail: string; readonly mark?: Mark | null | undefined } | null;
}

/** A reason that stands on acts of one type. */
function acts(id: RiskFactorId, type: NotedType): Rule {
  return {
    id,
    find: ({ counts, marks }) => {
      const count = counts.get(type) ?? 0;
      return count === 0 ? null : { detail: timesOf(count), mark: marks.get(type) };
    },
  };
}

function timesOf(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

export const REASON_RULES: readonly Rule[] = [
  {
    id: 'failedSignIns',
    find: ({ counts, marks }) => {
      const failed = counts.get('login.failed') ?? 0;
      if (failed < MANY_FAILED) return null;
      return { detail: `${failed} failed, ${counts.get('login') ?? 0} succeeded`, mark: marks.get('login.failed') };
    },
  },
  {
    id: 'countries',
    find: ({ countries }) =>
      countries.length < MANY_COUNTRIES
        ? null
        : { detail: `${countries.length} countries: ${countries.slice(0, 10).join(', ')}` },
  },
  {
    id: 'afterEnd',
    find: ({ afterEnd }) => (afterEnd === null ? null : { detail: 'the last such act', mark: afterEnd }),
  },
  {
    id: 'mfaRemoved',
    find: ({ mfaOff, marks }) => {
      const mark = mfaOff ?? marks.get('mfa.disable') ?? null;
      return mark === null ? null : { detail: 'by the account itself or for it', mark };
    },
  },
  {
    id: 'roleGranted',
    find: ({ role }) => (role === null ? null : { detail: 'and not taken away since', mark: role }),
  },
  {
    id: 'externalAdmin',
    // A role that an external account only holds is a reason of its own (guestAdmin).
    find: ({ isExternal, adminActs }) => (isExternal && adminActs > 0 ? { detail: timesOf(adminActs) } : null),
  },
  {
    id: 'staleAdmin',
    find: ({ isAdmin, idleDays, staleDays }) =>
      isAdmin && idleDays !== null && idleDays >= staleDays ? { detail: `idle for ${idleDays} days` } : null,
  },
  acts('forwarding', 'mail.forward.set'),
  acts('inboxRule', 'mail.rule.create'),
  acts('delegation', 'mail.delegate.add'),
  acts('consent', 'app.consent'),
  acts('sharedPublicly', 'file.share.public'),
  acts('keyCreated', 'key.create'),
];

/** The reasons that hold. */
export function reasonsFor(facts: ReasonFacts): Reason[] {
  return REASON_RULES.flatMap(({ id, find }) => {
    const found = find(facts);
    return found === null
      ? []
      : [{ id, title: RISK_FACTORS[id].title, detail: found.detail, pointer: found.mark?.pointer ?? null }];
  });
}
