/** SailPoint's audit events, as its search API gives them. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { object } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const sailpoint = defineConnector({
  id: 'sailpoint',
  title: 'SailPoint Identity Security Cloud events',
  vendor: 'SailPoint',
  app: 'sailpoint',
  grade: 'verified',
  source: 'https://developer.sailpoint.com/docs/extensibility/event-triggers/',
  shapes: [
    {
      has: ['technicalName', 'operation', 'actor', 'created'],
      score: 1,
      words: 'an event: technicalName, operation, actor, created',
    },
  ],
  time: ['created'],
  paths: {
    id: ['id'],
    instance: ['org'],
    sourceUser: ['actor.name'],
    operation: ['technicalName', 'name'],
    correlationId: ['trackingNumber'],
    target: ['target.name'],
    sourceIp: ['ipAddress', 'attributes.hostName'],
    description: ['name', 'type'],
  },
  outcome: ['status'],
  operations: {
    'AUTHENTICATION_*': 'login',
    'USER_PASSWORD_UPDATE*': 'password.change',
    'ROLE_REMOVE*': 'permission.revoke',
    'ROLE_ADD*': 'permission.grant',
    'ENTITLEMENT_ADD*': 'permission.grant',
    'ENTITLEMENT_REMOVE*': 'permission.revoke',
    'ACCOUNT_CREATE*': 'user.create',
    'ACCOUNT_DELETE*': 'user.delete',
    'ACCOUNT_DISABLE*': 'user.suspend',
    'ACCOUNT_ENABLE*': 'user.restore',
    'ACCOUNT_UNLOCK*': 'user.restore',
    'API_CLIENT_*': 'app.credential.add',
    'PERSONAL_ACCESS_TOKEN_CREATE*': 'key.create',
    'SOURCE_*': 'setting.change',
    'ACCESS_REQUEST_APPROVE*': 'permission.grant',
    'ACCESS_REQUEST_PROVISION*': 'permission.grant',
    '*EXPORT*': 'data.export',
  },
  gives: ['actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  draft.objects = record
    .texts('objects')
    .slice(0, 20)
    .map((type) => object(type.toLowerCase(), { name: draft.target }));
  return undefined;
}
