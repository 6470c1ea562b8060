/** PagerDuty: audit records of its REST API. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const pagerduty = defineConnector({
  id: 'pagerduty',
  title: 'PagerDuty audit records',
  vendor: 'PagerDuty',
  app: 'pagerduty',
  grade: 'documented',
  source: 'https://github.com/PagerDuty/go-pagerduty/blob/main/audit.go',
  shapes: [
    {
      has: ['execution_time', 'actors', 'method.type', 'root_resource', 'action'],
      score: 1,
      words: 'an audit record: execution_time, actors, method.type, root_resource, action',
    },
  ],
  time: ['execution_time'],
  paths: {
    id: ['id'],
    sourceUser: ['actors.0.email', 'actors.0.summary', 'actors.0.id'],
    userId: ['actors.0.id'],
    userName: ['actors.0.summary'],
    operation: ['action'],
    sourceIp: ['execution_context.remote_address'],
    correlationId: ['execution_context.request_id'],
    target: ['root_resource.summary', 'root_resource.id'],
    tokenId: ['method.truncated_token'],
    clientApp: ['method.type'],
    description: ['method.description'],
  },
  typedBy: ['root_resource.type', 'details.resource.type', 'action'],
  operations: {
    'user_reference *user_reference delete': 'user.delete',
    'user_reference *user_reference create': 'user.create',
    'user_reference create': 'user.create',
    'user_reference delete': 'user.delete',
    'user_reference *': 'user.update',
    'team_reference *user_reference *': 'group.member.add',
    'team_reference *create': 'group.create',
    'team_reference *delete': 'group.delete',
    'team_reference *': 'group.update',
    '*api_key* create': 'key.create',
    '*api_key* delete': 'key.delete',
    '*token* create': 'key.create',
    '*token* delete': 'key.delete',
    '* create': 'resource.create',
    '* update': 'resource.update',
    '* delete': 'resource.delete',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = 'success';
  draft.actorKind = /^user/.test(record.text('actors.0.type')) ? 'user' : 'app';
  // A user's own role is a field like any other.
  const roles = record.list('details.fields').some((field) => field.text('name') === 'role');
  if (roles && /^user/.test(record.text('root_resource.type'))) draft.activityType = 'admin.role.grant';
  const members = record.list('details.references').find((one) => one.text('name') === 'members');
  if (members !== undefined && /^team/.test(record.text('root_resource.type'))) {
    const joined = members.list('added');
    draft.activityType = joined.length > 0 ? 'group.member.add' : 'group.member.remove';
    const [member] = joined.length > 0 ? joined : members.list('removed');
    draft.target = member?.text('summary', 'id') || draft.target;
  }
  if (draft.userName === draft.sourceUser) draft.userName = '';
  draft.objects = objects(record.text('root_resource.type').replace(/_reference$/, '') || 'object', {
    id: record.text('root_resource.id'),
    name: record.text('root_resource.summary'),
  });
  return undefined;
}
