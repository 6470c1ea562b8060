/** Trend Micro Deep Security and Workload Security: the manager's system events as CEF or LEEF. What its agents see is traffic. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { skip } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { CEF_TIME, cefShape } from '../kit/cef.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const trendDeepSecurity = defineConnector({
  id: 'trend-deep-security',
  title: 'Trend Micro Deep Security Manager system events (CEF)',
  vendor: 'Trend Micro',
  app: 'trend-micro',
  grade: 'documented',
  source: 'https://help.deepsecurity.trendmicro.com/20_0/on-premise/event-syslog-message-formats.html',
  shapes: [
    cefShape(/^Trend Micro$/i, /^(?:Deep Security|Workload Security) Manager$/i, 'a system event of the manager'),
  ],
  time: CEF_TIME,
  paths: {
    sourceUser: ['sourceUserName'],
    operation: ['name'],
    sourceIp: ['sourceAddress'],
    description: ['message'],
    instance: ['deviceHostName'],
  },
  operations: {
    'User Signed In': 'login',
    'User Signed Out': 'logout',
    'User Timed Out': 'logout',
    'User Locked Out': 'user.lockout',
    'User Unlocked': 'user.restore',
    'User Session Validation Failed': 'login.failed',
    'User Sign In Failed': 'login.failed',
    'User Created': 'user.create',
    'User Deleted': 'user.delete',
    'User Updated': 'user.update',
    'User Password Set': 'password.change',
    'Role Created': 'role.create',
    'Role Deleted': 'role.delete',
    'Role Updated': 'role.update',
    'Policy Created': 'policy.create',
    'Policy Updated': 'policy.change',
    'Policy Deleted': 'policy.delete',
    'System Settings Saved': 'setting.change',
    'Computer Created': 'resource.create',
    'Computer Deleted': 'resource.delete',
    'Computer Updated': 'resource.update',
  },
  gives: ['outcome', 'actorKind', 'objects', 'target'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  // What the manager does by itself.
  if (draft.sourceUser === '' || /^system$/i.test(draft.sourceUser)) return skip('system');
  draft.actorKind = 'admin';
  draft.outcome = /fail|error/i.test(draft.operation) ? 'failure' : 'success';
  const target = record.text('target');
  if (target !== draft.sourceUser) draft.target = target;
  draft.objects = objects('object', { name: draft.target });
  return undefined;
}
