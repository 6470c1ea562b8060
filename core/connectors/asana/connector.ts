/** Asana's audit log events of an organisation. */
import type { ActorKind } from '../../model/activity.ts';
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const asana = defineConnector({
  id: 'asana',
  title: 'Asana audit log',
  vendor: 'Asana',
  app: 'asana',
  grade: 'documented',
  source: 'https://developers.asana.com/docs/audit-log-events',
  shapes: [
    {
      has: ['gid', 'event_type', 'event_category', 'created_at', 'actor'],
      score: 1,
      words: 'an audit log event: gid, event_type, event_category, created_at, actor',
    },
  ],
  time: ['created_at'],
  paths: {
    id: ['gid'],
    sourceUser: ['actor.email', 'actor.name', 'actor.gid'],
    userId: ['actor.gid'],
    userName: ['actor.name'],
    operation: ['event_type'],
    sourceIp: ['context.client_ip_address'],
    userAgent: ['context.user_agent'],
    clientApp: ['context.oauth_app_name', 'context.api_authentication_method'],
    target: ['resource.email', 'details.user.email', 'details.group.name'],
    description: ['event_category'],
  },
  operations: {
    user_login_succeeded: 'login',
    user_login_failed: 'login.failed',
    user_logged_out: 'logout',
    user_session_revoked: 'token.revoke',
    user_password_reset: 'password.reset',
    user_password_changed: 'password.change',
    user_two_factor_auth_enabled: 'mfa.change',
    user_two_factor_auth_disabled: 'mfa.disable',
    user_invited: 'user.invite',
    user_added: 'user.create',
    user_reprovisioned: 'user.restore',
    user_deprovisioned: 'user.suspend',
    user_removed: 'user.delete',
    user_workspace_admin_role_changed: 'admin.role.grant',
    user_division_admin_role_changed: 'admin.role.grant',
    workspace_export_started: 'data.export',
    'workspace_*_export_*': 'data.export',
    'workspace_*_changed': 'setting.change',
    workspace_saml_settings_changed: 'domain.change',
    'workspace_*_domain_*': 'domain.change',
    'workspace_*_enabled': 'setting.change',
    'workspace_*_disabled': 'setting.change',
    attachment_uploaded: 'file.upload',
    attachment_downloaded: 'file.download',
    attachment_deleted: 'file.delete',
    'custom_field_*': 'resource.update',
    'project_privacy_*': 'permission.grant',
    'portfolio_*_member_added': 'permission.grant',
    project_member_added: 'permission.grant',
    project_member_removed: 'permission.revoke',
    project_deleted: 'site.delete',
    project_undeleted: 'site.create',
    team_member_added: 'group.member.add',
    team_member_removed: 'group.member.remove',
    personal_access_token_created: 'key.create',
    personal_access_token_revoked: 'key.delete',
    service_account_created: 'app.create',
    service_account_deleted: 'app.delete',
    oauth_app_authorized: 'app.consent',
    oauth_app_deauthorized: 'app.consent.revoke',
    'task_*_deleted': 'resource.delete',
    task_deleted: 'resource.delete',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = draft.operation.endsWith('_failed') ? 'failure' : 'success';
  // A role of an administrator is given, one of others takes such a role away.
  const role = record.text('details.new_value');
  if (draft.activityType === 'admin.role.grant' && /^(?:member|guest|limited|none)/i.test(role))
    draft.activityType = 'admin.role.revoke';
  draft.actorKind = ACTORS[record.text('actor.actor_type')];
  draft.objects = objects(record.text('resource.resource_type') || 'object', {
    id: record.text('resource.gid'),
    name: record.text('resource.email', 'resource.name'),
  });
  return undefined;
}

const ACTORS: Readonly<Record<string, ActorKind>> = {
  user: 'user',
  external_administrator: 'admin',
  asana: 'system',
  asana_support: 'system',
  anonymous: 'anonymous',
};
