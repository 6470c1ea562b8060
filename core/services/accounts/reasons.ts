/**
 * Reasons to look closer at a person: each is a fact that activities prove (person-state.ts has those that state proves). How much there is to look at is the number of reasons, no
 * invented score.
 */
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
  readonly id: string;
  readonly title: string;
  /** What was found; null where it does not hold. */
  readonly find: (facts: ReasonFacts) => { readonly detail: string; readonly mark?: Mark | null | undefined } | null;
}

/** A reason that stands on acts of one type. */
function acts(id: string, title: string, type: NotedType): Rule {
  return {
    id,
    title,
    find: ({ counts, marks }) => {
      const count = counts.get(type) ?? 0;
      return count === 0 ? null : { detail: count === 1 ? 'once' : `${count} times`, mark: marks.get(type) };
    },
  };
}

export const REASON_RULES: readonly Rule[] = [
  {
    id: 'failedSignIns',
    title: 'Many failed sign-ins',
    find: ({ counts, marks }) => {
      const failed = counts.get('login.failed') ?? 0;
      if (failed < MANY_FAILED) return null;
      return { detail: `${failed} failed, ${counts.get('login') ?? 0} succeeded`, mark: marks.get('login.failed') };
    },
  },
  {
    id: 'countries',
    title: 'Several countries',
    find: ({ countries }) =>
      countries.length < MANY_COUNTRIES
        ? null
        : { detail: `${countries.length} countries: ${countries.slice(0, 10).join(', ')}` },
  },
  {
    id: 'afterEnd',
    title: 'Active after it was suspended or deleted',
    find: ({ afterEnd }) => (afterEnd === null ? null : { detail: 'the last such act', mark: afterEnd }),
  },
  {
    id: 'mfaRemoved',
    title: 'Multi-factor method removed',
    find: ({ mfaOff, marks }) => {
      const mark = mfaOff ?? marks.get('mfa.disable') ?? null;
      return mark === null ? null : { detail: 'by the account itself or for it', mark };
    },
  },
  {
    id: 'roleGranted',
    title: 'Role or privilege granted',
    find: ({ role }) => (role === null ? null : { detail: 'and not taken away since', mark: role }),
  },
  {
    id: 'externalAdmin',
    title: 'External account with administrative acts',
    find: ({ isExternal, adminActs, isAdmin }) =>
      isExternal && isAdmin ? { detail: `${adminActs} administrative acts` } : null,
  },
  {
    id: 'staleAdmin',
    title: 'Administrator without recent activity',
    find: ({ isAdmin, idleDays, staleDays }) =>
      isAdmin && idleDays !== null && idleDays >= staleDays ? { detail: `idle for ${idleDays} days` } : null,
  },
  acts('forwarding', 'Mail forwarding set', 'mail.forward.set'),
  acts('inboxRule', 'Inbox rule created', 'mail.rule.create'),
  acts('delegation', 'Mailbox access given to somebody', 'mail.delegate.add'),
  acts('consent', 'Consent granted to an app', 'app.consent'),
  acts('sharedPublicly', 'Files shared with anyone', 'file.share.public'),
  acts('keyCreated', 'Access key or API token created', 'key.create'),
];

/** The reasons that hold. */
export function reasonsFor(facts: ReasonFacts): Reason[] {
  return REASON_RULES.flatMap(({ id, title, find }) => {
    const found = find(facts);
    return found === null ? [] : [{ id, title, detail: found.detail, pointer: found.mark?.pointer ?? null }];
  });
}
