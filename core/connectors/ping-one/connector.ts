/** PingOne's audit activities of an environment. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const pingOne = defineConnector({
  id: 'ping-one',
  title: 'PingOne audit activities',
  vendor: 'Ping Identity',
  app: 'ping-identity',
  grade: 'documented',
  source: 'https://apidocs.pingidentity.com/pingone/platform/v1/api/#audit-activities',
  shapes: [
    {
      has: ['recordedAt', 'action.type', 'resources', 'result.status'],
      score: 1,
      words: 'an activity: recordedAt, action.type, resources, result.status',
    },
    {
      has: ['recordedAt', 'action.type', 'actors', 'result.status'],
      score: 1,
      words: 'an activity: recordedAt, action.type, actors, result.status',
    },
  ],
  time: ['recordedAt', 'createdAt'],
  paths: {
    id: ['id'],
    instance: ['actors.user.environment.id', 'resources.0.environment.id'],
    sourceUser: ['actors.user.name', 'actors.client.name', 'actors.user.id', 'actors.client.id'],
    userId: ['actors.user.id', 'actors.client.id'],
    operation: ['action.type'],
    sourceIp: ['source.ipAddress'],
    userAgent: ['source.userAgent'],
    clientApp: ['actors.client.name', 'actors.client.id'],
    correlationId: ['correlationId'],
    description: ['result.description', 'action.description'],
    reason: ['result.description'],
  },
  outcome: ['result.status'],
  operations: {
    'USER.ACCESS_ALLOWED': 'login',
    'USER.ACCESS_DENIED': 'login.failed',
    'PASSWORD.CHECK_SUCCEEDED': 'login',
    'PASSWORD.CHECK_FAILED': 'login.failed',
    'AUTHENTICATION.CREATED': 'login',
    'SESSION.CREATED': 'login',
    'SESSION.DELETED': 'logout',
    'OTP.CHECK_*': 'login.challenge',
    'PUSH.*': 'login.challenge',
    'FLOW.*': 'login.challenge',
    'TOKEN.CREATED': 'token.issue',
    'TOKEN.REVOKED': 'token.revoke',
    'USER.CREATED': 'user.create',
    'USER.UPDATED': 'user.update',
    'USER.DELETED': 'user.delete',
    'USER.LOCKED': 'user.lockout',
    'USER.UNLOCKED': 'user.restore',
    'PASSWORD.SET': 'password.change',
    'PASSWORD.RESET': 'password.reset',
    'PASSWORD.RECOVERY_*': 'password.reset',
    'DEVICE.DELETED': 'mfa.disable',
    'DEVICE.*': 'mfa.change',
    'ROLE_ASSIGNMENT.CREATED': 'admin.role.grant',
    'ROLE_ASSIGNMENT.DELETED': 'admin.role.revoke',
    'GROUP.CREATED': 'group.create',
    'GROUP.DELETED': 'group.delete',
    'GROUP.*': 'group.update',
    'MEMBER_OF_GROUP.CREATED': 'group.member.add',
    'MEMBER_OF_GROUP.DELETED': 'group.member.remove',
    'APPLICATION.CREATED': 'app.create',
    'APPLICATION.UPDATED': 'app.update',
    'APPLICATION.DELETED': 'app.delete',
    'SECRET.*': 'app.credential.add',
    'GRANT.CREATED': 'app.consent',
    'GRANT.DELETED': 'app.consent.revoke',
    'IDENTITY_PROVIDER.*': 'domain.change',
    'KEY.*': 'app.credential.add',
    '*POLICY.CREATED': 'policy.create',
    '*POLICY.DELETED': 'policy.delete',
    '*POLICY.*': 'policy.change',
    'ACTION.*': 'policy.change',
    'AUTHORIZE_*': 'policy.change',
    'ENVIRONMENT.*': 'setting.change',
    'SUBSCRIPTION.*': 'audit.change',
    'RISK_EVALUATION.*': 'other',
  },
  gives: ['actorKind', 'objects', 'target'],
  finish,
});

const MAX_OBJECTS = 50;

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (draft.outcome !== 'failure') draft.reason = '';
  const hasUser = record.text('actors.user.id', 'actors.user.name') !== '';
  if (draft.sourceUser !== '') draft.actorKind = hasUser ? 'user' : 'app';
  draft.objects = record
    .list('resources')
    .slice(0, MAX_OBJECTS)
    .flatMap((resource) =>
      objects(resource.text('type').toLowerCase() || 'object', {
        id: resource.text('id'),
        name: resource.text('name'),
      }),
    );
  const user = draft.objects.find(({ type, name }) => type === 'user' && name !== draft.sourceUser);
  draft.target = user?.name ?? user?.id ?? '';
  return undefined;
}
