/** Entra ID's directory audit log: from Microsoft Graph, the diagnostic stream, Log Analytics, and the portal's CSV and JSON downloads. */
import type { ActivityObject } from '../../model/activity.ts';
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { entraObject, entraPaths } from '../kit/entra.ts';
import { cleanIp } from '../kit/ip.ts';
import { namedInChanges } from '../kit/named-in-changes.ts';
import type { SourceRecord } from '../kit/source-record.ts';
import { ENTRA_OPERATIONS } from './operations.ts';
import { isProvisioning, readProvisioning } from './provisioning.ts';

export const entraAudit = defineConnector({
  id: 'entra-audit',
  title: 'Microsoft Entra ID audit log',
  vendor: 'Microsoft',
  app: 'microsoft-entra-id',
  grade: 'verified',
  source: 'https://learn.microsoft.com/graph/api/resources/directoryaudit',
  shapes: [
    {
      has: ['category', 'properties.activityDisplayName'],
      where: { category: /^AuditLogs$/i },
      score: 1,
      words: 'category AuditLogs of the diagnostic stream, and properties.activityDisplayName',
    },
    {
      has: ['category', 'properties'],
      where: { category: /^ProvisioningLogs$/i },
      score: 1,
      words: 'category ProvisioningLogs of the diagnostic stream',
    },
    {
      // Intune's stream has the same category.
      has: ['category', 'properties'],
      where: { category: /^AuditLogs$/i },
      score: 0.9,
      words: 'category AuditLogs of the diagnostic stream',
    },
    {
      has: ['activityDateTime', 'activityDisplayName', 'loggedByService'],
      score: 1,
      words: 'a directoryAudit resource: activityDateTime, activityDisplayName, loggedByService',
    },
    {
      has: ['activityDateTime', 'provisioningAction', 'sourceIdentity'],
      score: 1,
      words: 'a provisioningObjectSummary: activityDateTime, provisioningAction, sourceIdentity',
    },
    {
      has: ['TimeGenerated', 'SourceIdentity', 'TargetIdentity', 'Action'],
      score: 1,
      words: 'a row of the AADProvisioningLogs table: TimeGenerated, SourceIdentity, TargetIdentity, Action',
    },
    {
      has: ['LoggedByService', 'OperationName', 'TargetResources'],
      score: 1,
      words: 'a row of the AuditLogs table: LoggedByService, OperationName, TargetResources',
    },
    {
      has: ['Date (UTC)', 'Service', 'Category', 'Activity', 'Result'],
      score: 1,
      words: 'the columns of an audit download: Date (UTC), Service, Category, Activity, Result',
    },
  ],
  time: [...entraPaths('activityDateTime'), 'time', 'TimeGenerated', 'Date (UTC)'],
  localeTime: ['Date (UTC)', 'time', 'TimeGenerated'],
  paths: {
    id: [...entraPaths('id')],
    instance: ['tenantId', 'AADTenantId', 'properties.tenantId', 'TenantId'],
    operation: [...entraPaths('activityDisplayName'), 'operationName', 'OperationName', 'Activity'],
    correlationId: [...entraPaths('correlationId'), 'Correlation ID', 'CorrelationID'],
    sourceIp: ['callerIpAddress', 'IPAddress'],
    userAgent: [
      ...entraPaths('userAgent'),
      'properties.additionalDetails[key=User-Agent].value',
      'additionalDetails[key=User-Agent].value',
      'User agent',
    ],
    reason: [...entraPaths('resultReason'), 'ResultReason', 'Result reason'],
  },
  outcome: [...entraPaths('result'), 'Result'],
  operations: ENTRA_OPERATIONS,
  gives: ['sourceUser', 'userId', 'userName', 'actorKind', 'objects', 'target', 'clientApp', 'description'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (isProvisioning(record)) {
    readProvisioning(record, draft);
    return undefined;
  }
  readActor(record, draft);
  if (draft.outcome === 'success') draft.reason = '';
  const targets = targetsOf(record);
  draft.objects = targets.map(({ type, id, name }) => ({
    type,
    ...(id === '' ? {} : { id }),
    ...(name === '' ? {} : { name }),
  })) satisfies ActivityObject[];
  const changed = entraPaths('targetResources').flatMap((path) => record.list(path).slice(0, 50));
  const named = namedInChanges(changed.flatMap((target) => target.list('modifiedProperties')));
  draft.objects.push(...named.filter(({ name }) => !draft.objects.some((known) => known.name === name)));
  const first = targets.find(({ type }) => type === 'user') ?? targets[0];
  draft.target = first === undefined ? '' : first.name || first.id;
  draft.description = record.text(...entraPaths('category'), 'Category');
  if (draft.userAgent === '') {
    const details = entraPaths('additionalDetails').flatMap((path) => record.list(path));
    draft.userAgent = details.find((detail) => detail.text('key') === 'User-Agent')?.text('value') ?? '';
  }
  // Privileged Identity Management names the address among the details only.
  if (draft.sourceIp === '') {
    const details = entraPaths('additionalDetails').flatMap((path) => record.list(path));
    draft.sourceIp = cleanIp(details.find((detail) => detail.text('key') === 'ipaddr')?.text('value') ?? '');
  }
  return undefined;
}

/** `initiatedBy` holds a user or an app; the portal's CSV writes either out in columns. */
function readActor(record: SourceRecord, draft: ActivityDraft): void {
  const by = entraObject(record, 'initiatedBy');
  const user = by?.object('user');
  const app = by?.object('app');
  const upn = user?.text('userPrincipalName') || record.text('Actor User Principal Name', 'ActorUserPrincipalName');
  const userId = user?.text('id') || record.text('Actor Object Id', 'Actor User Object Id');
  if (upn !== '' || userId !== '') {
    const isApp = record.text('Actor Type').toLowerCase() === 'application';
    draft.actorKind = isApp ? 'app' : 'user';
    draft.sourceUser = upn || record.text('Actor Display Name') || userId;
    draft.userId = userId;
    draft.userName = user?.text('displayName') || record.text('Actor Display Name');
    if (draft.sourceIp === '') draft.sourceIp = cleanIp(user?.text('ipAddress') || record.text('IP Address'));
    return;
  }
  const name = app?.text('displayName') || record.text('Actor Display Name', 'Actor Service Principal Name');
  if (name === '') return;
  draft.actorKind = 'app';
  draft.sourceUser = name;
  draft.userId = app?.text('servicePrincipalId') ?? '';
  draft.clientApp = app?.text('appId') || name;
}

interface Target {
  readonly type: string;
  readonly id: string;
  readonly name: string;
}

/** Numbered columns of the portal's CSV: Target1ObjectId, Target2DisplayName, … */
const MAX_COLUMNS = 3;

function targetsOf(record: SourceRecord): readonly Target[] {
  const listed = entraPaths('targetResources').map((path) => record.list(path));
  const resources = listed.find((list) => list.length > 0) ?? [];
  const targets = resources.slice(0, 50).map(
    (resource): Target => ({
      type: resource.text('type', 'Type').toLowerCase() || 'object',
      id: resource.text('id'),
      name: resource.text('userPrincipalName', 'displayName'),
    }),
  );
  for (let n = 1; n <= MAX_COLUMNS && resources.length === 0; n++) {
    const id = record.text(`Target${n}ObjectId`, `Target ${n} Object Id`);
    const name = record.text(`Target${n}UserPrincipalName`, `Target${n}DisplayName`, `Target ${n} Display Name`);
    if (id === '' && name === '') break;
    targets.push({ type: record.text(`Target${n}Type`, `Target ${n} Type`).toLowerCase() || 'object', id, name });
  }
  return targets.filter(({ id, name }) => id !== '' || name !== '');
}
