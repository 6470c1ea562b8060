/** Databases: who connected to PostgreSQL, MySQL, MariaDB, MongoDB and Oracle, and what was asked of them, from their own audit logs. Asked last. */
import type { ActivityDraft, Connector, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { cleanIp } from '../kit/ip.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

/** Below what makes a file an audit log by itself. */
const SCORE = 0.28;

const described = defineConnector({
  id: 'database-audit',
  title: "Databases' audit logs (PostgreSQL, MySQL, MariaDB, MongoDB, Oracle)",
  vendor: 'Generic',
  app: '',
  grade: 'documented',
  source: 'https://www.mongodb.com/docs/manual/reference/audit-message/',
  shapes: [
    { has: ['db_act', 'db_product'], score: SCORE, words: "a line of a database's audit log" },
    {
      has: ['atype', 'ts', 'remote', 'result'],
      score: SCORE,
      words: "MongoDB's audit message: atype, ts, remote, result",
    },
    {
      has: ['name', 'record', 'connection_id', 'timestamp'],
      score: SCORE,
      words: "MySQL's audit record: name, record, connection_id, timestamp",
    },
    {
      has: ['timestamp', 'class', 'event', 'connection_id', 'account'],
      score: SCORE,
      words: "MySQL's audit event in JSON: class, event, connection_id, account",
    },
  ],
  time: ['db_time', 'ts.$date', 'ts.$date.$numberLong', 'timestamp', 'TIMESTAMP'],
  paths: {
    sourceUser: ['db_user', 'users.0.user', 'param.user', 'account.user', 'login.user', 'user', 'USER'],
    operation: ['db_act', 'atype', 'event', 'name', 'NAME'],
    sourceIp: ['db_ip', 'remote.ip', 'login.ip', 'ip', 'IP'],
    sessionId: ['db_session', 'connection_id'],
    instance: ['db_database', 'users.0.db', 'db', 'connection_data.db'],
  },
  outcome: ['db_outcome'],
  operations: {
    authenticate: 'login',
    connect: 'login',
    'connection authorized': 'login',
    'authentication failed': 'login.failed',
    failed_connect: 'login.failed',
    disconnect: 'logout',
    disconnection: 'logout',
    quit: 'logout',
    createUser: 'user.create',
    dropUser: 'user.delete',
    updateUser: 'user.update',
    grantRolesToUser: 'admin.role.grant',
    revokeRolesFromUser: 'admin.role.revoke',
    createRole: 'role.create',
    dropRole: 'role.delete',
    'CREATE ROLE': 'user.create',
    'DROP ROLE': 'user.delete',
    'ALTER ROLE': 'user.update',
    GRANT: 'permission.grant',
    REVOKE: 'permission.revoke',
    QUERY: 'data.query',
    SELECT: 'data.query',
  },
  gives: ['objects', 'actorKind', 'outcome'],
  finish,
});

export const databaseAudit: Connector = { ...described, isLast: true };

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.app = record.text('db_product') || (record.has('atype') ? 'mongodb' : 'mysql');
  draft.sourceIp = cleanIp(draft.sourceIp);
  const code = record.number('result', 'status', 'connection_data.status', 'general_data.status');
  if (draft.outcome === 'unknown' && code !== undefined) draft.outcome = code === 0 ? 'success' : 'failure';
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  const param = record.object('param');
  draft.objects = objects('table', {
    name: record.text('db_object', 'table_access_data.table') || (param?.text('ns', 'user', 'role', 'indexName') ?? ''),
  });
  return undefined;
}
