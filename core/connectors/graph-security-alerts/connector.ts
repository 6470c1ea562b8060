/**
 * Security alerts that Microsoft has raised: Graph's alerts of version 2 and the older ones, Log Analytics' SecurityAlert
 * table, and the table that Microsoft-Extractor-Suite makes of them.
 */
import type { ActivityObject } from '../../model/activity.ts';
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { cleanIp } from '../kit/ip.ts';
import { object } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

const MAX_OBJECTS = 50;

export const graphSecurityAlerts = defineConnector({
  id: 'graph-security-alerts',
  title: 'Microsoft security alerts (Graph)',
  vendor: 'Microsoft',
  app: 'microsoft-defender',
  grade: 'documented',
  source: 'https://learn.microsoft.com/graph/api/resources/security-alert',
  shapes: [
    {
      has: ['id', 'title', 'severity', 'status', 'serviceSource', 'createdDateTime'],
      score: 1,
      words: 'an alert: id, title, severity, status, serviceSource, createdDateTime',
    },
    {
      has: ['id', 'title', 'severity', 'status', 'vendorInformation', 'eventDateTime'],
      score: 1,
      words: 'an alert: id, title, severity, status, vendorInformation, eventDateTime',
    },
    {
      has: ['Id', 'Title', 'Severity', 'Status', 'EventDateTime', 'Vendor'],
      score: 1,
      words: 'a row of a collected alerts table: Id, Title, Severity, Status, EventDateTime, Vendor',
    },
    {
      has: ['SystemAlertId', 'AlertName', 'AlertSeverity', 'ProviderName'],
      score: 1,
      words: 'a row of SecurityAlert: SystemAlertId, AlertName, AlertSeverity, ProviderName',
    },
  ],
  time: [
    ...['firstActivityDateTime', 'eventDateTime', 'createdDateTime'],
    ...['EventDateTime', 'CreatedDateTime', 'StartTime', 'TimeGenerated'],
  ],
  localeTime: ['StartTime', 'TimeGenerated'],
  paths: {
    id: ['id', 'SystemAlertId', 'Id'],
    instance: ['tenantId', 'azureTenantId', 'TenantId', 'AzureTenantId'],
    operation: ['title', 'AlertName', 'DisplayName', 'Title'],
    correlationId: ['incidentId', 'correlationKey', 'IncidentIds'],
    clientApp: ['serviceSource', 'vendorInformation.provider', 'ProviderName', 'Provider'],
    description: ['description', 'Description'],
    reason: ['severity', 'AlertSeverity', 'Severity'],
  },
  operations: { '*': 'alert.raise' },
  gives: ['outcome', 'actorKind', 'sourceUser', 'userId', 'userName', 'sourceIp', 'objects', 'target'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.actorKind = 'system';
  const evidence = [...record.list('evidence'), ...record.list('Entities')].slice(0, MAX_OBJECTS);
  for (const item of [...evidence, ...record.list('userStates'), ...record.list('hostStates')]) {
    if (draft.sourceUser === '') {
      draft.sourceUser = item.text('userAccount.userPrincipalName', 'userPrincipalName', 'primaryAddress', 'Name');
      if (draft.sourceUser !== '') {
        draft.userId = item.text('userAccount.azureAdUserId', 'aadUserId', 'AadUserId');
        draft.userName = item.text('userAccount.displayName', 'userAccount.accountName');
      }
    }
    if (draft.sourceIp === '')
      draft.sourceIp = cleanIp(item.text('ipAddress', 'logonIp', 'privateIpAddress', 'Address'));
  }
  readCells(record, draft);
  draft.objects = evidence.map(objectOf).filter((found) => found !== undefined);
  draft.target = draft.sourceUser;
  return undefined;
}

/** Microsoft-Extractor-Suite writes several users and hosts into a cell each: `bob@example.com/S-1-5…; …`, `PC-7/192.0.2.7`. */
function readCells(record: SourceRecord, draft: ActivityDraft): void {
  const [user = ''] = record.text('AffectedUser').split(/[;/]/);
  if (draft.sourceUser === '') draft.sourceUser = user.trim();
  const address = record.text('AffectedHost').split(';')[0]?.split('/')[1] ?? '';
  if (draft.sourceIp === '') draft.sourceIp = cleanIp(address.trim());
}

/** `#microsoft.graph.security.userEvidence` becomes `user`. */
function objectOf(item: SourceRecord): ActivityObject | undefined {
  const type = /(\w+)Evidence$/.exec(item.text('@odata.type'))?.[1] ?? item.text('Type');
  const id = item.text(
    'mdeDeviceId',
    'appId',
    'networkMessageId',
    'ipAddress',
    'url',
    'userAccount.azureAdUserId',
    'Address',
  );
  const name = item.text(
    'userAccount.userPrincipalName',
    'deviceDnsName',
    'displayName',
    'fileDetails.fileName',
    'subject',
    'primaryAddress',
    'Name',
  );
  return id === '' && name === '' ? undefined : object(type === '' ? 'object' : type.toLowerCase(), { id, name });
}
