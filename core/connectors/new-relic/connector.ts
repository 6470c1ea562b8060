/** New Relic: its audit events (NrAuditEvent), from a query's answer. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const newRelic = defineConnector({
  id: 'new-relic',
  title: 'New Relic audit events (NrAuditEvent)',
  vendor: 'New Relic',
  app: 'new-relic',
  grade: 'documented',
  source: 'https://docs.newrelic.com/attribute-dictionary/?event=NrAuditEvent',
  shapes: [
    {
      has: ['actionIdentifier', 'actorType', 'timestamp', 'targetType'],
      score: 1,
      words: 'an audit event: actionIdentifier, actorType, targetType, timestamp',
    },
  ],
  time: ['timestamp'],
  paths: {
    id: ['id'],
    instance: ['scopeId'],
    sourceUser: ['actorEmail', 'actorId', 'actorAPIKey'],
    userId: ['actorId'],
    operation: ['actionIdentifier'],
    sourceIp: ['actorIpAddress'],
    target: ['targetId'],
    tokenId: ['actorAPIKey'],
    description: ['description'],
  },
  operations: {
    'user.login*fail*': 'login.failed',
    'user.self_create': 'user.create',
    'user.add_roles': 'admin.role.grant',
    'user.remove_roles': 'admin.role.revoke',
    'account.update_owner': 'admin.role.grant',
    'user.invite_to_account': 'user.invite',
    'user.add_to_account': 'permission.grant',
    'user.remove_from_account': 'permission.revoke',
    'account_user.create': 'user.create',
    'account_user.delete': 'user.delete',
    'api_key.create': 'key.create',
    'api_key.delete': 'key.delete',
    'api_key.update': 'key.update',
    'authentication_domain.*': 'domain.change',
    'saml.*': 'domain.change',
    'group.*grant*': 'permission.grant',
    'grant.create': 'permission.grant',
    'grant.delete': 'permission.revoke',
    'role.create': 'role.create',
    'role.delete': 'role.delete',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = /fail/i.test(draft.operation) ? 'failure' : 'success';
  draft.actorKind = record.text('actorType') === 'user' ? 'user' : 'app';
  draft.objects = objects(record.text('targetType') || 'object', { id: record.text('targetId') });
  return undefined;
}
