/** CircleCI: the audit log of an organisation, requested as CSV or streamed as JSON. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const circleci = defineConnector({
  id: 'circleci',
  title: 'CircleCI audit logs',
  vendor: 'CircleCI',
  app: 'circleci',
  grade: 'documented',
  source: 'https://circleci.com/docs/audit-logs/',
  shapes: [
    {
      has: ['id', 'action', 'actor', 'target', 'scope', 'occurred_at', 'success'],
      score: 1,
      words: 'an audit event: action, actor, target, scope, occurred_at, success',
    },
  ],
  time: ['occurred_at'],
  paths: {
    id: ['id'],
    operation: ['action'],
  },
  outcome: ['success'],
  operations: {
    'user.logged_in': 'login',
    'user.logged_out': 'logout',
    'user.suspended': 'user.suspend',
    'user.create': 'user.create',
    'org_member.remove': 'user.delete',
    'organization.settings.update': 'setting.change',
    'org.workflows.deleted': 'resource.delete',
    'context.create': 'resource.create',
    'context.delete': 'resource.delete',
    'context.env_var.store': 'secret.change',
    'context.env_var.delete': 'secret.change',
    'context.secrets.accessed': 'secret.access',
    'project.env_var.create': 'secret.change',
    'project.env_var.delete': 'secret.change',
    'project.ssh_key.create': 'key.create',
    'project.ssh_key.delete': 'key.delete',
    'project.api_token.create': 'key.create',
    'project.api_token.delete': 'key.delete',
    'project.follow': 'other',
    'project.settings.update': 'setting.change',
    'workflow.job.approve': 'command.run',
    'workflow.job.start': 'command.run',
    'workflow.job.*': 'command.run',
    'workflow.*': 'command.run',
    'checkout-key.create': 'key.create',
    'checkout-key.delete*': 'key.delete',
    'deploy-keys.delete': 'key.delete',
    'schedule.*': 'resource.update',
    'trigger_event.create': 'command.run',
  },
  gives: ['actorKind', 'objects', 'sourceUser', 'userId', 'sourceIp', 'correlationId', 'instance'],
  finish,
});

/** In the CSV these stand as JSON in a cell. */
function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  const actor = record.object('actor');
  draft.userId = actor?.text('id') ?? '';
  // Names go with where they are known: `github: alice`.
  draft.sourceUser = (actor?.text('name') ?? '').replace(/^[a-z]+: /, '') || draft.userId;
  draft.actorKind = /^user$/i.test(actor?.text('type') ?? '') ? 'user' : 'app';
  const request = record.object('request');
  draft.sourceIp = request?.text('ip_address', 'client_ip') ?? '';
  draft.correlationId = request?.text('id') ?? '';
  draft.instance = record.object('account')?.text('name', 'id') ?? record.object('scope')?.text('name', 'id') ?? '';
  const target = record.object('target');
  draft.objects = objects(target?.text('type') || 'object', {
    id: target?.text('id') ?? '',
    name: target?.text('name') ?? '',
  });
  return undefined;
}
