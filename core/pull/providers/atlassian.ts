/** Atlassian: the audit events of an organisation. */
import { fixedHeader } from '../auth/auth.ts';
import { DAY, HOUR, MINUTE, type Provider } from '../provider.ts';
import { atlassianWriting } from '../writes/atlassian.ts';
import { query, secret } from './shared.ts';

const API = 'https://api.atlassian.com';

export const atlassian: Provider = {
  id: 'atlassian',
  title: 'Atlassian organisation',
  app: 'atlassian-cloud',
  source: 'https://developer.atlassian.com/cloud/admin/organization/rest/api-group-events/',
  setup: 'An API key of the organisation (admin.atlassian.com › Settings › API keys) with the scope read:events:admin.',
  settings: [
    { key: 'organisation', label: 'Organisation id', hint: '', isSecret: false, pattern: /^[\w-]{8,64}$/ },
    secret('token', 'API key'),
  ],
  origins: () => [API],
  auth: ({ token = '' }) => fixedHeader('authorization', `Bearer ${token}`),
  feeds: [
    {
      id: 'events',
      title: 'Audit events',
      reads: { connector: 'atlassian' },
      isDefault: true,
      mode: 'window',
      retentionMs: 180 * DAY,
      overlapMs: HOUR,
      lagMs: MINUTE,
      maxWindowMs: 7 * DAY,
      first: ({ organisation }, { from, to }) => ({
        url: `${API}/admin/v1/orgs/${organisation}/events?${query({ from: String(Math.floor(from)), to: String(Math.floor(to)), limit: '200' })}`,
      }),
      next: (_, token) => ({ url: token }),
      read: (reply) => ({ records: reply.list('data'), next: reply.word('links', 'next') || null }),
    },
  ],
  writing: atlassianWriting,
  explain: (reply) => {
    const said = reply.word('message');
    if (reply.status === 402)
      return {
        kind: 'attention',
        message: `402 Payment Required: the organisation has no Atlassian Guard (Access) plan (${said}).`,
      };
    if (reply.status === 401)
      return {
        kind: 'attention',
        message: `Atlassian 401: the API key is wrong or has expired. Make a new one (${said}).`,
      };
    if (reply.status === 400 && /cursor/i.test(said))
      return { kind: 'position', message: `Atlassian no longer knows this page (${said}).` };
    return null;
  },
};
