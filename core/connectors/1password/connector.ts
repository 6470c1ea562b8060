/** 1Password's Events API: sign-in attempts, item usage and audit events. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { device, place } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const onePassword = defineConnector({
  id: '1password',
  title: '1Password events',
  vendor: '1Password',
  app: '1password',
  grade: 'verified',
  source: 'https://developer.1password.com/docs/events-api/reference/',
  shapes: [
    {
      has: ['uuid', 'session_uuid', 'category', 'target_user'],
      score: 1,
      words: 'a sign-in attempt: uuid, session_uuid, category, target_user',
    },
    {
      has: ['uuid', 'vault_uuid', 'item_uuid', 'user'],
      score: 1,
      words: 'an item usage: uuid, vault_uuid, item_uuid, user',
    },
    {
      has: ['uuid', 'actor_uuid', 'action', 'object_type'],
      score: 1,
      words: 'an audit event: uuid, actor_uuid, action, object_type',
    },
  ],
  time: ['timestamp'],
  paths: {
    id: ['uuid'],
    instance: ['account_uuid'],
    sourceUser: ['user.email', 'target_user.email', 'actor_details.email', 'user.uuid', 'actor_uuid'],
    userId: ['user.uuid', 'target_user.uuid', 'actor_uuid'],
    userName: ['user.name', 'target_user.name', 'actor_details.name'],
    operation: ['action', 'category'],
    reason: ['type', 'details.value'],
    sourceIp: ['client.ip_address', 'session.ip'],
    sessionId: ['session_uuid', 'session.uuid'],
    clientApp: ['client.app_name'],
    target: ['object_details.email', 'aux_details.email', 'object_uuid', 'item_uuid'],
  },
  operations: {
    completr: 'user.update',
    cancel: 'user.update',
    cancelr: 'user.update',
    reactive: 'user.restore',
    changeks: 'password.change',
    changemp: 'password.change',
    changesk: 'password.change',
    mpchange: 'password.change',
    changenm: 'user.update',
    changela: 'user.update',
    updatea: 'user.update',
    updatei: 'user.update',
    detchild: 'user.update',
    musercom: 'user.update',
    muserdec: 'user.update',
    uvrfy: 'user.update',
    uisas: 'user.update',
    upguest: 'user.update',
    vrfdmain: 'user.update',
    trvlaway: 'user.update',
    trvlback: 'user.update',
    resendts: 'user.invite',
    sendts: 'user.invite',
    prsndinv: 'user.invite',
    tdvcsso: 'device.register',
    dvrfy: 'device.register',
    reauth: 'device.register',
    updatmfa: 'mfa.change',
    updatduo: 'mfa.change',
    nrevoke: 'permission.revoke',
    dvlt: 'secret.change',
    dactive: 'group.update',
    cp: 'secret.change',
    mvitem: 'secret.change',
    patch: 'secret.change',
    dlgcreat: 'file.share.external',
    chngasso: 'domain.change',
    chngpsso: 'domain.change',
    chngdsso: 'domain.change',
    chngssso: 'domain.change',
    addgsso: 'domain.change',
    updat: 'setting.change',
    changetravel: 'setting.change',
    success: 'login',
    credentials_failed: 'login.failed',
    mfa_failed: 'login.failed',
    sso_failed: 'login.failed',
    modern_version_failed: 'login.failed',
    firewall_failed: 'login.failed',
    firewall_reported_success: 'login',
    fill: 'secret.access',
    reveal: 'secret.access',
    'secure-copy': 'secret.access',
    'select-sso-provider': 'secret.access',
    'enter-item-edit-mode': 'secret.access',
    'server-fetch': 'secret.access',
    share: 'file.share.external',
    export: 'data.export',
    'server-create': 'secret.change',
    'server-update': 'secret.change',
    grant: 'permission.grant',
    revoke: 'permission.revoke',
    join: 'group.member.add',
    leave: 'group.member.remove',
    role: 'admin.role.grant',
    suspend: 'user.suspend',
    reactivate: 'user.restore',
    begin: 'user.update',
    beginr: 'user.update',
    complete: 'user.update',
    deolddev: 'device.remove',
    dealldev: 'device.remove',
    delgsso: 'domain.change',
    ensso: 'domain.change',
    disblduo: 'mfa.disable',
    enblduo: 'mfa.change',
    enblmfa: 'mfa.change',
    disblmfa: 'mfa.disable',
    provsn: 'user.create',
    verify: 'user.update',
    updatfw: 'policy.change',
  },
  gives: ['outcome', 'objects', 'place', 'device', 'actorKind'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  // The first version of item usages did not say how an item was used.
  if (draft.operation === '' && record.has('used_version')) {
    draft.operation = 'item-usage';
    draft.activityType = 'secret.access';
  }
  // Usages and audit events are of what was done; a sign-in attempt's category says whether it was.
  draft.outcome = draft.activityType === 'login.failed' ? 'failure' : 'success';
  if (draft.outcome === 'success') draft.reason = '';
  const vault = record.text('vault_uuid');
  const item = record.text('item_uuid');
  const object = record.text('object_uuid');
  if (vault !== '') draft.objects.push({ type: 'vault', id: vault });
  if (item !== '') draft.objects.push({ type: 'item', id: item });
  if (object !== '') draft.objects.push({ type: record.text('object_type') || 'object', id: object });
  draft.device = device({ os: record.text('client.os_name'), browser: record.text('client.platform_name') });
  draft.place = place(
    {
      country: record.text('location.country', 'country'),
      region: record.text('location.region'),
      city: record.text('location.city'),
    },
    [record.number('location.latitude'), record.number('location.longitude')],
  );
  return undefined;
}
