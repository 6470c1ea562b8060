/** OneLogin's events: the API's and webhooks' numbers, Sentinel's columns. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

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
  operations: {
    '1': 'admin.role.grant',
    '2': 'admin.role.revoke',
    '3': 'permission.grant',
    '4': 'permission.revoke',
    '5': 'login',
    '6': 'login.failed',
    '7': 'logout',
    '8': 'login',
    '9': 'login.failed',
    '10': 'password.reset',
    '11': 'password.change',
    '12': 'user.restore',
    '13': 'user.create',
    '14': 'user.update',
    '15': 'user.suspend',
    '16': 'user.restore',
    '17': 'user.delete',
    '19': 'user.lockout',
    '20': 'user.restore',
    '21': 'mfa.change',
    '22': 'mfa.disable',
    '23': 'password.reset',
    '24': 'mfa.change',
    '29': 'app.create',
    '30': 'app.update',
    '31': 'app.delete',
    '32': 'user.lockout',
    '33': 'user.suspend',
    '34': 'user.suspend',
    '35': 'impersonate',
    '36': 'impersonate',
    '50': 'key.create',
    '53': 'key.delete',
    '66': 'mfa.disable',
    '72': 'group.create',
    '73': 'group.update',
    '74': 'group.delete',
    '149': 'login.challenge',
    '151': 'token.revoke',
    '532': 'login.failed',
    '533': 'login',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  const name = Object.hasOwn(EVENTS, draft.operation) ? EVENTS[draft.operation] : undefined;
  if (name !== undefined) draft.operation = name;
  draft.outcome = draft.activityType === 'login.failed' ? 'failure' : 'success';
  if (draft.outcome === 'success') draft.reason = '';
  draft.actorKind = record.text('actor_system') === '' ? 'user' : 'system';
  draft.objects = objects('user', { id: record.text('user_id'), name: draft.target });
  return undefined;
}

/** Events that a log gives as a number, by the names of the documents. */
const EVENTS: Readonly<Record<string, string>> = {
  5: 'USER_LOGGED_INTO_ONELOGIN',
  6: 'USER_FAILED_ONELOGIN_LOGIN',
  7: 'USER_LOGGED_OUT_OF_ONELOGIN',
  8: 'USER_LOGGED_INTO_APP',
  9: 'USER_FAILED_APP_LOGIN',
  11: 'USER_CHANGED_PASSWORD',
  13: 'CREATED_USER',
  14: 'UPDATED_USER',
  15: 'DEACTIVATED_USER',
  17: 'DELETED_USER',
  19: 'USER_LOCKED',
  21: 'USER_REGISTERED_OTP_DEVICE',
  22: 'USER_REMOVED_OTP_DEVICE',
};
