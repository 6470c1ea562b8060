/** ServiceNow: rows of sys_audit, sysevent (sign-ins) and the transaction log, as the Table API gives them. */
import type { ActivityType } from '../../model/activity-types.ts';
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const servicenow = defineConnector({
  id: 'servicenow',
  title: 'ServiceNow audit and event logs',
  vendor: 'ServiceNow',
  app: 'servicenow',
  grade: 'verified',
  source:
    'https://www.servicenow.com/docs/bundle/platform-administration/page/administer/security/concept/c_AuditedTables.html',
  shapes: [
    {
      has: ['sys_id', 'tablename', 'fieldname', 'sys_created_on'],
      score: 1,
      words: 'a sys_audit row: sys_id, tablename, fieldname, sys_created_on',
    },
    {
      // A list exports the columns that it shows, and no list shows sys_id by itself.
      has: ['tablename', 'fieldname', 'documentkey', 'sys_created_on'],
      score: 1,
      words: 'a sys_audit row: tablename, fieldname, documentkey, sys_created_on',
    },
    {
      has: ['sys_id', 'name', 'parm1', 'sys_created_on'],
      score: 1,
      words: 'a sysevent row: sys_id, name, parm1, sys_created_on',
    },
    {
      has: ['sys_id', 'url', 'remote_ip', 'sys_created_by'],
      score: 0.9,
      words: 'a transaction: sys_id, url, remote_ip, sys_created_by',
    },
  ],
  time: ['sys_created_on'],
  paths: {
    id: ['sys_id'],
    sourceUser: ['user', 'parm1', 'sys_created_by'],
    operation: ['name', 'operation'],
    sourceIp: ['remote_ip', 'parm2'],
    sessionId: ['session', 'sessionid'],
    userAgent: ['user_agent'],
    target: ['documentkey', 'instance'],
    description: ['tablename', 'table'],
  },
  operations: {
    login: 'login',
    'login.failed': 'login.failed',
    'external.authentication.succeeded': 'login',
    'external.authentication.failed': 'login.failed',
    logout: 'logout',
    'impersonation.start': 'impersonate',
    'impersonation.end': 'logout',
    'session.established': 'login',
    'mfa.*': 'login.challenge',
    'user.role.*': 'admin.role.grant',
    'security.elevated_role.enabled': 'role.assume',
    export: 'data.export',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = draft.activityType === 'login.failed' ? 'failure' : 'success';
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  // Of one who acts as another, the second parameter is no address but whom.
  if (draft.activityType === 'impersonate') draft.target = record.text('parm2');
  const table = record.text('tablename');
  if (table !== '') {
    const field = record.text('fieldname');
    draft.operation = `${ROW_ACTS.get(field) ?? 'update'} ${table}`;
    draft.activityType = typeOfRow(table, field);
  }
  if (draft.operation === '' && record.has('url')) readTransaction(record, draft);
  draft.objects = objects(table || 'record', {
    id: record.text('documentkey', 'instance'),
    // Of a whole row, the field says only what was done.
    name: ROW_ACTS.has(record.text('fieldname')) ? '' : record.text('fieldname'),
  });
  return undefined;
}

/** What stands in place of a field's name where the whole row came or went. */
const ROW_ACTS: ReadonlyMap<string, string> = new Map([
  ['DELETED', 'delete'],
  ['INSERTED', 'insert'],
]);

/** A request that somebody's browser, or a program, made. */
function readTransaction(record: SourceRecord, draft: ActivityDraft): void {
  const type = record.text('type');
  draft.operation = type || 'transaction';
  draft.activityType = /rest|soap|api/i.test(type) ? 'data.query' : 'page.view';
  draft.description = record.text('url');
  const status = record.number('response_status', 'http_status');
  if (status !== undefined) draft.outcome = status < 400 ? 'success' : 'failure';
}

/** What a change of a row means, by its table. */
function typeOfRow(table: string, field: string): ActivityType {
  const deleted = field === 'DELETED';
  const inserted = field === 'INSERTED';
  if (table === 'sys_user')
    return deleted
      ? 'user.delete'
      : inserted
        ? 'user.create'
        : field === 'user_password'
          ? 'password.change'
          : 'user.update';
  if (table === 'sys_user_has_role') return deleted ? 'admin.role.revoke' : 'admin.role.grant';
  if (table === 'sys_user_grmember') return deleted ? 'group.member.remove' : 'group.member.add';
  if (table === 'sys_properties') return 'setting.change';
  if (/^oauth_/.test(table)) return deleted ? 'app.delete' : inserted ? 'app.create' : 'app.update';
  return deleted ? 'resource.delete' : inserted ? 'resource.create' : 'resource.update';
}
