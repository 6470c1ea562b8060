/** GitLab's audit events: the API, streaming destinations, audit_json.log of own servers, and the CSV export. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const gitlab = defineConnector({
  id: 'gitlab',
  title: 'GitLab audit events',
  vendor: 'GitLab',
  app: 'gitlab',
  grade: 'verified',
  source: 'https://docs.gitlab.com/user/compliance/audit_event_types/',
  shapes: [
    {
      has: ['author_id', 'entity_id', 'entity_type', 'target_id'],
      score: 1,
      words: 'an audit event: author_id, entity_id, entity_type, target_id',
    },
    {
      has: ['author_id', 'entity_id', 'entity_type', 'details'],
      score: 1,
      words: 'an audit event of the API: author_id, entity_id, entity_type, details',
    },
    {
      has: ['author_id', 'entity_id', 'entity_type', 'author_name'],
      score: 1,
      words: 'an audit event: author_id, entity_id, entity_type, author_name',
    },
    {
      has: ['Author ID', 'Entity ID', 'Entity Type', 'Action', 'Created At (UTC)'],
      score: 1,
      words: 'the CSV export: Author ID, Entity ID, Entity Type, Action, Created At (UTC)',
    },
  ],
  time: ['created_at', 'time', 'details.created_at', 'Created At (UTC)'],
  paths: {
    id: ['id', 'correlation_id', 'ID'],
    instance: ['entity_path', 'details.entity_path', 'Entity Path'],
    sourceUser: [
      'author_email',
      'details.author_email',
      'author_name',
      'details.author_name',
      'meta.user',
      'Author Email',
      'Author Name',
    ],
    userName: ['author_name', 'details.author_name', 'Author Name'],
    userId: ['author_id', 'Author ID'],
    operation: ['event_type', 'event_name', 'details.event_name', 'Action'],
    sourceIp: ['ip_address', 'details.ip_address', 'meta.remote_ip', 'IP Address'],
    target: ['target_details', 'details.target_details', 'Target Details'],
    correlationId: ['correlation_id', 'meta.correlation_id'],
    description: ['details.custom_message', 'details.author_class', 'meta.caller_id'],
  },
  operations: {
    project_fork_operation: 'repo.create',
    ci_runner_unregistered: 'resource.delete',
    unban_user: 'user.restore',
    pages_domain_ssl: 'domain.change',
    secret_push_protection_skip: 'dlp.match',
    skip_pre_receive_secret_detection: 'dlp.match',
    vulnerability_severity_override: 'alert.update',
    policy_violations_detected: 'alert.raise',
    // The export has the sentences of the console.
    'added user access as *': 'group.member.add',
    'removed user access': 'group.member.remove',
    'changed access level from *': 'group.update',
    'changed visibility*': 'repo.visibility',
    'signed in with *': 'login',
    'failed to login with *': 'login.failed',
    'authenticated_with_*': 'login',
    user_logged_in: 'login',
    'standard login': 'login',
    login_failed_with_standard_authentication: 'login.failed',
    '*login_failed*': 'login.failed',
    user_impersonation: 'impersonate',
    user_password_updated: 'password.change',
    password_reset_requested: 'password.reset',
    user_created: 'user.create',
    user_destroyed: 'user.delete',
    user_blocked: 'user.suspend',
    user_banned: 'user.suspend',
    user_activate: 'user.restore',
    user_enable_admin_bypass: 'admin.role.grant',
    user_admin_status_updated: 'admin.role.grant',
    member_created: 'group.member.add',
    member_updated: 'group.update',
    member_destroyed: 'group.member.remove',
    group_created: 'group.create',
    group_destroyed: 'group.delete',
    project_created: 'repo.create',
    project_destroyed: 'repo.delete',
    project_visibility_level_updated: 'repo.visibility',
    visibility: 'repo.visibility',
    project_export_file_downloaded: 'data.export',
    repository_git_operation: 'code.clone',
    repository_download_operation: 'code.clone',
    personal_access_token_created: 'key.create',
    create_ssh_key: 'key.create',
    deploy_key_added: 'key.create',
    deploy_token_created: 'key.create',
    personal_access_token_revoked: 'key.delete',
    oauth_application_created: 'app.create',
    ci_variable_created: 'secret.change',
    ci_variable_updated: 'secret.change',
    ci_variable_deleted: 'secret.change',
    protected_branch_removed: 'policy.delete',
    protected_branch_created: 'policy.create',
    audit_events_streaming_destination_deleted: 'audit.change',
    'audit_events_streaming*': 'audit.change',
    release_created: 'code.push',
    user_disable_two_factor: 'mfa.disable',
    user_enable_two_factor: 'mfa.change',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (draft.operation === '') readOperation(record, draft);
  // The server's own log has the name that the author signs in by beside the one that is shown.
  if (record.text('author_id') === record.text('meta.user_id'))
    draft.sourceUser = record.text('author_email', 'meta.user') || draft.sourceUser;
  draft.outcome = draft.activityType === 'login.failed' ? 'failure' : 'success';
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  draft.objects = objects(
    (record.text('target_type', 'details.target_type', 'Target Type') || 'object').toLowerCase(),
    {
      id: record.text('target_id', 'details.target_id', 'Target ID'),
      name: draft.target,
    },
  );
  return undefined;
}

/** Older records name what was done by the key that says it: `change`, `add`, `remove`, `with` (of a sign-in). */
function readOperation(record: SourceRecord, draft: ActivityDraft): void {
  const signIn = record.text('with', 'details.with');
  const change = record.text('change', 'details.change');
  const refused = record.text('failed_login', 'details.failed_login');
  const added = record.text('add', 'details.add');
  const removed = record.text('remove', 'details.remove');
  const said = record.text('details.custom_message', 'custom_message');
  if (signIn !== '') {
    draft.operation = `${signIn} login`;
    draft.activityType = 'login';
  } else if (refused !== '') {
    draft.operation = `${refused} login failed`;
    draft.activityType = 'login.failed';
  } else if (change !== '') {
    draft.operation = `change ${change}`;
    if (/visibility/i.test(change)) draft.activityType = 'repo.visibility';
    else if (/^(?:name|path|namespace)$/.test(change) && record.text('entity_type') === 'Project')
      draft.activityType = 'repo.update';
  } else if (added !== '') draft.operation = `add ${added}`;
  else if (removed !== '') draft.operation = `remove ${removed}`;
  else draft.operation = said;
}
