/** Dropbox: the events of a team; its cursor goes on for ever. */
import { oauth } from '../auth/oauth.ts';
import { dropboxListings } from '../listings/dropbox.ts';
import { DAY, HOUR, type Provider } from '../provider.ts';
import { dropboxWriting } from '../writes/dropbox.ts';
import { seconds, secret } from './shared.ts';

const API = 'https://api.dropboxapi.com';

const ask = (path: string, body: object) => ({
  url: `${API}/2/team_log/${path}`,
  method: 'POST' as const,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

export const dropbox: Provider = {
  id: 'dropbox',
  title: 'Dropbox Business',
  app: 'dropbox',
  source: 'https://www.dropbox.com/developers/documentation/http/teams#team_log-get_events',
  setup: 'A scoped app with events.read, and a refresh token of a team administrator (token_access_type=offline).',
  settings: [
    { key: 'clientId', label: 'App key', hint: '', isSecret: false },
    secret('clientSecret', 'App secret'),
    secret('refreshToken', 'Refresh token'),
  ],
  origins: () => [API],
  auth: ({ clientId = '', clientSecret = '', refreshToken = '' }, tools) =>
    oauth(
      {
        url: `${API}/oauth2/token`,
        rotates: 'refreshToken',
        form: () => ({
          grant_type: 'refresh_token',
          client_id: clientId,
          client_secret: clientSecret,
          refresh_token: refreshToken,
        }),
      },
      tools,
    ),
  feeds: [
    {
      id: 'team-log',
      title: 'Team log',
      reads: { connector: 'dropbox' },
      isDefault: true,
      mode: 'stream',
      retentionMs: 730 * DAY,
      overlapMs: HOUR,
      first: (_, { from }) => ask('get_events', { limit: 1000, time: { start_time: seconds(from) } }),
      next: (_, cursor) => ask('get_events/continue', { cursor }),
      read: (reply) => ({
        records: reply.list('events'),
        next: reply.word('cursor') || null,
        hasMore: reply.at('has_more') === true,
      }),
    },
  ],
  listings: dropboxListings,
  writing: dropboxWriting,
  explain: (reply) => {
    if (reply.status < 400) return null;
    const said = reply.word('error_summary');
    if (reply.status === 409 && /^(?:bad_cursor|reset)/.test(said)) {
      return { kind: 'position', message: `Dropbox no longer knows this cursor (${said}).` };
    }
    if (reply.status === 401)
      return { kind: 'attention', message: `Dropbox 401: the app's access was withdrawn. Connect again (${said}).` };
    if (reply.status === 409) return { kind: 'attention', message: `Dropbox refused it (${said}).` };
    return null;
  },
};
