/** Box: the event stream of an enterprise; positions never end. */
import { oauth } from '../auth/oauth.ts';
import { boxListings } from '../listings/box.ts';
import { DAY, MINUTE, type Provider } from '../provider.ts';
import { boxWriting } from '../writes/box.ts';
import { query, secret } from './shared.ts';

const API = 'https://api.box.com';

const ask = (more: Readonly<Record<string, string>>) => ({
  url: `${API}/2.0/events?${query({ stream_type: 'admin_logs', limit: '500', ...more })}`,
});

export const box: Provider = {
  id: 'box',
  title: 'Box',
  app: 'box',
  source: 'https://developer.box.com/reference/get-events/',
  setup:
    'A custom app with client credentials grant, the scope "Manage enterprise properties" and the access level App + Enterprise, authorised in the Admin Console.',
  settings: [
    { key: 'clientId', label: 'Client id', hint: '', isSecret: false },
    secret('clientSecret', 'Client secret'),
    { key: 'enterprise', label: 'Enterprise id', hint: '123456', isSecret: false, pattern: /^\d{1,20}$/ },
  ],
  origins: () => [API],
  auth: ({ clientId = '', clientSecret = '', enterprise = '' }, tools) =>
    oauth(
      {
        url: `${API}/oauth2/token`,
        form: () => ({
          grant_type: 'client_credentials',
          client_id: clientId,
          client_secret: clientSecret,
          box_subject_type: 'enterprise',
          box_subject_id: enterprise,
        }),
      },
      tools,
    ),
  feeds: [
    {
      id: 'events',
      title: 'Enterprise events',
      reads: { connector: 'box' },
      isDefault: true,
      mode: 'stream',
      retentionMs: 365 * DAY,
      overlapMs: 10 * MINUTE,
      first: (_, { from }) => ask({ created_after: new Date(from).toISOString() }),
      next: (_, token) => ask({ stream_position: token }),
      read: (reply) => {
        const records = reply.list('entries');
        const position = reply.at('next_stream_position');
        const next = typeof position === 'string' || typeof position === 'number' ? String(position) : null;
        return { records, next, hasMore: records.length > 0 };
      },
    },
  ],
  listings: boxListings,
  writing: boxWriting,
  explain: (reply) => {
    if (reply.status < 400) return null;
    const code = reply.word('code');
    const said = reply.word('message');
    if (reply.status === 400 && /stream_position/i.test(`${said}${JSON.stringify(reply.at('context_info') ?? '')}`)) {
      return { kind: 'position', message: `Box no longer knows this position (${said}).` };
    }
    if (reply.status === 403) {
      return {
        kind: 'attention',
        message: `Box 403: this is no enterprise account, or the app may not manage enterprise properties (${code || said}).`,
      };
    }
    return null;
  },
};
