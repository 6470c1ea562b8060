/** Exchange Server's cmdlet log (event log MSExchange Management) and Search-AdminAuditLog exports. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { SourceRecord } from '../kit/source-record.ts';

export const exchangeAdminAudit = defineConnector({
  id: 'exchange-admin-audit',
  title: 'Exchange Server admin audit log',
  vendor: 'Microsoft',
  app: 'exchange-online',
  grade: 'verified',
  source: 'https://learn.microsoft.com/exchange/policy-and-compliance/admin-audit-logging/admin-audit-logging',
  shapes: [
    {
      has: ['Source', 'EventLog', 'ParameterXml'],
      where: { Source: /^MSExchange CmdletLogs$/ },
      score: 1,
      words: 'an event of MSExchange CmdletLogs: Source, EventLog, ParameterXml',
    },
    {
      has: ['CmdletName', 'Caller', 'RunDate', 'ObjectModified'],
      score: 1,
      words: 'an admin audit entry: CmdletName, Caller, RunDate, ObjectModified',
    },
  ],
  time: ['RunDate'],
  localeTime: ['TimeGenerated', 'RunDate'],
  paths: {
    id: ['Identity'],
    sourceUser: ['Caller', 'caller'],
    operation: ['CmdletName', 'cmdlet'],
    instance: ['Computer', 'OriginatingServer'],
    target: ['ObjectModified', 'target'],
    sourceIp: ['ClientIP'],
    reason: ['Error'],
    description: ['parameters'],
  },
  operations: {
    'New-InboxRule': 'mail.rule.create',
    'Set-InboxRule': 'mail.rule.update',
    'Remove-InboxRule': 'mail.rule.delete',
    'Add-MailboxPermission': 'mail.delegate.add',
    'Remove-MailboxPermission': 'mail.delegate.remove',
    'Add-ADPermission': 'mail.delegate.add',
    'Remove-ADPermission': 'mail.delegate.remove',
    'Add-RecipientPermission': 'mail.delegate.add',
    'Add-MailboxFolderPermission': 'mail.delegate.add',
    'New-TransportRule': 'mail.transport.rule',
    'Set-TransportRule': 'mail.transport.rule',
    'Disable-TransportRule': 'mail.transport.rule',
    'Remove-TransportRule': 'mail.transport.rule',
    'New-MailboxExportRequest': 'data.export',
    'New-MailboxSearch': 'data.search',
    'Search-Mailbox': 'data.search',
    'New-ManagementRoleAssignment': 'admin.role.grant',
    'Remove-ManagementRoleAssignment': 'admin.role.revoke',
    'Add-RoleGroupMember': 'admin.role.grant',
    'Remove-RoleGroupMember': 'admin.role.revoke',
    'Set-AdminAuditLogConfig': 'audit.change',
    'Set-Mailbox': 'mailbox.update',
    'New-Mailbox': 'mailbox.create',
    'Enable-Mailbox': 'mailbox.create',
    'Remove-Mailbox': 'mailbox.delete',
    'Disable-Mailbox': 'mailbox.delete',
    'Add-DistributionGroupMember': 'group.member.add',
    'Remove-DistributionGroupMember': 'group.member.remove',
    'Get-*': 'resource.view',
    '*-VirtualDirectory': 'setting.change',
    '*-OabVirtualDirectory': 'setting.change',
  },
  gives: ['outcome', 'actorKind'],
  open: cmdletRecord,
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (draft.sourceUser !== '') draft.actorKind = 'admin';
  // Search-AdminAuditLog writes the word where there was no error.
  if (draft.reason === 'None') draft.reason = '';
  const failed = draft.reason !== '' || record.flag('Succeeded') === false || record.text('EventLevelName') === 'Error';
  draft.outcome = failed ? 'failure' : 'success';
  if (draft.operation === 'Set-Mailbox' && /-(?:ForwardingAddress|ForwardingSmtpAddress)\b/.test(draft.description))
    draft.activityType = 'mail.forward.set';
  return undefined;
}

/** The event keeps the call as a list: cmdlet, parameters, caller, … The target is the parameter `-Identity`. */
function cmdletRecord(record: SourceRecord): SourceRecord {
  const list = [...record.text('ParameterXml').matchAll(/<Param>([^<]*)<\/Param>/g)]
    .slice(0, 3)
    .map((found) => found[1] ?? '');
  const [cmdlet = '', parameters = '', caller = ''] = list;
  if (cmdlet === '') return record;
  const target = /-Identity "([^"]*)"/.exec(parameters)?.[1] ?? '';
  return new SourceRecord({ ...record.data, cmdlet, parameters, caller, target });
}
