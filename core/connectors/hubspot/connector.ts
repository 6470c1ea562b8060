/** HubSpot's account activity: audit logs, log-ins and security events of the account information API. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects, place } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const hubspot = defineConnector({
  id: 'hubspot',
  title: 'HubSpot account activity',
  vendor: 'HubSpot',
  app: 'hubspot',
  grade: 'documented',
  source: 'https://developers.hubspot.com/docs/api-reference/account-account-info-v3/guide',
  shapes: [
    {
      has: ['id', 'category', 'subCategory', 'action', 'occurredAt', 'actingUser'],
      score: 1,
      words: 'an audit log: id, category, subCategory, action, occurredAt, actingUser',
    },
    {
      has: ['id', 'loginAt', 'userId', 'loginSucceeded'],
      score: 1,
      words: 'a log-in: id, loginAt, userId, loginSucceeded',
    },
    {
      has: ['id', 'type', 'createdAt', 'actingUser', 'infoUrl'],
      score: 1,
      words: 'a security event: id, type, createdAt, actingUser, infoUrl',
    },
  ],
  time: ['occurredAt', 'loginAt', 'createdAt'],
  paths: {
    id: ['id'],
    sourceUser: ['actingUser.userEmail', 'email', 'actingUser', 'actingUser.userId', 'userId'],
    userId: ['actingUser.userId', 'userId'],
    operation: ['action', 'type'],
    sourceIp: ['ipAddress'],
    userAgent: ['userAgent'],
    target: ['targetObjectId', 'objectId'],
    description: ['subCategory', 'category'],
  },
  typedBy: ['category', 'action', 'type'],
  operations: {
    'USER_MANAGEMENT CREATE': 'user.create',
    'USER_MANAGEMENT DELETE': 'user.delete',
    'USER_MANAGEMENT PERFORM': 'user.update',
    'USER_MANAGEMENT *': 'user.update',
    'LOGIN *': 'login',
    'CRM_OBJECT CREATE': 'resource.create',
    'CRM_OBJECT UPDATE': 'resource.update',
    'CRM_OBJECT DELETE': 'resource.delete',
    'CRM_OBJECT EXPORT*': 'data.export',
    '* EXPORT*': 'data.export',
    'APPROVAL_SETTINGS *': 'policy.change',
    'SECURITY* *': 'policy.change',
    '*SETTING* *': 'setting.change',
    '* CREATE': 'resource.create',
    '* UPDATE': 'resource.update',
    '* DELETE': 'resource.delete',
    '*EXPORT*': 'data.export',
    '*API_KEY*': 'key.create',
    '*PASSWORD*': 'password.change',
    '*TWO_FACTOR*DISABLE*': 'mfa.disable',
    '*TWO_FACTOR*': 'mfa.change',
    '*SUPER_ADMIN*': 'admin.role.grant',
    '*PERMISSION*': 'permission.grant',
  },
  gives: ['operation', 'outcome', 'actorKind', 'objects', 'place'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = 'success';
  if (record.has('loginAt')) {
    draft.operation = 'LOGIN';
    draft.outcome = record.flag('loginSucceeded') === false ? 'failure' : 'success';
    draft.activityType = 'login';
  }
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  draft.objects = objects(draft.description.toLowerCase() || 'object', { id: draft.target });
  draft.place = place({
    country: record.text('countryCode'),
    region: record.text('regionCode'),
    city: record.text('location'),
  });
  return undefined;
}
