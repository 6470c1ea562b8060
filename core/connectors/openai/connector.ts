/** OpenAI's organisation audit log: the Admin API's entries, one object a line or a page of them. */
import type { ActorKind } from '../../model/activity.ts';
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects, place } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const openai = defineConnector({
  id: 'openai',
  title: 'OpenAI organisation audit log',
  vendor: 'OpenAI',
  app: 'openai-api',
  grade: 'documented',
  source: 'https://platform.openai.com/docs/api-reference/audit-logs/object',
  shapes: [
    {
      has: ['id', 'type', 'effective_at', 'actor.type'],
      score: 1,
      words: 'an audit log entry: id, type, effective_at, actor.type',
    },
    {
      has: ['object', 'user_email', 'message.author.role'],
      where: { object: /^compliance\.workspace\.conversation/ },
      score: 1,
      words: "a message of ChatGPT's Compliance API: object, user_email, message.author.role",
    },
  ],
  time: ['effective_at', 'message.created_at', 'created_at'],
  paths: {
    id: ['message.id', 'id'],
    instance: ['project.id', 'workspace_id'],
    sourceUser: [
      'actor.session.user.email',
      'user_email',
      'actor.api_key.user.email',
      'actor.api_key.service_account.id',
      'actor.session.user.id',
      'actor.api_key.user.id',
    ],
    userId: ['user_id', 'actor.session.user.id', 'actor.api_key.user.id', 'actor.api_key.service_account.id'],
    operation: ['message.object', 'type', 'object'],
    sourceIp: ['actor.session.ip_address'],
    userAgent: ['actor.session.user_agent'],
    clientApp: ['actor.api_key.id'],
  },
  operations: {
    'api_key.created': 'key.create',
    'api_key.updated': 'key.update',
    'api_key.deleted': 'key.delete',
    'certificate.*': 'app.credential.add',
    'certificates.*': 'app.credential.add',
    'checkpoint.permission.created': 'permission.grant',
    'checkpoint.permission.deleted': 'permission.revoke',
    'checkpoint_permission.created': 'permission.grant',
    'checkpoint_permission.deleted': 'permission.revoke',
    'external_key.*': 'key.update',
    'group.created': 'group.create',
    'group.updated': 'group.update',
    'group.deleted': 'group.delete',
    'invite.sent': 'user.invite',
    'invite.accepted': 'user.create',
    'invite.deleted': 'user.update',
    'ip_allowlist.*': 'policy.change',
    'login.succeeded': 'login',
    'login.failed': 'login.failed',
    'logout.*': 'logout',
    'organization.updated': 'setting.change',
    'project.created': 'site.create',
    'project.updated': 'site.update',
    'project.archived': 'site.delete',
    'project.deleted': 'site.delete',
    'rate_limit.*': 'setting.change',
    'role.created': 'role.create',
    'role.updated': 'role.update',
    'role.deleted': 'role.delete',
    'role.assignment.created': 'admin.role.grant',
    'role.assignment.deleted': 'admin.role.revoke',
    'scim.*': 'setting.change',
    'service_account.created': 'app.create',
    'service_account.updated': 'app.update',
    'service_account.deleted': 'app.delete',
    'user.added': 'user.create',
    'user.updated': 'user.update',
    'user.deleted': 'user.delete',
  },
  gives: ['outcome', 'reason', 'actorKind', 'objects', 'target', 'place'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (record.has('message.author.role')) return readMessage(record, draft);
  // Entries are of what has come about; only a log-on and a log-off say that they failed.
  draft.outcome = draft.operation.endsWith('.failed') ? 'failure' : 'success';
  draft.actorKind = actorKind(record);
  // What it is about stands under the event's own name, with a dot in older answers.
  const about = draft.operation.replaceAll('.', '_');
  const detail = record.object(about) ?? record.object(draft.operation);
  if (detail !== undefined) {
    draft.reason = draft.outcome === 'failure' ? detail.text('error_message', 'error_code') : '';
    const name = detail.text('data.name', 'name', 'data.title', 'data.email', 'email');
    draft.objects = objects(draft.operation.split('.')[0] ?? 'object', { id: detail.text('id'), name });
    draft.target = detail.text('data.email', 'email', 'user_id', 'principal_id');
    // A person is told by id alone, and an owner is whom nothing is closed to.
    if (draft.target === '' && /^user\./.test(draft.operation)) draft.target = detail.text('id');
    if (detail.text('changes_requested.role') === 'owner') draft.activityType = 'admin.role.grant';
  }
  const at = 'actor.session.ip_address_details';
  draft.place = place({
    country: record.text(`${at}.country`),
    region: record.text(`${at}.region`),
    city: record.text(`${at}.city`),
  });
  return undefined;
}

/** Of a conversation only its owner is a person; what the model and its tools answer is told beside it. */
function readMessage(record: SourceRecord, draft: ActivityDraft): undefined {
  draft.app = 'chatgpt';
  draft.actorKind = 'user';
  draft.outcome = 'success';
  draft.activityType = record.text('message.author.role') === 'user' ? 'message.send' : 'message.view';
  draft.objects = [
    ...objects('conversation', { id: record.text('id'), name: record.text('title') }),
    ...record
      .list('message.files.data')
      .flatMap((file) => objects('file', { id: file.text('id'), name: file.text('name') })),
  ];
}

function actorKind(record: SourceRecord): ActorKind | undefined {
  const type = record.text('actor.type');
  if (type === 'session') return 'user';
  if (type !== 'api_key') return undefined;
  return record.text('actor.api_key.type') === 'user' ? 'user' : 'app';
}
