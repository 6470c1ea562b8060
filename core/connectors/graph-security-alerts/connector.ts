/** Security alerts that Microsoft has raised: Graph's alerts of version 2 and the older ones, and Log Analytics' SecurityAlert table. */
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
      has: ['SystemAlertId', 'AlertName', 'AlertSeverity', 'ProviderName'],
      score: 1,
      words: 'a row of SecurityAlert: SystemAlertId, AlertName, AlertSeverity, ProviderName',
    },
  ],
  time: ['firstActivityDateTime', 'eventDateTime', 'createdDateTime', 'StartTime', 'TimeGenerated'],
  localeTime: ['StartTime', 'TimeGenerated'],
  paths: {
    id: ['id', 'SystemAlertId'],
    instance: ['tenantId', 'azureTenantId', 'TenantId'],
    operation: ['title', 'AlertName', 'DisplayName'],
    correlationId: ['incidentId', 'correlationKey'],
    clientApp: ['serviceSource', 'vendorInformation.provider', 'ProviderName'],
    description: ['description', 'Description'],
    reason: ['severity', 'AlertSeverity'],
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
  draft.objects = evidence.map(objectOf).filter((found) => found !== undefined);
  draft.target = draft.sourceUser;
  return undefined;
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
