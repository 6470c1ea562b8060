/** Netlify: the audit log of a team, from its API. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const netlify = defineConnector({
  id: 'netlify',
  title: 'Netlify team audit log',
  vendor: 'Netlify',
  app: 'netlify',
  grade: 'documented',
  source: 'https://github.com/netlify/open-api/blob/master/go/models/audit_log_payload.go',
  shapes: [
    {
      has: ['account_id', 'payload.action', 'payload.log_type', 'payload.timestamp'],
      score: 1,
      words: 'an audit event: account_id, payload with action, log_type and timestamp',
    },
  ],
  time: ['payload.timestamp'],
  paths: {
    id: ['id'],
    instance: ['account_id'],
    sourceUser: ['payload.actor_email', 'payload.actor_name', 'payload.actor_id'],
    userId: ['payload.actor_id'],
    userName: ['payload.actor_name'],
    operation: ['payload.action'],
    target: ['payload.traits.email', 'payload.traits.member_email', 'payload.traits.user_email'],
    description: ['payload.log_type'],
  },
  typedBy: ['payload.log_type', 'payload.action'],
  operations: {
    '*member*role*': 'admin.role.grant',
    '*saml*': 'domain.change',
    '*env*': 'secret.change',
    '*access_token*': 'key.create',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = 'success';
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  draft.objects = objects(draft.description || 'object', {
    id: record.text('payload.traits.site_id', 'payload.traits.id'),
    name: record.text('payload.traits.site_name', 'payload.traits.name', 'payload.traits.key'),
  });
  return undefined;
}
