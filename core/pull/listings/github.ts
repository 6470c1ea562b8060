/** Members of a GitHub organisation, and outside collaborators of its repositories. */
import { type Listing, nextPage, rowsIn } from '../listing.ts';
import { GITHUB_HEADERS, githubApi } from '../providers/github-api.ts';
import { fieldOf } from '../reply.ts';
import { part } from '../writing.ts';

const users: Listing = {
  id: 'users',
  title: 'Members and outside collaborators',
  kind: 'users',
  permission: 'read:org (a classic token), or Members: read',
  source: 'https://docs.github.com/rest/orgs/members',
  begin: (values) => {
    const { organisation = '' } = values;
    // An enterprise has no list of members of its own.
    if (organisation === '') return [];
    const base = `${githubApi(values)}/orgs/${part(organisation)}`;
    const step = (what: string, path: string) => ({ what, ask: { url: `${base}/${path}`, headers: GITHUB_HEADERS } });
    return [
      step('outside', 'outside_collaborators?per_page=100'),
      step('member', 'members?role=member&per_page=100'),
      step('admin', 'members?role=admin&per_page=100'),
    ];
  },
  read: (reply, step) => ({
    rows: rowsIn(reply).map((one) => ({
      app: 'github',
      id: String(one.id),
      userPrincipalName: fieldOf(one, 'login'),
      accountEnabled: true,
      userType: step.what === 'outside' ? 'guest' : 'member',
      roles: step.what === 'admin' ? ['Organisation administrator'] : [],
    })),
    more: nextPage(step, reply.nextLink),
  }),
};

export const githubListings: readonly Listing[] = [users];
