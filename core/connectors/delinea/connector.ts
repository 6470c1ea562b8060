/** Delinea (before: Thycotic) Secret Server: its event subscriptions sent as CEF. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { skip } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { CEF_TIME, cefShape } from '../kit/cef.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const delinea = defineConnector({
  id: 'delinea',
  title: 'Delinea Secret Server audit (CEF)',
  vendor: 'Delinea',
  app: 'delinea',
  grade: 'documented',
  source: 'https://docs.delinea.com/online-help/secret-server/events-and-alerts/secure-syslog-cef/index.htm',
  shapes: [cefShape(/^(?:thycotic|delinea)/i, /^secret ?server/i, 'an event of Secret Server')],
  time: CEF_TIME,
  paths: {
    sourceUser: ['sourceUserName', 'destinationUserName'],
    userId: ['sourceUserId'],
    userName: ['suser Display Name'],
    operation: ['name'],
    sourceIp: ['sourceAddress'],
    description: ['message'],
  },
  operations: {
    'SECRET - VIEW': 'secret.access',
    'SECRET - PASSWORD*DISPLAYED': 'secret.access',
    'SECRET - PASSWORD*COPIED*': 'secret.access',
    'SECRET - EDIT_VIEW': 'secret.access',
    'SECRET - LAUNCH*': 'secret.access',
    'SECRET - CHECK*OUT*': 'secret.access',
    'SECRET - EXPORT*': 'data.export',
    'SECRET - CREATE': 'secret.change',
    'SECRET - EDIT': 'secret.change',
    'SECRET - DELETE': 'secret.change',
    'SECRET - UNDELETE': 'secret.change',
    'SECRET - COPY': 'secret.change',
    'SECRET - *PASSWORD*CHANGE*': 'secret.change',
    'SECRET - *SHARE*': 'permission.grant',
    'SECRET - *PERMISSION*': 'permission.grant',
    'SECRET - HEARTBEAT*': 'other',
    'SECRET - SESSION RECORDING*': 'other',
    'SECRETPOLICY - *': 'policy.change',
    'SECRETTEMPLATE - *': 'setting.change',
    'USER - LOGIN': 'login',
    'USER - LOGINFAILURE': 'login.failed',
    'USER - LOGIN*FAIL*': 'login.failed',
    'USER - LOGOUT': 'logout',
    'USER - LOCKOUT': 'user.lockout',
    'USER - CREATE': 'user.create',
    'USER - DELETE': 'user.delete',
    'USER - DISABLE': 'user.suspend',
    'USER - ENABLE': 'user.restore',
    'USER - *PASSWORD*RESET*': 'password.reset',
    'USER - *PASSWORD*': 'password.change',
    'USER - *TWOFACTOR*': 'mfa.change',
    'USER - *': 'user.update',
    'ROLE - ASSIGN*USER*': 'admin.role.grant',
    'ROLE - UNASSIGN*USER*': 'admin.role.revoke',
    'ROLE - CREATE': 'role.create',
    'ROLE - DELETE': 'role.delete',
    'ROLE - *': 'role.update',
    'GROUP - CREATE': 'group.create',
    'GROUP - DELETE': 'group.delete',
    'GROUP - *ADD*': 'group.member.add',
    'GROUP - *REMOVE*': 'group.member.remove',
    'GROUP - *': 'group.update',
    'FOLDER - *PERMISSION*': 'permission.grant',
    'FOLDER - CREATE': 'folder.create',
    'FOLDER - DELETE': 'folder.delete',
    'FOLDER - *': 'resource.update',
    'UNLIMITEDADMIN - *': 'admin.role.grant',
    'CONFIGURATION - *': 'setting.change',
    'IPADDRESSRANGE - *': 'network.change',
    'EXPORTSECRETS - *': 'data.export',
  },
  gives: ['outcome', 'actorKind', 'objects', 'target'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  // What the server says of itself.
  if (/^system log$/i.test(draft.operation)) return skip('system');
  draft.outcome = /fail/i.test(draft.operation) ? 'failure' : 'success';
  draft.actorKind = /^(?:system|)$/i.test(draft.sourceUser) ? 'system' : 'user';
  const target = record.text('destinationUserName');
  if (target !== draft.sourceUser) draft.target = target;
  draft.objects = objects((record.text('fileType') || 'secret').toLowerCase(), {
    id: record.text('fileId'),
    name: record.text('fileName'),
    parent: record.text('Folder'),
  });
  return undefined;
}
