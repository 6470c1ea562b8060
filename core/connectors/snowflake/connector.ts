/** Snowflake's ACCOUNT_USAGE views: LOGIN_HISTORY, QUERY_HISTORY, ACCESS_HISTORY, SESSIONS, grants and DATA_TRANSFER_HISTORY, as CSV, JSON or Sentinel's columns. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const snowflake = defineConnector({
  id: 'snowflake',
  title: 'Snowflake query and login history',
  vendor: 'Snowflake',
  app: 'snowflake',
  grade: 'verified',
  source: 'https://docs.snowflake.com/en/sql-reference/account-usage',
  shapes: [
    { has: ['QUERY_ID', 'QUERY_TEXT', 'USER_NAME'], score: 1, words: 'a query: QUERY_ID, QUERY_TEXT, USER_NAME' },
    { has: ['QUERY_ID', 'QUERY_TEXT', 'SESSION_ID'], score: 1, words: 'a query: QUERY_ID, QUERY_TEXT, SESSION_ID' },
    {
      has: ['EVENT_TIMESTAMP', 'EVENT_TYPE', 'USER_NAME', 'IS_SUCCESS'],
      score: 1,
      words: 'a sign-in: EVENT_TIMESTAMP, EVENT_TYPE, USER_NAME, IS_SUCCESS',
    },
    {
      has: ['QUERY_ID', 'QUERY_START_TIME', 'DIRECT_OBJECTS_ACCESSED'],
      score: 1,
      words: 'an access: QUERY_ID, QUERY_START_TIME, DIRECT_OBJECTS_ACCESSED',
    },
    {
      has: ['SESSION_ID', 'CREATED_ON', 'USER_NAME', 'AUTHENTICATION_METHOD'],
      score: 1,
      words: 'a session: SESSION_ID, CREATED_ON, USER_NAME, AUTHENTICATION_METHOD',
    },
    {
      has: ['CREATED_ON', 'GRANTEE_NAME', 'GRANTED_TO', 'GRANTED_BY'],
      score: 1,
      words: 'a grant: CREATED_ON, GRANTEE_NAME, GRANTED_TO, GRANTED_BY',
    },
    {
      has: ['START_TIME', 'SOURCE_CLOUD', 'TARGET_CLOUD', 'BYTES_TRANSFERRED'],
      score: 1,
      words: 'a data transfer: START_TIME, SOURCE_CLOUD, TARGET_CLOUD, BYTES_TRANSFERRED',
    },
  ],
  time: ['EVENT_TIMESTAMP', 'START_TIME', 'QUERY_START_TIME', 'CREATED_ON', 'END_TIME'],
  paths: {
    id: ['EVENT_ID', 'QUERY_ID'],
    sourceUser: ['USER_NAME', 'ROLE_NAME', 'GRANTED_BY'],
    operation: ['EVENT_TYPE', 'QUERY_TYPE'],
    reason: ['ERROR_MESSAGE', 'ERROR_CODE'],
    sourceIp: ['CLIENT_IP'],
    userAgent: ['REPORTED_CLIENT_TYPE', 'CLIENT_APPLICATION_ID'],
    sessionId: ['SESSION_ID'],
    target: ['DATABASE_NAME'],
    clientApp: ['WAREHOUSE_NAME'],
    description: ['QUERY_TEXT'],
  },
  outcome: ['IS_SUCCESS', 'EXECUTION_STATUS'],
  operations: {
    LOGIN: 'login',
    SELECT: 'data.query',
    SHOW: 'data.query',
    DESCRIBE: 'data.query',
    USE: 'data.query',
    UNLOAD: 'data.export',
    GET_FILES: 'data.export',
    COPY: 'data.query',
    CREATE_USER: 'user.create',
    ALTER_USER: 'user.update',
    ALTER_USER_RESET_PASSWORD: 'password.reset',
    DROP_USER: 'user.delete',
    CREATE_ROLE: 'role.create',
    DROP_ROLE: 'role.delete',
    GRANT: 'permission.grant',
    REVOKE: 'permission.revoke',
    '*NETWORK_POLICY': 'policy.change',
    ALTER_ACCOUNT: 'setting.change',
    'CREATE*': 'resource.create',
    'DROP*': 'resource.delete',
    'ALTER*': 'resource.update',
    INSERT: 'resource.update',
    UPDATE: 'resource.update',
    DELETE: 'resource.update',
    MERGE: 'resource.update',
    CALL: 'command.run',
    PUT_FILES: 'file.upload',
  },
  gives: ['mfa', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  if (record.has('GRANTEE_NAME')) return readGrant(record, draft);
  if (record.has('AUTHENTICATION_METHOD')) return readSession(record, draft);
  if (record.has('TARGET_CLOUD')) return readTransfer(record, draft);
  // Keys, tokens and identity providers prove themselves elsewhere: only of a password is it known that nothing else was asked.
  if (record.text('SECOND_AUTHENTICATION_FACTOR') !== '') draft.mfa = true;
  else if (record.text('FIRST_AUTHENTICATION_FACTOR') === 'PASSWORD') draft.mfa = false;
  if (draft.operation === '') draft.operation = 'ACCESS';
  const given = GRANT.exec(draft.description)?.[1];
  if (given !== undefined) draft.target = unquoted(given);
  if (draft.outcome !== 'failure') draft.reason = '';
  draft.objects = objects('database', { name: record.text('DATABASE_NAME') });
  const [, thing = '', named = ''] = STATEMENT.exec(draft.description) ?? [];
  draft.objects.push(...objects(thing.toLowerCase(), { name: unquoted(named) }));
  if (/^user$/i.test(thing)) draft.target = unquoted(named);
  const kind = record.text('QUERY_TYPE');
  if (kind === 'GRANT' && /\b(?:ACCOUNTADMIN|SECURITYADMIN|SYSADMIN|ORGADMIN)\b/i.test(draft.description))
    draft.activityType = 'admin.role.grant';
  return undefined;
}

/** To whom a statement grants or from whom it takes. */
const GRANT =
  /^\s*(?:grant|revoke)\b[^;]{0,2000}?\b(?:to|from)\s+(?:user|role|share)?\s*("[^"]{1,200}"|[^\s;"]{1,200})/i;
/** The user or role that a statement makes, changes or drops. */
const STATEMENT =
  /^\s*(?:create|alter|drop)\s+(?:or\s+replace\s+)?(user|role)\s+(?:if\s+(?:not\s+)?exists\s+)?("[^"]{1,200}"|[^\s;"]{1,200})/i;
const unquoted = (name: string): string => name.replace(/^"|"$/g, '');
const POWERFUL = /^(?:ACCOUNTADMIN|SECURITYADMIN|SYSADMIN|ORGADMIN|USERADMIN)$/i;

/** A row of GRANTS_TO_USERS or GRANTS_TO_ROLES; what was taken back has a time for that too. */
function readGrant(record: SourceRecord, draft: ActivityDraft): undefined {
  const role = record.text('ROLE', 'NAME');
  const isPowerful = POWERFUL.test(role);
  draft.operation = 'GRANT';
  draft.activityType = isPowerful ? 'admin.role.grant' : 'permission.grant';
  draft.outcome = 'success';
  draft.target = record.text('GRANTEE_NAME');
  draft.id = '';
  const type = record.has('ROLE') ? 'role' : record.text('GRANTED_ON').toLowerCase() || 'object';
  draft.objects = objects(type, { name: role });
  draft.description = [record.text('PRIVILEGE'), record.text('GRANTED_ON'), role]
    .filter((word) => word !== '')
    .join(' ');
}

/** A row of SESSIONS: one that was opened has authenticated. */
function readSession(record: SourceRecord, draft: ActivityDraft): undefined {
  draft.operation = 'SESSION';
  draft.activityType = 'login';
  draft.outcome = 'success';
  draft.id = record.text('SESSION_ID');
  draft.description = record.text('AUTHENTICATION_METHOD');
}

/** A row of DATA_TRANSFER_HISTORY: data that left for another cloud or region. */
function readTransfer(record: SourceRecord, draft: ActivityDraft): undefined {
  draft.operation = record.text('TRANSFER_TYPE') || 'TRANSFER';
  draft.activityType = 'data.export';
  draft.outcome = 'success';
  draft.actorKind = 'system';
  draft.target = [record.text('TARGET_CLOUD'), record.text('TARGET_REGION')].filter((word) => word !== '').join(' ');
  draft.description = `${record.text('BYTES_TRANSFERRED')} bytes`;
}
