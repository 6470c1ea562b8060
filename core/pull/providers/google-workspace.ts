/** Google Workspace: the reports API, one list for each application. */

import { LastUsed } from '../../kit/last-used.ts';
import type { Auth } from '../auth/auth.ts';
import { JWT_GRANT, oauth, signedJwt } from '../auth/oauth.ts';
import { googleListings } from '../listings/google.ts';
import { DAY, HOUR, MINUTE, type Provider, type Window, type WindowFeed } from '../provider.ts';
import { googleWriting } from '../writes/google.ts';
import { query, secret } from './shared.ts';

const API = 'https://admin.googleapis.com';
/** People whose tokens are kept: a listing finishes one after the other. */
const MOST_SUBJECTS = 100;
const TOKEN = 'https://oauth2.googleapis.com';
const SCOPE = 'https://www.googleapis.com/auth/admin.reports.audit.readonly';

/** Names of the applications that the API lists, as it titles them; the ones chosen by default first. */
const DEFAULT_APPLICATIONS = [
  'login',
  'admin',
  'drive',
  'token',
  'saml',
  'user_accounts',
  'groups_enterprise',
  'rules',
];
const MORE_APPLICATIONS = [
  'access_transparency',
  'calendar',
  'chat',
  'chrome',
  'classroom',
  'context_aware_access',
  'data_studio',
  'gcp',
  'gemini_in_workspace_apps',
  'gmail',
  'groups',
  'keep',
  'meet',
  'mobile',
  'vault',
];

function application(name: string, isDefault: boolean): WindowFeed {
  const ask = ({ from, to }: Window, more: Readonly<Record<string, string>>) => ({
    url: `${API}/admin/reports/v1/activity/users/all/applications/${name}?${query({
      startTime: new Date(from).toISOString(),
      endTime: new Date(to).toISOString(),
      maxResults: '1000',
      ...more,
    })}`,
  });
  return {
    id: name,
    title: `${name.replaceAll('_', ' ')}`.replace(/^./, (letter) => letter.toUpperCase()),
    reads: { connector: 'google-workspace' },
    isDefault,
    mode: 'window',
    retentionMs: 180 * DAY,
    // Google names lags of up to a few hours, of the groups' and tokens' logs among others.
    overlapMs: 6 * HOUR,
    lagMs: MINUTE,
    maxWindowMs: 7 * DAY,
    first: (_, window) => ask(window, {}),
    next: (_, pageToken, window) => ask(window, { pageToken }),
    read: (reply) => {
      // A window without any event has no list at all.
      const records = reply.at('items') === undefined && reply.word('kind') !== '' ? [] : reply.list('items');
      return { records, next: reply.word('nextPageToken') || null };
    },
  };
}

export const googleWorkspace: Provider = {
  id: 'google-workspace',
  title: 'Google Workspace',
  app: 'google-workspace',
  source: 'https://developers.google.com/workspace/admin/reports/reference/rest/v1/activities/list',
  setup: `Either a service account with domain-wide delegation for ${SCOPE} and the mail of an administrator it acts for, or an OAuth client with a refresh token of an administrator.`,
  settings: [
    {
      key: 'subject',
      label: 'Administrator (service account)',
      hint: 'admin@example.com',
      isSecret: false,
      isOptional: true,
    },
    {
      key: 'clientEmail',
      label: 'Service account',
      hint: 'name@project.iam.gserviceaccount.com',
      isSecret: false,
      isOptional: true,
    },
    {
      key: 'privateKey',
      label: 'Private key (service account)',
      hint: 'PEM',
      isSecret: true,
      isOptional: true,
      isLong: true,
    },
    { key: 'clientId', label: 'OAuth client id', hint: '', isSecret: false, isOptional: true },
    { ...secret('clientSecret', 'OAuth client secret'), isOptional: true },
    { ...secret('refreshToken', 'Refresh token'), isOptional: true },
  ],
  origins: () => [API, TOKEN],
  auth: (values, tools) => {
    const {
      subject = '',
      clientEmail = '',
      privateKey = '',
      clientId = '',
      clientSecret = '',
      refreshToken = '',
      scope = SCOPE,
    } = values;
    const url = `${TOKEN}/token`;
    if (privateKey !== '') {
      return forEachSubject(subject, (sub) => {
        const form = () => {
          const iat = Math.floor(tools.now() / 1000);
          const claims = { iss: clientEmail, sub, scope, aud: url, iat, exp: iat + 3600 };
          return { grant_type: JWT_GRANT, assertion: signedJwt(claims, privateKey) };
        };
        return oauth({ url, form }, tools);
      });
    }
    const form = () => ({
      grant_type: 'refresh_token',
      client_id: clientId,
      client_secret: clientSecret,
      refresh_token: refreshToken,
    });
    return oauth({ url, form, rotates: 'refreshToken' }, tools);
  },
  feeds: [
    ...DEFAULT_APPLICATIONS.map((name) => application(name, true)),
    ...MORE_APPLICATIONS.map((name) => application(name, false)),
  ],
  listings: googleListings,
  writing: googleWriting,
  explain: (reply) => {
    const said = reply.word('error', 'message');
    if (reply.status === 400 && /page ?token/i.test(said)) {
      return { kind: 'position', message: `Google no longer knows this page (${said}).` };
    }
    if (reply.status === 400)
      return { kind: 'attention', message: `Google 400: the connection has expired or is incomplete (${said}).` };
    if (reply.status === 401)
      return {
        kind: 'attention',
        message: `Google 401: the account is no administrator who may read reports (${said}).`,
      };
    if (reply.status === 403)
      return {
        kind: 'attention',
        message: `Google 403: the API's quota is used up or the scopes are wrong (${said}).`,
      };
    return null;
  },
};

/** A service account acts for one person at a time: each has tokens of its own. */
function forEachSubject(administrator: string, authOf: (subject: string) => Auth): Auth {
  const auths = new LastUsed<Auth>(MOST_SUBJECTS);
  let last: Auth | null = null;
  return {
    headers: (ask) => {
      const subject = ask.subject ?? administrator;
      last = auths.get(subject, () => authOf(subject));
      return last.headers(ask);
    },
    renew: async () => (last === null ? false : last.renew()),
  };
}
