/** In: accounts that activities name, and identities that snapshots know. Out: both: who is only in a snapshot has an account too. */
import type { Identity } from '../tenant/identities.ts';
import { type AppAccount, unseenAccount } from './account-fold.ts';
import { isGuest, mailOf } from './account-names.ts';
import type { JoinReason } from './join-accounts.ts';

/** The app whose accounts snapshots list where they name none, by its catalog id. */
const DIRECTORY = 'microsoft-entra-id';

export interface Placed {
  readonly id: string;
  readonly account: AppAccount;
  readonly app: string;
  readonly instance: string | null;
  readonly name: string;
  readonly userIds: readonly string[];
  /** Further addresses of the same account. */
  readonly aliases: readonly string[];
  readonly identity: Identity | null;
  /** Why it is with its person's other accounts. */
  joinedBy: JoinReason;
}

export function withIdentities(placed: readonly Placed[], identities: readonly Identity[]): readonly Placed[] {
  const all = [...placed];
  const at = new Map<string, number>();
  all.forEach(({ id }, index) => void (at.has(id) || at.set(id, index)));
  for (const identity of identities) {
    const { name, names } = identity;
    if (name === '') continue;
    const app = identity.app ?? DIRECTORY;
    const id = `${app}|${name}`;
    const index = at.get(id);
    const known = index === undefined ? undefined : all[index];
    const ids = names.filter((one) => !one.includes('@'));
    const aliases = names.filter((one) => mailOf(one) !== null);
    if (known !== undefined && index !== undefined) {
      all[index] = { ...known, userIds: [...new Set([...known.userIds, ...ids])], aliases, identity };
      continue;
    }
    const account = unseenAccount(name);
    all.push({ id, account, app, instance: null, name, userIds: ids, aliases, identity, joinedBy: 'itself' });
  }
  return all;
}

/** Mail domains of the tenant's own users: whoever is no guest. */
export function memberDomains(identities: readonly Identity[]): string[] {
  return identities.flatMap(({ user }) => {
    const upn = user?.is.upn;
    return upn == null || !upn.includes('@') || user?.is.userType === 'guest' || isGuest(upn) ? [] : [upn];
  });
}
