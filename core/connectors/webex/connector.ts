/** Webex: the organisation's admin audit events (from the API, and Control Hub's CSV) and security audit events (log-ons and log-offs). */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import { SourceRecord } from '../kit/source-record.ts';

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
    {
      // The events API names what happened `type`, webhooks name it `event`.
      has: ['id', 'resource', 'type', 'actorId', 'created', 'data'],
      score: 1,
      words: "an event of the compliance officer's API: id, resource, type, actorId, created, data",
    },
    {
      // https://help.webex.com/article/nqzomav, where it marks a field as one of the CSV
      has: ['timestamp', 'event_category', 'action_text', 'actor_org_id', 'tracking_id'],
      score: 1,
      words: "a row of Control Hub's download: timestamp, event_category, action_text, actor_org_id, tracking_id",
    },
  ],
  time: ['created', 'timestamp'],
  paths: {
    id: ['id'],
    instance: ['actorOrgId', 'orgId', 'actor_org_id'],
    sourceUser: [
      'data.actorEmail',
      'data.personEmail',
      'data.actorName',
      'actorId',
      'actor_email',
      'actor_name',
      'actor_id',
    ],
    userId: ['actorId', 'actor_id'],
    userName: ['data.actorName', 'actor_name'],
    operation: ['data.eventDescription', 'event', 'type', 'event_category'],
    sourceIp: ['data.actorIp', 'actor_ip'],
    userAgent: ['data.actorUserAgent', 'actor_user_agent'],
    target: ['data.targetName', 'target_name'],
    clientApp: ['data.actorClientName', 'data.actorClientId'],
    correlationId: ['data.trackingId', 'tracking_id'],
    reason: ['data.failedReason'],
    description: ['data.actionText', 'action_text'],
  },
  outcome: ['data.eventStatus'],
  typedBy: ['data.eventCategory', 'data.eventDescription', 'resource', 'event', 'type', 'event_category', 'done'],
  operations: {
    '* *role*assigned*': 'admin.role.grant',
    '* *role*granted*': 'admin.role.grant',
    '* *role*removed*': 'admin.role.revoke',
    '* *role*revoked*': 'admin.role.revoke',
    'LOGINS *logged into *': 'login',
    'USERS *as an external admin*': 'admin.role.grant',
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
    'COMPLIANCE *download*': 'report.export',
    'COMPLIANCE *export*': 'data.export',
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
  open: openRow,
  finish,
});

/** A row tells what was done in a sentence that begins with the administrator's name, which may be any words: it must not say what was done. */
function openRow(record: SourceRecord): SourceRecord {
  const sentence = record.text('action_text');
  if (sentence === '') return record;
  const actor = record.text('actor_name');
  return new SourceRecord({
    ...record.data,
    done: sentence.startsWith(actor) ? sentence.slice(actor.length).trim() : sentence,
  });
}

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (draft.outcome === 'unknown') draft.outcome = 'success';
  const isAdmin =
    record.has('data.adminRoles') || record.has('event_category') || record.text('data.targetType') !== '';
  if (draft.sourceUser !== '') draft.actorKind = isAdmin ? 'admin' : 'user';
  draft.objects = objects(record.text('data.targetType', 'resource', 'target_type').toLowerCase() || 'object', {
    id: record.text('data.targetId', 'data.id', 'target_id'),
    name: record.text('data.targetName', 'data.title', 'target_name'),
  });
  return undefined;
}
