/**
 * Tables of Defender XDR beside those of cloud apps, mail and identities: clicks on links, what was done to mail after its delivery,
 * attachments, Teams messages, log-ons to devices, alerts with their evidence, and the control planes of other clouds.
 * Source: https://learn.microsoft.com/defender-xdr/advanced-hunting-schema-tables
 */
import type { ActivityDraft } from '../connector.ts';
import type { Shape } from '../declare.ts';
import { object, objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';
import { typeByVerb } from '../kit/verbs.ts';

export const MORE_SHAPES: readonly Shape[] = [
  {
    has: ['Timestamp', 'ActionType', 'Url', 'Workload', 'IsClickedThrough'],
    score: 1,
    words: 'a row of UrlClickEvents: Timestamp, ActionType, Url, Workload, IsClickedThrough',
  },
  {
    has: ['Timestamp', 'NetworkMessageId', 'ActionType', 'ActionTrigger', 'ActionResult'],
    score: 1,
    words: 'a row of EmailPostDeliveryEvents: Timestamp, NetworkMessageId, ActionType, ActionTrigger, ActionResult',
  },
  {
    has: ['Timestamp', 'NetworkMessageId', 'FileName', 'RecipientEmailAddress'],
    score: 1,
    words: 'a row of EmailAttachmentInfo: Timestamp, NetworkMessageId, FileName, RecipientEmailAddress',
  },
  {
    has: ['Timestamp', 'TeamsMessageId', 'SenderEmailAddress'],
    score: 1,
    words: 'a row of MessageEvents: Timestamp, TeamsMessageId, SenderEmailAddress',
  },
  {
    has: ['Timestamp', 'DeviceId', 'ActionType', 'LogonType', 'AccountName'],
    score: 1,
    words: 'a row of DeviceLogonEvents: Timestamp, DeviceId, ActionType, LogonType, AccountName',
  },
  {
    has: ['Timestamp', 'AlertId', 'Title', 'ServiceSource'],
    score: 1,
    words: 'a row of AlertInfo or AlertEvidence: Timestamp, AlertId, Title, ServiceSource',
  },
  {
    has: ['Timestamp', 'AlertId', 'EntityType', 'EvidenceRole'],
    score: 1,
    words: 'a row of AlertEvidence: Timestamp, AlertId, EntityType, EvidenceRole',
  },
  {
    has: ['Timestamp', 'DataSource', 'OperationName', 'RawEventData'],
    score: 1,
    words: 'a row of CloudAuditEvents: Timestamp, DataSource, OperationName, RawEventData',
  },
  // Queries keep the columns that they name.
  {
    has: ['Timestamp', 'ActionType', 'Application', 'AccountUpn'],
    score: 0.8,
    words: 'columns of a hunting query: Timestamp, ActionType, Application, AccountUpn',
  },
  {
    has: ['Timestamp', 'ActionType', 'Application', 'AccountDisplayName'],
    score: 0.8,
    words: 'columns of a hunting query: Timestamp, ActionType, Application, AccountDisplayName',
  },
  {
    has: ['Timestamp', 'RequestId', 'ErrorCode', 'AccountUpn'],
    score: 0.8,
    words: 'columns of a hunting query over sign-ins: Timestamp, RequestId, ErrorCode, AccountUpn',
  },
];

/** @returns false when the record is of none of these tables */
export function finishMore(record: SourceRecord, draft: ActivityDraft): boolean {
  if (record.has('Url') && (record.has('IsClickedThrough') || record.has('UrlChain'))) click(record, draft);
  else if (record.has('AlertId')) alert(record, draft);
  else if (record.has('TeamsMessageId')) teamsMessage(record, draft);
  else if (record.has('NetworkMessageId') && record.has('ActionTrigger')) remediation(record, draft);
  else if (record.has('NetworkMessageId') && record.has('FileName')) attachment(record, draft);
  else if (record.has('DeviceId') && record.has('LogonType') && record.has('ActionType')) deviceLogOn(record, draft);
  else if (record.has('DataSource') && record.has('OperationName')) cloudAudit(record, draft);
  else return false;
  return true;
}

function click(record: SourceRecord, draft: ActivityDraft): void {
  draft.app = APPS[record.text('Workload').toLowerCase()] ?? '';
  draft.actorKind = 'user';
  draft.activityType = record.text('ThreatTypes') === '' ? 'page.view' : 'mail.threat';
  const isBlocked = /block/i.test(draft.operation) && record.flag('IsClickedThrough') !== true;
  draft.outcome = isBlocked ? 'failure' : 'success';
  draft.reason = record.text('ThreatTypes');
  draft.objects = objects('url', { name: record.text('Url') });
  const message = record.text('NetworkMessageId');
  if (message !== '') draft.objects.push(object('message', { id: message }));
  draft.target = '';
}

function remediation(record: SourceRecord, draft: ActivityDraft): void {
  draft.app = 'exchange-online';
  draft.operation = record.text('ActionType', 'Action');
  draft.activityType = 'mail.threat';
  // Who or what started it: an administrator, or the service itself.
  draft.sourceUser = /admin/i.test(record.text('ActionTrigger')) ? record.text('ActionTrigger') : '';
  draft.actorKind = 'system';
  draft.outcome = /^(?:Success|OK)/i.test(record.text('ActionResult')) ? 'success' : 'failure';
  draft.reason = record.text('ThreatTypes');
  draft.target = record.text('RecipientEmailAddress');
  draft.objects = objects('message', { id: record.text('NetworkMessageId') });
  draft.description = [record.text('Action'), record.text('DeliveryLocation')]
    .filter((word) => word !== '')
    .join(' – ');
}

function attachment(record: SourceRecord, draft: ActivityDraft): void {
  draft.app = 'exchange-online';
  draft.operation = 'Attachment';
  draft.activityType = record.text('ThreatTypes') === '' ? 'mail.send' : 'mail.threat';
  draft.id = `${record.text('NetworkMessageId')}:${draft.target}:${record.text('SHA256', 'FileName')}`;
  draft.actorKind = 'user';
  draft.outcome = 'unknown';
  draft.objects = [
    ...objects('file', { id: record.text('SHA256'), name: record.text('FileName') }),
    ...objects('message', { id: record.text('NetworkMessageId') }),
  ];
}

function teamsMessage(record: SourceRecord, draft: ActivityDraft): void {
  draft.app = 'microsoft-teams';
  draft.operation = record.text('ActionType') || 'MessageSent';
  draft.activityType = record.text('ThreatTypes') === '' ? 'message.send' : 'mail.threat';
  draft.id = record.text('TeamsMessageId');
  draft.sourceUser = record.text('SenderEmailAddress');
  draft.actorKind = 'user';
  draft.outcome = /block/i.test(record.text('DeliveryAction')) ? 'failure' : 'success';
  draft.reason = record.text('ThreatTypes');
  draft.objects = objects('chat', { id: record.text('ThreadId'), name: record.text('ThreadName', 'Subject') });
}

function deviceLogOn(record: SourceRecord, draft: ActivityDraft): void {
  draft.app = 'microsoft-defender';
  draft.outcome = /success/i.test(draft.operation) ? 'success' : /fail/i.test(draft.operation) ? 'failure' : 'unknown';
  draft.activityType = draft.outcome === 'failure' ? 'login.failed' : 'login';
  if (draft.outcome !== 'failure') draft.reason = '';
  const domain = record.text('AccountDomain');
  if (record.text('AccountUpn') === '' && draft.sourceUser !== '' && domain !== '')
    draft.sourceUser = `${domain}\\${draft.sourceUser}`;
  draft.actorKind = record.flag('IsLocalAdmin') === true ? 'admin' : 'user';
  draft.id = [record.text('DeviceId'), record.text('ReportId'), record.text('Timestamp')].join(':');
  draft.target = record.text('DeviceName');
  draft.objects = objects('device', { id: record.text('DeviceId'), name: draft.target });
  draft.description = record.text('LogonType');
}

function alert(record: SourceRecord, draft: ActivityDraft): void {
  draft.app = 'microsoft-defender';
  draft.operation = record.text('Title') || 'Alert';
  draft.activityType = 'alert.raise';
  draft.outcome = 'unknown';
  const entity = record.text('EntityType');
  draft.id = [
    record.text('AlertId'),
    entity,
    draft.sourceUser,
    record.text('DeviceName', 'FileName', 'RemoteUrl', 'IPAddress', 'RemoteIP'),
  ]
    .filter((part) => part !== '')
    .join(':');
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  draft.reason = record.text('Severity');
  draft.description = [record.text('ServiceSource'), record.text('Category', 'Categories')]
    .filter((word) => word !== '')
    .join(' – ');
  draft.target = '';
  draft.objects = [
    ...objects('file', { id: record.text('SHA256'), name: record.text('FileName') }),
    ...objects('device', { id: record.text('DeviceId'), name: record.text('DeviceName') }),
    ...objects('url', { name: record.text('RemoteUrl') }),
  ];
}

function cloudAudit(record: SourceRecord, draft: ActivityDraft): void {
  draft.app = APPS[record.text('DataSource').toLowerCase()] ?? '';
  draft.operation = record.text('OperationName');
  draft.activityType = typeByVerb(draft.operation);
  draft.outcome = 'unknown';
  draft.sourceUser = record.text(
    'RawEventData.userIdentity.userName',
    'RawEventData.userIdentity.arn',
    'RawEventData.protoPayload.authenticationInfo.principalEmail',
    'RawEventData.caller',
    'RawEventData.UserId',
    'RawEventData.User.username',
  );
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  draft.objects = objects('resource', {
    id: record.text('ResourceId', 'AzureResourceId', 'AwsResourceName', 'GcpFullResourceName'),
  });
}

const APPS: Readonly<Record<string, string>> = {
  email: 'exchange-online',
  teams: 'microsoft-teams',
  office: 'microsoft-365',
  aws: 'amazon-web-services',
  gcp: 'google-cloud',
  azure: 'microsoft-azure',
};
