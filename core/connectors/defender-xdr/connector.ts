/**
 * Microsoft Defender XDR's advanced hunting tables, as the portal and the API export them and the streaming API sends them: CloudAppEvents,
 * EmailEvents, IdentityLogonEvents, IdentityDirectoryEvents, IdentityQueryEvents, AADSignInEventsBeta and EntraIdSignInEvents; those of `more-tables.ts`.
 * And activities of Defender for Cloud Apps' own API: `cloud-app-activity.ts`.
 */
import type { ActivityObject, ActorKind } from '../../model/activity.ts';
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { operationTypes } from '../kit/operations.ts';
import { device, object, objects, place } from '../kit/parts.ts';
import { auditEvent, signInEvent } from '../kit/same-event.ts';
import { SourceRecord } from '../kit/source-record.ts';
import { typeByVerb } from '../kit/verbs.ts';
import { OPERATIONS as M365_OPERATIONS } from '../m365-ual/operations.ts';
import { appNamed } from './apps.ts';
import { CLOUD_APP_SHAPE, finishCloudAppActivity, isCloudAppActivity } from './cloud-app-activity.ts';
import { finishMore, MORE_SHAPES } from './more-tables.ts';

const MAX_OBJECTS = 50;
const m365TypeOf = operationTypes(M365_OPERATIONS);

export const defenderXdr = defineConnector({
  id: 'defender-xdr',
  title: 'Microsoft Defender XDR hunting tables',
  vendor: 'Microsoft',
  app: 'microsoft-365',
  grade: 'documented',
  source: 'https://learn.microsoft.com/defender-xdr/advanced-hunting-schema-tables',
  shapes: [
    {
      has: ['category', 'properties.Timestamp'],
      where: {
        category:
          /^AdvancedHunting-(?:CloudAppEvents|CloudAuditEvents|Email\w+|Message\w+|UrlClickEvents|DeviceLogonEvents|Alert\w+|Identity\w+|AAD\w+Beta|EntraId\w+)$/,
      },
      score: 1,
      words: 'a category AdvancedHunting-… of the streaming API',
    },
    {
      has: ['Timestamp', 'ActionType', 'ApplicationId', 'AccountObjectId', 'ActivityType'],
      score: 1,
      words: 'a row of CloudAppEvents: Timestamp, ActionType, ApplicationId, AccountObjectId, ActivityType',
    },
    {
      has: ['Timestamp', 'ActionType', 'Application', 'AccountObjectId', 'RawEventData'],
      score: 1,
      words: 'a row of CloudAppEvents: Timestamp, ActionType, Application, AccountObjectId, RawEventData',
    },
    {
      has: ['Timestamp', 'NetworkMessageId', 'SenderFromAddress', 'RecipientEmailAddress', 'EmailDirection'],
      score: 1,
      words:
        'a row of EmailEvents: Timestamp, NetworkMessageId, SenderFromAddress, RecipientEmailAddress, EmailDirection',
    },
    {
      has: ['Timestamp', 'ActionType', 'LogonType', 'Protocol', 'AccountName', 'DestinationDeviceName'],
      score: 1,
      words:
        'a row of IdentityLogonEvents: Timestamp, ActionType, LogonType, Protocol, AccountName, DestinationDeviceName',
    },
    {
      has: ['Timestamp', 'ActionType', 'TargetAccountUpn', 'TargetDeviceName', 'AccountName', 'DestinationDeviceName'],
      score: 1,
      words: 'a row of IdentityDirectoryEvents: Timestamp, ActionType, TargetAccountUpn, TargetDeviceName, AccountName',
    },
    {
      has: ['Timestamp', 'ActionType', 'QueryType', 'QueryTarget', 'AccountName'],
      score: 1,
      words: 'a row of IdentityQueryEvents: Timestamp, ActionType, QueryType, QueryTarget, AccountName',
    },
    {
      has: ['Timestamp', 'RequestId', 'ErrorCode', 'AccountUpn', 'ConditionalAccessStatus'],
      score: 1,
      words: 'a row of AADSignInEventsBeta: Timestamp, RequestId, ErrorCode, AccountUpn, ConditionalAccessStatus',
    },
    CLOUD_APP_SHAPE,
    ...MORE_SHAPES,
    {
      has: ['Timestamp', 'RequestId', 'ErrorCode', 'ServicePrincipalId', 'ResourceTenantId'],
      score: 1,
      words: 'a row of AADSpnSignInEventsBeta: Timestamp, RequestId, ErrorCode, ServicePrincipalId, ResourceTenantId',
    },
  ],
  open: (record) => withOriginal(record.has('Timestamp') ? record : (record.object('properties') ?? record)),
  time: ['Timestamp', 'TimeGenerated', 'timestamp'],
  localeTime: ['Timestamp', 'TimeGenerated'],
  paths: {
    id: ['ReportId', '_id'],
    instance: ['TenantId', 'aadTenantId'],
    sourceUser: [
      'RawEventData.UserId',
      'AccountUpn',
      'SenderFromAddress',
      'AccountId',
      'AccountName',
      'AccountDisplayName',
      'ServicePrincipalName',
      'AccountObjectId',
      'user.userName',
      'failedUserData.userName',
      'rawDataJson.UserId',
      'rawDataJson.Upn',
      'entityData.0.id.id',
      'resolvedActor.name',
    ],
    userId: ['AccountObjectId', 'SenderObjectId', 'ServicePrincipalId', 'AccountSid', 'resolvedActor.id'],
    userName: ['AccountDisplayName', 'SenderDisplayName', 'resolvedActor.name'],
    operation: ['ActionType', 'EmailAction', 'EmailDirection', 'LogonType', 'OperationName', 'Action', 'Title'],
    sourceIp: ['IPAddress', 'RemoteIP', 'SenderIPv4', 'SenderIPv6', 'device.clientIP', 'internals.otherIPs.0'],
    userAgent: ['UserAgent', 'rawDataJson.UserAgent', 'device.userAgent'],
    sessionId: ['SessionId', 'RawEventData.SessionId', 'RawEventData.AppAccessContext.AADSessionId'],
    tokenId: ['UniqueTokenId', 'RawEventData.AppAccessContext.UniqueTokenId'],
    correlationId: ['CorrelationId', 'rawDataJson.CorrelationId', 'RawEventData.InterSystemsId', 'InternetMessageId'],
    clientApp: ['OAuthAppId', 'RawEventData.ApplicationId', 'ClientAppUsed', 'Application'],
    target: [
      'TargetAccountUpn',
      'RecipientEmailAddress',
      'TargetAccountDisplayName',
      'QueryTarget',
      'DestinationDeviceName',
    ],
    reason: ['FailureReason', 'ErrorCode', 'ThreatTypes'],
    description: ['ActivityType', 'DeliveryAction', 'description'],
  },
  operations: {
    LogonSuccess: 'login',
    LogonFailed: 'login.failed',
    'LDAP query': 'data.query',
    'DNS query': 'data.query',
    'SAMR query': 'data.query',
    LdapSearch: 'data.query',
    'Account Password changed': 'password.change',
    'Account Disabled changed': 'user.suspend',
    'Account Enabled changed': 'user.restore',
    'Account Locked changed': 'user.lockout',
    'Account Deleted changed': 'user.delete',
    'Account Constrained Delegation changed': 'permission.grant',
    'Account Delegation changed': 'permission.grant',
    'Group Membership changed': 'group.member.add',
    'User Account created': 'user.create',
    'Directory Services replication': 'data.export',
    'Private Data Retrieval': 'secret.access',
    'PowerShell execution': 'command.run',
    'Service creation': 'command.run',
    'Remote code execution attempt': 'command.run',
    'SMB file copy': 'file.copy',
  },
  gives: ['outcome', 'actorKind', 'device', 'place', 'objects', 'operation', 'sameEvent', 'impersonated'],
  finish,
});

/** The portal's CSV has the app's own record as text. */
function withOriginal(record: SourceRecord): SourceRecord {
  if (typeof record.value('RawEventData') !== 'string') return record;
  const original = record.object('RawEventData');
  return original === undefined ? record : new SourceRecord({ ...record.data, RawEventData: original.data });
}

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (isCloudAppActivity(record)) {
    finishCloudAppActivity(record, draft, appNamed, m365TypeOf);
    if (/^login/.test(draft.activityType)) draft.sameEvent = signInEvent(record.text('rawDataJson.RequestId'));
    // What it took from Microsoft 365's audit log it keeps whole, under the id that the record has there.
    if (record.text('rawDataJson.RecordType') !== '') draft.sameEvent ||= auditEvent(record.text('rawDataJson.Id'));
    return undefined;
  }
  draft.device = device(
    {
      id: record.text('AadDeviceId', 'EntraIdDeviceId'),
      name: record.text('DeviceName'),
      os: record.text('OSPlatform'),
      browser: record.text('Browser'),
    },
    { managed: record.flag('IsManaged'), compliant: record.flag('IsCompliant') },
  );
  draft.place = place(
    {
      country: record.text('CountryCode', 'Country', 'Location', 'IPLocation'),
      region: record.text('State'),
      city: record.text('City'),
      isp: record.text('ISP', 'Isp'),
    },
    [record.number('Latitude'), record.number('Longitude')],
  );
  if (finishMore(record, draft)) return undefined;
  if (record.has('NetworkMessageId')) return finishMail(record, draft);
  if (record.has('RequestId') && record.has('ErrorCode')) return finishSignIn(record, draft);
  draft.actorKind =
    ACCOUNTS.get(record.text('AccountType').toLowerCase()) ?? (draft.sourceUser === '' ? undefined : 'user');
  if (record.flag('IsImpersonated') === true) draft.impersonated = true;
  if (record.flag('IsAdminOperation') === true) draft.admin = true;
  const isCloud =
    record.has('RawEventData') || record.has('ApplicationId') || appNamed(record.text('Application')) !== '';
  if (isCloud && record.text('Application') !== 'Active Directory') return finishCloudApp(record, draft);
  draft.app = 'active-directory';
  draft.outcome = draft.activityType === 'login.failed' ? 'failure' : 'success';
  if (draft.outcome === 'success') draft.reason = '';
  draft.objects = objects('device', { name: record.text('DestinationDeviceName', 'TargetDeviceName') });
  return undefined;
}

/** What the audit log of Microsoft 365 names is typed as there; other apps' names by their own words. */
function finishCloudApp(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.app = appNamed(record.text('Application'));
  if (draft.activityType === 'other') {
    draft.activityType = m365TypeOf(draft.operation) ?? typeByVerb(draft.operation);
    if (draft.activityType === 'other') draft.activityType = GENERIC.get(record.text('ActivityType')) ?? 'other';
  }
  const status = record.text('RawEventData.ResultStatus');
  draft.outcome = /fail|denied|error/i.test(status) || draft.activityType === 'login.failed' ? 'failure' : 'success';
  if (draft.outcome === 'success') draft.reason = '';
  const listed = record.list('ActivityObjects').slice(0, MAX_OBJECTS);
  const found = listed.map(objectOf).filter((item) => item !== undefined);
  draft.objects =
    found.length > 0
      ? found
      : objects(record.text('ObjectType').toLowerCase() || 'object', {
          id: record.text('ObjectId'),
          name: record.text('ObjectName'),
        });
  const request = record.text('RawEventData.IntraSystemId');
  if (/^UserLog(?:gedIn|inFailed)$/.test(draft.operation)) draft.sameEvent = signInEvent(request);
  if (record.text('RawEventData.RecordType') !== '') draft.sameEvent ||= auditEvent(record.text('RawEventData.Id'));
  return undefined;
}

function finishMail(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.app = 'exchange-online';
  draft.operation = record.text('EmailDirection') || 'Email';
  const threat = record.text('ThreatTypes', 'ThreatNames');
  draft.activityType = threat === '' ? 'mail.send' : 'mail.threat';
  const action = record.text('DeliveryAction');
  draft.outcome = /^(?:Blocked|Replaced)/i.test(action) ? 'failure' : action === '' ? 'unknown' : 'success';
  draft.id = `${record.text('NetworkMessageId')}:${draft.target}`;
  draft.clientApp = '';
  // A mail from outside was sent by nobody of this organisation: its sender stays whom the log names.
  draft.actorKind = 'user';
  draft.objects = objects('message', { id: record.text('NetworkMessageId'), name: record.text('Subject') });
  return undefined;
}

function finishSignIn(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.app = 'microsoft-entra-id';
  const code = record.text('ErrorCode');
  draft.outcome = code === '0' ? 'success' : code === '' ? 'unknown' : 'failure';
  draft.reason = draft.outcome === 'failure' ? code : '';
  draft.operation = record.text('LogonType').replace(/[[\]"]/g, '') || 'Sign-in';
  draft.activityType = draft.outcome === 'failure' ? 'login.failed' : 'login';
  draft.actorKind = record.text('AccountUpn') === '' && record.has('ServicePrincipalId') ? 'app' : 'user';
  if (draft.actorKind === 'app') draft.sourceUser = record.text('ServicePrincipalName', 'ServicePrincipalId');
  draft.clientApp = record.text('ClientAppUsed');
  draft.objects = objects('app', { id: record.text('ApplicationId'), name: record.text('Application') });
  const request = record.text('RequestId');
  draft.id = request;
  draft.sameEvent = signInEvent(request);
  return undefined;
}

function objectOf(item: SourceRecord): ActivityObject | undefined {
  const id = item.text('Id', 'id');
  const name = item.text('Name', 'name');
  const type = item.text('Type', 'type', 'ObjectType').toLowerCase();
  return id === '' && name === '' ? undefined : object(type || 'object', { id, name });
}

const ACCOUNTS: ReadonlyMap<string, ActorKind> = new Map([
  ['regular', 'user'],
  ['user', 'user'],
  ['admin', 'admin'],
  ['dcadmin', 'admin'],
  ['system', 'system'],
  ['application', 'app'],
  ['serviceprincipal', 'app'],
]);

/** ActivityType of CloudAppEvents, where the action's own name says nothing. */
const GENERIC: ReadonlyMap<string, ActivityDraft['activityType']> = new Map([
  ['Login', 'login'],
  ['Logon', 'login'],
  ['FailedLogin', 'login.failed'],
  ['Logout', 'logout'],
  ['Download', 'file.download'],
  ['Upload', 'file.upload'],
  ['View', 'file.view'],
  ['Share', 'file.share'],
  ['Create', 'resource.create'],
  ['Delete', 'resource.delete'],
  ['Edit', 'resource.update'],
]);
