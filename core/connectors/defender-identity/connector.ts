/** Microsoft Defender for Identity (before: Azure Advanced Threat Protection): its alerts as CEF. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { cefShape } from '../kit/cef.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const defenderIdentity = defineConnector({
  id: 'defender-identity',
  title: 'Microsoft Defender for Identity alerts (CEF)',
  vendor: 'Microsoft',
  app: 'microsoft-defender',
  grade: 'documented',
  source: 'https://learn.microsoft.com/defender-for-identity/cef-format-sa',
  shapes: [
    cefShape(/^Microsoft$/, /^(?:Azure ATP|Microsoft Defender for Identity|ATA)$/, 'an alert of Defender for Identity'),
  ],
  time: ['startTime', 'endTime'],
  paths: {
    sourceUser: ['sourceUserName'],
    operation: ['signatureId'],
    sourceIp: ['sourceAddress'],
    clientApp: ['applicationProtocol'],
    description: ['message'],
    reason: ['severity'],
  },
  operations: { '*': 'alert.raise' },
  gives: ['actorKind', 'objects', 'target'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.actorKind = 'system';
  draft.target = record.text('destinationUserName') || draft.sourceUser;
  draft.objects = [
    ...objects('alert', { id: record.text('url'), name: record.text('name') }),
    ...objects('device', { name: record.text('sourceHostName') }),
  ];
  return undefined;
}
