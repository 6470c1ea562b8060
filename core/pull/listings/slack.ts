/** Accounts of a Slack organisation. */
import { type Listing, type ListingStep, rowsIn } from '../listing.ts';
import { fieldOf } from '../reply.ts';
import { json } from '../writing.ts';

const WEB = 'https://slack.com';

const page = (cursor: string): ListingStep => ({
  what: 'users',
  ask: json('POST', `${WEB}/api/admin.users.list`, { limit: 100, ...(cursor === '' ? {} : { cursor }) }),
});

/** Seconds since 1970; '' for none. */
function instant(seconds: unknown): string {
  return typeof seconds === 'number' && seconds > 0 ? new Date(seconds * 1000).toISOString() : '';
}

const users: Listing = {
  id: 'users',
  title: 'Accounts',
  kind: 'users',
  permission: 'admin.users:read',
  source: 'https://docs.slack.dev/reference/methods/admin.users.list',
  origins: [WEB],
  begin: () => [page('')],
  read: (reply) => {
    const cursor = reply.word('response_metadata', 'next_cursor');
    return {
      rows: rowsIn(reply, 'users').map((one) => ({
        app: 'slack',
        id: fieldOf(one, 'id'),
        userPrincipalName: fieldOf(one, 'email') || fieldOf(one, 'username'),
        displayName: fieldOf(one, 'full_name'),
        mail: fieldOf(one, 'email'),
        accountEnabled: typeof one.is_active === 'boolean' ? one.is_active : null,
        userType: one.is_restricted === true || one.is_ultra_restricted === true ? 'guest' : 'member',
        createdDateTime: instant(one.date_created),
        roles: [
          ...(one.is_owner === true || one.is_primary_owner === true ? ['Owner (administrator)'] : []),
          ...(one.is_admin === true ? ['Administrator'] : []),
        ],
      })),
      more: cursor === '' ? [] : [page(cursor)],
    };
  },
};

export const slackListings: readonly Listing[] = [users];
