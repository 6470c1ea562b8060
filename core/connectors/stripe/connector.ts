/** Stripe: the activity log of an account (who changed keys, members and settings), the security history, and events as webhooks get them. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const stripe = defineConnector({
  id: 'stripe',
  title: 'Stripe activity log and events',
  vendor: 'Stripe',
  app: 'stripe',
  grade: 'documented',
  source: 'https://docs.stripe.com/api/v2/iam/activity-logs',
  shapes: [
    {
      has: ['id', 'object', 'created', 'type', 'actor'],
      where: { object: /^v2\.iam\.activity_log$/ },
      score: 1,
      words: 'an activity log entry: its object, type and actor',
    },
    {
      has: ['id', 'object', 'created', 'type', 'data.object'],
      where: { id: /^evt_/, object: /^event$/ },
      score: 1,
      words: 'an event: an id that begins with evt_, its type and data',
    },
  ],
  time: ['created'],
  paths: {
    id: ['id'],
    instance: ['context', 'account'],
    sourceUser: ['actor.user.email', 'actor.user.id', 'actor.api_key.id'],
    operation: ['type'],
    target: ['details.user_invite.invited_user_email', 'details.user_roles.user_email'],
    correlationId: ['request.id'],
  },
  operations: {
    api_key_created: 'key.create',
    api_key_deleted: 'key.delete',
    api_key_updated: 'key.update',
    api_key_viewed: 'key.update',
    user_invite_accepted: 'user.create',
    user_invite_created: 'user.invite',
    user_invite_deleted: 'user.delete',
    user_roles_deleted: 'admin.role.revoke',
    user_roles_updated: 'admin.role.grant',
    'account.application.authorized': 'app.consent',
    'account.application.deauthorized': 'app.consent.revoke',
    'account.external_account.created': 'setting.change',
    'account.external_account.updated': 'setting.change',
    'account.external_account.deleted': 'setting.change',
    'account.updated': 'setting.change',
    'reporting.report_run.succeeded': 'data.export',
    '*.created': 'resource.create',
    '*.updated': 'resource.update',
    '*.deleted': 'resource.delete',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

/** What an event is about may have failed; an entry of the activity log tells of what was done. */
const FAILED = /(?:\.|_)(?:payment_)?failed$/;

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = FAILED.test(draft.operation) ? 'failure' : 'success';
  if (record.has('actor.api_key')) draft.actorKind = 'app';
  else if (record.has('actor.user')) draft.actorKind = 'user';
  draft.objects = objects(record.text('data.object.object', 'details.type') || 'object', {
    id: record.text('data.object.id', 'details.api_key.id'),
    name: record.text('data.object.name'),
  });
  return undefined;
}
