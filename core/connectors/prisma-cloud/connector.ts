/** Prisma Cloud (RedLock): the audit log of its own users, from its API. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const prismaCloud = defineConnector({
  id: 'prisma-cloud',
  title: 'Prisma Cloud audit logs',
  vendor: 'Palo Alto Networks',
  app: 'palo-alto-networks',
  grade: 'documented',
  source: 'https://pan.dev/prisma-cloud/api/cspm/rl-audit-logs/',
  shapes: [
    {
      has: ['timestamp', 'actionType', 'resourceType', 'resourceName', 'action', 'result'],
      score: 1,
      words: 'an audit log: timestamp, actionType, resourceType, resourceName, action, result',
    },
  ],
  time: ['timestamp'],
  paths: {
    sourceUser: ['user'],
    operation: ['actionType'],
    sourceIp: ['ipAddress'],
    target: ['resourceName'],
    description: ['action'],
  },
  outcome: ['result'],
  typedBy: ['resourceType', 'actionType'],
  operations: {
    '* LOGIN': 'login',
    '* LOGOUT': 'logout',
    'Access Key CREATE': 'key.create',
    'Access Key DELETE': 'key.delete',
    'Access Key UPDATE': 'key.update',
    'User CREATE': 'user.create',
    'User DELETE': 'user.delete',
    'User UPDATE': 'user.update',
    'User Role CREATE': 'role.create',
    'User Role DELETE': 'role.delete',
    'User Role UPDATE': 'role.update',
    '*Account* CREATE': 'app.create',
    '*Account* DELETE': 'app.delete',
    '*Account* UPDATE': 'app.update',
    '*Integration* *': 'app.update',
    'Alert *': 'alert.update',
    '* CREATE': 'policy.create',
    '* DELETE': 'policy.delete',
    '* UPDATE': 'policy.change',
  },
  gives: ['actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (draft.sourceUser !== '') draft.actorKind = draft.sourceUser === 'system' ? 'system' : 'admin';
  // An address of its own is put into words.
  if (!/^[\d.]+$|:/.test(draft.sourceIp)) draft.sourceIp = '';
  if (draft.target === draft.sourceUser) draft.target = '';
  draft.objects = objects(record.text('resourceType').toLowerCase() || 'object', { name: draft.target });
  return undefined;
}
