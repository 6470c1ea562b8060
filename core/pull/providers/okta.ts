/** Okta's System Log: one unending list; the link to its next page is good for polling. */
import { fixedHeader } from '../auth/auth.ts';
import { oktaListings } from '../listings/okta.ts';
import { DAY, MINUTE, type Provider } from '../provider.ts';
import { oktaWriting } from '../writes/okta.ts';
import { host, secret } from './shared.ts';

export const okta: Provider = {
  id: 'okta',
  title: 'Okta',
  app: 'okta',
  source: 'https://developer.okta.com/docs/api/openapi/okta-management/management/tag/SystemLog/',
  setup: 'An API token of an administrator who may read the System Log (Security › API › Tokens).',
  settings: [host('domain', 'Okta domain', 'example.okta.com'), secret('token', 'API token')],
  origins: ({ domain }) => [`https://${domain}`],
  auth: ({ token = '' }) => fixedHeader('authorization', `SSWS ${token}`),
  feeds: [
    {
      id: 'system-log',
      title: 'System Log',
      reads: { connector: 'okta' },
      isDefault: true,
      mode: 'stream',
      retentionMs: 90 * DAY,
      overlapMs: 10 * MINUTE,
      first: ({ domain }, { from }) => ({
        url: `https://${domain}/api/v1/logs?${new URLSearchParams({ since: new Date(from).toISOString(), limit: '1000', sortOrder: 'ASCENDING' })}`,
      }),
      next: (_, token) => ({ url: token }),
      read: (reply) => {
        const records = reply.list();
        return { records, next: reply.nextLink, hasMore: records.length > 0 };
      },
    },
  ],
  listings: oktaListings,
  writing: oktaWriting,
  explain: (reply) => {
    const said = reply.word('errorSummary');
    if (reply.status === 401) {
      return {
        kind: 'attention',
        message: `Okta 401: the token is invalid. Make a new one and enter it (${said || 'invalid token'}).`,
      };
    }
    // E0000031: invalid search criteria, which an old link has become.
    if (reply.status === 410 || (reply.status === 400 && reply.word('errorCode') === 'E0000031')) {
      return { kind: 'position', message: `Okta no longer knows this position (${said}).` };
    }
    return null;
  },
};
