/** Intune: audit events of Graph, the diagnostic stream and Log Analytics' tables, and the stream's operational log of devices. */
import type { ActivityObject } from '../../model/activity.ts';
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { device, objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const intune = defineConnector({
  id: 'intune',
  title: 'Microsoft Intune audit and operational logs',
  vendor: 'Microsoft',
  app: 'microsoft-intune',
  grade: 'documented',
  source: 'https://learn.microsoft.com/graph/api/resources/intune-auditing-auditevent',
  shapes: [
    {
      has: ['activityDateTime', 'componentName', 'activityType', 'actor'],
      score: 1,
      words: 'an auditEvent resource: activityDateTime, componentName, activityType, actor',
    },
    {
      has: ['operationName', 'properties.AuditEventId', 'properties.Actor'],
      score: 1,
      words: 'an audit record of the diagnostic stream: operationName, properties.AuditEventId, properties.Actor',
    },
    {
      has: ['OperationName', 'Identity', 'Properties'],
      where: { Properties: /"AuditEventId"/ },
      score: 1,
      words: 'a row of the IntuneAuditLogs table: OperationName, Identity, Properties',
    },
    {
      has: ['operationName', 'properties.OperationalLogCategory'],
      score: 1,
      words: 'an operational record of the diagnostic stream: operationName, properties.OperationalLogCategory',
    },
  ],
  time: ['activityDateTime', 'time', 'TimeGenerated'],
  localeTime: ['TimeGenerated'],
  paths: {
    id: ['id'],
    instance: ['tenantId', 'TenantId', 'AADTenantId'],
    sourceUser: ['actor.userPrincipalName', 'actor.servicePrincipalName', 'actor.applicationDisplayName'],
    userId: ['actor.userId'],
    operation: ['activityType', 'operationName', 'OperationName', 'displayName'],
    sourceIp: ['actor.ipAddress'],
    correlationId: ['correlationId', 'CorrelationId'],
    clientApp: ['actor.applicationDisplayName', 'actor.applicationId'],
    reason: ['resultDescription', 'ResultDescription'],
    description: ['componentName'],
  },
  outcome: ['activityResult', 'resultType', 'ResultType'],
  operations: {
    Enrollment: 'device.register',
    Compliance: 'alert.raise',
    '*RoleAssignment': 'admin.role.grant',
    'Delete *RoleAssignment': 'admin.role.revoke',
    'Create *RoleDefinition': 'role.create',
    'Delete *RoleDefinition': 'role.delete',
    '*RoleDefinition': 'role.update',
    'Wipe *': 'device.remove',
    'Retire *': 'device.remove',
    'Delete ManagedDevice': 'device.remove',
    '*ManagedDevice': 'device.update',
    'Rotate *': 'secret.change',
    '*DeviceManagementScript': 'command.run',
    '*DeviceHealthScript': 'command.run',
    'Create *MobileApp*': 'app.create',
    'Delete *MobileApp*': 'app.delete',
    '*MobileApp*': 'app.update',
    'Create *Policy': 'policy.create',
    'Create *Configuration*': 'policy.create',
    'Delete *Policy': 'policy.delete',
    'Delete *Configuration*': 'policy.delete',
    '*Policy*': 'policy.change',
    '*Configuration*': 'policy.change',
  },
  gives: ['actorKind', 'objects', 'target', 'device'],
  finish,
});

const MAX_OBJECTS = 50;

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  // The table keeps the stream's `properties` as text.
  const details = record.object('properties') ?? record.object('Properties');
  if (details !== undefined) readStream(record, details, draft);
  const isUser = record.has('actor.userPrincipalName') || draft.sourceUser.includes('@');
  if (draft.sourceUser !== '') draft.actorKind = isUser ? 'user' : 'app';
  for (const resource of record.list('resources').slice(0, MAX_OBJECTS))
    draft.objects.push(
      ...objects(resource.text('auditResourceType', 'type').toLowerCase() || 'object', {
        id: resource.text('resourceId'),
        name: resource.text('displayName'),
      }),
    );
  const [first] = draft.objects;
  draft.target = first?.name ?? first?.id ?? '';
  if (draft.outcome !== 'failure') draft.reason = '';
  return undefined;
}

function readStream(record: SourceRecord, details: SourceRecord, draft: ActivityDraft): void {
  draft.id ||= details.text('AuditEventId');
  draft.sourceUser =
    details.text('Actor.UPN', 'Actor.Name', 'Actor.ApplicationName', 'UserName') || record.text('identity', 'Identity');
  draft.userId = details.text('Actor.ObjectId', 'IntuneUserId');
  draft.clientApp = details.text('Actor.ApplicationName', 'Actor.Application');
  draft.objects = details.has('OperationalLogCategory') ? deviceIn(details) : targetsIn(details);
  if (details.has('OperationalLogCategory'))
    draft.device = device({
      id: details.text('IntuneDeviceId'),
      name: details.text('DeviceHostName', 'DeviceName'),
      os: details.text('DeviceOperatingSystem', 'Os'),
    });
}

function deviceIn(details: SourceRecord): ActivityObject[] {
  return objects('device', {
    id: details.text('IntuneDeviceId'),
    name: details.text('DeviceHostName', 'DeviceName'),
  });
}

/** Names and ids stand in two lists side by side. */
function targetsIn(details: SourceRecord): ActivityObject[] {
  const names = details.texts('TargetDisplayNames');
  const ids = details.texts('TargetObjectIds');
  const count = Math.min(Math.max(names.length, ids.length), MAX_OBJECTS);
  return Array.from({ length: count }, (_, at) => objects('object', { id: ids[at], name: names[at] })).flat();
}
