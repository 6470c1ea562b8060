/** Changes in Microsoft 365 and Entra ID through Microsoft Graph. */
import { ENTRA_APPS } from '../../model/control.ts';
import type { Ask } from '../provider.ts';
import { GRAPH } from '../providers/microsoft.ts';
import { listOf } from '../reply.ts';
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

const API = `${GRAPH}/v1.0`;
const DOCS = 'https://learn.microsoft.com/graph/api';

async function lookAtUser({ read, given }: LookTools, field: string): Promise<Looked & { readonly value: unknown }> {
  const reply = await read({ url: `${API}/users/${part(given.user)}?$select=id,userPrincipalName,${field}` });
  const value = reply.at(...field.split('/'));
  return {
    name: reply.word('userPrincipalName'),
    state: { [field]: shown(value) },
    isDone: null,
    ids: { user: reply.word('id') },
    value,
  };
}

const user = ({ seen }: Target): string => `${API}/users/${part(seen.ids.user)}`;
const item = ({ given }: Target | LookTools): string => `${API}/drives/${part(given.drive)}/items/${part(given.file)}`;
const permission = (at: Target | LookTools): string => `${item(at)}/permissions/${part(at.given.permission)}`;
const rule = ({ given }: Target | LookTools): string =>
  `${API}/users/${part(given.user)}/mailFolders/inbox/messageRules/${part(given.rule)}`;
const grant = ({ given }: Target | LookTools): string => `${API}/oauth2PermissionGrants/${part(given.grant)}`;
const principal = ({ seen }: Target): string => `${API}/servicePrincipals/${part(seen.ids.principal)}`;

async function lookAtPermission(tools: LookTools): Promise<Looked> {
  const { read } = tools;
  const file = await read({ url: `${item(tools)}?$select=id,name` });
  const reply = await read({ url: permission(tools) });
  const [role] = listOf(reply.at('roles'));
  const mail = reply.word('grantedToV2', 'user', 'email') || reply.word('grantedTo', 'user', 'email');
  return {
    name: file.word('name'),
    state: {
      link: shown(reply.at('link', 'scope') ?? 'none'),
      role: shown(role),
      ...(mail === '' ? {} : { 'granted to': mail }),
    },
    isDone: false,
    ids: { role: typeof role === 'string' ? role : '', mail },
  };
}

const removePermission = (target: Target): Ask => ({ url: permission(target), method: 'DELETE' });

const ACTIONS: readonly WriteAction[] = [
  {
    action: 'suspend',
    needs: ['user'],
    permission: 'User.EnableDisableAccount.All and User.Read.All',
    source: `${DOCS}/user-update`,
    look: async (tools) => {
      const { value, ...seen } = await lookAtUser(tools, 'accountEnabled');
      return { ...seen, isDone: typeof value === 'boolean' ? !value : null };
    },
    request: (target) => json('PATCH', user(target), { accountEnabled: false }),
    isRepeatable: true,
    undo: (target) => json('PATCH', user(target), { accountEnabled: true }),
  },
  {
    action: 'revoke-sessions',
    needs: ['user'],
    permission: 'User.RevokeSessions.All and User.Read.All',
    source: `${DOCS}/user-revokesigninsessions`,
    look: (tools) => lookAtUser(tools, 'signInSessionsValidFromDateTime'),
    request: (target) => json('POST', `${user(target)}/revokeSignInSessions`, {}),
    isRepeatable: true,
    undo: null,
    noWayBack: 'The person signs in again.',
  },
  {
    action: 'reset-password',
    needs: ['user'],
    permission: 'User-PasswordProfile.ReadWrite.All and User.Read.All',
    source: `${DOCS}/user-update`,
    look: (tools) => lookAtUser(tools, 'lastPasswordChangeDateTime'),
    request: (target) => json('PATCH', user(target), { passwordProfile: { forceChangePasswordNextSignIn: true } }),
    isRepeatable: true,
    undo: (target) => json('PATCH', user(target), { passwordProfile: { forceChangePasswordNextSignIn: false } }),
  },
  {
    action: 'confirm-compromised',
    needs: ['user'],
    permission: 'IdentityRiskyUser.ReadWrite.All and User.Read.All',
    source: `${DOCS}/riskyuser-confirmcompromised`,
    look: (tools) => lookAtUser(tools, 'accountEnabled'),
    request: ({ seen }) =>
      json('POST', `${API}/identityProtection/riskyUsers/confirmCompromised`, { userIds: [seen.ids.user] }),
    isRepeatable: true,
    undo: ({ seen }) => json('POST', `${API}/identityProtection/riskyUsers/dismiss`, { userIds: [seen.ids.user] }),
  },
  {
    action: 'remove-admin',
    needs: ['user', 'role'],
    permission: 'RoleManagement.ReadWrite.Directory and User.Read.All',
    source: `${DOCS}/directoryrole-delete-member`,
    look: async (tools) => {
      const { value: _, ...seen } = await lookAtUser(tools, 'accountEnabled');
      const role = await tools.read({ url: `${API}/directoryRoles/${part(tools.given.role)}?$select=id,displayName` });
      return { ...seen, state: { role: shown(role.at('displayName')) } };
    },
    request: ({ given, seen }) => ({
      url: `${API}/directoryRoles/${part(given.role)}/members/${part(seen.ids.user)}/$ref`,
      method: 'DELETE',
    }),
    isRepeatable: true,
    undo: ({ given, seen }) =>
      json('POST', `${API}/directoryRoles/${part(given.role)}/members/$ref`, {
        '@odata.id': `${API}/directoryObjects/${seen.ids.user}`,
      }),
    isUndoRepeatable: false,
  },
  {
    action: 'revoke-consent',
    needs: ['grant'],
    permission: 'DelegatedPermissionGrant.ReadWrite.All',
    source: `${DOCS}/oauth2permissiongrant-delete`,
    look: async (tools) => {
      const reply = await tools.read({ url: grant(tools) });
      const word = (key: string): string => reply.word(key);
      return {
        name: tools.given.grant ?? '',
        state: { scopes: word('scope').trim(), consent: word('consentType'), app: word('clientId') },
        isDone: false,
        ids: {
          clientId: word('clientId'),
          consentType: word('consentType'),
          principalId: word('principalId'),
          resourceId: word('resourceId'),
          scope: word('scope'),
        },
      };
    },
    request: (target) => ({ url: grant(target), method: 'DELETE' }),
    isRepeatable: true,
    undo: ({ seen: { ids } }) =>
      json('POST', `${API}/oauth2PermissionGrants`, { ...ids, principalId: ids.principalId || null }),
    isUndoRepeatable: false,
  },
  {
    action: 'disable-app',
    needs: ['app'],
    permission: 'Application.ReadWrite.All',
    source: `${DOCS}/serviceprincipal-update`,
    look: async ({ read, given }) => {
      const reply = await read({
        url: `${API}/servicePrincipals(appId='${part(given.app)}')?$select=id,appDisplayName,accountEnabled`,
      });
      const value = reply.at('accountEnabled');
      return {
        name: reply.word('appDisplayName'),
        state: { accountEnabled: shown(value) },
        isDone: typeof value === 'boolean' ? !value : null,
        ids: { principal: reply.word('id') },
      };
    },
    request: (target) => json('PATCH', principal(target), { accountEnabled: false }),
    isRepeatable: true,
    undo: (target) => json('PATCH', principal(target), { accountEnabled: true }),
  },
  {
    action: 'remove-public-link',
    needs: ['file', 'drive', 'permission'],
    permission: 'Files.ReadWrite.All',
    source: `${DOCS}/permission-delete`,
    look: lookAtPermission,
    request: removePermission,
    isRepeatable: true,
    undo: null,
    noWayBack: 'A new link has another address.',
  },
  {
    action: 'remove-collaborator',
    needs: ['file', 'drive', 'permission'],
    permission: 'Files.ReadWrite.All',
    source: `${DOCS}/permission-delete`,
    look: lookAtPermission,
    request: removePermission,
    isRepeatable: true,
    undo: (target) =>
      json('POST', `${item(target)}/invite`, {
        recipients: [{ email: target.seen.ids.mail }],
        roles: [target.seen.ids.role],
        requireSignIn: true,
        sendInvitation: false,
      }),
    isUndoRepeatable: false,
  },
  {
    action: 'trash',
    needs: ['file', 'drive'],
    permission: 'Files.ReadWrite.All',
    source: `${DOCS}/driveitem-delete`,
    look: async (tools) => {
      const reply = await tools.read({ url: `${item(tools)}?$select=id,name,size,webUrl` });
      return {
        name: reply.word('name'),
        state: { address: shown(reply.at('webUrl')) },
        isDone: false,
        ids: {},
      };
    },
    request: (target) => ({ url: item(target), method: 'DELETE' }),
    isRepeatable: true,
    undo: null,
    noWayBack: 'Restore it from the recycle bin of the site within 93 days.',
  },
  {
    action: 'remove-inbox-rule',
    needs: ['user', 'rule'],
    permission: 'MailboxSettings.ReadWrite',
    source: `${DOCS}/messagerule-update`,
    look: async (tools) => {
      const reply = await tools.read({ url: rule(tools) });
      const value = reply.at('isEnabled');
      return {
        name: reply.word('displayName'),
        state: { isEnabled: shown(value) },
        isDone: typeof value === 'boolean' ? !value : null,
        ids: {},
      };
    },
    request: (target) => json('PATCH', rule(target), { isEnabled: false }),
    isRepeatable: true,
    undo: (target) => json('PATCH', rule(target), { isEnabled: true }),
  },
];

export const microsoftWriting: Writing = {
  apps: ENTRA_APPS,
  setup:
    'Another app registration, with only the application permissions of the actions that you want, admin consent and a client secret of its own.',
  credentials: ['clientId', 'clientSecret'],
  actions: ACTIONS,
};
