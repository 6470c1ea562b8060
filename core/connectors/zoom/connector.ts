/** Zoom: webhook events, and the sign-in and operation log reports of its API and portal. */
import { type ActivityDraft, type Refusal, skip } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';
import { typeByVerb } from '../kit/verbs.ts';

export const zoom = defineConnector({
  id: 'zoom',
  title: 'Zoom webhooks, sign-in and operation logs',
  vendor: 'Zoom',
  app: 'zoom',
  grade: 'verified',
  source: 'https://developers.zoom.us/docs/api/rest/reference/zoom-api/events/',
  shapes: [
    {
      has: ['event', 'payload.account_id', 'payload.object'],
      score: 1,
      words: 'a webhook event: event, payload.account_id, payload.object',
    },
    {
      has: ['event', 'payload.object', 'event_ts'],
      score: 1,
      words: 'a webhook event: event, payload.object, event_ts',
    },
    {
      has: ['event', 'payload.object'],
      where: { event: /^[a-z_]+\.[a-z_]+$/ },
      score: 0.9,
      words: 'a webhook event: event, payload.object',
    },
    {
      has: ['email', 'time', 'type', 'client_type'],
      score: 0.9,
      words: 'a sign-in of the activities report: email, time, type, client_type',
    },
    {
      has: ['time', 'operator', 'category_type', 'action'],
      score: 1,
      words: 'an operation log: time, operator, category_type, action',
    },
    {
      has: ['email', 'last_login_time', 'create_time', 'event_name'],
      score: 1,
      words: 'a usage report row: email, last_login_time, create_time',
    },
  ],
  time: [
    'event_ts',
    'payload.time_stamp',
    'payload.object.date_time',
    'payload.object.timestamp',
    'time',
    'payload.object.participant.leave_time',
    'payload.object.participant.join_time',
    'payload.object.create_time',
    'payload.object.recording_file.recording_end',
    'payload.object.recording_file.recording_start',
    'payload.object.start_time',
    'payload.object.end_time',
    'last_login_time',
  ],
  paths: {
    instance: ['payload.account_id'],
    sourceUser: [
      'payload.operator',
      'operator',
      'email',
      'payload.object.host_email',
      'payload.object.participant.email',
      'payload.object.participant.user_name',
      'payload.object.owner_email',
      'payload.object.email',
      'payload.operator_id',
      'payload.object.host_id',
    ],
    userId: ['payload.operator_id', 'payload.object.host_id'],
    operation: ['event', 'action', 'type', 'event_name'],
    sourceIp: ['ip_address', 'payload.object.ip_address', 'payload.object.participant.public_ip'],
    clientApp: ['client_type', 'payload.object.client_type'],
    target: [
      'payload.object.email',
      'payload.object.topic',
      'payload.object.channel_name',
      'payload.object.owner_email',
    ],
    description: ['operation_detail', 'category_type'],
  },
  operations: {
    'meeting.participant_jbh_waiting': 'meeting.join',
    'meeting.participant_waiting': 'meeting.join',
    'meeting.participant_admitted': 'meeting.join',
    'meeting.participant_jbh_joined': 'meeting.join',
    'meeting.risk_alert': 'alert.raise',
    'zoomroom.alert': 'alert.raise',
    'phone.callee_answered': 'meeting.join',
    'phone.caller_connected': 'meeting.join',
    'phone.caller_ringing': 'meeting.join',
    'phone.caller_ended': 'meeting.end',
    'phone.callee_ended': 'meeting.end',
    'phone.voicemail_received': 'message.view',
    'zoomroom.*': 'device.update',
    'user.signed_in': 'login',
    'user.signed_out': 'logout',
    'Sign in': 'login',
    'Sign out': 'logout',
    'user.created': 'user.create',
    'user.invitation_accepted': 'user.create',
    'user.updated': 'user.update',
    'user.settings_updated': 'setting.change',
    'user.deactivated': 'user.suspend',
    'user.activated': 'user.restore',
    'user.deleted': 'user.delete',
    'user.disassociated': 'user.delete',
    'user.personal_notes_updated': 'user.update',
    'user.presence_status_updated': 'other',
    'account.created': 'site.create',
    'account.updated': 'setting.change',
    'account.settings_updated': 'setting.change',
    'account.disassociated': 'site.delete',
    'account.vanity_url_*': 'setting.change',
    'meeting.started': 'meeting.join',
    'meeting.participant_joined': 'meeting.join',
    'meeting.ended': 'meeting.end',
    'meeting.participant_left': 'meeting.end',
    'meeting.created': 'calendar.change',
    'meeting.updated': 'calendar.change',
    'meeting.deleted': 'calendar.change',
    'meeting.alert': 'alert.raise',
    'webinar.started': 'meeting.join',
    'webinar.ended': 'meeting.end',
    'webinar.participant_joined': 'meeting.join',
    'webinar.participant_left': 'meeting.end',
    'webinar.alert': 'alert.raise',
    'webinar.*': 'calendar.change',
    'recording.completed': 'file.upload',
    'recording.started': 'resource.start',
    'recording.stopped': 'resource.stop',
    'recording.deleted': 'file.delete',
    'recording.trashed': 'file.delete',
    'recording.recovered': 'file.restore',
    'recording.transcript_completed': 'file.upload',
    'chat_message.sent': 'message.send',
    'chat_message.updated': 'message.edit',
    'chat_message.deleted': 'message.delete',
    'chat_channel.created': 'channel.create',
    'chat_channel.deleted': 'channel.delete',
    'chat_channel.updated': 'channel.update',
    'chat_channel.member_*': 'channel.member.add',
    'app.deauthorized': 'app.consent.revoke',
    app_deauthorized: 'app.consent.revoke',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (record.has('last_login_time') && !record.has('event')) return skip('report-row');
  draft.outcome = draft.activityType === 'login.failed' ? 'failure' : 'success';
  readGuest(record, draft);
  if (record.has('operation_detail')) readOperationLog(record, draft);
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  const kind = /^([a-z_]+)\./.exec(draft.operation)?.[1] ?? 'object';
  draft.objects = objects(kind, {
    id: record.text('payload.object.uuid', 'payload.object.id', 'payload.object.channel_id'),
    name: record.text(
      'payload.object.topic',
      'payload.object.email',
      'payload.object.channel_name',
      'payload.object.account_name',
    ),
  });
  return undefined;
}

/** Who joins, leaves or registers is the one who acts, whoever the meeting's host is; whom the host approves is acted upon. */
function readGuest(record: SourceRecord, draft: ActivityDraft): void {
  const participant = record.object('payload.object.participant');
  if (participant !== undefined && /\.participant_/.test(draft.operation)) actAs(participant, draft);
  const registrant = record.object('payload.object.registrant');
  if (registrant === undefined) return;
  draft.target = registrant.text('email');
  if (draft.operation.endsWith('.registration_created')) actAs(registrant, draft);
}

function actAs(guest: SourceRecord, draft: ActivityDraft): void {
  draft.sourceUser = guest.text('email', 'user_name', 'id');
  draft.userId = guest.text('id', 'participant_user_id');
}

/** An operation is a verb, its category the thing it was done to; a sentence says to whom. */
function readOperationLog(record: SourceRecord, draft: ActivityDraft): void {
  const category = record.text('category_type');
  const detail = record.text('operation_detail');
  draft.typed = `${category} ${record.text('action').replace(/^(?:SCIM API - |Batch )/, '')}`;
  const change = ROLE_CHANGE.exec(detail);
  if (PRIVILEGED.test(change?.[2] ?? '')) draft.activityType = 'admin.role.grant';
  else if (PRIVILEGED.test(change?.[1] ?? '')) draft.activityType = 'admin.role.revoke';
  // What is done to the account is done to the settings of the organisation.
  else if (/^Account(?: Settings)? (?:Update|Edit)$/.test(draft.typed)) draft.activityType = 'setting.change';
  else draft.activityType = typeByVerb(draft.typed);
  draft.target = MAIL.exec(detail)?.[0] ?? '';
}

const ROLE_CHANGE = /\bRole\b[^,;]{0,80}?(?:\bfrom ([^,;]{0,40}?) )?\bto ([^,;]{1,40})/i;
const PRIVILEGED = /\b(?:Owner|Admin)\b/i;
const MAIL = /[^\s@,;:()<>]{1,64}@[^\s@,;:()<>]{1,190}\.[A-Za-z]{2,24}/;
