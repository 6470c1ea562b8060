/** Zscaler Private Access: what administrators did in its portal (LSS audit logs). */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { cleanIp } from '../kit/ip.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const zpaAudit = defineConnector({
  id: 'zpa-audit',
  title: 'Zscaler Private Access admin audit',
  vendor: 'Zscaler',
  app: 'zscaler',
  grade: 'documented',
  source:
    'https://github.com/elastic/integrations/blob/main/packages/zscaler_zpa/data_stream/audit/_dev/test/pipeline/test-audit.log',
  shapes: [
    {
      has: ['AuditOperationType', 'ObjectType', 'ObjectName', 'User', 'CreationTime'],
      score: 1,
      words: 'an audit log: AuditOperationType, ObjectType, ObjectName, User, CreationTime',
    },
  ],
  time: ['ModifiedTime', 'CreationTime'],
  paths: {
    id: ['RequestID'],
    instance: ['CustomerID'],
    sourceUser: ['User', 'ModifiedBy'],
    userId: ['ModifiedBy'],
    operation: ['AuditOperationType'],
    sessionId: ['SessionID'],
    target: ['ObjectName', 'ObjectID'],
  },
  typedBy: ['ObjectType', 'AuditOperationType'],
  operations: {
    '* Sign In': 'login',
    '* Sign In Failure': 'login.failed',
    '* Sign Out': 'logout',
    '*admin* Create': 'admin.role.grant',
    '*admin* Delete': 'admin.role.revoke',
    '*role* Create': 'role.create',
    '*role* Delete': 'role.delete',
    '*polic* Create': 'policy.create',
    '*polic* Delete': 'policy.delete',
    '*polic* *': 'policy.change',
    '*idp* *': 'domain.change',
    '*api key* Create': 'key.create',
    '* Create': 'resource.create',
    '* Update': 'resource.update',
    '* Delete': 'resource.delete',
    '* Download': 'data.export',
  },
  gives: ['outcome', 'actorKind', 'objects', 'sourceIp'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = /fail/i.test(draft.operation) ? 'failure' : 'success';
  draft.actorKind = 'admin';
  // Of a sign-in the new value says from where.
  draft.sourceIp = cleanIp(record.object('AuditNewValue')?.text('remoteIP', 'clientIp') ?? '');
  draft.objects = objects(record.text('ObjectType').toLowerCase() || 'object', {
    id: record.text('ObjectID'),
    name: record.text('ObjectName'),
  });
  return undefined;
}
