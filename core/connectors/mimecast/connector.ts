/** Mimecast: its audit events, from its API. Who acted stands in a field; from where and how it ended in a sentence. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { cleanIp } from '../kit/ip.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const mimecast = defineConnector({
  id: 'mimecast',
  title: 'Mimecast audit events',
  vendor: 'Mimecast',
  app: 'mimecast',
  grade: 'documented',
  source: 'https://integrations.mimecast.com/documentation/endpoint-reference/logs-and-statistics/get-audit-events/',
  shapes: [
    {
      has: ['auditType', 'eventTime', 'eventInfo', 'category', 'user'],
      score: 1,
      words: 'an audit event: auditType, eventTime, eventInfo, category, user',
    },
  ],
  time: ['eventTime'],
  paths: {
    id: ['id'],
    sourceUser: ['user'],
    operation: ['auditType'],
    description: ['eventInfo'],
  },
  operations: {
    'User Logged On': 'login',
    'Mimecast Support Login': 'impersonate',
    'Logon Authentication Failed': 'login.failed',
    'Logon Requires Challenge': 'login.challenge',
    'User Logged Off': 'logout',
    'User Password Changed': 'password.change',
    'New User': 'user.create',
    'User Deleted': 'user.delete',
    'User Settings': 'user.update',
    'Role Created': 'role.create',
    'Role Deleted': 'role.delete',
    'Page Data Exports': 'data.export',
    'Archive Mailbox Export Download': 'data.export',
    'Archive Mailbox Restore': 'mail.create',
    'Search Action': 'data.search',
    'Archive Search': 'data.search',
    'Message Action': 'mail.access',
    'Archive Message Viewed': 'mail.access',
    'Case Action': 'resource.view',
    'Review Set Action': 'resource.view',
    'Threat Intel Feed Download': 'data.export',
    'Connectors Management': 'app.update',
    'API Application*': 'app.update',
    'New Policy': 'policy.create',
    'Policy Deleted': 'policy.delete',
    '*policy*': 'policy.change',
    'Folder Log Entry': 'group.update',
    'Custom Report Definition *': 'report.view',
    'Remediation Incident *': 'alert.update',
    'Completed Directory Sync': 'user.update',
    'Existing *Changed': 'setting.change',
  },
  gives: ['outcome', 'actorKind', 'reason', 'sourceIp', 'target', 'clientApp', 'mfa'],
  finish,
});

function finish(_: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  const told = draft.description;
  draft.sourceIp = cleanIp(/\bIP(?: Address)? ?(?::|is) ?([0-9a-f.:]{3,45})/i.exec(told)?.[1] ?? '');
  draft.clientApp = /\bApplication ?: ?([^,]{1,80})/i.exec(told)?.[1]?.trim() ?? '';
  draft.outcome = /^(?:fail|unsuccessful)|\bfailed authentication\b|Success: false/i.test(told) ? 'failure' : 'success';
  if (draft.activityType === 'login.failed') draft.outcome = 'failure';
  if (draft.outcome === 'failure') draft.reason = /\bReason: ([^,]{1,120})/.exec(told)?.[1]?.trim() ?? '';
  draft.target = /^Password reset for user: (\S+)/.exec(told)?.[1] ?? '';
  if (draft.target !== '' && draft.target !== draft.sourceUser) draft.activityType = 'password.reset';
  if (/\b2FA: (?!None)/.test(told)) draft.mfa = true;
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  return undefined;
}
