/** Changes in Slack: accounts through SCIM, sessions and apps through the admin methods of Enterprise Grid. */
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

const SCIM = 'https://api.slack.com/scim/v2';
const WEB = 'https://slack.com';
const DOCS = 'https://docs.slack.dev';

/** By id, or by mail. */
async function lookAtUser({ read, given }: LookTools): Promise<Looked> {
  const { user = '' } = given;
  const isMail = user.includes('@');
  const filter = new URLSearchParams({ filter: `email eq "${user.replaceAll('"', '')}"` });
  const reply = await read({ url: isMail ? `${SCIM}/Users?${filter}` : `${SCIM}/Users/${part(user)}` });
  const path = isMail ? (['Resources', '0'] as const) : [];
  const active = reply.at(...path, 'active');
  return {
    name: reply.word(...path, 'userName'),
    state: { active: shown(active) },
    isDone: typeof active === 'boolean' ? !active : null,
    ids: { user: reply.word(...path, 'id') },
  };
}

const setActive = ({ seen }: Target, value: boolean) =>
  json('PATCH', `${SCIM}/Users/${part(seen.ids.user)}`, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'replace', path: 'active', value }],
  });

const ACTIONS: readonly WriteAction[] = [
  {
    action: 'suspend',
    needs: ['user'],
    permission: 'admin (SCIM), of an owner of the organisation',
    source: `${DOCS}/admins/scim-api`,
    look: lookAtUser,
    request: (target) => setActive(target, false),
    isRepeatable: true,
    undo: (target) => setActive(target, true),
  },
  {
    action: 'revoke-sessions',
    needs: ['user'],
    permission: 'admin.users:write, and admin (SCIM) to look the person up',
    source: `${DOCS}/reference/methods/admin.users.session.reset`,
    look: async (tools) => ({ ...(await lookAtUser(tools)), isDone: null }),
    request: ({ seen }) => json('POST', `${WEB}/api/admin.users.session.reset`, { user_id: seen.ids.user }),
    isRepeatable: true,
    undo: null,
    noWayBack: 'The person signs in again.',
  },
  {
    action: 'disable-app',
    needs: ['app'],
    permission: 'admin.apps:write',
    source: `${DOCS}/reference/methods/admin.apps.uninstall`,
    look: async ({ read, given }) => {
      const reply = await read({ url: `${WEB}/api/auth.test`, method: 'POST' });
      return {
        name: given.app ?? '',
        state: {},
        isDone: null,
        ids: { enterprise: reply.word('enterprise_id') },
      };
    },
    request: ({ given, seen }) =>
      json('POST', `${WEB}/api/admin.apps.uninstall`, { app_id: given.app, enterprise_id: seen.ids.enterprise }),
    isRepeatable: true,
    undo: null,
    noWayBack: 'Slack uninstalls it from the whole organisation: install it again.',
  },
];

export const slackWriting: Writing = {
  apps: ['slack'],
  setup:
    'Another app with the user scopes admin, admin.users:write and admin.apps:write as far as you want them, installed on the organisation by its owner.',
  credentials: ['token'],
  origins: [WEB],
  actions: ACTIONS,
};
