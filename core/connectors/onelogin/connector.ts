/** OneLogin's events: the API's and webhooks' numbers, Sentinel's columns. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';
import { typeByVerb } from '../kit/verbs.ts';
import { eventFacts } from './events.ts';

export const onelogin = defineConnector({
  id: 'onelogin',
  title: 'OneLogin events',
  vendor: 'One Identity',
  app: 'onelogin',
  grade: 'verified',
  source: 'https://developers.onelogin.com/api-docs/1/events/event-types',
  shapes: [
    {
      has: ['event_type_id', 'account_id', 'event_timestamp'],
      score: 1,
      words: 'an event: event_type_id, account_id, event_timestamp',
    },
    {
      has: ['event_type_id', 'account_id', 'created_at'],
      score: 1,
      words: 'an event of the API: event_type_id, account_id, created_at',
    },
    {
      has: ['event_type_id', 'actor_user_id', 'created_at'],
      score: 0.9,
      words: 'an event without its account: event_type_id, actor_user_id, created_at',
    },
  ],
  time: ['event_timestamp', 'created_at'],
  paths: {
    id: ['uuid', 'id', 'create._id'],
    instance: ['account_id'],
    sourceUser: ['actor_user_name', 'user_name', 'actor_system', 'user_attributes.email', 'actor_user_id'],
    userId: ['actor_user_id', 'user_id'],
    operation: ['event_type_id'],
    reason: ['error_description', 'notes'],
    sourceIp: ['ipaddr', 'client_id'],
    userAgent: ['user_agent', 'browser_fingerprint'],
    target: ['user_name', 'user_attributes.email', 'user_attributes_email'],
    clientApp: ['app_name'],
    description: ['notes', 'custom_message'],
  },
  operations: {},
  gives: ['outcome', 'actorKind', 'objects', 'userName'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  const facts = eventFacts(draft.operation);
  if (facts !== undefined) draft.operation = facts.name;
  // A number that is not published may have its name beside it.
  else draft.operation = record.text('event_type_name', 'operation_name') || draft.operation;
  draft.activityType = facts?.type ?? typeByVerb(draft.operation);
  const isFailed =
    facts?.failed === true || draft.activityType === 'login.failed' || record.text('error_description') !== '';
  draft.outcome = isFailed ? 'failure' : 'success';
  if (draft.outcome === 'success') draft.reason = '';
  draft.actorKind = record.text('actor_system') === '' ? 'user' : 'system';
  // Names are those that people are called by; who acts on the own account is known by the name to sign in with.
  const own = record.text('login_name', 'user_email', 'user_attributes.email', 'email', 'username');
  const actor = record.text('actor_user_id');
  if (own !== '') {
    const isOwn = actor === '' || actor === record.text('user_id');
    draft.userName = record.text('user_name');
    if (isOwn && draft.actorKind === 'user') draft.sourceUser = own;
    draft.target = own;
  }
  draft.objects = [
    ...objects('user', { id: record.text('user_id'), name: draft.target }),
    ...objects('app', { id: record.text('app_id'), name: record.text('app_name') }),
    ...objects('role', { id: record.text('role_id'), name: record.text('role_name') }),
    ...objects('group', { id: record.text('group_id'), name: record.text('group_name') }),
    ...objects('policy', { id: record.text('policy_id'), name: record.text('policy_name') }),
  ];
  return undefined;
}
