/** Zendesk Support's audit log of the account: from the API, and Admin Center's CSV, whose times are UTC. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

/** The kinds of activity that the log tells apart. */
const ACTIVITY = /^(?:created|updated|deleted|exported|sign(?:ed)? in)$/i;

export const zendesk = defineConnector({
  id: 'zendesk',
  title: 'Zendesk audit log',
  vendor: 'Zendesk',
  app: 'zendesk',
  grade: 'documented',
  source: 'https://developer.zendesk.com/api-reference/ticketing/account-configuration/audit_logs/',
  shapes: [
    {
      has: ['id', 'action', 'actor_id', 'source_type', 'change_description', 'created_at'],
      score: 1,
      words: 'an audit log: id, action, actor_id, source_type, change_description, created_at',
    },
    {
      // https://support.zendesk.com/hc/en-us/articles/4408828001434: the columns of the log; the kind of activity was once named Type.
      has: ['Time', 'Actor', 'Activity', 'Activity type'],
      where: { 'Activity type': ACTIVITY },
      score: 1,
      words: "a row of Admin Center's export: Time, Actor, Activity, Activity type",
    },
    {
      has: ['Time', 'Actor', 'Item', 'Activity', 'Type'],
      where: { Type: ACTIVITY },
      score: 1,
      words: "a row of Admin Center's export: Time, Actor, Item, Activity, Type",
    },
  ],
  time: ['created_at', 'Time'],
  localeTime: ['Time'],
  paths: {
    id: ['id'],
    sourceUser: ['actor_email', 'actor_name', 'actor_id', 'Actor'],
    userId: ['actor_id'],
    userName: ['actor_name'],
    operation: ['action', 'Activity type', 'Type'],
    sourceIp: ['ip_address', 'IP address'],
    target: ['source_label', 'Item'],
    description: ['change_description', 'Activity'],
  },
  typedBy: ['source_type', 'action', 'Activity type', 'Type'],
  operations: {
    '* login': 'login',
    '* exported': 'data.export',
    'user create': 'user.create',
    'user update': 'user.update',
    'user destroy': 'user.delete',
    'api_token create': 'key.create',
    'api_token update': 'key.update',
    'api_token destroy': 'key.delete',
    'oauth_token create': 'token.issue',
    'oauth_token destroy': 'token.revoke',
    'oauth/client create': 'app.create',
    'oauth/client destroy': 'app.delete',
    'group create': 'group.create',
    'group destroy': 'group.delete',
    'membership create': 'group.member.add',
    'membership destroy': 'group.member.remove',
    'account *': 'setting.change',
    'account_setting *': 'setting.change',
    'rule create': 'policy.create',
    'rule update': 'policy.change',
    'rule destroy': 'policy.delete',
    'permission_set create': 'role.create',
    'permission_set update': 'role.update',
    'permission_set destroy': 'role.delete',
    'remote_authentication *': 'domain.change',
    Created: 'resource.create',
    Updated: 'resource.update',
    Deleted: 'resource.delete',
    Exported: 'data.export',
    'Signed in': 'login',
    'Sign in': 'login',
    '* create': 'resource.create',
    '* update': 'resource.update',
    '* destroy': 'resource.delete',
  },
  gives: ['outcome', 'actorKind', 'objects', 'instance'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = 'success';
  const actor = record.text('actor_id');
  if (actor !== '') draft.actorKind = actor === '-1' || actor === '0' ? 'system' : 'user';
  draft.instance = /^https:\/\/([^/]+)\//.exec(record.text('url'))?.[1] ?? '';
  const source = record.text('source_type');
  draft.objects = objects(source || 'object', {
    id: record.text('source_id'),
    name: record.text('source_label', 'Item'),
  });
  if (draft.operation === 'update' && /^(?:role|owner) changed/i.test(draft.description))
    draft.activityType = /(?:admin|owner).* to (?!.*(?:admin|owner))/i.test(draft.description)
      ? 'admin.role.revoke'
      : 'admin.role.grant';
  // A setting of a user: "Suspension state: Bob".
  const setting = source === 'user_setting' ? /^([^:]{1,60}): (.+)$/.exec(record.text('source_label')) : null;
  if (setting !== null) draft.target = setting[2] ?? '';
  if (setting?.[1] === 'Suspension state')
    draft.activityType = /^unsuspend/i.test(draft.description) ? 'user.restore' : 'user.suspend';
  return undefined;
}
