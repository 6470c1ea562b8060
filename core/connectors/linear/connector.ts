/** Linear: audit entries, from its GraphQL API or webhook. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects, place } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const linear = defineConnector({
  id: 'linear',
  title: 'Linear audit entries',
  vendor: 'Linear',
  app: 'linear',
  grade: 'documented',
  source: 'https://docs.rs/lineark-sdk/latest/lineark_sdk/generated/types/struct.AuditEntry.html',
  shapes: [
    {
      has: ['id', 'type', 'createdAt', 'actorId', 'ip', 'countryCode'],
      score: 1,
      words: 'an audit entry: type, createdAt, actorId, ip, countryCode',
    },
    {
      has: ['id', 'type', 'createdAt', 'actor', 'ip', 'countryCode', 'metadata'],
      score: 1,
      words: 'an audit entry: type, createdAt, actor, ip, countryCode, metadata',
    },
  ],
  time: ['createdAt'],
  paths: {
    id: ['id'],
    instance: ['organization.urlKey', 'organizationId'],
    sourceUser: ['actor.email', 'actor.name', 'actorId'],
    userId: ['actorId', 'actor.id'],
    userName: ['actor.name'],
    operation: ['type'],
    sourceIp: ['ip'],
    userAgent: ['requestInformation.userAgent', 'metadata.userAgent'],
    target: ['metadata.email', 'metadata.userEmail', 'metadata.name'],
  },
  operations: {
    '*login*fail*': 'login.failed',
    '*login*': 'login',
    '*logout*': 'logout',
    userInvite: 'user.invite',
    'userRoleChange*': 'admin.role.grant',
    roleChange: 'admin.role.grant',
    'apiKey*Create*': 'key.create',
    'apiKey*': 'key.update',
    '*Saml*': 'domain.change',
    '*Scim*': 'domain.change',
    'workspaceExport*': 'data.export',
    'organizationExport*': 'data.export',
    'oauthAuthorization*': 'app.consent',
    'integrationCreate*': 'app.create',
    'integrationDelete*': 'app.delete',
  },
  gives: ['outcome', 'actorKind', 'place', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = draft.activityType === 'login.failed' ? 'failure' : 'success';
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  draft.place = place({ country: record.text('countryCode') });
  draft.objects = objects('object', { id: record.text('metadata.id'), name: record.text('metadata.name') });
  return undefined;
}
