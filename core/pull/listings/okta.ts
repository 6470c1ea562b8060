/** Accounts of Okta, and its groups with their members. */
import { type Listing, nextPage, rowsIn } from '../listing.ts';
import { fieldOf } from '../reply.ts';
import { part } from '../writing.ts';

/** Users who can sign in once they do what they are asked to. */
const ENABLED = new Set(['ACTIVE', 'PASSWORD_EXPIRED', 'LOCKED_OUT', 'RECOVERY', 'PROVISIONED']);

const users: Listing = {
  id: 'users',
  title: 'Accounts',
  kind: 'users',
  permission: 'An administrator who may read users (okta.users.read)',
  source: 'https://developer.okta.com/docs/api/openapi/okta-management/management/tag/User/',
  begin: ({ domain }) => [{ what: 'users', ask: { url: `https://${domain}/api/v1/users?limit=200` } }],
  read: (reply, step) => ({
    rows: rowsIn(reply).map((one) => ({
      app: 'okta',
      id: fieldOf(one, 'id'),
      userPrincipalName: fieldOf(one.profile, 'login'),
      displayName: [fieldOf(one.profile, 'firstName'), fieldOf(one.profile, 'lastName')].join(' ').trim(),
      mail: fieldOf(one.profile, 'email'),
      otherMails: [fieldOf(one.profile, 'secondEmail')],
      department: fieldOf(one.profile, 'department'),
      accountEnabled: ENABLED.has(fieldOf(one, 'status')),
      userType: 'member',
      createdDateTime: fieldOf(one, 'created'),
      lastSignIn: fieldOf(one, 'lastLogin'),
      lastPasswordChangeDateTime: fieldOf(one, 'passwordChanged'),
    })),
    more: nextPage(step, reply.nextLink),
  }),
};

const groups: Listing = {
  id: 'groups',
  title: 'Groups and their members',
  kind: 'groups',
  permission: 'An administrator who may read groups (okta.groups.read)',
  source: 'https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Group/',
  begin: ({ domain }) => [{ what: 'groups', ask: { url: `https://${domain}/api/v1/groups?limit=200` } }],
  read: (reply, step, { domain }) => {
    if (step.what === 'groups') {
      const members = rowsIn(reply).map((one) => ({
        what: 'members',
        ask: { url: `https://${domain}/api/v1/groups/${part(fieldOf(one, 'id'))}/users?limit=200` },
        about: { id: fieldOf(one, 'id'), name: fieldOf(one.profile, 'name') },
      }));
      return { rows: [], more: [...nextPage(step, reply.nextLink), ...members] };
    }
    const { id, name } = step.about ?? {};
    // Large groups come in several rows, a page of members each.
    const members = rowsIn(reply).flatMap((one) => [fieldOf(one, 'id'), fieldOf(one.profile, 'login')]);
    return { rows: [{ app: 'okta', id, displayName: name, members }], more: nextPage(step, reply.nextLink) };
  },
};

export const oktaListings: readonly Listing[] = [users, groups];
