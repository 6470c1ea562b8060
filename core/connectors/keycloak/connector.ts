/** Keycloak: events of its users and of its admins, from its API, its log, or an event listener that writes them as JSON. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const keycloak = defineConnector({
  id: 'keycloak',
  title: 'Keycloak user and admin events',
  vendor: 'Keycloak',
  app: 'keycloak',
  grade: 'documented',
  source: 'https://www.keycloak.org/docs-api/latest/rest-api/index.html#EventRepresentation',
  shapes: [
    {
      has: ['time', 'type', 'realmId', 'clientId', 'ipAddress'],
      where: { type: /^[A-Z0-9_]+$/ },
      score: 1,
      words: 'a user event: time, type, realmId, clientId, ipAddress',
    },
    {
      has: ['time', 'realmId', 'authDetails', 'operationType', 'resourceType'],
      score: 1,
      words: 'an admin event: time, realmId, authDetails, operationType, resourceType',
    },
    {
      has: ['type', 'realmId', 'clientId', 'ipAddress'],
      where: { type: /^[A-Z0-9_]+$/ },
      score: 1,
      words: 'an event of its log: type, realmId, clientId, ipAddress',
    },
    {
      has: ['operationType', 'realmId', 'resourceType', 'resourcePath'],
      where: { operationType: /^(?:CREATE|UPDATE|DELETE|ACTION)$/ },
      score: 1,
      words: 'an admin event of its log: operationType, realmId, resourceType, resourcePath',
    },
  ],
  time: ['time'],
  paths: {
    id: ['id'],
    instance: ['realmName', 'realmId'],
    sourceUser: ['details.username', 'authDetails.username', 'username', 'userId', 'authDetails.userId'],
    userId: ['userId', 'authDetails.userId'],
    operation: ['type', 'operationType'],
    reason: ['error'],
    sourceIp: ['ipAddress', 'authDetails.ipAddress'],
    sessionId: ['sessionId', 'details.code_id', 'code_id'],
    clientApp: ['clientId', 'authDetails.clientId'],
    description: ['resourcePath', 'details.auth_method', 'auth_method'],
  },
  typedBy: ['resourceType', 'type', 'operationType'],
  operations: {
    LOGIN: 'login',
    LOGIN_ERROR: 'login.failed',
    LOGOUT: 'logout',
    CODE_TO_TOKEN: 'token.issue',
    CLIENT_LOGIN: 'token.issue',
    TOKEN_EXCHANGE: 'token.issue',
    'REFRESH_TOKEN*': 'token.refresh',
    'REVOKE_GRANT*': 'app.consent.revoke',
    'GRANT_CONSENT*': 'app.consent',
    'REGISTER*': 'user.create',
    'DELETE_ACCOUNT*': 'user.delete',
    'UPDATE_PASSWORD*': 'password.change',
    'RESET_PASSWORD*': 'password.reset',
    'SEND_RESET_PASSWORD*': 'password.reset',
    'UPDATE_TOTP*': 'mfa.change',
    'REMOVE_TOTP*': 'mfa.disable',
    'UPDATE_CREDENTIAL*': 'mfa.change',
    'REMOVE_CREDENTIAL*': 'mfa.disable',
    'UPDATE_EMAIL*': 'user.update',
    'UPDATE_PROFILE*': 'user.update',
    'IMPERSONATE*': 'impersonate',
    'USER_DISABLED_BY_*': 'user.lockout',
    'USER CREATE': 'user.create',
    'USER DELETE': 'user.delete',
    'USER ACTION': 'user.update',
    'USER *': 'user.update',
    'GROUP CREATE': 'group.create',
    'GROUP DELETE': 'group.delete',
    'GROUP *': 'group.update',
    'GROUP_MEMBERSHIP CREATE': 'group.member.add',
    'GROUP_MEMBERSHIP DELETE': 'group.member.remove',
    'REALM_ROLE_MAPPING CREATE': 'admin.role.grant',
    'REALM_ROLE_MAPPING DELETE': 'admin.role.revoke',
    'CLIENT_ROLE_MAPPING CREATE': 'admin.role.grant',
    'CLIENT_ROLE_MAPPING DELETE': 'admin.role.revoke',
    '*_ROLE CREATE': 'role.create',
    '*_ROLE DELETE': 'role.delete',
    '*_ROLE UPDATE': 'role.update',
    'CLIENT CREATE': 'app.create',
    'CLIENT DELETE': 'app.delete',
    'CLIENT *': 'app.update',
    'IDENTITY_PROVIDER* *': 'domain.change',
    'AUTH_* *': 'policy.change',
    'REQUIRED_ACTION* *': 'policy.change',
    'REALM *': 'setting.change',
    'COMPONENT *': 'setting.change',
  },
  gives: ['outcome', 'actorKind', 'objects', 'target'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = draft.reason === '' && !draft.operation.endsWith('_ERROR') ? 'success' : 'failure';
  const isAdmin = record.has('operationType');
  if (draft.sourceUser !== '') draft.actorKind = isAdmin ? 'admin' : 'user';
  if (!isAdmin) return undefined;
  const name = record.object('representation')?.text('username', 'name', 'clientId') ?? '';
  const kind = record.text('resourceType').toLowerCase();
  draft.objects = objects(kind, { id: record.text('resourcePath'), name });
  if (kind === 'user') draft.target = name || (record.text('resourcePath').split('/')[1] ?? '');
  return undefined;
}
