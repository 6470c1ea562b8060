/** Slack's audit logs of Enterprise Grid (Audit Logs API). */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const slackAudit = defineConnector({
  id: 'slack-audit',
  title: 'Slack audit logs',
  vendor: 'Slack',
  app: 'slack',
  grade: 'documented',
  source: 'https://docs.slack.dev/admins/audit-logs-api',
  shapes: [
    {
      has: ['action', 'date_create', 'actor.user', 'entity'],
      score: 1,
      words: 'an audit entry: action, date_create, actor.user, entity',
    },
    {
      has: ['action', 'date_create', 'actor.type', 'context'],
      score: 1,
      words: 'an audit entry: action, date_create, actor.type, context',
    },
  ],
  time: ['date_create'],
  paths: {
    id: ['id'],
    instance: ['context.location.id', 'context.location.domain'],
    sourceUser: ['actor.user.email', 'actor.user.name', 'actor.user.id'],
    userId: ['actor.user.id'],
    userName: ['actor.user.name'],
    operation: ['action'],
    sourceIp: ['context.ip_address'],
    userAgent: ['context.ua'],
    sessionId: ['context.session_id'],
    target: ['entity.user.email', 'entity.user.name'],
    clientApp: ['entity.app.name', 'context.app.id'],
  },
  operations: {
    user_login: 'login',
    user_login_failed: 'login.failed',
    user_logout: 'logout',
    user_session_invalidated: 'token.revoke',
    user_session_reset_by_admin: 'token.revoke',
    user_created: 'user.create',
    user_deactivated: 'user.suspend',
    user_reactivated: 'user.restore',
    user_email_updated: 'user.update',
    user_force_changed_password: 'password.reset',
    role_change_to_admin: 'admin.role.grant',
    role_change_to_owner: 'admin.role.grant',
    role_change_to_user: 'admin.role.revoke',
    role_change_to_guest: 'admin.role.revoke',
    owner_transferred: 'admin.role.grant',
    role_assigned: 'admin.role.grant',
    role_removed: 'admin.role.revoke',
    guest_created: 'user.invite',
    guest_invited: 'user.invite',
    'pref.two_factor_auth_changed': 'policy.change',
    'pref.sso_setting_changed': 'domain.change',
    'pref.*': 'setting.change',
    app_installed: 'app.consent',
    app_approved: 'app.consent',
    app_restricted: 'app.consent.revoke',
    app_uninstalled: 'app.consent.revoke',
    app_scopes_expanded: 'app.consent',
    app_token_preserved: 'app.update',
    app_resources_added: 'app.update',
    bot_token_upgraded: 'app.update',
    file_downloaded: 'file.download',
    file_download_blocked: 'dlp.match',
    file_uploaded: 'file.upload',
    file_shared: 'file.share',
    file_public_link_created: 'file.share.public',
    file_public_link_revoked: 'file.unshare',
    file_malicious_content_detected: 'file.malware',
    public_channel_created: 'channel.create',
    private_channel_created: 'channel.create',
    public_channel_deleted: 'channel.delete',
    private_channel_deleted: 'channel.delete',
    public_channel_archive: 'channel.update',
    user_channel_join: 'channel.member.add',
    user_channel_leave: 'channel.member.remove',
    external_shared_channel_connected: 'channel.update',
    external_shared_channel_invite_sent: 'user.invite',
    external_shared_channel_invite_accepted: 'user.invite',
    message_tombstoned: 'message.delete',
    workspace_created: 'site.create',
    workspace_deleted: 'site.delete',
    organization_created: 'site.create',
    anomaly: 'alert.raise',
    manual_export_started: 'data.export',
    manual_export_completed: 'data.export',
    manual_export_downloaded: 'data.export',
    manual_user_export_started: 'data.export',
    corporate_exports_approved: 'data.export',
    scheduled_export_started: 'data.export',
    ekm_enrolled: 'policy.change',
    emoji_added: 'setting.change',
  },
  gives: ['outcome', 'actorKind', 'objects', 'reason'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = draft.activityType === 'login.failed' ? 'failure' : 'success';
  draft.actorKind = record.text('actor.type') === 'user' ? 'user' : 'app';
  const kind = record.text('entity.type');
  const at = `entity.${kind}`;
  const entity = record.object(at);
  draft.objects = objects(kind || 'object', { id: entity?.text('id'), name: entity?.text('name', 'title', 'email') });
  draft.reason = record.texts('details.reason').join(', ');
  return undefined;
}
