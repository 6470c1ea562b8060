/** JumpCloud Directory Insights: sign-ins to the portals, single sign-on, RADIUS, LDAP and devices, and changes in the directory. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { device, objects, place } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

const SERVICE =
  /^(?:directory|sso|radius|ldap|systems|mdm|software|password_manager|object_storage|saas_app_management|access_management|alerts|asset_management|reports|notifications|workflows)$/;

export const jumpcloud = defineConnector({
  id: 'jumpcloud',
  title: 'JumpCloud Directory Insights',
  vendor: 'JumpCloud',
  app: 'jumpcloud',
  grade: 'verified',
  source: 'https://docs.jumpcloud.com/api/insights/directory/1.0/',
  shapes: [
    {
      has: ['event_type', 'service', 'organization', 'timestamp'],
      where: { service: SERVICE },
      score: 1,
      words: 'an event: event_type, service, organization, timestamp',
    },
    {
      // Exports and forwarders leave the organisation out.
      has: ['event_type', 'service', 'timestamp', 'success'],
      where: { service: SERVICE },
      score: 0.9,
      words: 'an event: event_type, service, timestamp, success',
    },
  ],
  time: ['timestamp', 'server_timestamp', 'system_timestamp'],
  paths: {
    id: ['id'],
    instance: ['organization'],
    sourceUser: ['initiated_by.email', 'initiated_by.username', 'username', 'initiated_by.id'],
    userId: ['initiated_by.id'],
    operation: ['event_type'],
    reason: ['error_message', 'message'],
    sourceIp: ['client_ip', 'src_ip'],
    userAgent: ['useragent.string'],
    target: [
      'resource.email',
      'resource.username',
      'resource.name',
      'resource.hostname',
      'resource.displayName',
      'system.hostname',
    ],
    clientApp: ['application.display_label', 'application.name', 'sso_token_success.application'],
    description: ['service'],
  },
  outcome: ['success', 'sso_token_success', 'auth_context.success'],
  operations: {
    admin_suspended: 'user.suspend',
    admin_unsuspended: 'user.restore',
    '*directory_create': 'domain.change',
    system_create: 'device.register',
    system_update: 'device.update',
    system_delete: 'device.remove',
    '*_key_view': 'secret.access',
    access_request_approved: 'permission.grant',
    'iplist_*': 'network.change',
    'iprange_*': 'network.change',
    'custom_user_attr_*': 'setting.change',
    user_mfa_enrollment: 'mfa.change',
    push_mfa_enrollment: 'mfa.change',
    gsuite_sync: 'user.update',
    office365_sync: 'user.update',
    idp_auth_attempt: 'login',
    lockout: 'device.update',
    saasapp_discovered: 'alert.raise',
    '*login_attempt': 'login',
    admin_login_attempt: 'login',
    user_login_attempt: 'login',
    sso_auth: 'login',
    sso_auth_failed: 'login.failed',
    radius_auth_attempt: 'login',
    radius_auth: 'login',
    ldap_bind: 'login',
    login_attempt: 'login',
    access_request_created: 'permission.grant',
    admin_create: 'admin.role.grant',
    admin_delete: 'admin.role.revoke',
    admin_update: 'admin.role.grant',
    admin_lockout: 'user.lockout',
    admin_password_change: 'password.change',
    admin_password_reset_request: 'password.reset',
    admin_totp_start_enrollment: 'mfa.change',
    admin_totp_disable: 'mfa.disable',
    user_create: 'user.create',
    user_update: 'user.update',
    user_delete: 'user.delete',
    user_suspended: 'user.suspend',
    user_activated: 'user.restore',
    user_lockout: 'user.lockout',
    user_unlocked: 'user.restore',
    user_password_change: 'password.change',
    user_password_reset_request: 'password.reset',
    user_password_set: 'password.reset',
    user_mfa_exclusion_expired: 'mfa.change',
    user_login_mfa: 'login.challenge',
    totp_finish_enrollment: 'mfa.change',
    '*totp*': 'mfa.change',
    '*webauthn*': 'mfa.change',
    association_change: 'permission.grant',
    group_create: 'group.create',
    group_delete: 'group.delete',
    group_update: 'group.update',
    application_create: 'app.create',
    application_delete: 'app.delete',
    application_update: 'app.update',
    policy_create: 'policy.create',
    policy_delete: 'policy.delete',
    policy_update: 'policy.change',
    command_run: 'command.run',
    organization_update: 'setting.change',
    file_download: 'file.download',
    'passwordmanager_*_copy': 'secret.access',
    'passwordmanager_*_view': 'secret.access',
    'passwordmanager_*_reveal': 'secret.access',
    'passwordmanager_*_share*': 'permission.grant',
    'passwordmanager_*_export*': 'data.export',
    'passwordmanager_*': 'secret.change',
  },
  gives: ['mfa', 'actorKind', 'objects', 'place', 'device'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  const type = record.text('initiated_by.type');
  draft.actorKind = type === 'admin' ? 'admin' : type === 'user' ? 'user' : type === '' ? undefined : 'app';
  if (draft.outcome !== 'failure') draft.reason = '';
  if (SIGN_INS.has(draft.activityType)) draft.mfa = record.flag('mfa');
  readAssociation(record, draft);
  const kind = record.text('resource.type');
  const id = record.text('resource.id');
  if (type === '' && draft.sourceUser !== '') draft.actorKind = 'user';
  draft.objects = [
    ...draft.objects,
    ...(draft.objects.length > 0 ? [] : objects(kind || 'object', { id, name: draft.target })),
    ...objects('app', { id: record.text('application.id'), name: draft.clientApp }),
  ];
  draft.place = place({ country: record.text('geoip.country_code'), region: record.text('geoip.region_name') }, [
    record.number('geoip.latitude'),
    record.number('geoip.longitude'),
  ]);
  draft.device = device({
    name: record.text('system.hostname'),
    os: record.text('useragent.os', 'system.os'),
    browser: record.text('useragent.name'),
  });
  return undefined;
}

/** Joins one thing to another: a user to a group of users, or either of them to what it then may use. */
function readAssociation(record: SourceRecord, draft: ActivityDraft): void {
  const at = 'association.connection';
  const [from, to] = [record.text(`${at}.from.type`), record.text(`${at}.to.type`)];
  if (from === '' || to === '') return;
  const isRemoval = /^(?:remove|delete)/.test(record.text('association.op'));
  const isMember = from === 'user' && /group$/.test(to);
  if (isMember) draft.activityType = isRemoval ? 'group.member.remove' : 'group.member.add';
  else if (isRemoval) draft.activityType = 'permission.revoke';
  draft.target ||= record.text(`${at}.from.name`, `${at}.from.object_id`);
  draft.objects.push(...objects(to, { id: record.text(`${at}.to.object_id`), name: record.text(`${at}.to.name`) }));
}

const SIGN_INS: ReadonlySet<string> = new Set(['login', 'login.failed']);
