/** Webex: the organisation's admin audit events and security audit events (log-ons and log-offs). */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const webex = defineConnector({
  id: 'webex',
  title: 'Webex admin and security audit',
  vendor: 'Cisco',
  app: 'webex',
  grade: 'documented',
  source: 'https://developer.webex.com/docs/api/v1/admin-audit-events',
  shapes: [
    {
      has: ['id', 'created', 'actorOrgId', 'data.eventCategory', 'data.eventDescription'],
      score: 1,
      words: 'an audit event: id, created, actorOrgId, data.eventCategory, data.eventDescription',
    },
    {
      has: ['id', 'resource', 'event', 'actorId', 'orgId', 'created', 'data'],
      score: 1,
      words: "an event of the compliance officer's API: id, resource, event, actorId, orgId, created, data",
    },
  ],
  time: ['created'],
  paths: {
    id: ['id'],
    instance: ['actorOrgId', 'orgId'],
    sourceUser: ['data.actorEmail', 'data.personEmail', 'data.actorName', 'actorId'],
    userId: ['actorId'],
    userName: ['data.actorName'],
    operation: ['data.eventDescription', 'event'],
    sourceIp: ['data.actorIp'],
    userAgent: ['data.actorUserAgent'],
    target: ['data.targetName'],
    clientApp: ['data.actorClientName', 'data.actorClientId'],
    correlationId: ['data.trackingId'],
    reason: ['data.failedReason'],
    description: ['data.actionText'],
  },
  outcome: ['data.eventStatus'],
  typedBy: ['data.eventCategory', 'data.eventDescription', 'resource', 'event'],
  operations: {
    'LOGINS *log*out*': 'logout',
    'LOGINS *fail*': 'login.failed',
    'LOGINS *': 'login',
    'LOGOUT *': 'logout',
    '* *logged in*': 'login',
    '* *logged out*': 'logout',
    'USERS *created*': 'user.create',
    'USERS *added*': 'user.create',
    'USERS *deleted*': 'user.delete',
    'USERS *removed*': 'user.delete',
    'USERS *deactivated*': 'user.suspend',
    'USERS *activated*': 'user.restore',
    'USERS *': 'user.update',
    'GROUPS *deleted*': 'group.delete',
    'GROUPS *created*': 'group.create',
    'GROUPS *': 'group.update',
    'ADMINISTRATORS *': 'admin.role.grant',
    'ROLES *': 'admin.role.grant',
    'USER_ROLES *': 'admin.role.grant',
    'COMPLIANCE *': 'data.search',
    'LEGAL_HOLD *': 'policy.change',
    'ORG_SETTINGS *': 'setting.change',
    'ORG_SECURITY_SETTINGS *': 'policy.change',
    'LICENSES *': 'billing.change',
    'DEVICES *': 'device.update',
    'CERTIFICATES *': 'app.credential.add',
    'EXTERNAL_AUTHORIZATIONS *revoked*': 'app.consent.revoke',
    'EXTERNAL_AUTHORIZATIONS *': 'app.consent',
    '*messages created': 'message.send',
    '*messages updated': 'message.edit',
    '*messages deleted': 'message.delete',
    '*memberships created': 'channel.member.add',
    '*memberships deleted': 'channel.member.remove',
    '*rooms created': 'channel.create',
    '*rooms updated': 'channel.update',
    '*rooms deleted': 'channel.delete',
    '*meetings ended': 'meeting.end',
    '*meetings started': 'meeting.join',
    '*meetingTranscripts *': 'file.upload',
    '*file_transcodings created': 'file.download',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (draft.outcome === 'unknown') draft.outcome = 'success';
  const isAdmin = record.has('data.adminRoles') || record.text('data.targetType') !== '';
  if (draft.sourceUser !== '') draft.actorKind = isAdmin ? 'admin' : 'user';
  draft.objects = objects(record.text('data.targetType', 'resource').toLowerCase() || 'object', {
    id: record.text('data.targetId', 'data.id'),
    name: record.text('data.targetName', 'data.title'),
  });
  return undefined;
}
