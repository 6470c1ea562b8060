/** 1Password: the events reporting API; its cursors go on for ever. */
import { fixedHeader } from '../auth/auth.ts';
import { DAY, MINUTE, type Provider, type StreamFeed } from '../provider.ts';
import { secret } from './shared.ts';

function events(id: string, title: string, path: string): StreamFeed {
  const ask = (body: object, server = '') => ({
    url: `https://${server}/api/v2/${path}`,
    method: 'POST' as const,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return {
    id,
    title,
    reads: { connector: '1password' },
    isDefault: true,
    mode: 'stream',
    retentionMs: 120 * DAY,
    overlapMs: 10 * MINUTE,
    first: ({ server }, { from }) => ask({ limit: 1000, start_time: new Date(from).toISOString() }, server),
    next: ({ server }, cursor) => ask({ cursor }, server),
    read: (reply) => ({
      records: reply.list('items'),
      next: reply.word('cursor') || null,
      hasMore: reply.at('has_more') === true,
    }),
  };
}

export const onePassword: Provider = {
  id: '1password',
  title: '1Password',
  app: '1password',
  source: 'https://developer.1password.com/docs/events-api/reference/',
  setup: 'An events reporting integration (Integrations › Directory › Other) and its bearer token.',
  settings: [
    {
      key: 'server',
      label: 'Events server',
      hint: 'events.1password.com',
      isSecret: false,
      pattern: /^events\.(?:ent\.)?1password\.(?:com|ca|eu)$/,
    },
    secret('token', 'Bearer token'),
  ],
  origins: ({ server }) => [`https://${server}`],
  auth: ({ token = '' }) => fixedHeader('authorization', `Bearer ${token}`),
  feeds: [
    events('audit-events', 'Audit events', 'auditevents'),
    events('sign-in-attempts', 'Sign-in attempts', 'signinattempts'),
    events('item-usages', 'Item usages', 'itemusages'),
  ],
  explain: (reply) => {
    const said = reply.word('Error', 'Message') || reply.word('message');
    if (reply.status === 401)
      return { kind: 'attention', message: `1Password 401: the token is wrong or has expired (${said}).` };
    if (reply.status === 400 && /cursor/i.test(said))
      return { kind: 'position', message: `1Password no longer knows this cursor (${said}).` };
    return null;
  },
};
