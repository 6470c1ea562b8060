/** Anthropic's activity feed of a Claude organisation (Compliance API): one object a line or a page of them. */
import type { ActorKind } from '../../model/activity.ts';
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

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
  ],
  time: ['created_at'],
  paths: {
    id: ['id'],
    instance: ['organization_id', 'organization_uuid'],
    sourceUser: ['actor.email_address', 'actor.unauthenticated_email_address', 'actor.user_id', 'actor.api_key_id'],
    userId: ['actor.user_id', 'actor.api_key_id', 'actor.admin_api_key_id', 'actor.service_account_id'],
    operation: ['type'],
    sourceIp: ['actor.ip_address'],
    userAgent: ['actor.user_agent'],
    target: ['user_email', 'email_address', 'invited_email', 'target_user_id', 'user_id', 'invited_user_id'],
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
    org_user_deleted: 'user.delete',
    'org_user_*role*': 'admin.role.grant',
    'org_data_export_*': 'data.export',
    '*_settings_updated': 'setting.change',
    'org_sso_*': 'domain.change',
    'org_domain_*': 'domain.change',
    '*spend_limit*': 'billing.change',
    claude_chat_created: 'message.send',
    claude_chat_viewed: 'message.view',
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
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = /_failed$/.test(draft.operation) ? 'failure' : 'success';
  draft.actorKind = ACTORS[record.text('actor.type')];
  for (const [type, name] of THINGS) {
    const found = objects(type, { id: record.text(`${name}_id`), name: record.text(`${name}_name`, name) });
    draft.objects.push(...found);
  }
  return undefined;
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
  ['file', 'filename'],
  ['key', 'api_key'],
  ['key', 'admin_api_key'],
  ['workspace', 'workspace'],
];
