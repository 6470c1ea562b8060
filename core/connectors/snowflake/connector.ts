/** Snowflake's ACCOUNT_USAGE views: LOGIN_HISTORY and QUERY_HISTORY, as CSV, JSON or Sentinel's columns. */
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
  ],
  time: ['EVENT_TIMESTAMP', 'START_TIME', 'QUERY_START_TIME', 'END_TIME'],
  paths: {
    id: ['EVENT_ID', 'QUERY_ID'],
    sourceUser: ['USER_NAME', 'ROLE_NAME'],
    operation: ['EVENT_TYPE', 'QUERY_TYPE'],
    reason: ['ERROR_MESSAGE', 'ERROR_CODE'],
    sourceIp: ['CLIENT_IP'],
    userAgent: ['REPORTED_CLIENT_TYPE'],
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
  gives: ['actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  if (draft.operation === '') draft.operation = 'ACCESS';
  if (draft.outcome !== 'failure') draft.reason = '';
  draft.objects = objects('database', { name: draft.target });
  const kind = record.text('QUERY_TYPE');
  if (kind === 'GRANT' && /\b(?:ACCOUNTADMIN|SECURITYADMIN|SYSADMIN|ORGADMIN)\b/i.test(draft.description))
    draft.activityType = 'admin.role.grant';
  return undefined;
}
