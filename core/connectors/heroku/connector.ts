/** Heroku: the audit trail of an Enterprise account, one archive a month. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const heroku = defineConnector({
  id: 'heroku',
  title: 'Heroku audit trail',
  vendor: 'Salesforce',
  app: 'heroku',
  grade: 'documented',
  source: 'https://devcenter.heroku.com/articles/audit-trail',
  shapes: [
    {
      has: ['id', 'type', 'action', 'created_at', 'actor.email', 'enterprise_account.id'],
      score: 1,
      words: 'an entry: type, action, created_at, actor.email, enterprise_account.id',
    },
  ],
  time: ['created_at'],
  paths: {
    id: ['id'],
    instance: ['enterprise_account.name', 'enterprise_account.id'],
    sourceUser: ['actor.email', 'actor.id'],
    userId: ['actor.id'],
    operation: ['action'],
    sourceIp: ['request.ip_address'],
  },
  typedBy: ['type', 'action'],
  operations: {
    'addon create': 'app.create',
    'addon destroy': 'app.delete',
    'addon *': 'app.update',
    'app create': 'resource.create',
    'app destroy': 'resource.delete',
    'app *': 'resource.update',
    'app_transfer *': 'permission.grant',
    'code_release *': 'code.push',
    'collaborator create': 'permission.grant',
    'collaborator destroy': 'permission.revoke',
    'collaborator *': 'permission.grant',
    'config_change *': 'secret.change',
    'domain *': 'network.change',
  },
  gives: ['outcome', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  // Kinds are documented as one word: `config_change.set`.
  draft.operation = `${record.text('type')}.${draft.operation}`;
  draft.outcome = 'success';
  draft.objects = objects('app', { id: record.text('app.id'), name: record.text('app.name') });
  if (draft.objects.length === 0)
    draft.objects = objects('team', { id: record.text('team.id'), name: record.text('team.name') });
  return undefined;
}
