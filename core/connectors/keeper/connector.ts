/** Keeper: events of its reporting and alerts module, as its SIEM connections and Commander's audit-log export write them. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const keeper = defineConnector({
  id: 'keeper',
  title: 'Keeper enterprise events',
  vendor: 'Keeper Security',
  app: 'keeper',
  grade: 'documented',
  source: 'https://docs.keeper.io/en/enterprise-guide/event-reporting',
  shapes: [
    {
      has: ['audit_event', 'username', 'remote_address'],
      score: 1,
      words: 'an event: audit_event, username, remote_address',
    },
    {
      has: ['audit_event_type', 'username', 'ip_address', 'created'],
      score: 1,
      words: 'an event of a report: audit_event_type, username, ip_address, created',
    },
  ],
  time: ['timestamp', 'created', 'event_time'],
  paths: {
    id: ['id'],
    instance: ['enterprise_id', 'enterprise_name'],
    sourceUser: ['username', 'email'],
    operation: ['audit_event', 'audit_event_type'],
    sourceIp: ['remote_address', 'ip_address'],
    clientApp: ['client_version', 'keeper_version'],
    target: ['to_username', 'target_user', 'email_to', 'recipient'],
    description: ['message', 'category'],
  },
  operations: {
    login: 'login',
    'login_console*': 'login',
    'login_failure*': 'login.failed',
    'login_failed*': 'login.failed',
    logout: 'logout',
    set_two_factor_on: 'mfa.change',
    set_two_factor_off: 'mfa.disable',
    '*two_factor*': 'mfa.change',
    change_master_password: 'password.change',
    '*master_password*': 'password.change',
    open_record: 'secret.access',
    fast_fill: 'secret.access',
    copy_password: 'secret.access',
    'record_add*': 'secret.change',
    'record_update*': 'secret.change',
    'record_delete*': 'secret.change',
    record_password_change: 'secret.change',
    'share*': 'permission.grant',
    'record_share*': 'permission.grant',
    'remove_share*': 'permission.revoke',
    folder_add_user: 'permission.grant',
    folder_add_team: 'permission.grant',
    folder_remove_user: 'permission.revoke',
    exported_records: 'data.export',
    'export*': 'data.export',
    send_invitation: 'user.invite',
    'create_user*': 'user.create',
    'delete_user*': 'user.delete',
    lock_user: 'user.suspend',
    unlock_user: 'user.restore',
    role_add_user: 'admin.role.grant',
    added_to_role: 'admin.role.grant',
    removed_from_role: 'admin.role.revoke',
    role_remove_user: 'admin.role.revoke',
    'role_enforcement*': 'policy.change',
    'role_policy*': 'policy.change',
    added_to_team: 'group.member.add',
    removed_from_team: 'group.member.remove',
    'audit_alert*': 'alert.raise',
    'audit_sync*': 'audit.change',
    'ksm_secret*': 'secret.access',
    'sso_*': 'domain.change',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = /fail|denied|throttled/.test(draft.operation) ? 'failure' : 'success';
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  draft.objects = [
    ...objects('record', { id: record.text('record_uid', 'record'), name: record.text('record_name') }),
    ...objects('folder', { id: record.text('shared_folder_uid') }),
  ];
  return undefined;
}
