/** Egnyte's audit: the stream of API version 2, and the rows of the audit reports of version 1. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { folderOf, objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const egnyte = defineConnector({
  id: 'egnyte',
  title: 'Egnyte audit',
  vendor: 'Egnyte',
  app: 'egnyte',
  grade: 'documented',
  source: 'https://developers.egnyte.com/docs/read/Audit_Reporting_API_v2',
  shapes: [
    {
      has: ['date', 'action', 'auditSource'],
      where: { auditSource: /^[A-Z_]+_AUDIT$/ },
      score: 1,
      words: 'an event of the audit stream: date, action, and an auditSource …_AUDIT',
    },
    {
      has: ['date', 'auditSource'],
      where: { auditSource: /^[A-Z_]+_AUDIT$/ },
      score: 1,
      words: 'an event of the audit stream: date, and an auditSource …_AUDIT',
    },
    {
      has: ['eventDate', 'auditSource'],
      where: { auditSource: /^[A-Z_]+_AUDIT$/ },
      score: 1,
      words: 'an event of the audit stream: eventDate, and an auditSource …_AUDIT',
    },
    {
      has: ['loginDate', 'auditSource'],
      where: { auditSource: /^LOGIN_AUDIT$/ },
      score: 1,
      words: 'a log-on of the audit stream: loginDate, and the auditSource LOGIN_AUDIT',
    },
    {
      has: ['file/folder', 'username', 'transaction', 'ip_address'],
      score: 1,
      words: 'a row of a file report: file/folder, username, transaction, ip_address',
    },
    {
      has: ['File/Folder', 'Username', 'Transaction', 'IP Address'],
      score: 1,
      words: 'a row of a file report: File/Folder, Username, Transaction, IP Address',
    },
  ],
  time: ['date', 'eventDate', 'loginDate', 'time', 'date_and_time', 'Date', 'Time'],
  localeTime: ['Date', 'Time', 'date', 'time'],
  paths: {
    sourceUser: ['user', 'actor', 'assigner', 'assignerUser', 'username', 'Username', 'userName'],
    userId: ['userId'],
    operation: ['action', 'transaction', 'Transaction', 'event', 'auditSource'],
    sourceIp: ['ipAddress', 'ip_address', 'IP Address'],
    clientApp: ['access', 'Access', 'source'],
    target: ['subject', 'assignee', 'targetUser'],
    description: ['actionInfo', 'Action Info'],
  },
  typedBy: ['auditSource', 'action', 'transaction', 'Transaction', 'event'],
  operations: {
    'LOGIN_AUDIT *login*fail*': 'login.failed',
    'LOGIN_AUDIT *fail*': 'login.failed',
    LOGIN_AUDIT: 'login',
    PERMISSION_AUDIT: 'permission.grant',
    USER_AUDIT: 'user.update',
    GROUP_AUDIT: 'group.update',
    CONFIGURATION_AUDIT: 'setting.change',
    'LOGIN_AUDIT *locked*': 'user.lockout',
    'LOGIN_AUDIT *logout*': 'logout',
    'LOGIN_AUDIT *login*': 'login',
    'LOGIN_AUDIT *log in*': 'login',
    'LOGIN_AUDIT *password*': 'password.change',
    'USER_AUDIT *disable*': 'user.suspend',
    'USER_AUDIT *enable*': 'user.restore',
    'USER_AUDIT *delete*': 'user.delete',
    'USER_AUDIT *create*': 'user.create',
    'USER_AUDIT *role*': 'admin.role.grant',
    'USER_AUDIT *password*': 'password.reset',
    'USER_AUDIT *': 'user.update',
    'GROUP_AUDIT *create*': 'group.create',
    'GROUP_AUDIT *delete*': 'group.delete',
    'GROUP_AUDIT *add*': 'group.member.add',
    'GROUP_AUDIT *remove*': 'group.member.remove',
    'GROUP_AUDIT *': 'group.update',
    'PERMISSION_AUDIT *remove*': 'permission.revoke',
    'PERMISSION_AUDIT *': 'permission.grant',
    'CONFIGURATION_AUDIT *': 'setting.change',
    'WG_SETTINGS_AUDIT *': 'setting.change',
    'WORKFLOW_AUDIT *': 'resource.update',
    '*download*': 'file.download',
    '*preview*': 'file.view',
    '*read*': 'file.view',
    '*upload*': 'file.upload',
    '*delete*link*': 'file.unshare',
    '*create*link*': 'file.share.public',
    '*link*': 'file.share',
    '*create*folder*': 'folder.create',
    '*restore*': 'file.restore',
    '*delete*': 'file.delete',
    '*move*': 'file.move',
    '*rename*': 'file.rename',
    '*copy*': 'file.copy',
    '*edit*': 'file.edit',
    '*write*': 'file.edit',
    '*lock*': 'file.edit',
  },
  gives: ['outcome', 'userName', 'actorKind', 'objects'],
  finish,
});

/** `Jack Smith ( jsmith@example.com )`. */
const PERSON = /^(.{0,200}?)\s*\(\s*([^\s()]{1,200})\s*\)$/;

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = draft.activityType === 'login.failed' ? 'failure' : 'success';
  const person = PERSON.exec(draft.sourceUser);
  if (person !== null) {
    draft.userName = person[1] ?? '';
    draft.sourceUser = person[2] ?? draft.sourceUser;
  }
  draft.target = PERSON.exec(draft.target)?.[2] ?? draft.target;
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  const path = record.text('sourcePath', 'file/folder', 'File/Folder', 'file', 'resource', 'folder', 'path');
  const isFolder = draft.activityType.startsWith('folder.') || record.text('folder') === path;
  const type = isFolder && path !== '' ? 'folder' : 'file';
  draft.objects = objects(type, { id: path, name: path.split('/').at(-1), parent: folderOf(path) });
  return undefined;
}
