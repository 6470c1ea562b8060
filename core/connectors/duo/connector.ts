/** Duo Security: activity, administrator, authentication (v1 and v2), offline, telephony and trust monitor logs of the Admin API. */
import type { ActorKind } from '../../model/activity.ts';
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { cleanIp } from '../kit/ip.ts';
import { device, objects, place } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const duo = defineConnector({
  id: 'duo',
  title: 'Duo Security logs',
  vendor: 'Cisco',
  app: 'cisco-duo',
  grade: 'verified',
  source: 'https://duo.com/docs/adminapi#logs',
  shapes: [
    {
      has: ['txid', 'event_type', 'access_device', 'result'],
      score: 1,
      words: 'an authentication: txid, event_type, access_device, result',
    },
    {
      has: ['txid', 'factor', 'result', 'application.name'],
      score: 1,
      words: 'an authentication: txid, factor, result, application',
    },
    {
      has: ['txid', 'application_name', 'factor', 'result'],
      score: 1,
      words: 'an authentication: txid, application_name, factor, result',
    },
    {
      has: ['isotimestamp', 'action', 'username', 'timestamp'],
      score: 1,
      words: 'an administrator or offline action: isotimestamp, action, username, timestamp',
    },
    {
      has: ['eventtype', 'host', 'timestamp', 'username'],
      where: {
        eventtype: /^(?:admin_log|administrator|auth_log|authentication|offline_log|offline_enrollment|telephony)$/,
      },
      score: 1,
      words: 'an event of a Duo log exporter: eventtype, host, timestamp, username',
    },
    {
      has: ['sekey', 'priority_reasons', 'surfaced_timestamp'],
      score: 1,
      words: 'a trust monitor event: sekey, priority_reasons, surfaced_timestamp',
    },
    {
      has: ['isotimestamp', 'context', 'phone', 'credits'],
      score: 1,
      words: 'a telephony record: isotimestamp, context, phone, credits',
    },
    {
      has: ['telephony_id', 'ts', 'context', 'credits'],
      score: 1,
      words: 'a telephony record: telephony_id, ts, context, credits',
    },
    {
      has: ['activity_id', 'action.name', 'actor.type', 'ts'],
      score: 1,
      words: 'an activity: activity_id, action.name, actor.type, ts',
    },
  ],
  time: ['isotimestamp', 'timestamp', 'ts', 'surfaced_timestamp', 'TimeGenerated'],
  localeTime: ['isotimestamp', 'TimeGenerated'],
  paths: {
    // A telephony record's transaction is that of the authentication it was sent for.
    id: ['telephony_id', 'activity_id', 'txid', 'sekey'],
    correlationId: ['txid'],
    instance: ['host'],
    sourceUser: [
      'user.name',
      'user_name',
      'username',
      'actor.name',
      'surfaced_auth.user.name',
      'surfaced_auth_user_name',
      'enabled_by.name',
      'email',
    ],
    userId: ['user.key', 'user_key', 'actor.key', 'enabled_by.key'],
    operation: ['action.name', 'action', 'event_type', 'type', 'eventtype', 'context'],
    sourceIp: [
      'access_device.ip.address',
      'access_device.ip',
      'access_device_ip',
      'ip',
      'surfaced_auth.access_device.ip',
      'surfaced_auth_access_device_ip',
    ],
    reason: ['reason', 'error'],
    target: ['object', 'target.name', 'enabled_for.name'],
    clientApp: ['application.name', 'application_name', 'integration'],
    description: ['factor', 'priority_reasons.0.label'],
  },
  outcome: ['result', 'outcome.result'],
  operations: {
    admin_activate_duo_push: 'mfa.change',
    admin_activation_create: 'user.invite',
    admin_change_role: 'admin.role.grant',
    '*single_sign_on_*': 'domain.change',
    '*directory_create': 'domain.change',
    user_marked_fraud: 'alert.raise',
    user_not_enrolled_lockout: 'user.lockout',
    regenerate_mobile: 'mfa.change',
    admin_reactivates_duo_push: 'mfa.change',
    admin_rectivates_duo_push: 'mfa.change',
    regenerate_sms: 'mfa.change',
    '*_sync_finish': 'user.update',
    '*_sync_begin': 'user.update',
    '*_sync_failed': 'user.update',
    management_system_sync_success: 'user.update',
    'device_change_enrollment_summary_*': 'mfa.change',
    duo_push_lockdown: 'user.lockout',
    user_adminapi_lockout: 'user.lockout',
    user_lockout_cleared: 'user.restore',
    user_mark_duo_push_fraud: 'alert.raise',
    trust_monitor_marked_event: 'alert.raise',
    authentication: 'login',
    enrollment: 'mfa.change',
    admin_login: 'login',
    admin_login_error: 'login.failed',
    admin_logout: 'logout',
    admin_factor_restrictions: 'policy.change',
    admin_2fa_error: 'login.failed',
    admin_create: 'admin.role.grant',
    admin_delete: 'admin.role.revoke',
    admin_update: 'admin.role.grant',
    admin_lockout: 'user.lockout',
    admin_reset_password: 'password.reset',
    admin_send_reset_password_email: 'password.reset',
    admin_self_activate: 'user.update',
    activation_set_password: 'password.change',
    activation_begin: 'user.invite',
    'activation_*': 'mfa.change',
    bypass_create: 'mfa.disable',
    bypass_view: 'secret.access',
    bypass_delete: 'mfa.change',
    user_create: 'user.create',
    user_bulk_enroll: 'user.create',
    user_import: 'user.create',
    user_delete: 'user.delete',
    user_pending_delete: 'user.delete',
    user_restore: 'user.restore',
    user_lock_out: 'user.lockout',
    user_update: 'user.update',
    'phone_*': 'mfa.change',
    'hardtoken_*': 'mfa.change',
    'u2ftoken_*': 'mfa.change',
    'webauthncredential_*': 'mfa.change',
    o2fa_user_provisioned: 'mfa.change',
    o2fa_user_deprovisioned: 'mfa.disable',
    o2fa_user_reenrolled: 'mfa.change',
    integration_create: 'app.create',
    integration_delete: 'app.delete',
    integration_skey_view: 'secret.access',
    integration_skey_bulk_view: 'secret.access',
    'integration_*': 'app.update',
    policy_create: 'policy.create',
    policy_delete: 'policy.delete',
    'policy_*': 'policy.change',
    feature_update: 'setting.change',
    'customer_*': 'setting.change',
    'directory_*': 'setting.change',
    'ad_sync_*': 'user.update',
    'azure_sync_*': 'user.update',
    'log_export_*': 'data.export',
    'group_*': 'group.update',
    auth: 'alert.raise',
    bypass_status_enabled: 'alert.raise',
  },
  gives: ['actorKind', 'device', 'place', 'userAgent', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  const detail = record.object('description');
  const isAuthentication = record.has('txid') && record.has('result');
  if (isAuthentication && draft.operation !== 'enrollment') draft.activityType = 'login';
  if (draft.operation === '' && isAuthentication) draft.operation = 'authentication';
  if (record.text('result') === 'fraud') draft.activityType = 'alert.raise';
  // A sign-in to the admin panel that failed names only the address that was entered.
  draft.sourceUser ||= detail?.text('email') ?? '';
  draft.actorKind = actorOf(record, draft, isAuthentication);
  draft.sourceIp ||= cleanIp(detail?.text('ip_address') ?? '');
  draft.userAgent = detail?.text('user_agent') ?? record.object('target.details')?.text('user_agent') ?? '';
  // The administrators' and offline logs tell what was done; what failed says so in its name.
  if (draft.outcome === 'unknown' && record.has('action') && record.has('isotimestamp'))
    draft.outcome = /error|fail/.test(draft.operation) ? 'failure' : 'success';
  if (draft.outcome === 'success') draft.reason = '';
  draft.reason ||= detail?.text('error') ?? '';
  draft.objects = [
    ...objects(record.text('target.type') || objectType(draft.operation), {
      id: record.text('target.key'),
      name: draft.target,
    }),
    ...objects('phone', { name: record.text('phone') }),
  ];
  readDevice(record, draft, detail);
  return undefined;
}

/** Activities name the kind of their actor; in the other logs it follows from which log it is. */
function actorOf(record: SourceRecord, draft: ActivityDraft, isAuthentication: boolean): ActorKind | undefined {
  const type = record.text('actor.type');
  if (type === 'user' || type === 'admin') return type;
  if (type !== '') return 'app';
  if (draft.sourceUser === '') return undefined;
  // Version 1 of the authentication log has its kind in another field.
  return isAuthentication || record.text('eventtype') === 'authentication' ? 'user' : 'admin';
}

function objectType(operation: string): string {
  return /^([a-z0-9]+)_/.exec(operation)?.[1] ?? 'object';
}

function readDevice(record: SourceRecord, draft: ActivityDraft, detail: SourceRecord | undefined): void {
  const at = (name: string): string =>
    record.text(`access_device.${name}`, `access_device_${name.replaceAll('.', '_')}`);
  const managed = record.text('trusted_endpoint_status');
  draft.device = device(
    { name: at('hostname') || (detail?.text('hostname') ?? ''), os: at('os'), browser: at('browser') },
    { managed: managed === 'trusted' || managed === 'not trusted' ? managed === 'trusted' : undefined },
  );
  draft.place = place({
    country: at('location.country'),
    region: at('location.state'),
    city: at('location.city'),
  });
}
