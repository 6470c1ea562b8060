/**
 * In: people of the directory. Out: for a user as a log spells it, the one person it stands for.
 * Guarantee: letter case is ignored; a spelling that fits several people joins none of them.
 */
import type { Person } from './directory.ts';

export const UNKNOWN_USER = -1;
export const AMBIGUOUS_USER = -2;

export interface UserJoin {
  /** Index of the person, UNKNOWN_USER or AMBIGUOUS_USER. */
  personOf(user: string): number;
}

export function createUserJoin(people: readonly Person[]): UserJoin {
  const full = new Map<string, number>();
  const accounts = new Map<string, number[]>();
  const locals = new Map<string, number[]>();
  people.forEach((person, index) => {
    for (const name of [person.upn, person.mail]) {
      if (name !== null) note(full, name.toLowerCase(), index);
    }
    if (person.account !== null) {
      const account = person.account.toLowerCase();
      accounts.set(account, [...(accounts.get(account) ?? []), index]);
    }
    const local = (person.upn ?? person.mail)?.toLowerCase().split('@')[0];
    if (local !== undefined) locals.set(local, [...(locals.get(local) ?? []), index]);
  });
  return {
    personOf: (user) => {
      const name = user.toLowerCase();
      const known = full.get(name);
      if (known !== undefined) return known;
      if (name.includes('@')) return UNKNOWN_USER;
      const slash = name.lastIndexOf('\\');
      const account = name.slice(slash + 1);
      // Without account names, the part before the @ stands in: that is how most organisations make them.
      const candidates = accounts.get(account) ?? locals.get(account)?.filter((i) => people[i]?.account === null) ?? [];
      return chosen(candidates, slash > 0 ? name.slice(0, slash) : null, people);
    },
  };
}

/** A name that two people claim is nobody's. */
function note(into: Map<string, number>, name: string, index: number): void {
  const held = into.get(name);
  into.set(name, held === undefined || held === index ? index : AMBIGUOUS_USER);
}

/** The domain decides among people of one account name, where the directory knows domains. */
function chosen(candidates: readonly number[], domain: string | null, people: readonly Person[]): number {
  const fitting =
    domain === null
      ? candidates
      : candidates.filter((i) => {
          const own = people[i]?.domain ?? null;
          return own === null || own === domain.split('.')[0];
        });
  const [only] = fitting;
  return fitting.length > 1 ? AMBIGUOUS_USER : (only ?? UNKNOWN_USER);
}
