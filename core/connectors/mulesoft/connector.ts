/** MuleSoft Anypoint Platform's audit log: entries of the query API. Alert definitions and applications' logs of CloudHub are no activities. */
import { type ActivityDraft, type Refusal, skip } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { object } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

const MAX_OBJECTS = 50;

export const mulesoft = defineConnector({
  id: 'mulesoft',
  title: 'MuleSoft Anypoint audit log',
  vendor: 'Salesforce',
  app: 'mulesoft',
  grade: 'documented',
  source: 'https://docs.mulesoft.com/access-management/audit-logging',
  shapes: [
    {
      has: ['timestamp', 'action', 'objects', 'platform', 'userName'],
      score: 1,
      words: 'an audit entry: timestamp, action, objects, platform, userName',
    },
    {
      has: ['timestamp', 'action', 'objects', 'organizationId', 'userId'],
      score: 1,
      words: 'an audit entry: timestamp, action, objects, organizationId, userId',
    },
    {
      has: ['organizationId', 'environmentId', 'productName', 'condition'],
      score: 1,
      words: 'a definition of a CloudHub alert: organizationId, environmentId, productName, condition',
    },
    {
      has: ['recordId', 'deploymentId', 'instanceId', 'event.loggerName'],
      score: 1,
      words: "a line of an application's log: recordId, deploymentId, instanceId, event.loggerName",
    },
  ],
  time: ['timestamp'],
  paths: {
    instance: ['organizationName', 'organizationId'],
    sourceUser: ['userName', 'userId'],
    userId: ['userId'],
    operation: ['action'],
    sourceIp: ['clientIP', 'clientIp'],
    reason: ['failedCause'],
    clientApp: ['platform'],
    description: ['subaction'],
  },
  typedBy: ['objects.0.objectType', 'action'],
  operations: {
    '* login': 'login',
    login: 'login',
    '* logout': 'logout',
    logout: 'logout',
    'user create': 'user.create',
    'user update': 'user.update',
    'user delete': 'user.delete',
    'user disable': 'user.suspend',
    'user enable': 'user.restore',
    '*role* *': 'admin.role.grant',
    '*team* *': 'group.update',
    '*permission* *': 'permission.grant',
    '*identity* *': 'domain.change',
    '*client* create': 'app.create',
    '*connected app* *': 'app.update',
    '* export': 'data.export',
    '* create': 'resource.create',
    '* deploy': 'resource.start',
    '* start': 'resource.start',
    '* stop': 'resource.stop',
    '* delete': 'resource.delete',
    '* update': 'resource.update',
    '* modify': 'resource.update',
  },
  gives: ['outcome', 'actorKind', 'objects', 'target'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (record.has('condition') && !record.has('action')) return skip('alert-definition');
  if (record.has('event.loggerName')) return skip('application-log');
  draft.outcome = record.flag('failed') === true ? 'failure' : 'success';
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  draft.objects = record
    .list('objects')
    .slice(0, MAX_OBJECTS)
    .map((item) =>
      object(item.text('objectType').toLowerCase() || 'object', {
        id: item.text('objectId'),
        name: item.text('objectName'),
      }),
    );
  draft.target = draft.objects[0]?.name ?? '';
  return undefined;
}
