/** Wiz: the audit log of its own users, from its API. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const wiz = defineConnector({
  id: 'wiz',
  title: 'Wiz audit log',
  vendor: 'Wiz',
  app: 'wiz',
  grade: 'documented',
  source: 'https://docs.wiz.io/wiz-docs/docs/audit-log-api',
  shapes: [
    {
      has: ['id', 'action', 'requestId', 'status', 'timestamp', 'actionParameters'],
      score: 1,
      words: 'an audit entry: action, requestId, status, timestamp, actionParameters',
    },
  ],
  time: ['timestamp'],
  paths: {
    id: ['id'],
    sourceUser: [
      'user.email',
      'actionParameters.userEmail',
      'user.name',
      'serviceAccount.name',
      'actionParameters.name',
      'user.id',
      'serviceAccount.id',
    ],
    userId: ['user.id', 'serviceAccount.id', 'actionParameters.userID'],
    userName: ['user.name'],
    operation: ['action'],
    sourceIp: ['sourceIP'],
    userAgent: ['userAgent'],
    correlationId: ['requestId'],
    target: ['actionParameters.input.patch.email', 'actionParameters.input.email', 'actionParameters.input.name'],
  },
  outcome: ['status'],
  operations: {
    Login: 'login',
    'Create*ServiceAccount': 'app.create',
    'Delete*ServiceAccount': 'app.delete',
    RotateServiceAccountSecret: 'app.credential.add',
    '*SAMLIdentityProvider*': 'domain.change',
    'CreateReport*': 'report.export',
    'RerunReport*': 'report.export',
    'DownloadReport*': 'report.export',
    'UpdateIssue*': 'alert.update',
  },
  gives: ['actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.actorKind = record.has('user.id') ? 'user' : record.has('serviceAccount.id') ? 'app' : undefined;
  draft.objects = objects('object', {
    id: record.text('actionParameters.input.id', 'actionParameters.id'),
    name: record.text('actionParameters.input.name', 'actionParameters.input.patch.name'),
  });
  return undefined;
}
