/** Netwrix Auditor: what its add-on for SIEMs exports of audited systems as CEF. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { CEF_TIME, cefShape } from '../kit/cef.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const netwrix = defineConnector({
  id: 'netwrix',
  title: 'Netwrix Auditor activity records (CEF)',
  vendor: 'Netwrix',
  app: 'netwrix',
  grade: 'documented',
  source: 'https://docs.netwrix.com/docs/auditor/10_7/integrations/siem-integrations/generic-siem',
  shapes: [cefShape(/^Netwrix$/i, /./, 'an activity record of Auditor')],
  time: CEF_TIME,
  paths: {
    instance: ['sourceHostName'],
    sourceUser: ['sourceUserName'],
    operation: ['name'],
    sourceIp: ['sourceAddress'],
    description: ['message'],
  },
  operations: {
    'Successful Logon': 'login',
    'Failed Logon': 'login.failed',
    Logoff: 'logout',
    'Added user': 'user.create',
    'Removed user': 'user.delete',
    'Modified user': 'user.update',
    'Added group': 'group.create',
    'Removed group': 'group.delete',
    'Modified group': 'group.update',
    'Added mailbox': 'mailbox.create',
    'Modified mailbox': 'mailbox.update',
    'Removed mailbox': 'mailbox.delete',
    'Read file': 'file.view',
    'Added file': 'file.upload',
    'Modified file': 'file.edit',
    'Removed file': 'file.delete',
    'Renamed file': 'file.rename',
    'Moved file': 'file.move',
    'Copied file': 'file.copy',
    'Read document': 'file.view',
    'Modified document': 'file.edit',
    'Removed document': 'file.delete',
    'Added document': 'file.upload',
    'Added folder': 'folder.create',
    'Removed folder': 'folder.delete',
    'Modified *policy': 'policy.change',
    'Modified GroupPolicy': 'policy.change',
    'Added *policy': 'policy.create',
    'Removed *policy': 'policy.delete',
    'Read *': 'resource.view',
    'Added *': 'resource.create',
    'Modified *': 'resource.update',
    'Removed *': 'resource.delete',
  },
  gives: ['app', 'outcome', 'actorKind', 'objects', 'target'],
  finish,
});

/** Audited systems that are apps of the catalog. */
const APPS: Readonly<Record<string, string>> = {
  'Active Directory': 'active-directory',
  'Azure AD': 'microsoft-entra-id',
  'Microsoft Entra ID': 'microsoft-entra-id',
  'Exchange Online': 'exchange-online',
  'SharePoint Online': 'sharepoint-online',
  'MS Teams': 'microsoft-teams',
};

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  const product = record.text('deviceProduct');
  draft.app = Object.hasOwn(APPS, product) ? (APPS[product] ?? '') : '';
  draft.outcome = /fail/i.test(draft.operation) ? 'failure' : 'success';
  draft.actorKind = /^system$/i.test(draft.sourceUser) ? 'system' : 'user';
  const kind = record.text('deviceEventCategory').toLowerCase();
  const path = record.text('filePath');
  if (path !== '')
    draft.objects = objects(kind || 'object', { id: path, name: path.slice(path.lastIndexOf('\\') + 1) });
  if (kind === 'user') draft.target = draft.objects[0]?.name ?? '';
  if (kind === 'group' && draft.activityType === 'group.update') {
    if (/member:? ?-? ?added|member: added/i.test(draft.description)) draft.activityType = 'group.member.add';
    else if (/member:? ?-? ?removed/i.test(draft.description)) draft.activityType = 'group.member.remove';
  }
  if (kind === 'user' && /locked out/i.test(draft.description)) draft.activityType = 'user.lockout';
  return undefined;
}
