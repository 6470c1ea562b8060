/** Workplace from Meta: security events of its webhooks, several to a message. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { device, place } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const workplace = defineConnector({
  id: 'workplace',
  title: 'Workplace from Meta security events',
  vendor: 'Meta',
  app: 'workplace-from-meta',
  grade: 'verified',
  source: 'https://developers.facebook.com/docs/workplace/reference/webhooks',
  shapes: [
    {
      has: ['object', 'entry'],
      where: { object: /^workplace_security$/ },
      score: 1,
      words: 'a webhook message: object workplace_security, entry',
    },
    {
      has: ['event', 'actor_id', 'actor_email', 'ip', 'timestamp'],
      score: 0.9,
      words: 'a security event: event, actor_id, actor_email, ip, timestamp',
    },
  ],
  time: ['timestamp', 'time'],
  paths: {
    instance: ['actor_community_id'],
    sourceUser: ['actor_email', 'target_email', 'actor_id'],
    userId: ['actor_id'],
    operation: ['event'],
    sourceIp: ['ip'],
    userAgent: ['useragent'],
    target: ['target_email'],
    clientApp: ['integration_data.custom_integration_name'],
  },
  operations: {
    LOGIN: 'login',
    USER_LOGIN: 'login',
    LOGIN_SUCCESS: 'login',
    LOGIN_FAILED: 'login.failed',
    LOGOUT: 'logout',
    ADMIN_ADDED: 'admin.role.grant',
    ADMIN_REMOVED: 'admin.role.revoke',
    '*PASSWORD*': 'password.change',
    'TWO_FACTOR*': 'mfa.change',
    USER_ADDED: 'user.create',
    USER_DEACTIVATED: 'user.suspend',
    'CUSTOM_INTEGRATION_*': 'app.update',
  },
  gives: ['outcome', 'actorKind', 'device', 'place'],
  expand,
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = draft.activityType === 'login.failed' ? 'failure' : 'success';
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  draft.device = device({ os: record.text('browser_os'), browser: record.text('browser_name') });
  draft.place = place({ country: record.text('ip_country') });
  return undefined;
}

/** A message holds entries, an entry changes, a change one event. */
function expand(record: SourceRecord): readonly SourceRecord[] {
  const changes = record.list('entry').flatMap((entry) => entry.list('changes'));
  if (changes.length === 0) return [record];
  return changes.slice(0, MAX_CHANGES).flatMap((change) => change.object('value') ?? []);
}

const MAX_CHANGES = 1000;
