/** Anthropic: the activity feed of a Claude organisation (Compliance API), and the CSV of its audit log that its owners export. */
import type { ActorKind } from '../../model/activity.ts';
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { device, objects } from '../kit/parts.ts';
import { SourceRecord } from '../kit/source-record.ts';
import { readPythonDict } from './python-literal.ts';

export const anthropic = defineConnector({
  id: 'anthropic',
  title: 'Anthropic (Claude) organisation activity',
  vendor: 'Anthropic',
  app: 'claude',
  grade: 'documented',
  source: 'https://support.claude.com/en/articles/13015708-access-the-compliance-api',
  shapes: [
    {
      has: ['created_at', 'organization_id', 'type', 'actor.type'],
      where: { 'actor.type': /_actor$/ },
      score: 1,
      words: 'an activity: created_at, organization_id, type, and an actor of a type …_actor',
    },
    {
      has: ['created_at', 'organization_uuid', 'type', 'actor.type'],
      where: { 'actor.type': /_actor$/ },
      score: 1,
      words: 'an activity: created_at, organization_uuid, type, and an actor of a type …_actor',
    },
    {
      // Nobody's organisation yet: a log-on that failed.
      has: ['created_at', 'type', 'actor.type'],
      where: { 'actor.type': /_actor$/ },
      score: 1,
      words: 'an activity: created_at, type, and an actor of a type …_actor',
    },
    {
      has: ['created_at', 'chat_messages', 'user.email_address'],
      where: { id: /^claude_chat_/ },
      score: 1,
      words: 'a chat of the Compliance API: chat_messages, user.email_address',
    },
    {
      // https://support.claude.com/en/articles/9970975
      has: ['created_at', 'event', 'actor_info'],
      score: 1,
      words: 'a row of the exported audit log: created_at, event, actor_info',
    },
    {
      // Who did it is not always known.
      has: ['created_at', 'event', 'event_info'],
      where: { event: /^[a-z0-9]+(?:_[a-z0-9]+)+$/, event_info: /^\{/ },
      score: 1,
      words: 'a row of the exported audit log: created_at, event, event_info',
    },
  ],
  time: ['created_at'],
  paths: {
    id: ['id'],
    instance: ['organization_id', 'organization_uuid'],
    sourceUser: [
      'actor.email_address',
      'user.email_address',
      'actor.unauthenticated_email_address',
      'actor.user_id',
      'actor.api_key_id',
      'actor_info.metadata.email_address',
      'actor_info.name',
      'actor_info.uuid',
    ],
    userId: [
      'actor.user_id',
      'user.id',
      'actor.api_key_id',
      'actor.admin_api_key_id',
      'actor.service_account_id',
      'actor_info.uuid',
    ],
    userName: ['actor_info.name'],
    operation: ['type', 'event'],
    sourceIp: ['actor.ip_address', 'ip_address'],
    userAgent: ['actor.user_agent', 'user_agent'],
    clientApp: ['client_platform'],
    target: [
      'user_email',
      'email_address',
      'invited_email',
      'target_user_id',
      'target_id',
      'user_id',
      'invited_user_id',
    ],
    reason: ['failure_reason', 'error'],
  },
  operations: {
    sso_login_failed: 'login.failed',
    '*_login_failed': 'login.failed',
    '*_login_initiated': 'login.challenge',
    'sso_second_factor_*': 'login.challenge',
    magic_link_login_succeeded: 'login',
    '*_login_succeeded': 'login',
    'user_signed_in_*': 'login',
    user_logged_out: 'logout',
    '*_session_revoked': 'token.revoke',
    '*_api_key_created': 'key.create',
    '*_api_key_updated': 'key.update',
    '*_api_key_deleted': 'key.delete',
    api_key_created: 'key.create',
    api_key_deleted: 'key.delete',
    service_key_created: 'key.create',
    service_key_deleted: 'key.delete',
    service_key_revoked: 'key.delete',
    mcp_server_created: 'app.create',
    mcp_server_updated: 'app.update',
    mcp_server_deleted: 'app.delete',
    mcp_tool_policy_updated: 'policy.change',
    integration_user_connected: 'app.consent',
    integration_user_disconnected: 'app.consent.revoke',
    'org_user_invite*_sent': 'user.invite',
    org_user_invite_accepted: 'user.create',
    'org_join_request_*approved': 'user.create',
    org_user_deleted: 'user.delete',
    'org_user_*role*': 'admin.role.grant',
    'org_data_export_*': 'data.export',
    '*_settings_updated': 'setting.change',
    'org_sso_*': 'domain.change',
    'org_domain_*': 'domain.change',
    '*spend_limit*': 'billing.change',
    claude_chat_created: 'message.send',
    claude_chat_viewed: 'message.view',
    claude_chat_access_failed: 'message.view',
    'org_ip_restriction_*': 'policy.change',
    org_primary_owner_transferred: 'admin.role.grant',
    claude_chat_deleted: 'message.delete',
    'claude_chat_snapshot_*': 'file.share',
    claude_file_uploaded: 'file.upload',
    claude_file_viewed: 'file.view',
    claude_file_deleted: 'file.delete',
    claude_project_created: 'site.create',
    claude_project_deleted: 'site.delete',
    claude_project_viewed: 'page.view',
    claude_project_document_uploaded: 'file.upload',
    claude_project_document_deleted: 'file.delete',
    'claude_artifact_sharing_*': 'file.share',
    user_signed_in: 'login',
    conversation_created: 'message.send',
    conversation_deleted: 'message.delete',
    conversation_renamed: 'message.edit',
    project_created: 'site.create',
    project_deleted: 'site.delete',
    file_uploaded: 'file.upload',
  },
  gives: ['outcome', 'actorKind', 'objects', 'device'],
  open: openRow,
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = /_failed$/.test(draft.operation) ? 'failure' : 'success';
  if (record.has('chat_messages')) return readChat(record, draft);
  if (isRow(record)) return readRow(record, draft);
  draft.actorKind = ACTORS[record.text('actor.type')];
  for (const [type, name] of THINGS) {
    const found = objects(type, { id: record.text(`${name}_id`), name: record.text(`${name}_name`, name) });
    draft.objects.push(...found);
  }
  const audience = record.list('audience').map((one) => one.text('type'));
  if (draft.activityType === 'file.share' && audience.includes('public')) draft.activityType = 'file.share.public';
  return undefined;
}

/** A chat as the Compliance API gives it: that somebody had it, and what it is called. */
function readChat(record: SourceRecord, draft: ActivityDraft): undefined {
  draft.operation = 'claude_chat';
  draft.activityType = 'message.send';
  draft.actorKind = 'user';
  draft.target = '';
  draft.objects = objects('chat', { id: record.text('id'), name: record.text('name') });
}

/** The feed names what was done in `type`, the audit log in `event`. */
function isRow(record: SourceRecord): boolean {
  return record.has('event') && !record.has('type');
}

/** A row's cells that hold an object, in JSON or as Python prints it, as objects. */
function openRow(record: SourceRecord): SourceRecord {
  if (!isRow(record)) return record;
  const opened = ['actor_info', 'entity_info'].map((cell) => {
    const found = record.object(cell)?.data ?? readPythonDict(record.text(cell));
    return [cell, found ?? record.value(cell)] as const;
  });
  return new SourceRecord({ ...record.data, ...Object.fromEntries(opened) });
}

function readRow(record: SourceRecord, draft: ActivityDraft): undefined {
  if (draft.userName === draft.sourceUser) draft.userName = '';
  if (record.has('actor_info.metadata.email_address')) draft.actorKind = 'user';
  const email = record.text('entity_info.metadata.email_address');
  draft.target = email;
  draft.device = device({ id: record.text('device_id') });
  draft.objects = objects(record.text('entity_info.type') || 'object', {
    id: record.text('entity_info.uuid'),
    name: record.text('entity_info.name') || email,
  });
}

const ACTORS: Readonly<Record<string, ActorKind>> = {
  user_actor: 'user',
  admin_actor: 'admin',
  admin_api_key_actor: 'app',
  api_key_actor: 'app',
  api_actor: 'app',
  service_account_actor: 'app',
  scim_directory_sync_actor: 'app',
  anthropic_actor: 'system',
  unauthenticated_user_actor: 'anonymous',
};

/** Words before `_id` and `_name` at the top of an activity. */
const THINGS: readonly (readonly [type: string, name: string])[] = [
  ['app', 'mcp_server'],
  ['chat', 'claude_chat'],
  ['project', 'claude_project'],
  ['file', 'claude_file'],
  ['file', 'claude_artifact'],
  ['file', 'filename'],
  ['key', 'api_key'],
  ['key', 'admin_api_key'],
  ['workspace', 'workspace'],
];
