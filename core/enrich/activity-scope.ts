/**
 * In: rules, groups whose activities are private, and the directory. Out: for an activity whether it is stored, and whether as private.
 *
 * An include rule leaves out everybody else; exclude beats include; an include rule of certain apps limits only those. Rules are about
 * people: what an app or a system did, and what names nobody, is always stored. Who is in no group, because the directory does not know
 * the name or knows it twice, is one of everybody else.
 */
import { EXTERNAL_USERS, type ScopeRule } from '../model/activity-scope.ts';
import type { Person } from './directory.ts';
import { createUserJoin, type UserJoin } from './join-users.ts';

export interface ScopeFacts {
  readonly rules: readonly ScopeRule[];
  readonly privateGroups: readonly string[];
  readonly people: readonly Person[];
  /** The organisation's own mail domains; none: nobody is known to be external. */
  readonly managedDomains: readonly string[];
}

export interface Actor {
  /** Names of the user, the most telling first; '' where there is none. */
  readonly names: readonly string[];
  /** Catalog id of the app that it happened in. */
  readonly app: string;
  /** False for apps and systems. */
  readonly isPerson: boolean;
}

/** What becomes of an activity. */
export const STORED = 0;
export const PRIVATE = 1;
export const LEFT_OUT = 2;
export type ScopeVerdict = typeof STORED | typeof PRIVATE | typeof LEFT_OUT;

/** Users whose groups are remembered. */
const MOST_KNOWN = 100_000;

export class ActivityScope {
  private readonly facts: ScopeFacts;
  private readonly join: UserJoin;
  private readonly domains: ReadonlySet<string>;
  private readonly groupsOf: ReadonlyMap<number, ReadonlySet<string>>;
  private readonly rules: readonly {
    readonly isInclude: boolean;
    readonly groups: ReadonlySet<string>;
    readonly apps: ReadonlySet<string> | null;
  }[];
  private readonly hidden: ReadonlySet<string>;
  private readonly known = new Map<string, ReadonlySet<string>>();

  constructor(facts: ScopeFacts) {
    this.facts = facts;
    this.join = createUserJoin(facts.people);
    this.domains = new Set(facts.managedDomains.map((domain) => domain.toLowerCase()));
    this.rules = facts.rules.map(({ kind, groups, apps }) => ({
      isInclude: kind === 'include',
      groups: lowered(groups),
      apps: apps === null ? null : new Set(apps),
    }));
    this.hidden = lowered(facts.privateGroups);
    const wanted = new Set([...this.hidden, ...this.rules.flatMap(({ groups }) => [...groups])]);
    const groupsOf = new Map<number, ReadonlySet<string>>();
    for (const [at, { groups }] of facts.people.entries()) {
      const own = [...lowered(groups)].filter((group) => wanted.has(group));
      if (own.length > 0) groupsOf.set(at, new Set(own));
    }
    this.groupsOf = groupsOf;
  }

  verdictOf({ names, app, isPerson }: Actor): ScopeVerdict {
    if (!isPerson || names.every((name) => name === '')) return STORED;
    const groups = this.membership(names);
    let isLimited = false;
    let isIncluded = false;
    for (const rule of this.rules) {
      if (rule.apps !== null && !rule.apps.has(app)) continue;
      const covers = isAmong(groups, rule.groups);
      if (!rule.isInclude) {
        if (covers) return LEFT_OUT;
        continue;
      }
      isLimited = true;
      isIncluded ||= covers;
    }
    if (isLimited && !isIncluded) return LEFT_OUT;
    return isAmong(groups, this.hidden) ? PRIVATE : STORED;
  }

  /** Of the groups that rules name, those that a user is in; lower case. */
  private membership(names: readonly string[]): ReadonlySet<string> {
    const key = names.join('\0');
    let groups = this.known.get(key);
    if (groups === undefined) {
      if (this.known.size >= MOST_KNOWN) this.known.clear();
      groups = this.findGroups(names.filter((name) => name !== ''));
      this.known.set(key, groups);
    }
    return groups;
  }

  private findGroups(names: readonly string[]): ReadonlySet<string> {
    const person = names.map((name) => this.join.personOf(name)).find((at) => at >= 0);
    const own = person === undefined ? undefined : this.groupsOf.get(person);
    if (!this.isExternal(names, person)) return own ?? NO_GROUPS;
    return new Set([...(own ?? []), EXTERNAL_USERS.toLowerCase()]);
  }

  /** By the domain of the mail address: the directory's where it knows the user, as guests log on with an address of their own. */
  private isExternal(names: readonly string[], person: number | undefined): boolean {
    if (this.domains.size === 0) return false;
    const mail = person === undefined ? null : (this.facts.people[person]?.mail ?? null);
    const address = [mail ?? '', ...names].find((name) => name.includes('@'));
    if (address === undefined) return false;
    const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
    const isOwn = [...this.domains].some((own) => domain === own || domain.endsWith(`.${own}`));
    return !isOwn || address.toLowerCase().includes('#ext#');
  }
}

const NO_GROUPS: ReadonlySet<string> = new Set();

function lowered(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map((name) => name.toLowerCase()));
}

function isAmong(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const one of some) if (others.has(one)) return true;
  return false;
}
