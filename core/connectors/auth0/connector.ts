/** Auth0's tenant logs: the Management API's, log streams' and Sentinel's shapes. `type` is a short code. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { place } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const auth0 = defineConnector({
  id: 'auth0',
  title: 'Auth0 tenant logs',
  vendor: 'Okta',
  app: 'auth0',
  grade: 'verified',
  source: 'https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes',
  shapes: [
    {
      has: ['log_id', 'type', 'date'],
      // Fortinet's pairs have fields of these names as well, with the time of day apart from the date.
      where: { type: /^(?!(?:event|traffic|utm)$)[a-z0-9_]{1,60}$/, date: /^(?!\d{4}-\d\d-\d\d$)/ },
      score: 1,
      words: 'a log event: log_id, type, date',
    },
    {
      has: ['data.log_id', 'data.type', 'data.date'],
      score: 1,
      words: 'a log stream record: data.log_id, data.type, data.date',
    },
    {
      has: ['data.date', 'data.type', 'data.client_id'],
      score: 0.95,
      words: 'a log stream record: data.date, data.type, data.client_id',
    },
    { has: ['date', 'type', 'client_id', 'hostname'], score: 1, words: 'a log event: date, type, client_id, hostname' },
    {
      has: ['date', 'type', 'client_id', 'user_agent'],
      score: 0.9,
      words: 'a log event: date, type, client_id, user_agent',
    },
  ],
  time: ['date'],
  paths: {
    id: ['log_id', '_id'],
    instance: ['tenant_name', 'hostname'],
    sourceUser: [
      'user_name',
      'details.request.auth.user.email',
      'details.request.auth.user.name',
      'user_id',
      'details_request_auth_user_email',
      'client_name',
      'client_id',
    ],
    userId: ['user_id'],
    operation: ['type'],
    reason: ['description', 'details.error.message'],
    sourceIp: ['ip', 'details.request.ip'],
    userAgent: ['user_agent'],
    sessionId: ['session_id', 'details.session_id'],
    clientApp: ['client_name', 'client_id'],
    description: ['description'],
    target: ['details.request.path', 'details_request_path'],
  },
  operations: {
    'api_limit*': 'alert.raise',
    du: 'user.delete',
    fce: 'user.update',
    fcu: 'user.update',
    fcpn: 'user.update',
    fcph: 'user.update',
    scph: 'user.update',
    fv: 'user.update',
    fvr: 'user.update',
    fpurh: 'user.update',
    fcpro: 'user.create',
    fui: 'user.create',
    fcoa: 'login',
    scoa: 'login',
    feoobft: 'login',
    feotpft: 'login',
    fepotpft: 'login',
    fercft: 'login',
    seoobft: 'login',
    seotpft: 'login',
    sercft: 'login',
    fens: 'login',
    fd: 'token.issue',
    sd: 'token.issue',
    fede: 'token.issue',
    fdeaz: 'token.issue',
    fpar: 'token.issue',
    fdeac: 'login',
    fdecc: 'login',
    fi: 'user.invite',
    si: 'user.invite',
    fn: 'message.send',
    srrt: 'token.revoke',
    mfar: 'login.challenge',
    ss_sso_failure: 'login.failed',
    ss_sso_success: 'login',
    resource_cleanup: 'token.revoke',
    rich_consents_access_error: 'app.consent',
    s: 'login',
    ss: 'user.create',
    slo: 'logout',
    ssa: 'login',
    seacft: 'token.issue',
    seccft: 'token.issue',
    sepft: 'token.issue',
    sertft: 'token.refresh',
    sede: 'token.issue',
    sens: 'token.issue',
    sce: 'user.update',
    scp: 'password.change',
    scpn: 'user.update',
    scpr: 'password.reset',
    scu: 'user.update',
    scv: 'user.update',
    sdu: 'user.delete',
    sui: 'user.update',
    sv: 'user.update',
    svr: 'user.update',
    sapi: 'setting.change',
    mgmt_api_read: 'resource.view',
    f: 'login.failed',
    fp: 'login.failed',
    fu: 'login.failed',
    fc: 'login.failed',
    fco: 'login.failed',
    fsa: 'login.failed',
    feacft: 'login.failed',
    feccft: 'login.failed',
    fepft: 'login.failed',
    ferrt: 'login.failed',
    fertft: 'login.failed',
    fs: 'login.failed',
    fcp: 'password.change',
    fcpr: 'password.reset',
    fapi: 'setting.change',
    fdu: 'user.delete',
    limit_wc: 'user.lockout',
    limit_mu: 'user.lockout',
    limit_sul: 'user.lockout',
    limit_delegation: 'alert.raise',
    pwd_leak: 'alert.raise',
    signup_pwd_leak: 'alert.raise',
    reset_pwd_leak: 'alert.raise',
    pla: 'alert.raise',
    gd_start_auth: 'login.challenge',
    gd_auth_succeed: 'login.challenge',
    gd_auth_failed: 'login.challenge',
    gd_auth_rejected: 'login.challenge',
    gd_enrollment_complete: 'mfa.change',
    gd_unenroll: 'mfa.disable',
    gd_recovery_succeed: 'login.challenge',
    'gd_*': 'mfa.change',
    admin_update_launch: 'setting.change',
    ublkdu: 'user.restore',
    cls: 'login.challenge',
    cs: 'login.challenge',
    w: 'other',
  },
  gives: ['outcome', 'actorKind', 'place'],
  open: (record) => record.object('data') ?? record,
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  const failed = draft.activityType === 'login.failed' || /^f|_failed$|_rejected$/.test(draft.operation);
  draft.outcome = failed ? 'failure' : 'success';
  const call = record.text('details.request.method') || record.text('details_request_method');
  if (/^[sf]api$/.test(draft.operation)) draft.activityType = managed(call, draft.target) ?? draft.activityType;
  if (!failed) draft.reason = '';
  draft.actorKind = record.text('user_id', 'user_name', 'details.request.auth.user.email') === '' ? 'app' : 'user';
  draft.place = place(
    { country: record.text('location_info.country_code'), city: record.text('location_info.city_name') },
    [record.number('location_info.latitude'), record.number('location_info.longitude')],
  );
  return undefined;
}

/** What a call of the management API does, for the parts that have types of their own: by method, post, patch or put, delete. */
const MANAGED: Readonly<Record<string, readonly ActivityDraft['activityType'][]>> = {
  clients: ['app.create', 'app.update', 'app.delete'],
  'client-grants': ['app.consent', 'app.consent', 'app.consent.revoke'],
  users: ['user.create', 'user.update', 'user.delete'],
  organizations: ['group.create', 'group.update', 'group.delete'],
  'log-streams': ['audit.change', 'audit.change', 'audit.change'],
  guardian: ['mfa.change', 'policy.change', 'mfa.disable'],
  roles: ['role.create', 'role.update', 'role.delete'],
};

function managed(method: string, path: string): ActivityDraft['activityType'] | undefined {
  const part = /^\/api\/v2\/([a-z-]+)(.*)$/.exec(path);
  const types = Object.hasOwn(MANAGED, part?.[1] ?? '') ? MANAGED[part?.[1] ?? ''] : undefined;
  if (/^\/[^/]+\/roles/.test(part?.[2] ?? '') && part?.[1] === 'users')
    return method.toLowerCase() === 'delete' ? 'admin.role.revoke' : 'admin.role.grant';
  return types?.[{ post: 0, patch: 1, put: 1, delete: 2 }[method.toLowerCase()] ?? -1];
}
