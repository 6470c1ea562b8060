/** Dropbox's team event log (team_log/get_events). */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { folderOf, object, objects, place } from '../kit/parts.ts';
import { SourceRecord } from '../kit/source-record.ts';

export const dropbox = defineConnector({
  id: 'dropbox',
  title: 'Dropbox team log',
  vendor: 'Dropbox',
  app: 'dropbox',
  grade: 'documented',
  source: 'https://www.dropbox.com/developers/documentation/http/teams#team_log-get_events',
  shapes: [
    {
      has: ['timestamp', 'event_category', 'event_type', 'actor'],
      score: 1,
      words: 'a team event: timestamp, event_category, event_type, actor',
    },
    {
      has: ['timestamp', 'event_category', 'event_type', 'details'],
      score: 1,
      words: 'a team event: timestamp, event_category, event_type, details',
    },
  ],
  time: ['timestamp'],
  paths: {
    sourceUser: [
      'actor.user.email',
      'actor.admin.email',
      'actor.app.display_name',
      'context.email',
      'actor.user.display_name',
    ],
    userId: ['actor.user.account_id', 'actor.admin.account_id', 'actor.user.team_member_id'],
    userName: ['actor.user.display_name', 'actor.admin.display_name'],
    operation: ['operation'],
    sourceIp: ['origin.geo_location.ip_address'],
    sessionId: ['actor.user._session_id', 'origin.access_method.end_user.session_id'],
    correlationId: ['origin.access_method.api.request_id'],
    description: ['event_type.description'],
  },
  operations: {
    account_capture_relinquish_account: 'user.update',
    account_capture_migrate_account: 'user.update',
    account_capture_change_availability: 'policy.change',
    '*_change_policy': 'policy.change',
    integration_connected: 'app.consent',
    integration_disconnected: 'app.consent.revoke',
    file_like_comment: 'message.view',
    file_subscribe: 'message.view',
    file_unsubscribe: 'message.view',
    paper_doc_followed: 'message.view',
    paper_doc_change_subscription: 'message.view',
    file_add_comment: 'message.send',
    paper_doc_add_comment: 'message.send',
    file_rollback_changes: 'file.restore',
    rewind_folder: 'file.restore',
    paper_doc_revert: 'file.restore',
    undo_naming_convention: 'file.rename',
    'device_change_ip_*': 'device.update',
    emm_refresh_auth_token: 'token.refresh',
    file_request_receive_file: 'file.upload',
    '*_create_report': 'report.export',
    '*_report_failed': 'report.export',
    '*_create_report_fail': 'report.export',
    export_members_report: 'report.export',
    note_acl_link: 'file.share',
    sf_external_invite_warn: 'file.share.external',
    sf_allow_non_members_to_view_shared_links: 'file.share.public',
    sf_fb_uninvite: 'file.unshare',
    sf_team_uninvite: 'file.unshare',
    'sf_*': 'file.share',
    team_folder_change_status: 'file.edit',
    team_folder_downgrade: 'file.edit',
    'web_sessions_change_*': 'policy.change',
    'data_residency_migration_*': 'setting.change',
    'team_merge_*': 'setting.change',
    'team_profile_*': 'setting.change',
    tfa_change_backup_phone: 'mfa.change',
    legal_holds_export_a_hold: 'data.export',
    'legal_holds_*': 'policy.change',
    admin_alerting_triggered_alert: 'alert.raise',
    admin_alerting_alert_state_changed: 'alert.update',
    member_permanently_delete_account_contents: 'user.delete',
    member_transfer_account_contents: 'file.move',
    changed_enterprise_admin_role: 'admin.role.grant',
    guest_admin_signed_in_via_trusted_teams: 'login',
    started_enterprise_admin_session: 'login',
    reseller_support_session_start: 'login',
    guest_admin_signed_out_via_trusted_teams: 'logout',
    ended_enterprise_admin_session: 'logout',
    reseller_support_session_end: 'logout',
    login_success: 'login',
    login_fail: 'login.failed',
    logout: 'logout',
    sso_error: 'login.failed',
    sign_in_as_session_start: 'impersonate',
    sign_in_as_session_end: 'logout',
    password_change: 'password.change',
    password_reset: 'password.reset',
    password_reset_all: 'password.reset',
    tfa_add_security_key: 'mfa.change',
    'tfa_add*': 'mfa.change',
    tfa_change_status: 'mfa.change',
    tfa_reset: 'mfa.disable',
    'tfa_remove*': 'mfa.disable',
    'app_link_*': 'app.consent',
    'app_unlink_*': 'app.consent.revoke',
    member_add_name: 'user.create',
    member_change_status: 'user.update',
    member_change_admin_role: 'admin.role.grant',
    member_suggest: 'user.invite',
    member_send_invite_policy_changed: 'policy.change',
    member_delete_manual_contacts: 'user.update',
    'member_*': 'user.update',
    group_create: 'group.create',
    group_delete: 'group.delete',
    group_add_member: 'group.member.add',
    group_remove_member: 'group.member.remove',
    'group_*': 'group.update',
    file_preview: 'file.view',
    file_download: 'file.download',
    file_add: 'file.upload',
    file_edit: 'file.edit',
    file_rename: 'file.rename',
    file_move: 'file.move',
    file_copy: 'file.copy',
    file_get_copy_reference: 'file.copy',
    file_delete: 'file.delete',
    file_permanently_delete: 'file.delete',
    file_restore: 'file.restore',
    file_revert: 'file.edit',
    create_folder: 'folder.create',
    folder_delete: 'folder.delete',
    file_transfers_transfer_download: 'file.download',
    file_transfers_transfer_view: 'file.view',
    file_transfers_transfer_send: 'file.share',
    file_transfers_transfer_delete: 'file.delete',
    email_ingest_receive_file: 'file.upload',
    shared_content_remove_invitees: 'file.unshare',
    shared_content_relinquish_membership: 'file.unshare',
    shared_content_copy: 'file.copy',
    shared_link_copy: 'file.copy',
    shared_note_opened: 'file.view',
    enabled_domain_invites: 'policy.change',
    disabled_domain_invites: 'policy.change',
    'device_management_*': 'policy.change',
    'device_approvals_*': 'policy.change',
    'directory_restrictions_*': 'policy.change',
    'emm_*_exception': 'policy.change',
    account_lock_or_unlocked: 'user.restore',
    shared_link_create: 'file.share',
    shared_link_change_visibility: 'file.share',
    shared_link_share: 'file.share',
    shared_link_disable: 'file.unshare',
    shared_link_view: 'file.view',
    shared_link_download: 'file.download',
    shared_content_download: 'file.download',
    shared_content_view: 'file.view',
    shared_content_add_member: 'file.share',
    shared_content_add_link: 'file.share',
    shared_content_add_invitees: 'file.share',
    shared_content_remove_member: 'file.unshare',
    shared_content_remove_link: 'file.unshare',
    shared_folder_create: 'file.share',
    shared_folder_transfer_ownership: 'file.share',
    'shared_folder_*': 'file.share',
    paper_doc_view: 'file.view',
    'paper_*': 'file.edit',
    device_link_success: 'device.register',
    device_link_fail: 'login.failed',
    device_unlink: 'device.remove',
    device_delete_on_unlink_success: 'device.remove',
    'domain_*': 'domain.change',
    'sso_*': 'domain.change',
    team_folder_create: 'folder.create',
    team_folder_permanently_delete: 'folder.delete',
    '*_policy*': 'policy.change',
    emm_error: 'login.failed',
    'export_members_report*': 'data.export',
    'team_activity_create_report*': 'report.export',
    data_placement_restriction_change_policy: 'policy.change',
    no_password_link_generate_report_failed: 'other',
  },
  gives: ['outcome', 'objects', 'actorKind', 'place', 'target', 'clientApp'],
  open: untagged,
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = draft.activityType === 'login.failed' ? 'failure' : 'success';
  const actor =
    record.text('actorTag', 'actor.tag') ||
    (record.has('actor.admin') ? 'admin' : record.has('actor.user') ? 'user' : '');
  draft.actorKind =
    actor === 'admin'
      ? 'admin'
      : actor === 'user'
        ? 'user'
        : actor === 'app'
          ? 'app'
          : actor === 'anonymous'
            ? 'anonymous'
            : actor === ''
              ? undefined
              : 'system';
  const geo = 'origin.geo_location';
  draft.place = place({
    country: record.text(`${geo}.country`),
    region: record.text(`${geo}.region`),
    city: record.text(`${geo}.city`),
  });
  for (const asset of record.list('assets').slice(0, MAX_ASSETS)) {
    const id = asset.text('file_id', 'folder_id', 'namespace_id', 'doc_id');
    const name = asset.text('display_name', 'path.contextual', 'doc_title', 'folder_name');
    const kind = /folder/.test(asset.text('.tag')) ? 'folder' : 'file';
    const parent = folderOf(asset.text('path.contextual'));
    if (id !== '' || name !== '') draft.objects.push(object(kind, { id, name, parent }));
  }
  const others = record
    .list('participants')
    .map((person) => person.text('user.email', 'user.display_name', 'group.display_name'));
  // What an administrator does to a member has that member as its context; what people do, themselves.
  const context = record.text('context.email');
  if (context !== draft.sourceUser) others.push(context);
  draft.target = others.find((name) => name !== '') ?? '';
  draft.clientApp = record.text('details.app_info.display_name', 'details.app_info.app_id');
  draft.objects.push(
    ...objects('app', {
      id: record.text('details.app_info.app_id'),
      name: record.text('details.app_info.display_name'),
    }),
  );
  if (draft.operation === 'tfa_change_status' && record.text('audience') === 'disabled')
    draft.activityType = 'mfa.disable';
  if (draft.operation === 'account_lock_or_unlocked' && record.text('audience') === 'locked')
    draft.activityType = 'user.lockout';
  if (draft.activityType !== 'file.share') return undefined;
  const audience = record.text('audience', 'details.new_value', 'details.shared_content_access_level');
  if (audience === 'public') draft.activityType = 'file.share.public';
  else if (record.flag('involve_non_team_member') === true) draft.activityType = 'file.share.external';
  return undefined;
}

const MAX_ASSETS = 50;

/** The API names the case of a union in a field `.tag`, which no path can reach. */
function untagged(record: SourceRecord): SourceRecord {
  const tag = (path: string): string => record.object(path)?.text('.tag', '_tag') ?? record.text(path);
  return new SourceRecord({
    ...record.data,
    operation: tag('event_type'),
    actorTag: tag('actor'),
    audience: tag('details.new_value') || tag('details.shared_link_access_level'),
  });
}
