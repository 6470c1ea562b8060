/** Changes in Salesforce: users and their sessions, as records. */
import type { Ask } from '../provider.ts';
import { fieldOf, listOf } from '../reply.ts';
import {
  json,
  type Looked,
  type LookTools,
  part,
  shown,
  type Target,
  type WriteAction,
  type Writing,
} from '../writing.ts';

const DOCS = 'https://developer.salesforce.com/docs/atlas.en-us';
/** What one request may delete. */
const MOST_SESSIONS = 200;

const base = ({ where }: Target | LookTools): string => `https://${where.instance}/services/data/v62.0`;
const record = (target: Target): string => `${base(target)}/sobjects/User/${part(target.seen.ids.user)}`;
/** A text in SOQL. */
const quoted = (text = ''): string => `'${text.replace(/[\\']/g, String.raw`\$&`)}'`;
const soql = (tools: LookTools, query: string): Ask => ({
  url: `${base(tools)}/query?${new URLSearchParams({ q: query })}`,
});

/** By id, or by user name. */
async function lookAtUser(tools: LookTools): Promise<Looked> {
  const { user = '' } = tools.given;
  const field = /^005[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?$/.test(user) ? 'Id' : 'Username';
  const reply = await tools.read(
    soql(tools, `SELECT Id, Username, IsActive FROM User WHERE ${field} = ${quoted(user)} LIMIT 1`),
  );
  const active = reply.at('records', '0', 'IsActive');
  return {
    name: reply.word('records', '0', 'Username'),
    state: { IsActive: shown(active) },
    isDone: typeof active === 'boolean' ? !active : null,
    ids: { user: reply.word('records', '0', 'Id') },
  };
}

const ACTIONS: readonly WriteAction[] = [
  {
    action: 'suspend',
    needs: ['user'],
    permission: 'Manage Users and API Enabled',
    source: `${DOCS}.object_reference.meta/object_reference/sforce_api_objects_user.htm`,
    look: lookAtUser,
    request: (target) => json('PATCH', record(target), { IsActive: false }),
    isRepeatable: true,
    undo: (target) => json('PATCH', record(target), { IsActive: true }),
  },
  {
    action: 'revoke-sessions',
    needs: ['user'],
    permission: 'Manage Users and API Enabled',
    source: `${DOCS}.object_reference.meta/object_reference/sforce_api_objects_authsession.htm`,
    look: async (tools) => {
      const seen = await lookAtUser(tools);
      const reply = await tools.read(
        soql(tools, `SELECT Id FROM AuthSession WHERE UsersId = ${quoted(seen.ids.user)} LIMIT ${MOST_SESSIONS}`),
      );
      const sessions = listOf(reply.at('records')).map((one) => fieldOf(one, 'Id'));
      return {
        ...seen,
        state: { sessions: sessions.length === MOST_SESSIONS ? `${MOST_SESSIONS} or more` : String(sessions.length) },
        isDone: sessions.length === 0,
        ids: { ...seen.ids, sessions: sessions.join(',') },
      };
    },
    request: (target) => ({
      url: `${base(target)}/composite/sobjects?ids=${part(target.seen.ids.sessions)}&allOrNone=false`,
      method: 'DELETE',
    }),
    isRepeatable: true,
    undo: null,
    noWayBack: 'The person signs in again.',
  },
  {
    action: 'reset-password',
    needs: ['user'],
    permission: 'Manage Users and API Enabled',
    source: `${DOCS}.api_rest.meta/api_rest/dome_sobject_user_password.htm`,
    look: async (tools) => ({ ...(await lookAtUser(tools)), isDone: null }),
    request: (target) => ({ url: `${record(target)}/password`, method: 'DELETE' }),
    isRepeatable: true,
    undo: null,
    noWayBack: 'The new password is shown to nobody: the person asks for another with “Forgot your password?”.',
  },
];

export const salesforceWriting: Writing = {
  apps: ['salesforce'],
  setup:
    'Another connected app, or another user of it, with the scopes api and refresh_token and the permission Manage Users.',
  credentials: ['clientId', 'user', 'privateKey', 'clientSecret', 'refreshToken'],
  actions: ACTIONS,
};
