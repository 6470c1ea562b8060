/** Which mail domains are the organisation's own, and who says so. */

import type { Profile } from '../../contract/workspace.ts';
import type { Person } from '../../enrich/index.ts';
import { domainOf, PUBLIC_MAIL } from './account-names.ts';

export interface OwnDomains {
  readonly domains: readonly string[];
  readonly basis: 'profile' | 'directory' | 'snapshot' | 'inferred' | 'none';
}

/** A domain is taken for the organisation's own without anybody saying so when this share of the accounts that act have it. */
const MAJORITY = 0.5;

/**
 * The profile's domains; else those of the directory's people, of the tenant's members; else the one that most accounts have.
 * @param members sign-in names of the tenant's own users, as a snapshot lists them
 * @param acting mail addresses of accounts that did something, each once
 */
export function ownDomains(
  profile: Profile | null,
  people: readonly Person[],
  members: readonly string[],
  acting: Iterable<string>,
): OwnDomains {
  const said = profile?.managedDomains ?? [];
  if (said.length > 0) return { domains: said.map((domain) => domain.toLowerCase()), basis: 'profile' };
  const ofPeople = people.flatMap(({ upn, mail }) =>
    [upn, mail].flatMap((name) => (name?.includes('@') ? domainOf(name.toLowerCase()) : [])),
  );
  if (ofPeople.length > 0) return { domains: [...new Set(ofPeople)].sort(), basis: 'directory' };
  const ofTenant = members.flatMap((name) => (name.includes('@') ? domainOf(name.toLowerCase()) : []));
  if (ofTenant.length > 0) return { domains: [...new Set(ofTenant)].sort(), basis: 'snapshot' };
  const counts = new Map<string, number>();
  let all = 0;
  for (const mail of acting) {
    const domain = domainOf(mail);
    counts.set(domain, (counts.get(domain) ?? 0) + 1);
    all++;
  }
  const most = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0];
  if (most === undefined || most[1] < all * MAJORITY || PUBLIC_MAIL.has(most[0])) return { domains: [], basis: 'none' };
  return { domains: [most[0]], basis: 'inferred' };
}

/** Null where nothing tells. */
export function isOwnDomain(domain: string, { domains, basis }: OwnDomains): boolean | null {
  if (basis === 'none') return null;
  return domains.some((own) => domain === own || domain.endsWith(`.${own}`));
}
