/** Dashlane: the team's audit logs, as its command line saves them. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { device, objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const dashlane = defineConnector({
  id: 'dashlane',
  title: 'Dashlane team audit logs',
  vendor: 'Dashlane',
  app: 'dashlane',
  grade: 'documented',
  source: 'https://cli.dashlane.com/business/audit-logs',
  shapes: [
    {
      has: ['uuid', 'team_id', 'log_type', 'date_time', 'schema_version'],
      score: 1,
      words: 'an audit log: uuid, team_id, log_type, date_time, schema_version',
    },
  ],
  time: ['date_time'],
  paths: {
    id: ['uuid'],
    instance: ['team_id'],
    sourceUser: ['properties.author_login', 'author_login', 'author_user_id'],
    userId: ['author_user_id'],
    operation: ['log_type'],
    target: ['properties.target_login', 'properties.email', 'properties.recipient_login', 'properties.group_name'],
    description: ['category'],
  },
  operations: {
    '*login*fail*': 'login.failed',
    '*authenticat*': 'login',
    user_device_added: 'device.register',
    user_device_removed: 'device.remove',
    requested_account_recovery: 'password.reset',
    'master_password_*': 'password.change',
    two_factor_authentication_login_method_added: 'mfa.change',
    two_factor_authentication_login_method_removed: 'mfa.disable',
    user_invited: 'user.invite',
    user_joined: 'user.create',
    user_removed: 'user.delete',
    team_captain_added: 'admin.role.grant',
    team_captain_removed: 'admin.role.revoke',
    group_manager_added: 'admin.role.grant',
    group_manager_removed: 'admin.role.revoke',
    user_joined_sharing_group: 'group.member.add',
    user_added_to_sharing_group: 'group.member.add',
    user_left_sharing_group: 'group.member.remove',
    user_removed_from_sharing_group: 'group.member.remove',
    'user_shared_*': 'permission.grant',
    'sharing_*': 'permission.grant',
    'user_imported_*': 'secret.change',
    user_created_credential: 'secret.change',
    user_modified_credential: 'secret.change',
    user_deleted_credential: 'secret.change',
    'user_copied_*': 'secret.access',
    'user_performed_autofill*': 'secret.access',
    'sso_*': 'domain.change',
    'domain_*': 'domain.change',
    'nitro_sso*': 'domain.change',
    '*policy*': 'policy.change',
    '*_enabled': 'setting.change',
    '*_disabled': 'setting.change',
  },
  gives: ['outcome', 'actorKind', 'device', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = /fail/.test(draft.operation) ? 'failure' : 'success';
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  draft.device = device({ name: record.text('properties.device_name'), os: record.text('properties.device_platform') });
  draft.objects = objects('item', {
    id: record.text('properties.item_id'),
    name: record.text('properties.item_name', 'properties.domain_url', 'properties.group_name'),
  });
  return undefined;
}
