/** Exchange Online's message trace: Get-MessageTrace and Get-MessageTraceV2, the reporting service, Microsoft Graph, and the reports of Start-HistoricalSearch. */

import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const exchangeMessageTrace = defineConnector({
  id: 'exchange-message-trace',
  title: 'Exchange message trace',
  vendor: 'Microsoft',
  app: 'exchange-online',
  grade: 'documented',
  source: 'https://learn.microsoft.com/powershell/module/exchange/get-messagetracev2',
  shapes: [
    {
      has: ['MessageTraceId', 'Received', 'SenderAddress', 'RecipientAddress', 'Status'],
      score: 1,
      words: 'a traced message: MessageTraceId, Received, SenderAddress, RecipientAddress, Status',
    },
    {
      has: ['receivedDateTime', 'senderAddress', 'recipientAddress', 'messageId', 'status'],
      score: 1,
      words: 'an exchangeMessageTrace of Graph: receivedDateTime, senderAddress, recipientAddress, messageId, status',
    },
    {
      has: ['origin_timestamp_utc', 'sender_address', 'recipient_status', 'message_id'],
      score: 1,
      words: 'a row of a historical search: origin_timestamp_utc, sender_address, recipient_status, message_id',
    },
  ],
  time: ['receivedDateTime', 'origin_timestamp_utc', 'Received'],
  localeTime: ['Received'],
  paths: {
    sourceUser: ['SenderAddress', 'senderAddress', 'sender_address'],
    instance: ['Organization'],
    target: ['RecipientAddress', 'recipientAddress'],
    sourceIp: ['FromIP', 'fromIP', 'original_client_ip'],
  },
  outcome: [],
  operations: {},
  gives: ['id', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  const recipients = record.text('recipient_status').split(';');
  // "bob@example.com##Receive, Send, Deliver": the last step is how far the message came.
  const steps = recipients.map((one) => one.split('##')[1] ?? '').join(', ');
  draft.activityType = 'mail.send';
  draft.target ||= recipients.map((one) => one.split('##')[0]?.trim() ?? '').join(', ');
  draft.operation = record.text('Status', 'status') || steps || 'Message trace';
  draft.outcome = outcomeOf(draft.operation);
  // A mail from outside was sent by nobody of this organisation: its sender stays whom the trace names.
  if (draft.sourceUser === '<>') draft.sourceUser = '';
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  const trace = record.text('MessageTraceId', 'id', 'network_message_id') || record.text('message_id');
  draft.id = `${trace}:${draft.target}`;
  draft.objects = objects('message', {
    id: record.text('MessageId', 'messageId', 'message_id').replace(/^<|>$/g, ''),
    name: record.text('Subject', 'subject', 'message_subject'),
  });
  return undefined;
}

function outcomeOf(status: string): ActivityDraft['outcome'] {
  if (/fail|quarantine|spam|reject/i.test(status)) return 'failure';
  return /deliver|expand|resolved|send/i.test(status) ? 'success' : 'unknown';
}
