/** Varonis DatAdvantage and DatAlert: alerts with the file event that raised them, as CEF. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { CEF_TIME, cefShape } from '../kit/cef.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const varonis = defineConnector({
  id: 'varonis',
  title: 'Varonis DatAlert events (CEF)',
  vendor: 'Varonis',
  app: 'varonis',
  grade: 'documented',
  source: 'https://splunk.github.io/splunk-connect-for-syslog/main/sources/vendor/Varonis/',
  shapes: [cefShape(/^Varonis/i, /^(?:DatAdvantage|DatAlert|Data Security Platform)/i, 'an event of DatAlert')],
  time: ['endTime', ...CEF_TIME],
  paths: {
    id: ['externalId'],
    sourceUser: ['sourceUserName', 'destinationUserName'],
    operation: ['deviceAction', 'name'],
    sourceIp: ['sourceAddress'],
    instance: ['destinationHostName', 'deviceHostName'],
    description: ['message'],
  },
  outcome: ['eventOutcome'],
  operations: {
    'File opened': 'file.view',
    'File created': 'file.upload',
    'File modified': 'file.edit',
    'File deleted': 'file.delete',
    'File renamed': 'file.rename',
    'File moved': 'file.move',
    'File copied': 'file.copy',
    'Folder created': 'folder.create',
    'Folder deleted': 'folder.delete',
    '*permissions added': 'permission.grant',
    '*permissions removed': 'permission.revoke',
    '*permissions changed': 'permission.grant',
    '*member added': 'group.member.add',
    '*member removed': 'group.member.remove',
    '*account locked*': 'user.lockout',
    '*user created': 'user.create',
    '*user deleted': 'user.delete',
    '*password reset*': 'password.reset',
    '*logon*fail*': 'login.failed',
    '*authentication*fail*': 'login.failed',
  },
  gives: ['actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  const path = record.text('filePath');
  draft.objects = [
    ...objects('file', { id: path, name: record.text('fileName') || path.slice(path.lastIndexOf('\\') + 1) }),
    ...objects('rule', { id: record.text('RuleID'), name: record.text('RuleName') }),
  ];
  return undefined;
}
