/**
 * Slack: the audit logs of Enterprise Grid (Audit Logs API), and the access logs of a workspace (team.accessLogs) and of one account, which its
 * page /account/logs downloads as CSV without saying whose they are.
 */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { operationTypes } from '../kit/operations.ts';
import { objects, place } from '../kit/parts.ts';
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
    {
      has: ['action', 'date_create', 'actor.type', 'entity.type'],
      score: 1,
      words: 'a table row: action, date_create, actor_type, entity_type',
    },
    {
      // https://api.slack.com/methods/team.accessLogs
      has: ['user_id', 'username', 'date_first', 'date_last', 'ip', 'user_agent'],
      score: 1,
      words: "a workspace's access log: user_id, username, date_first, date_last, ip, user_agent",
    },
    {
      // https://api.slack.com/methods/team.integrationLogs
      has: ['user_id', 'user_name', 'date', 'change_type'],
      where: { change_type: /^(?:added|removed|enabled|disabled|updated|expanded)$/ },
      score: 1,
      words: "a workspace's integration log: user_id, user_name, date, change_type",
    },
    {
      has: ['Date Accessed', 'User Agent - Full', 'IP Address', 'Number of Logins', 'Last Date Accessed'],
      score: 1,
      words: "an account's access log: Date Accessed, User Agent - Full, IP Address, Number of Logins",
    },
  ],
  time: ['date_create', 'date_first', 'date', 'Date Accessed'],
  paths: {
    id: ['id'],
    instance: ['context.location.id', 'context.location.domain'],
    sourceUser: ['actor.user.email', 'actor.user.name', 'actor.user.id', 'username', 'user_name', 'user_id'],
    userId: ['actor.user.id', 'user_id'],
    userName: ['actor.user.name'],
    operation: ['action'],
    sourceIp: ['context.ip_address', 'ip', 'IP Address'],
    userAgent: ['context.ua', 'user_agent', 'User Agent - Full'],
    sessionId: ['context.session_id'],
    target: ['entity.user.email', 'entity.user.name'],
    clientApp: ['entity.app.name', 'context.app.id', 'User Agent - Simple'],
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
    'user_profile_*': 'user.update',
    'user_phone_number_*': 'user.update',
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
    'file_sharing_*': 'setting.change',
    'list_access_*': 'file.share',
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
    external_shared_channel_invite_created: 'user.invite',
    external_shared_channel_invite_requested: 'user.invite',
    external_shared_channel_invite_approved: 'user.invite',
    'external_shared_channel_invite_*revoked': 'channel.update',
    external_shared_channel_invite_declined: 'channel.update',
    external_shared_channel_invite_sent: 'user.invite',
    external_shared_channel_invite_accepted: 'user.invite',
    message_tombstoned: 'message.delete',
    '*message_forwarded': 'message.send',
    huddle_ended: 'meeting.end',
    'huddle_*': 'meeting.join',
    'user_authorized_*': 'app.consent',
    'auth_policy_*': 'policy.change',
    service_owner_transferred: 'admin.role.grant',
    guest_converted_to_member: 'user.update',
    workspace_created: 'site.create',
    user_logout_compromised: 'logout',
    user_logout_non_compliant_mobile_app_version: 'logout',
    user_sessions_reset_by_anomaly_event_response: 'token.revoke',
    saml_assertion_failed: 'login.failed',
    user_added_to_usergroup: 'group.member.add',
    user_removed_from_usergroup: 'group.member.remove',
    user_left_workspace: 'group.member.remove',
    guest_expired: 'user.suspend',
    user_priority_added: 'user.update',
    user_channel_invite_sent: 'user.invite',
    user_channel_invite_accepted: 'channel.member.add',
    guest_joined_channel: 'channel.member.add',
    primary_owner_transferred: 'admin.role.grant',
    service_account_created: 'user.create',
    connected_account_added: 'app.consent',
    connected_account_deleted: 'app.consent.revoke',
    connected_account_tokens_revoked: 'app.consent.revoke',
    org_app_workspace_added: 'app.consent',
    app_preapproved: 'app.consent',
    org_app_workspace_removed: 'app.consent.revoke',
    app_removed_from_whitelist: 'app.consent.revoke',
    bot_token_downgraded: 'app.update',
    salesforce_org_connected: 'app.create',
    channels_export_started: 'data.export',
    channels_export_completed: 'data.export',
    channels_export_downloaded: 'data.export',
    'manual_export_*': 'data.export',
    'scheduled_export_*': 'data.export',
    'channels_export_*': 'data.export',
    'manual_user_export_*': 'data.export',
    workflow_responses_csv_download: 'data.export',
    canvas_access_added: 'file.share',
    canvas_access_revoked: 'file.unshare',
    canvas_public_link_created: 'file.share.public',
    canvas_export_downloaded: 'data.export',
    canvas_opened: 'file.view',
    list_created: 'file.upload',
    list_deleted: 'file.delete',
    list_downloaded: 'file.download',
    file_downloaded_blocked: 'dlp.match',
    external_shared_channel_disconnected: 'channel.update',
    external_shared_channel_reconnected: 'channel.update',
    external_shared_channel_host_transferred: 'channel.update',
    external_shared_channel_access_upgraded: 'channel.update',
    external_user_removed_from_channel: 'channel.member.remove',
    public_channel_converted_to_private: 'channel.update',
    private_channel_converted_to_public: 'channel.update',
    group_converted_to_channel: 'channel.update',
    mpim_converted_to_private: 'channel.update',
    channels_convert_from_template: 'channel.update',
    private_channel_converted_to_org_shared: 'channel.update',
    channel_email_address_created: 'channel.update',
    channel_email_address_deleted: 'channel.update',
    channel_tab_added: 'channel.update',
    public_channel_preview: 'message.view',
    message_flagged: 'alert.raise',
    'native_dlp_violation_*': 'dlp.match',
    native_dlp_rule_action_applied: 'dlp.match',
    ekm_unenrolled: 'policy.change',
    'emoji_*': 'setting.change',
    barrier_created: 'policy.create',
    barrier_deleted: 'policy.delete',
    barrier_updated: 'policy.change',
    approved_orgs_added: 'policy.change',
    approved_orgs_removed: 'policy.change',
    external_limited_access_enabled: 'policy.change',
    legal_hold_policy_released: 'policy.delete',
    legal_hold_policy_entities_added: 'policy.change',
    organization_unverified: 'setting.change',
    organization_verified: 'setting.change',
    organization_accepted_migration: 'setting.change',
    organization_public_url_updated: 'setting.change',
    'migration_*': 'setting.change',
    'custom_tos_*': 'setting.change',
    workflow_builder_can_invite_to_channel: 'setting.change',
    external_dm_blocked: 'dlp.match',
    user_agent_changed: 'alert.raise',
    workspace_deleted: 'site.delete',
    organization_created: 'site.create',
    anomaly: 'alert.raise',
    anomaly_event_response_taken: 'alert.update',
    'domain_*': 'domain.change',
    app_deployed: 'app.update',
    'legal_hold_policy_exclusion_*': 'policy.change',
    manual_export_started: 'data.export',
    manual_export_completed: 'data.export',
    manual_export_downloaded: 'data.export',
    manual_user_export_started: 'data.export',
    corporate_exports_approved: 'data.export',
    scheduled_export_started: 'data.export',
    ekm_enrolled: 'policy.change',
    emoji_added: 'setting.change',
  },
  gives: ['outcome', 'actorKind', 'objects', 'reason', 'place'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (record.has('date_first') || record.has('Date Accessed')) return readAccess(record, draft);
  if (record.has('change_type')) return readIntegration(record, draft);
  draft.outcome = draft.activityType === 'login.failed' ? 'failure' : 'success';
  draft.actorKind = record.text('actor.type') === 'user' ? 'user' : 'app';
  const kind = record.text('entity.type');
  const at = `entity.${kind}`;
  const entity = record.object(at);
  draft.objects = objects(kind || 'object', { id: entity?.text('id'), name: entity?.text('name', 'title', 'email') });
  draft.reason = record.texts('details.reason').join(', ');
  return undefined;
}

/** A row stands for all the accesses of one user, address and client in a row; it is told as the first of them. */
function readAccess(record: SourceRecord, draft: ActivityDraft): undefined {
  draft.operation = 'access';
  draft.activityType = 'login';
  draft.outcome = 'success';
  draft.actorKind = 'user';
  draft.place = place({ country: record.text('country'), region: record.text('region'), isp: record.text('isp') });
}

/** What became of an app or of a service that posts into the workspace. */
function readIntegration(record: SourceRecord, draft: ActivityDraft): undefined {
  const change = record.text('change_type');
  draft.operation = `integration_${change}`;
  draft.activityType = integrationType(change) ?? 'app.update';
  draft.outcome = 'success';
  draft.actorKind = 'user';
  draft.objects = objects('app', {
    id: record.text('app_id', 'service_id'),
    name: record.text('app_type', 'service_type'),
  });
}

const integrationType = operationTypes({
  added: 'app.consent',
  expanded: 'app.consent',
  removed: 'app.consent.revoke',
});
