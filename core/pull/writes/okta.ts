/** Changes in Okta: users, their sessions, roles and grants, and app integrations. */
import type { Ask } from '../provider.ts';
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

const DOCS = 'https://developer.okta.com/docs/api/openapi/okta-management/management/tag';

const base = ({ where }: Target | LookTools): string => `https://${where.domain}/api/v1`;
const user = (target: Target): string => `${base(target)}/users/${part(target.seen.ids.user)}`;
const post = (url: string): Ask => ({ url, method: 'POST', headers: { accept: 'application/json' } });

async function lookAtUser(tools: LookTools, isDone: (status: string) => boolean | null): Promise<Looked> {
  const reply = await tools.read({ url: `${base(tools)}/users/${part(tools.given.user)}` });
  const status = reply.word('status');
  return {
    name: reply.word('profile', 'login'),
    state: { status: shown(reply.at('status')), 'last sign-in': shown(reply.at('lastLogin')) },
    isDone: status === '' ? null : isDone(status),
    ids: { user: reply.word('id') },
  };
}

const unknownState = (): null => null;

const ACTIONS: readonly WriteAction[] = [
  {
    action: 'suspend',
    needs: ['user'],
    permission: 'An administrator who may manage users (okta.users.manage)',
    source: `${DOCS}/UserLifecycle/`,
    look: (tools) => lookAtUser(tools, (status) => status === 'SUSPENDED'),
    request: (target) => post(`${user(target)}/lifecycle/suspend`),
    // Okta refuses to suspend whom it has suspended already.
    isRepeatable: false,
    undo: (target) => post(`${user(target)}/lifecycle/unsuspend`),
  },
  {
    action: 'revoke-sessions',
    needs: ['user'],
    permission: 'An administrator who may manage users (okta.users.manage)',
    source: `${DOCS}/UserSessions/`,
    look: (tools) => lookAtUser(tools, unknownState),
    request: (target) => ({ url: `${user(target)}/sessions?oauthTokens=true`, method: 'DELETE' }),
    isRepeatable: true,
    undo: null,
    noWayBack: 'The person signs in again.',
  },
  {
    action: 'reset-mfa',
    needs: ['user'],
    permission: 'An administrator who may manage users (okta.users.manage)',
    source: `${DOCS}/UserLifecycle/`,
    look: (tools) => lookAtUser(tools, unknownState),
    request: (target) => post(`${user(target)}/lifecycle/reset_factors`),
    isRepeatable: false,
    undo: null,
    noWayBack: 'The person enrols factors again.',
  },
  {
    action: 'reset-password',
    needs: ['user'],
    permission: 'An administrator who may manage users (okta.users.manage)',
    source: `${DOCS}/UserCred/`,
    look: (tools) => lookAtUser(tools, (status) => status === 'PASSWORD_EXPIRED'),
    request: (target) => post(`${user(target)}/lifecycle/expire_password`),
    isRepeatable: false,
    undo: null,
    noWayBack: 'The person chooses a new password.',
  },
  {
    action: 'remove-admin',
    needs: ['user', 'role'],
    permission: 'A super administrator (okta.roles.manage)',
    source: `${DOCS}/RoleAssignmentAUser/`,
    look: async (tools) => {
      const seen = await lookAtUser(tools, unknownState);
      const url = `${base(tools)}/users/${part(seen.ids.user)}/roles/${part(tools.given.role)}`;
      const reply = await tools.read({ url });
      return {
        ...seen,
        state: { role: shown(reply.at('label')), type: shown(reply.at('type')) },
        isDone: false,
        ids: { ...seen.ids, type: reply.word('type') },
      };
    },
    request: (target) => ({ url: `${user(target)}/roles/${part(target.given.role)}`, method: 'DELETE' }),
    isRepeatable: true,
    undo: (target) => json('POST', `${user(target)}/roles`, { type: target.seen.ids.type }),
    isUndoRepeatable: false,
  },
  {
    action: 'revoke-consent',
    needs: ['user', 'grant'],
    permission: 'An administrator who may manage users (okta.users.manage)',
    source: `${DOCS}/UserGrant/`,
    look: async (tools) => {
      const seen = await lookAtUser(tools, unknownState);
      const reply = await tools.read({
        url: `${base(tools)}/users/${part(seen.ids.user)}/grants/${part(tools.given.grant)}`,
      });
      return { ...seen, state: { scope: shown(reply.at('scopeId')), app: shown(reply.at('clientId')) }, isDone: false };
    },
    request: (target) => ({ url: `${user(target)}/grants/${part(target.given.grant)}`, method: 'DELETE' }),
    isRepeatable: true,
    undo: null,
    noWayBack: 'The person consents again.',
  },
  {
    action: 'disable-app',
    needs: ['app'],
    permission: 'An administrator who may manage apps (okta.apps.manage)',
    source: `${DOCS}/Application/`,
    look: async (tools) => {
      const reply = await tools.read({ url: `${base(tools)}/apps/${part(tools.given.app)}` });
      const status = reply.word('status');
      return {
        name: reply.word('label'),
        state: { status: shown(reply.at('status')) },
        isDone: status === '' ? null : status === 'INACTIVE',
        ids: { app: reply.word('id') },
      };
    },
    request: (target) => post(`${base(target)}/apps/${part(target.seen.ids.app)}/lifecycle/deactivate`),
    isRepeatable: true,
    undo: (target) => post(`${base(target)}/apps/${part(target.seen.ids.app)}/lifecycle/activate`),
  },
];

export const oktaWriting: Writing = {
  apps: ['okta'],
  setup: 'Another API token, of an administrator who may do what you want to do from here and no more.',
  credentials: ['token'],
  actions: ACTIONS,
};
