/** Tines' audit logs of a tenant. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const tines = defineConnector({
  id: 'tines',
  title: 'Tines audit log',
  vendor: 'Tines',
  app: 'tines',
  grade: 'documented',
  source: 'https://www.tines.com/api/audit-logs/',
  shapes: [
    {
      has: ['id', 'operation_name', 'request_ip', 'tenant_id', 'user_email'],
      score: 1,
      words: 'an audit log: id, operation_name, request_ip, tenant_id, user_email',
    },
    {
      has: ['id', 'operation_name', 'request_ip', 'user_email', 'created_at'],
      score: 1,
      words: 'an audit log: id, operation_name, request_ip, user_email, created_at',
    },
  ],
  time: ['created_at'],
  paths: {
    id: ['id'],
    instance: ['tenant_id'],
    sourceUser: ['user_email', 'user_name', 'user_id'],
    userId: ['user_id'],
    userName: ['user_name'],
    operation: ['operation_name'],
    sourceIp: ['request_ip'],
    userAgent: ['request_user_agent'],
  },
  operations: {
    Login: 'login',
    Logout: 'logout',
    'UserInvit*': 'user.invite',
    'UserCredential*': 'secret.change',
    'User*Destruction': 'user.delete',
    'AuthenticationToken*Creation': 'key.create',
    'AuthenticationToken*Destruction': 'key.delete',
    '*CredentialCreation': 'secret.change',
    '*Credential*': 'secret.change',
    '*SSO*': 'domain.change',
    '*Sso*': 'domain.change',
    '*Saml*': 'domain.change',
    '*OpenidConnect*': 'domain.change',
    StoryExport: 'data.export',
    StoryCreation: 'resource.create',
    StoryDestruction: 'resource.delete',
    'Story*': 'resource.update',
    'Actions*': 'resource.update',
    'Action*': 'resource.update',
    'CustomCertificateAuthority*': 'setting.change',
    '*Set': 'setting.change',
  },
  gives: ['outcome', 'actorKind', 'target'],
  finish: settle,
});

function settle(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = 'success';
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  // What was asked for stands below the inputs, under the same name once more.
  const inputs = record.object('inputs.inputs') ?? record.object('inputs');
  draft.target = inputs?.text('emails.0', 'email', 'userEmail', 'name') ?? '';
  return undefined;
}
