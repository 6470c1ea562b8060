/** Slack Enterprise Grid: the audit logs API, newest first within a window, paged by a cursor. */
import { fixedHeader } from '../auth/auth.ts';
import { slackListings } from '../listings/slack.ts';
import { DAY, MINUTE, type Provider, type Window } from '../provider.ts';
import { slackWriting } from '../writes/slack.ts';
import { query, secret } from './shared.ts';

const API = 'https://api.slack.com';

const ask = ({ from, to }: Window, cursor: string) => ({
  url: `${API}/audit/v1/logs?${query({
    oldest: String(Math.floor(from / 1000)),
    latest: String(Math.ceil(to / 1000)),
    limit: '999',
    ...(cursor === '' ? {} : { cursor }),
  })}`,
});

/** What Slack says in place of records, with status 200 as well. */
const REFUSALS: Readonly<Record<string, string>> = {
  team_not_authorized: 'The workspace is no Enterprise Grid organisation, or the app was not installed on it',
  missing_scope: 'The token lacks the scope auditlogs:read. Install the app on the organisation anew',
  invalid_auth: 'The token is invalid. Install the app anew and enter its token',
  not_authed: 'The token is invalid. Install the app anew and enter its token',
  token_revoked: 'The token was revoked. Install the app anew and enter its token',
  token_expired: 'The token has expired. Install the app anew and enter its token',
  account_inactive: 'The account of the token is deactivated. Install the app anew and enter its token',
};

export const slack: Provider = {
  id: 'slack',
  title: 'Slack (Enterprise Grid)',
  app: 'slack',
  source: 'https://docs.slack.dev/admins/audit-logs-api',
  setup: 'An app with the user scope auditlogs:read, installed on the organisation by its owner.',
  settings: [secret('token', 'User OAuth token', 'xoxp-…')],
  origins: () => [API],
  auth: ({ token = '' }) => fixedHeader('authorization', `Bearer ${token}`),
  feeds: [
    {
      id: 'audit-logs',
      title: 'Audit logs',
      reads: { connector: 'slack-audit' },
      isDefault: true,
      mode: 'window',
      retentionMs: 365 * DAY,
      overlapMs: 10 * MINUTE,
      lagMs: MINUTE,
      maxWindowMs: 7 * DAY,
      first: (_, window) => ask(window, ''),
      next: (_, cursor, window) => ask(window, cursor),
      read: (reply) => ({
        records: reply.list('entries'),
        next: reply.word('response_metadata', 'next_cursor') || null,
      }),
    },
  ],
  listings: slackListings,
  writing: slackWriting,
  explain: (reply) => {
    const code = reply.word('error');
    if (code === '') return null;
    if (code === 'invalid_cursor')
      return { kind: 'position', message: 'Slack no longer knows this page (invalid_cursor).' };
    const known = Object.hasOwn(REFUSALS, code) ? REFUSALS[code] : undefined;
    if (known !== undefined) return { kind: 'attention', message: `${known} (${code}).` };
    return { kind: 'error', message: `Slack refused it (${code}).` };
  },
};
