/**
 * Microsoft 365's unified audit log in each shape it leaves the tenant: records of the Management Activity API (`CreationTime`, `Workload`,
 * `Operation`), and the rows of the Purview portal's and Search-UnifiedAuditLog's exports, which hold such a record in `AuditData`.
 * The rows' own times are formatted for whoever exported them, the record's is UTC: only the record's is used.
 */
import type { ActorKind } from '../../model/activity.ts';
import type { ActivityType } from '../../model/activity-types.ts';
import { type ActivityDraft, type Refusal, reject, skip } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { cleanIp } from '../kit/ip.ts';
import { namedInChanges } from '../kit/named-in-changes.ts';
import { readOutcome } from '../kit/outcome.ts';
import { auditEvent, signInEvent } from '../kit/same-event.ts';
import { SourceRecord } from '../kit/source-record.ts';
import { readCmdlet, readMailboxEvent } from './cmdlets.ts';
import { readDlp } from './dlp.ts';
import { bytesOf, objectsOf, targetOf } from './objects.ts';
import { OPERATIONS } from './operations.ts';

const APPS: Readonly<Record<string, string>> = {
  AzureActiveDirectory: 'microsoft-entra-id',
  Exchange: 'exchange-online',
  SharePoint: 'sharepoint-online',
  OneDrive: 'onedrive-for-business',
  MicrosoftTeams: 'microsoft-teams',
  Yammer: 'viva-engage',
  PowerBI: 'power-bi',
  MicrosoftForms: 'microsoft-forms',
  CRM: 'microsoft-dynamics-365',
  Copilot: 'microsoft-copilot',
  PowerApps: 'power-platform',
  MicrosoftFlow: 'power-platform',
  PowerPlatform: 'power-platform',
  MicrosoftStream: 'microsoft-sway-and-stream',
  Sway: 'microsoft-sway',
  MicrosoftTodo: 'microsoft-planner',
  Planner: 'microsoft-planner',
  Project: 'microsoft-planner',
  Whiteboard: 'microsoft-whiteboard',
};

/** UserType of the Management Activity API schema. */
const ACTORS: Readonly<Record<string, ActorKind>> = {
  '0': 'user',
  '1': 'user',
  '2': 'admin',
  '3': 'admin',
  '4': 'system',
  '5': 'app',
  '6': 'app',
  '7': 'system',
  '8': 'system',
  regular: 'user',
  admin: 'admin',
  dcadmin: 'admin',
  system: 'system',
  application: 'app',
  serviceprincipal: 'app',
};

/** Names that stand in UserId where a service, not a person, acted. */
const ALERTS = 'SecurityComplianceAlerts';
const GUEST = 'urn:spo:guest#';
/** SharePoint's names for whoever holds a link and did not sign in. */
const NOBODY = /^(?:urn:spo:anon#|anonymous$)/i;

export const m365Ual = defineConnector({
  id: 'm365-ual',
  title: 'Microsoft 365 unified audit log',
  vendor: 'Microsoft',
  app: 'microsoft-365',
  grade: 'verified',
  source: 'https://learn.microsoft.com/office/office-365-management-api/office-365-management-activity-api-schema',
  shapes: [
    {
      has: ['CreationTime', 'Operation', 'Workload'],
      score: 1,
      words: 'a unified audit record: CreationTime, Operation and Workload',
    },
    {
      has: ['CreationTime', 'Operation', 'RecordType'],
      score: 1,
      words: 'a unified audit record: CreationTime, Operation and RecordType',
    },
    {
      has: ['TimeGenerated', 'Operation', 'OfficeWorkload'],
      score: 1,
      words: 'a row of the OfficeActivity table',
    },
    {
      has: ['CreationDate', 'UserIds', 'Operations'],
      score: 1,
      words: 'a row of an audit search: CreationDate, UserIds, Operations, AuditData',
    },
    {
      has: ['CreationDate', 'Operation', 'RecordType'],
      score: 1,
      words: 'a row of an audit export: CreationDate, Operation, RecordType, AuditData',
    },
    {
      has: ['AuditCreationTime', 'AuditId', 'Operation'],
      score: 1,
      words: 'a row of Hawk’s simplified audit log: AuditCreationTime, AuditId, Operation',
    },
    { has: ['AuditData'], score: 1, words: 'a column AuditData' },
    { has: ['createdDateTime', 'auditLogRecordType'], score: 1, words: 'an audit record of Microsoft Graph' },
  ],
  open: (record) => {
    const inner = record.object('AuditData') ?? record.object('auditData');
    if (inner !== undefined && record.has('auditLogRecordType')) return graphRecord(record, inner);
    if (inner !== undefined) return inner;
    if (record.text('AuditData', 'auditData') !== '') return reject('audit-data-damaged');
    if (record.has('AuditCreationTime')) return record;
    const isRow = record.has('UserIds') || (record.has('CreationDate') && !record.has('CreationTime'));
    return isRow || record.has('auditLogRecordType') ? reject('audit-data-empty') : record;
  },
  time: ['CreationTime', 'AuditCreationTime', 'TimeGenerated'],
  // Hawk formats the record's UTC time for its reader.
  localeTime: ['CreationTime', 'AuditCreationTime'],
  paths: {
    id: ['Id', 'AuditId', 'OfficeId'],
    instance: ['OrganizationId', 'TenantId'],
    sourceUser: ['UserId', 'MailboxOwnerUPN', 'LogonUserDisplayName'],
    userId: ['UserKey'],
    operation: ['Operation'],
    sourceIp: ['ClientIP', 'ClientIPAddress', 'ActorIpAddress', 'SenderIp', 'UserIp', 'ClientIP_'],
    userAgent: ['UserAgent', 'ClientUserAgent', 'ExtendedProperties[Name=UserAgent].Value', 'ClientInfoString'],
    sessionId: [
      'SessionId',
      'AppAccessContext.AADSessionId',
      'AADSessionId',
      'DeviceProperties[Name=SessionId].Value',
      'ExtendedProperties[Name=SessionId].Value',
    ],
    tokenId: ['AppAccessContext.UniqueTokenId', 'AppAccessContextUniqueTokenId'],
    correlationId: ['InterSystemsId', 'AppAccessContext.CorrelationId', 'CorrelationId'],
    clientApp: ['ApplicationId', 'ClientAppId', 'AppId', 'AppAccessContext.ClientAppId'],
    reason: ['LogonError', 'ExtendedProperties[Name=ResultStatusDetail].Value'],
  },
  outcome: ['ResultStatus'],
  operations: OPERATIONS,
  gives: [
    'sameEvent',
    'outcome',
    'actorKind',
    'device',
    'objects',
    'target',
    'impersonated',
    'legacyAuth',
    'appliedAction',
    'bytes',
  ],
  finish,
});

/** Microsoft Graph says in the record around it what the audit data of some services leaves out. */
function graphRecord(outer: SourceRecord, inner: SourceRecord): SourceRecord {
  return new SourceRecord({
    CreationTime: outer.value('createdDateTime'),
    Id: outer.value('id'),
    Operation: outer.value('operation'),
    OrganizationId: outer.value('organizationId'),
    Workload: outer.value('service'),
    UserId: outer.value('userPrincipalName'),
    UserType: outer.value('userType'),
    ClientIP: outer.value('clientIp'),
    ObjectId: outer.value('objectId'),
    ...inner.data,
  });
}

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (draft.operation === '' && record.has('ContentUri')) return skip('content-listing');
  const workload = record.text('Workload', 'OfficeWorkload');
  draft.app = Object.hasOwn(APPS, workload) ? (APPS[workload] ?? '') : '';
  draft.actorKind = ACTORS[record.text('UserType').toLowerCase()];
  if (draft.sourceUser === ALERTS) {
    // Alerts name whom they are about elsewhere: the user, the recipient, or who reported it.
    draft.actorKind = 'system';
    const about = alertUser(record);
    if (about !== '') draft.sourceUser = about;
  }
  // SharePoint's name for a guest who has no account in the tenant.
  if (draft.sourceUser.startsWith(GUEST)) draft.sourceUser = draft.sourceUser.slice(GUEST.length);
  if (NOBODY.test(draft.sourceUser)) draft.actorKind = 'anonymous';
  if (draft.sourceIp === '') draft.sourceIp = cleanIp(record.text('ClientIPAddress', 'ActorIpAddress'));
  draft.userAgent ||= record.object('ExtendedProperties[Name=additionalDetails].Value')?.text('User-Agent') ?? '';
  settleOutcome(record, draft);
  refineMail(record, draft);
  // Dynamics has words for its rows that Exchange has for messages.
  if (workload === 'CRM') draft.activityType = ROWS[draft.operation] ?? draft.activityType;
  readDevice(record, draft);
  draft.target = targetOf(record, workload);
  draft.objects = objectsOf(record, workload, draft.target);
  if (workload === 'Exchange') readMailboxEvent(record, draft);
  if (record.has('Parameters') || record.has('Param_Identity')) readCmdlet(record, draft);
  if (workload === 'AzureActiveDirectory' && NAMES_ELSEWHERE.has(draft.activityType))
    draft.objects.push(...namedInChanges(record.list('ModifiedProperties')));
  draft.bytes = bytesOf(record);
  // A guest is by definition somebody outside.
  if (draft.activityType === 'file.share' && /^guest$/i.test(record.text('TargetUserOrGroupType')))
    draft.activityType = 'file.share.external';
  if (/^(?:app@sharepoint|ServicePrincipal_)/i.test(draft.sourceUser)) draft.actorKind = 'app';
  if (/^dlp/i.test(draft.operation)) readDlp(record, draft);
  const logon = record.text('LogonType');
  if (logon === '1' || logon === '2' || logon === 'Delegated' || logon === 'Admin') draft.impersonated = true;
  if (draft.operation === 'UserLoggedIn' || draft.operation === 'UserLoginFailed') {
    if (LEGACY_AGENT.test(draft.userAgent)) draft.legacyAuth = true;
    const request = record.text('IntraSystemId');
    if (draft.tokenId === '') draft.tokenId = request;
    // The id of the sign-in's request is the id of the sign-in in Entra's own log.
    draft.sameEvent = signInEvent(request);
  }
  // Defender for Cloud Apps keeps the record, and its id, below its own.
  draft.sameEvent ||= auditEvent(draft.id);
  return undefined;
}

/** Events of a directory that are about a member: the role or group is named among what changed. */
const NAMES_ELSEWHERE: ReadonlySet<ActivityType> = new Set<ActivityType>([
  'admin.role.grant',
  'admin.role.revoke',
  'role.assume',
  'group.member.add',
  'group.member.remove',
]);

/** What sign-ins with a bare password give as their user agent: resource owner password grants and basic authentication of Exchange. */
const LEGACY_AGENT = /^(?:BAV2ROPC|CBAIn(?:PROD|TAR))/;

/** What Dynamics 365 does to a row, where the name alone is that of a mailbox's event. */
const ROWS: Readonly<Record<string, ActivityType>> = { Create: 'resource.create', Update: 'resource.update' };

/** What was refused by its name, without a status. */
const REFUSED = /(?:AccessFailure|InvitationBlocked|ClientBlocked)$/;

/** Records of things that have happened carry no status; what failed says so. */
function settleOutcome(record: SourceRecord, draft: ActivityDraft): void {
  if (draft.outcome === 'unknown') {
    const status = record.text('ResultStatus');
    const isRefused = /fail|den|error|block/i.test(status) || REFUSED.test(draft.operation);
    draft.outcome = isRefused ? 'failure' : 'success';
  }
  // Power BI says it in a word of its own.
  if (record.flag('IsSuccess') === false) draft.outcome = 'failure';
  const detail = record.text('ExtendedProperties[Name=ResultStatusDetail].Value');
  if (readOutcome(detail) === 'failure') draft.outcome = 'failure';
  // A failed sign-in may have a status of success: the service has answered.
  if (draft.outcome === 'success' && draft.activityType !== 'login.failed') draft.reason = '';
}

/** What a cmdlet does is in its parameters: Set-Mailbox may set a forwarding address. */
function refineMail(record: SourceRecord, draft: ActivityDraft): void {
  if (draft.operation !== 'Set-Mailbox') return;
  for (const name of ['ForwardingSmtpAddress', 'ForwardingAddress']) {
    const value = parameterOf(record, name);
    if (value === undefined) continue;
    draft.activityType = value === '' ? 'mail.forward.remove' : 'mail.forward.set';
    return;
  }
  if (parameterOf(record, 'AuditEnabled') !== undefined) draft.activityType = 'audit.change';
}

/** What a cmdlet was given under the name; undefined when it was not. Hawk has a column for each parameter of any row, mostly blank. */
function parameterOf(record: SourceRecord, name: string): string | undefined {
  const path = `Parameters[Name=${name}]`;
  if (record.has(path)) return record.text(`${path}.Value`);
  return record.text(`Param_${name}`) || undefined;
}

function readDevice(record: SourceRecord, draft: ActivityDraft): void {
  if (!record.mayHave(DEVICE_PATHS) || !DEVICE_PATHS.some((path) => record.has(path))) return;
  const of = (name: string): string => record.text(`DeviceProperties[Name=${name}].Value`);
  const os = of('OS') || record.text('Platform', 'DevicePlatform');
  const browser = of('BrowserType');
  const id = of('Id');
  const name = of('DisplayName') || record.text('DeviceName', 'DeviceDisplayName');
  const compliant = record.flag('DeviceProperties[Name=IsCompliant].Value');
  const managed = record.flag('DeviceProperties[Name=IsCompliantAndManaged].Value', 'IsManagedDevice');
  const trust = of('TrustType');
  draft.device = {
    ...(id === '' ? {} : { id }),
    ...(name === '' ? {} : { name }),
    ...(managed === undefined ? {} : { managed }),
    ...(compliant === undefined ? {} : { compliant }),
    // TrustType 2: hybrid joined, 0 registered, 1 joined.
    ...(trust === '' ? {} : { hybridJoined: trust === '2' }),
    ...(os === '' ? {} : { os }),
    ...(browser === '' ? {} : { browser }),
  };
}

const DEVICE_PATHS = ['DeviceProperties', 'Platform', 'DevicePlatform', 'DeviceName', 'DeviceDisplayName'];

function alertUser(record: SourceRecord): string {
  const entity = record.text('EntityType') === 'User' ? record.text('AlertEntityId') : '';
  const data = record.object('Data');
  const named = [entity, ...['f3u', 'trc', 'suid'].map((key) => data?.text(key) ?? '')].filter((name) => name !== '');
  // The entity may be a display name where the data has the mail address.
  return named.find((name) => name.includes('@')) ?? named[0] ?? '';
}
