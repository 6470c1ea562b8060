/** Netskope: the audit log of its administrators, and what users did in cloud apps as its connectors and proxies saw it. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { device, objects, place } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

/** What an address looks like among an audit record's values. */
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:]+)$/i;

export const netskopeAudit = defineConnector({
  id: 'netskope-audit',
  title: 'Netskope audit and cloud app events',
  vendor: 'Netskope',
  app: 'netskope',
  grade: 'documented',
  source:
    'https://github.com/panther-labs/panther-analysis/blob/main/rules/netskope_rules/netskope_admin_user_change.yml',
  shapes: [
    {
      has: ['audit_log_event', 'user', 'timestamp'],
      score: 1,
      words: 'an audit event: audit_log_event, user, timestamp',
    },
    {
      // What is done to an object of an app; page and connection events are traffic.
      has: ['activity', 'app', 'user', 'timestamp', 'access_method', 'object'],
      // So is what was stopped on its way, beside which other alerts name no act at all.
      where: { alert: /^(?!yes$)/ },
      score: 1,
      words: 'an application event: activity, app, user, access_method, object',
    },
    {
      has: ['activity', 'app', 'user', 'timestamp', 'access_method', 'object', 'alert'],
      where: { access_method: /^API/ },
      score: 1,
      words: 'an alert of what was found in an app: activity, app, user, access_method API, object',
    },
  ],
  time: ['timestamp'],
  paths: {
    id: ['_id'],
    instance: ['instance_id'],
    sourceUser: ['ur_normalized', 'user', 'from_user'],
    userId: ['userkey'],
    operation: ['audit_log_event', 'activity'],
    sourceIp: ['srcip', 'userip'],
    userAgent: ['useragent', 'user_agent'],
    target: ['to_user', 'shared_with', 'supporting_data.data_values.0'],
    sessionId: ['app_session_id'],
    correlationId: ['request_id', 'transaction_id'],
    description: ['app', 'supporting_data.data_type'],
  },
  operations: {
    'Login Successful': 'login',
    'Login Failed': 'login.failed',
    'Login Success*': 'login',
    'Login Fail*': 'login.failed',
    'Login Attempt': 'login.challenge',
    Logout: 'logout',
    'Logout *': 'logout',
    'Edited polic*': 'policy.change',
    'Created polic*': 'policy.create',
    'Deleted polic*': 'policy.delete',
    '*polic*': 'policy.change',
    'Admin logged out because of *login failures': 'user.lockout',
    '*admin*role*': 'admin.role.grant',
    'Created *admin*': 'admin.role.grant',
    'Added *admin*': 'admin.role.grant',
    'Deleted *admin*': 'admin.role.revoke',
    'Enabled admin': 'user.restore',
    'Unlocked admin': 'user.restore',
    'Disabled admin': 'user.suspend',
    'Updated admin settings': 'setting.change',
    'Edit* admin record': 'user.update',
    'Rest API V* Call': 'other',
    '*token*': 'key.update',
    Formpost: 'resource.create',
    Share: 'file.share',
    Unshare: 'file.unshare',
    Download: 'file.download',
    Upload: 'file.upload',
    View: 'file.view',
    'View All': 'file.view',
    Preview: 'file.view',
    Browse: 'page.view',
    Edit: 'file.edit',
    Create: 'file.upload',
    Delete: 'file.delete',
    Rename: 'file.rename',
    Move: 'file.move',
    Copy: 'file.copy',
    Restore: 'file.restore',
    Send: 'mail.send',
    Post: 'message.send',
    Invite: 'user.invite',
  },
  gives: ['actorKind', 'outcome', 'device', 'place', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  const isAudit = record.has('audit_log_event');
  draft.admin = isAudit;
  draft.actorKind = isAudit ? 'admin' : 'user';
  // A policy that let it pass has an action as well.
  const action = record.text('action').toLowerCase();
  draft.outcome = /block|quarantine/.test(action) || /\bfail(?:ed)?\b/i.test(draft.operation) ? 'failure' : 'success';
  if (isAudit) {
    const values = record.texts('supporting_data.data_values');
    // A call of the API has its answer, its method and its path there.
    const [status = '', , path = ''] = values;
    const isCall = /^Rest API/i.test(draft.operation) && /^\d{3}$/.test(status);
    if (isCall && Number(status) >= 400) draft.outcome = 'failure';
    if (draft.sourceIp === '') draft.sourceIp = values.find((value) => ADDRESS.test(value)) ?? '';
    const others = values.filter((value) => !ADDRESS.test(value) && value !== draft.sourceUser);
    draft.target = /^log|lockout/.test(draft.activityType) ? '' : isCall ? path : (others[0] ?? '');
  }
  draft.objects = objects(record.text('object_type').toLowerCase() || 'file', {
    id: record.text('object_id', 'file_id'),
    name: record.text('object'),
    owner: record.text('owner'),
  });
  draft.device = device({
    name: record.text('hostname', 'device'),
    os: record.text('os'),
    browser: record.text('browser'),
  });
  draft.place = place({
    country: record.text('src_country'),
    region: record.text('src_region'),
    city: record.text('src_location'),
  });
  return undefined;
}
