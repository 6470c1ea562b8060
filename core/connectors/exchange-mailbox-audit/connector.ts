/** Exchange's mailbox audit log, as Search-MailboxAuditLog -ShowDetails returns it (CSV or ConvertTo-Json), on-premises and online. */

import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { MAILBOX_OPERATIONS } from '../kit/mailbox-operations.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const exchangeMailboxAudit = defineConnector({
  id: 'exchange-mailbox-audit',
  title: 'Exchange mailbox audit log (Search-MailboxAuditLog)',
  vendor: 'Microsoft',
  app: 'exchange-online',
  grade: 'documented',
  source: 'https://learn.microsoft.com/powershell/module/exchange/search-mailboxauditlog',
  shapes: [
    {
      has: ['Operation', 'OperationResult', 'LogonType', 'MailboxGuid', 'LastAccessed'],
      score: 1,
      words: 'an entry: Operation, OperationResult, LogonType, MailboxGuid, LastAccessed',
    },
    {
      has: ['Operation', 'OperationResult', 'LogonType', 'MailboxOwnerUPN', 'LastAccessed'],
      score: 1,
      words: 'an entry: Operation, OperationResult, LogonType, MailboxOwnerUPN, LastAccessed',
    },
  ],
  time: ['LastAccessed'],
  localeTime: ['LastAccessed'],
  paths: {
    id: ['Identity'],
    sourceUser: ['LogonUserUPN', 'LogonUserDisplayName', 'LogonUserSid'],
    userId: ['LogonUserSid'],
    userName: ['LogonUserDisplayName'],
    operation: ['Operation'],
    sourceIp: ['ClientIPAddress', 'ClientIP'],
    userAgent: ['ClientInfoString'],
    clientApp: ['ClientProcessName'],
    sessionId: ['SessionId'],
    target: ['MailboxOwnerUPN', 'MailboxResolvedOwnerName'],
  },
  outcome: ['OperationResult'],
  operations: {
    ...MAILBOX_OPERATIONS,
    ApplyRecord: 'file.label',
  },
  gives: ['actorKind', 'objects', 'impersonated'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  const logon = record.text('LogonType');
  if (logon === 'Delegate' || logon === 'Admin') draft.impersonated = true;
  if (draft.sourceUser !== '') draft.actorKind = logon === 'Admin' ? 'admin' : 'user';
  const subject = record.text('ItemSubject', 'SourceItemSubjectsList');
  const folder = record.text('FolderPathName', 'DestFolderPathName');
  draft.objects = [
    ...objects('message', { id: record.text('ItemId', 'ItemInternetMessageId', 'SourceItemIdsList'), name: subject }),
    ...objects('folder', { id: record.text('FolderId'), name: folder }),
  ];
  return undefined;
}
