/** Salesforce: EventLogFile (CSV and JSON), login history and event objects, the setup audit trail. */
import type { ActivityObject } from '../../model/activity.ts';
import type { ActivityDraft, Connector, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { bytesAt } from '../kit/bytes.ts';
import { operationTypes } from '../kit/operations.ts';
import { device, place } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';
import { OPERATIONS } from './operations.ts';

const described = defineConnector({
  id: 'salesforce',
  title: 'Salesforce event log files, login history and setup audit trail',
  vendor: 'Salesforce',
  app: 'salesforce',
  grade: 'verified',
  source:
    'https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_eventlogfile.htm',
  shapes: [
    {
      has: ['EVENT_TYPE', 'TIMESTAMP'],
      // Network sensors write keys of these names too, with types in small letters.
      where: { EVENT_TYPE: /^[A-Z]/ },
      score: 1,
      words: 'an event log file: EVENT_TYPE, TIMESTAMP',
    },
    {
      has: ['EVENT_TYPE', 'LOGIN_TIME', 'LOGIN_STATUS'],
      score: 1,
      words: 'a login of an event log: EVENT_TYPE, LOGIN_TIME, LOGIN_STATUS',
    },
    { has: ['EVENT_TYPE', 'TIMESTAMP_DERIVED'], score: 1, words: 'an event log file: EVENT_TYPE, TIMESTAMP_DERIVED' },
    {
      has: ['event_type', 'timestamp_derived', 'organization_id'],
      score: 1,
      words: 'an event log file in small letters: event_type, timestamp_derived, organization_id',
    },
    {
      has: ['EventDate', 'EventIdentifier', 'Username'],
      score: 1,
      words: 'an event object: EventDate, EventIdentifier, Username',
    },
    {
      has: ['EventDate', 'SecurityEventData', 'Score'],
      score: 1,
      words: 'a threat that Salesforce suspects: EventDate, SecurityEventData, Score',
    },
    {
      has: ['RequestIdentifier', 'RequestMethod', 'UserIdentifier', 'Timestamp', 'Uri'],
      score: 1,
      words: 'an event log object: RequestIdentifier, RequestMethod, UserIdentifier, Timestamp, Uri',
    },
    {
      has: ['LoginTime', 'LoginType', 'Status', 'UserId'],
      score: 1,
      words: 'the login history: LoginTime, LoginType, Status, UserId',
    },
    {
      has: ['Login Time', 'Username', 'Source IP', 'Status'],
      score: 1,
      words: 'a login history download: Login Time, Username, Source IP, Status',
    },
    {
      has: ['Action', 'Section', 'CreatedDate', 'Display'],
      score: 1,
      words: 'the setup audit trail: Action, Section, CreatedDate, Display',
    },
    {
      // Few rows have a delegate user.
      has: ['Date', 'User', 'Action', 'Section'],
      where: { Date: /^\d{1,2}[/.]\d{1,2}[/.]\d{4},? \d/ },
      score: 0.9,
      words: 'a setup audit trail download: Date, User, Action, Section',
    },
  ],
  time: [
    'TIMESTAMP_DERIVED',
    'timestamp_derived',
    'EventDate',
    'LoginTime',
    'CreatedDate',
    'TIMESTAMP',
    'timestamp',
    'LOGIN_TIME',
    'Login Time',
    'Timestamp',
  ],
  localeTime: ['Login Time', 'Date'],
  paths: {
    id: ['EventIdentifier', 'Id', 'EVENT_UUID'],
    instance: ['ORGANIZATION_ID', 'organization_id', 'OrganizationId'],
    sourceUser: [
      'USER_NAME',
      'USERNAME',
      'USER_EMAIL',
      'user_email',
      'Username',
      'USER',
      'User',
      'CreatedBy.Username',
      'USER_ID_DERIVED',
      'user_id_derived',
      'USER_ID',
      'user_id',
      'UserId',
      'UserIdentifier',
      'CreatedById',
    ],
    userId: ['USER_ID_DERIVED', 'user_id_derived', 'USER_ID', 'user_id', 'UserId', 'UserIdentifier', 'CreatedById'],
    operation: ['UI_EVENT_TYPE', 'ACTION', 'EVENT_TYPE', 'event_type', 'Operation', 'Action'],
    reason: ['LOGIN_STATUS', 'login_status', 'Status', 'EXCEPTION_MESSAGE'],
    sourceIp: [
      ...[
        'SOURCE_IP',
        'CLIENT_IP',
        'IP_ADDRESS',
        'source_ip',
        'client_ip',
        'SourceIp',
        'SourceIP',
        'Source IP',
        'ClientIp',
      ],
    ],
    userAgent: ['USER_AGENT', 'BROWSER_TYPE', 'user_agent', 'browser_type', 'UserAgent'],
    sessionId: ['SESSION_KEY', 'session_key', 'SessionKey', 'SessionId', 'LOGIN_KEY', 'login_key', 'LoginKey'],
    correlationId: ['REQUEST_ID', 'request_id', 'RequestIdentifier'],
    clientApp: ['APP_NAME', 'CLIENT_NAME', 'client_name', 'Application', 'CONNECTED_APP_ID'],
    target: ['DELEGATED_USER_NAME', 'DelegatedUsername', 'Delegate User'],
    description: ['Display', 'Summary', 'URI', 'uri', 'Uri', 'LoginType'],
  },
  operations: OPERATIONS,
  gives: ['actorKind', 'outcome', 'objects', 'place', 'device', 'impersonated', 'bytes'],
  finish,
});

export const salesforce: Connector = {
  ...described,
  claim: (record, hint) => (isOthers(record) ? { score: 0, reason: '' } : described.claim(record, hint)),
};

/** What an event log has beside its type and time, in small letters: these two are names of many products. */
const OF_EVENT_LOGS = [
  'organization_id',
  'request_id',
  'run_time',
  'timestamp_derived',
  'login_time',
  'user_id_derived',
];

function isOthers(record: SourceRecord): boolean {
  return Object.hasOwn(record.data, 'event_type') && !OF_EVENT_LOGS.some((name) => record.has(name));
}

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  readOperation(record, draft);
  readOutcome(record, draft);
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  readObjects(record, draft);
  draft.bytes = bytesAt(record, 'RESPONSE_SIZE', 'response_size');
  draft.device = device({
    os: record.text('OS_NAME', 'Platform', 'PLATFORM_TYPE'),
    browser: record.text('BROWSER_NAME', 'Browser'),
  });
  draft.place = place({
    country: record.text('CountryIso', 'Country', 'Country Code'),
    region: record.text('Subdivision'),
    city: record.text('City'),
  });
  if (/^LoginAs/.test(draft.operation)) readLoginAs(record, draft);
  if (/^LoginAs/.test(draft.operation) || draft.target !== '') draft.impersonated = true;
  return undefined;
}

/** Who logs in as somebody else is the delegated user; the other names of a user are whom it was done to. */
function readLoginAs(record: SourceRecord, draft: ActivityDraft): void {
  const actor = record.text('DELEGATED_USER_NAME', 'DelegatedUsername', 'DelegatedUserName');
  const id = record.text('DELEGATED_USER_ID_DERIVED', 'DELEGATED_USER_ID', 'DelegatedUserIdentifier');
  if (actor === '' && id === '') return;
  draft.target = draft.sourceUser;
  draft.sourceUser = actor || id;
  draft.userId = id;
}

const typeOf = operationTypes(OPERATIONS);

/** The login history and its objects name no operation: what they list is the operation. */
function readOperation(record: SourceRecord, draft: ActivityDraft): void {
  if (draft.operation === '' && record.has('LoginHistoryId')) draft.operation = 'Login';
  if (draft.operation === '' && record.has('RequestIdentifier')) draft.operation = 'AuraRequest';
  if (draft.operation === '' && (record.has('LoginTime') || record.has('Login Time'))) draft.operation = 'Login';
  // What Salesforce suspects has the fields of a session too.
  const object = record.text('attributes.type');
  if (draft.operation === '' && /Event$/.test(object) && !/^Log(?:in|out)Event$/.test(object)) {
    draft.operation = object;
    draft.activityType = typeOf(object) ?? 'other';
  }
  // Below its store's name, or by what only threats have.
  if (record.has('SecurityEventData')) {
    draft.operation = record.text('EventType', 'attributes.type') || draft.operation || 'ThreatDetection';
    draft.activityType = 'alert.raise';
  }
  if (draft.operation === '' && record.has('EventIdentifier'))
    draft.operation =
      record.has('LoginType') || record.has('LoginUrl') ? 'Login' : record.has('LoginKey') ? 'Logout' : 'Event';
  if (draft.operation === 'Login') draft.activityType = 'login';
  if (draft.operation === 'Logout') draft.activityType = 'logout';
  const kind = record.text('EVENT_TYPE', 'event_type');
  const known = Object.hasOwn(OPERATIONS, kind) ? OPERATIONS[kind] : undefined;
  if (draft.activityType === 'other' && known !== undefined) draft.activityType = known;
  const change = record.text('DML_TYPE', 'dml_type').toUpperCase();
  if (kind === 'DatabaseSave' && change === 'INSERT') draft.activityType = 'resource.create';
  if (kind === 'DatabaseSave' && change === 'DELETE') draft.activityType = 'resource.delete';
}

function readOutcome(record: SourceRecord, draft: ActivityDraft): void {
  const isLogin = draft.activityType === 'login';
  const status = record.text('LOGIN_STATUS', 'login_status', 'Status');
  const request = record.text('REQUEST_STATUS', 'request_status', 'SUCCESS', 'success');
  if (isLogin && status !== '') draft.outcome = /^(?:success|LOGIN_NO_ERROR)$/i.test(status) ? 'success' : 'failure';
  else if (/^(?:S|1|true)$/i.test(request)) draft.outcome = 'success';
  else if (/^(?:F|U|A|N|0|false)$/i.test(request)) draft.outcome = 'failure';
  else if (record.has('Section')) draft.outcome = 'success';
  else if (/^(?:success|failed)$/i.test(record.text('STATUS')))
    draft.outcome = /^success$/i.test(record.text('STATUS')) ? 'success' : 'failure';
  const code = record.number('STATUS_CODE', 'RESPONSE_CODE');
  if (draft.outcome === 'unknown' && code !== undefined) draft.outcome = code < 400 ? 'success' : 'failure';
  if (draft.outcome !== 'failure') draft.reason = '';
}

function readObjects(record: SourceRecord, draft: ActivityDraft): void {
  const named: readonly (readonly [string, string])[] = [
    ['report', record.text('REPORT_NAME', 'REPORT_ID_DERIVED', 'REPORT_ID', 'Report')],
    ['file', record.text('DOCUMENT_ID_DERIVED', 'DOCUMENT_ID', 'CONTENT_DOCUMENT_ID', 'VERSION_ID_DERIVED')],
    ['entity', record.text('ENTITY_NAME', 'entity_name', 'QueriedEntities')],
    ['setting', record.text('Section')],
    ['url', record.text('EVENT_TYPE') === 'ApexCallout' ? record.text('URL') : ''],
  ];
  draft.objects = named.filter(([, name]) => name !== '').map(([type, name]): ActivityObject => ({ type, name }));
}
