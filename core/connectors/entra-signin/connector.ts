/**
 * Entra ID sign-ins: interactive, non-interactive, service principals and managed identities; from Microsoft Graph, the diagnostic stream,
 * Log Analytics, and the portal's CSV and JSON downloads.
 */
import type { ActorKind } from '../../model/activity.ts';
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { entraDevice, entraObject, entraPaths, entraPlace } from '../kit/entra.ts';
import { signInEvent } from '../kit/same-event.ts';
import type { SourceRecord } from '../kit/source-record.ts';
import { appliedAction, certificateOf } from './access-control.ts';

const STREAM = /^(?:NonInteractiveUser|ServicePrincipal|ManagedIdentity|ADFS|MicrosoftServicePrincipal)?SignInLogs$/i;

/** Codes that ask for another step instead of refusing: multi-factor, consent, registration, keep me signed in. */
const INTERRUPTS: ReadonlySet<string> = new Set([
  '50055',
  '50058',
  '50072',
  '50074',
  '50076',
  '50079',
  '50125',
  '50127',
  '50129',
  '50140',
  '50143',
  '65001',
  '81010',
  '399218',
  '9002341',
]);

export const entraSignin = defineConnector({
  id: 'entra-signin',
  title: 'Microsoft Entra ID sign-ins',
  vendor: 'Microsoft',
  app: 'microsoft-entra-id',
  grade: 'verified',
  source: 'https://learn.microsoft.com/graph/api/resources/signin',
  shapes: [
    {
      has: ['category', 'properties.createdDateTime'],
      where: { category: STREAM },
      score: 1,
      words: 'a category …SignInLogs of the diagnostic stream',
    },
    { has: ['category', 'properties'], where: { category: STREAM }, score: 1, words: 'a category …SignInLogs' },
    {
      has: ['TimeGenerated', 'ResultType', 'AppId', 'Category'],
      where: { Category: STREAM },
      score: 1,
      words: 'a row of a sign-in table',
    },
    {
      has: ['Category', 'CreatedDateTime', 'OperationName'],
      where: { Category: STREAM },
      score: 1,
      words: 'a flat record of the stream: Category …SignInLogs, CreatedDateTime, OperationName',
    },
    {
      // What a query keeps of the table.
      has: ['TimeGenerated', 'ResultType', 'UserPrincipalName', 'IPAddress', 'AppDisplayName'],
      score: 0.95,
      words: 'columns of a sign-in table: TimeGenerated, ResultType, UserPrincipalName, IPAddress, AppDisplayName',
    },
    {
      has: ['createdDateTime', 'appId', 'conditionalAccessStatus', 'status'],
      score: 1,
      words: 'a signIn resource: createdDateTime, appId, conditionalAccessStatus, status',
    },
    {
      has: ['createdDateTime', 'appId', 'ipAddress', 'status'],
      score: 0.9,
      words: 'a signIn resource: createdDateTime, appId, ipAddress, status',
    },
    {
      has: ['Date (UTC)', 'Request ID', 'Application', 'IP address', 'Status'],
      score: 1,
      words: 'the columns of a sign-in download: Date (UTC), Request ID, Application, IP address, Status',
    },
  ],
  time: [...entraPaths('createdDateTime'), 'time', 'TimeGenerated', 'Date (UTC)'],
  localeTime: ['Date (UTC)', 'time', 'TimeGenerated'],
  paths: {
    id: [...entraPaths('id'), 'Request ID'],
    instance: ['tenantId', 'AADTenantId', ...entraPaths('homeTenantId'), 'TenantId'],
    sourceUser: [
      ...entraPaths('userPrincipalName'),
      'Username',
      ...entraPaths('signInIdentifier'),
      'Sign-in identifier',
    ],
    userId: [...entraPaths('userId', 'servicePrincipalId'), 'User ID', 'Service principal ID'],
    userName: [...entraPaths('userDisplayName', 'servicePrincipalName'), 'User', 'Service principal name'],
    operation: ['operationName', 'OperationName'],
    sourceIp: [...entraPaths('ipAddress'), 'IPAddress', 'callerIpAddress', 'IP address'],
    userAgent: [...entraPaths('userAgent'), 'User agent'],
    target: [...entraPaths('resourceDisplayName'), 'Resource'],
    clientApp: [...entraPaths('appDisplayName', 'appId'), 'Application', 'Application ID'],
    sessionId: [...entraPaths('sessionId'), 'Session ID'],
    tokenId: [...entraPaths('uniqueTokenIdentifier'), 'Unique token identifier'],
    correlationId: [...entraPaths('correlationId'), 'Correlation ID'],
    reason: [...entraPaths('status.failureReason'), 'resultDescription', 'ResultDescription', 'Failure reason'],
  },
  operations: { 'Sign-in activity': 'login' },
  gives: [
    'sameEvent',
    'outcome',
    'actorKind',
    'device',
    'place',
    'objects',
    'description',
    'mfa',
    'legacyAuth',
    'appliedAction',
  ],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (draft.operation === '') draft.operation = 'Sign-in activity';
  draft.activityType = 'login';
  // The sign-in's request id: the unified log and Defender name it too.
  draft.sameEvent = signInEvent(draft.id);
  draft.actorKind = actorOf(record);
  nameActor(record, draft);
  settleOutcome(record, draft);
  draft.appliedAction = appliedAction(record, codeOf(record));
  draft.device = { ...entraDevice(record), ...certificateOf(record, draft.outcome) };
  draft.place = entraPlace(record) ?? portalPlace(record);
  const client = record.text(...entraPaths('clientAppUsed'), 'Client app');
  if (draft.actorKind === 'user') {
    if (client !== '') draft.legacyAuth = LEGACY_CLIENTS.has(client.toLowerCase());
    const factors = record.text(...entraPaths('authenticationRequirement'), 'Authentication requirement');
    if (/^(?:single|multi)-?factor/i.test(factors)) draft.mfa = factors.toLowerCase().startsWith('multi');
  }
  const policies = record.text(...entraPaths('conditionalAccessStatus'), 'Conditional Access');
  const words = [client === '' ? '' : `Client: ${client}`, policies === '' ? '' : `Conditional Access: ${policies}`];
  draft.description = words.filter((word) => word !== '').join('. ');
  if (draft.target !== '') {
    const id = record.text(...entraPaths('resourceId'), 'Resource ID');
    draft.objects = [{ type: 'app', ...(id === '' ? {} : { id }), name: draft.target }];
  }
  return undefined;
}

/**
 * `clientAppUsed` of protocols without a second factor
 * (https://learn.microsoft.com/en-us/entra/identity/conditional-access/policy-block-legacy-authentication).
 */
const LEGACY_CLIENTS: ReadonlySet<string> = new Set([
  'authenticated smtp',
  'smtp',
  'autodiscover',
  'exchange activesync',
  'exchange online powershell',
  'exchange web services',
  'imap',
  'imap4',
  'mapi over http',
  'offline address book',
  'other clients',
  'outlook anywhere (rpc over http)',
  'pop',
  'pop3',
  'reporting web services',
  'universal outlook',
]);

function codeOf(record: SourceRecord): string {
  return (
    entraObject(record, 'status')?.text('errorCode') || record.text('resultType', 'ResultType', 'Sign-in error code')
  );
}

function settleOutcome(record: SourceRecord, draft: ActivityDraft): void {
  const status = entraObject(record, 'status');
  const code = codeOf(record);
  const word = record.text('Status').toLowerCase();
  if (code === '0' || (code === '' && word === 'success')) {
    draft.outcome = 'success';
    draft.reason = '';
    return;
  }
  if (code === '' && word === '') return;
  draft.outcome = 'failure';
  // A step that was asked for is no failed log-on; whether it was passed is in the next record.
  if (INTERRUPTS.has(code) || word === 'interrupted') draft.activityType = 'login.challenge';
  const said =
    draft.reason === '' || draft.reason === 'Other.' ? (status?.text('additionalDetails') ?? '') : draft.reason;
  draft.reason = [code, said].filter((part) => part !== '').join(': ');
}

function actorOf(record: SourceRecord): ActorKind {
  const stream = record.text('category', 'Category');
  const kinds = record.texts('properties.signInEventTypes').concat(record.texts('signInEventTypes')).join(' ');
  const isApp = /ServicePrincipal|ManagedIdentity/i.test(`${stream} ${kinds}`);
  return isApp || (record.has('Service principal ID') && !record.has('Username')) ? 'app' : 'user';
}

/**
 * A service principal signs in under its name (managed identities of some services have none: their id); a user whose sign-in name is hidden
 * or unknown is known by id.
 */
function nameActor(record: SourceRecord, draft: ActivityDraft): void {
  if (draft.actorKind === 'app') {
    draft.sourceUser = record.text(
      ...entraPaths('servicePrincipalName'),
      'Service principal name',
      ...entraPaths('appDisplayName', 'servicePrincipalId'),
      'Service principal ID',
      ...entraPaths('appId'),
    );
  } else if (draft.sourceUser === '') {
    draft.sourceUser = draft.userId;
  }
}

/** The portal writes "Berlin, Berlin, DE". */
function portalPlace(record: SourceRecord): ActivityDraft['place'] {
  const parts = record.text('Location').split(', ');
  const [city, region, country] = parts;
  return parts.length === 3 && city !== undefined && region !== undefined && country !== undefined
    ? { country, region, city }
    : undefined;
}
