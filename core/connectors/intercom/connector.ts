/** Intercom: activity logs of admins, from its API. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const intercom = defineConnector({
  id: 'intercom',
  title: 'Intercom admin activity logs',
  vendor: 'Intercom',
  app: 'intercom',
  grade: 'documented',
  source: 'https://github.com/intercom/intercom-node/blob/master/src/api/types/ActivityLog.ts',
  shapes: [
    {
      has: ['id', 'performed_by', 'activity_type', 'created_at'],
      score: 1,
      words: 'an activity log: performed_by, activity_type, created_at',
    },
  ],
  time: ['created_at'],
  paths: {
    id: ['id'],
    sourceUser: ['performed_by.email', 'performed_by.id'],
    userId: ['performed_by.id'],
    operation: ['activity_type'],
    sourceIp: ['performed_by.ip'],
    target: ['metadata.teammate.email', 'metadata.admin.email', 'metadata.email', 'metadata.name'],
    clientApp: ['metadata.sign_in_method'],
    description: ['activity_description'],
  },
  operations: {
    admin_login_success: 'login',
    admin_login_failure: 'login.failed',
    admin_unauthorized_sign_in_method: 'login.failed',
    admin_logout: 'logout',
    admin_password_reset_success: 'password.reset',
    admin_password_reset_request: 'password.reset',
    admin_two_factor_auth_change: 'mfa.change',
    admin_invite_creation: 'user.invite',
    'admin_invite_*': 'user.update',
    admin_provisioned: 'user.create',
    app_admin_join: 'user.create',
    admin_deprovisioned: 'user.delete',
    admin_deletion: 'user.delete',
    admin_permission_change: 'admin.role.grant',
    inbox_access_change: 'permission.grant',
    admin_impersonation_start: 'impersonate',
    admin_impersonation_end: 'other',
    'admin_*_change': 'user.update',
    'seat_*': 'user.update',
    role_creation: 'role.create',
    role_change: 'role.update',
    role_deletion: 'role.delete',
    app_team_creation: 'group.create',
    app_team_deletion: 'group.delete',
    app_team_membership_modification: 'group.update',
    app_authentication_method_change: 'policy.change',
    'app_*_sso*': 'domain.change',
    app_identity_verification_change: 'policy.change',
    app_data_export: 'data.export',
    bulk_export: 'data.export',
    app_data_deletion: 'resource.delete',
    bulk_delete: 'resource.delete',
    message_deletion: 'message.delete',
    conversation_part_deletion: 'message.delete',
    app_package_installation: 'app.create',
    app_package_uninstallation: 'app.delete',
    app_package_token_regeneration: 'app.credential.add',
    'ip_allowlist*': 'policy.change',
    security_settings_change: 'policy.change',
    '*_creation': 'resource.create',
    '*_deletion': 'resource.delete',
    '*_state_change': 'resource.update',
    'conversation_topic_*': 'resource.update',
    '*_change': 'setting.change',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = /fail/.test(draft.operation) ? 'failure' : 'success';
  draft.actorKind = record.text('performed_by.type') === 'admin' ? 'admin' : 'app';
  draft.objects = objects('object', {
    id: record.text('metadata.id', 'metadata.object.id'),
    name: record.text('metadata.name', 'metadata.title', 'metadata.object.title'),
  });
  return undefined;
}
