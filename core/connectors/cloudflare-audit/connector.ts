/** Cloudflare's audit log: Logpush's `audit_logs` and `audit_logs_v2` datasets and the API's answers of both versions; access requests of Zero Trust. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects, place } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const cloudflareAudit = defineConnector({
  id: 'cloudflare-audit',
  title: 'Cloudflare audit log',
  vendor: 'Cloudflare',
  app: 'cloudflare',
  grade: 'verified',
  source: 'https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/account/audit_logs/',
  shapes: [
    {
      has: ['ActionType', 'ActorEmail', 'ActorIP', 'When'],
      score: 1,
      words: 'a record of the audit_logs dataset: ActionType, ActorEmail, ActorIP, When',
    },
    {
      has: ['action.type', 'actor.type', 'when', 'owner'],
      score: 1,
      words: 'an audit log of the API: action.type, actor.type, when, owner',
    },
    {
      has: ['action.type', 'action.time', 'actor.type', 'account.id'],
      score: 1,
      words: 'an audit log of the API, version 2: action.type, action.time, actor.type, account.id',
    },
    {
      has: ['AuditLogID', 'ActionType', 'ActionTimestamp', 'ActorType'],
      score: 1,
      words: 'a record of the audit_logs_v2 dataset: AuditLogID, ActionType, ActionTimestamp, ActorType',
    },
    {
      has: ['AppDomain', 'AppUUID', 'Allowed', 'Action', 'CreatedAt'],
      score: 1,
      words: 'a record of the access_requests dataset: AppDomain, AppUUID, Allowed, Action, CreatedAt',
    },
    {
      has: ['app_domain', 'app_uid', 'allowed', 'action', 'created_at'],
      score: 1,
      words: 'an access request of the API: app_domain, app_uid, allowed, action, created_at',
    },
  ],
  time: ['When', 'ActionTimestamp', 'when', 'action.time', 'CreatedAt', 'created_at'],
  paths: {
    id: ['ID', 'AuditLogID', 'id'],
    instance: ['OwnerID', 'AccountID', 'owner.id', 'account.id'],
    sourceUser: [
      'Email',
      'user_email',
      'ActorEmail',
      'actor.email',
      'Metadata.actor_email',
      'ActorTokenDetails.name',
      'actor.token_name',
      'ActorID',
      'actor.id',
    ],
    userId: ['ActorID', 'actor.id', 'UserUID'],
    operation: ['ActionDescription', 'ActionType', 'action.description', 'action.type', 'Action', 'action'],
    sourceIp: ['ActorIP', 'ActorIPAddress', 'actor.ip', 'actor.ip_address', 'IPAddress', 'ip_address'],
    userAgent: ['raw.user_agent', 'Raw.user_agent'],
    correlationId: ['raw.cf_ray_id', 'Raw.cf_ray_id', 'RayID', 'ray_id'],
    clientApp: ['Interface', 'interface', 'ActorContext', 'actor.context'],
    tokenId: ['actor.token_id', 'ActorTokenDetails.id'],
  },
  outcome: ['ActionResult', 'action.result', 'Allowed', 'allowed'],
  operations: {
    roll: 'key.update',
    deploy: 'resource.update',
    login: 'login',
    logout: 'logout',
    'login_*': 'login.challenge',
    '2fa_enable*': 'mfa.change',
    '2fa_disable*': 'mfa.disable',
    rotate_api_key: 'key.update',
    view_api_key: 'secret.access',
    API_key_created: 'key.create',
    token_create: 'key.create',
    token_roll: 'key.update',
    token_revoke: 'key.delete',
    add_member: 'user.invite',
    remove_member: 'user.delete',
    member_role_update: 'admin.role.grant',
    change_setting: 'setting.change',
    'gateway_*': 'policy.change',
    'access_*': 'policy.change',
    'firewall_*': 'network.change',
    rec_add: 'network.change',
    rec_set: 'network.change',
    rec_del: 'network.change',
    'job_*': 'audit.change',
    purge: 'command.run',
    warpEnrollment: 'device.register',
  },
  gives: ['actorKind', 'objects', 'target', 'place'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  const domain = record.text('AppDomain', 'app_domain');
  if (domain !== '') {
    draft.actorKind = 'user';
    draft.target = domain;
    draft.objects = objects('app', { id: record.text('AppUUID', 'app_uid'), name: domain });
    draft.place = place({ country: record.text('Country', 'country') });
    return undefined;
  }
  const type = record.text('ActorType', 'actor.type').toLowerCase();
  if (type !== '')
    draft.actorKind = type === 'user' ? 'user' : type === 'admin' || type === 'cloudflare_admin' ? 'admin' : 'system';
  const id = record.text('ResourceID', 'resource.id');
  const kind = record.text('ResourceType', 'ResourceProduct', 'resource.type', 'resource.product');
  const name = record.text(
    'NewValue.name',
    'newValueJson.name',
    'ResourceValue.name',
    'metadata.token_name',
    'metadata.zone_name',
    'zone.name',
    'ZoneName',
  );
  draft.objects = objects(kind || 'resource', { id, name });
  return undefined;
}
