/** CyberArk: the audit of its Identity Security Platform, events of Identity (before: Idaptive), and the vault's syslog in JSON, CEF, LEEF and pairs. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { cleanIp } from '../kit/ip.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';
import { VAULT_SHAPES, vaultRecord } from './vault-text.ts';

export const cyberark = defineConnector({
  id: 'cyberark',
  title: 'CyberArk Identity, Privilege Cloud and Vault audit',
  vendor: 'CyberArk',
  app: 'cyberark',
  grade: 'documented',
  source: 'https://docs.cyberark.com/audit/latest/en/content/audit/isp_auditevents.htm',
  shapes: [
    {
      has: ['auditCode', 'applicationCode', 'username', 'timestamp'],
      score: 1,
      words: 'an audit event: auditCode, applicationCode, username, timestamp',
    },
    {
      has: ['EventType', 'WhenOccurred', 'NormalizedUser'],
      score: 1,
      words: 'an event of Identity: EventType, WhenOccurred, NormalizedUser',
    },
    {
      has: ['syslog.audit_record.MessageID', 'syslog.audit_record.Issuer', 'syslog.audit_record.Desc'],
      score: 1,
      words: 'a record of the vault: syslog.audit_record with MessageID, Issuer and Desc',
    },
    ...VAULT_SHAPES,
  ],
  open: (record) => record.object('syslog.audit_record') ?? vaultRecord(record) ?? record,
  time: ['timestamp', 'WhenOccurred', 'IsoTimestamp'],
  paths: {
    id: ['uuid', 'ID'],
    instance: ['tenantId', 'TenantID', 'Hostname'],
    sourceUser: ['username', 'NormalizedUser', 'Issuer', 'SourceUser'],
    userId: ['userId', 'UserGuid'],
    operation: ['action', 'EventType', 'Desc', 'Action'],
    reason: ['FailReason', 'Reason'],
    sourceIp: ['customData.ip', 'customData.clientIp', 'FromIPAddress', 'Station'],
    userAgent: ['RequestUserAgent', 'customData.userAgent'],
    target: ['target', 'TargetUser', 'Target', 'ApplicationName'],
    sessionId: ['sessionId', 'InternalSessionID'],
    description: ['message', 'EventMessage', 'Message'],
    clientApp: ['accessMethod', 'component'],
  },
  typedBy: ['EventType', 'action', 'Desc'],
  operations: {
    'Cloud.Core.LoginFail*': 'login.failed',
    'Cloud.Core.Login.MultiFactorChallenge*': 'login.challenge',
    'Cloud.Core.Login*': 'login',
    'Cloud.Core.Logout*': 'logout',
    'Cloud.Core.StartAuthentication*': 'login.challenge',
    'Cloud.Core.MfaSummary*': 'login.challenge',
    'Cloud.Saas.Application.AppLaunch*': 'login',
    'Cloud.Core.*Password*': 'password.change',
    'Cloud.Saas.Application.*': 'app.update',
    '*failed to log*': 'login.failed',
    '*log*in failed*': 'login.failed',
    '*authentication*fail*': 'login.failed',
    '*multi-factor authentication*': 'login.challenge',
    '*authenticat*success*': 'login',
    '*logged in*': 'login',
    '*logged out*': 'logout',
    'Login *': 'login',
    // Told of only when it failed; a good one is a logon.
    'User Authentication': 'login.failed',
    'Undefined User Logon': 'login.failed',
    'Full Gateway Connection': 'login',
    'Logon*': 'login',
    'Logoff*': 'logout',
    'Logout*': 'logout',
    'Failed Logon*': 'login.failed',
    'Failure: *': 'login.failed',
    'Retrieve password*': 'secret.access',
    'Retrieve File*': 'secret.access',
    'Retrieve SSH Key*': 'secret.access',
    'Use Password*': 'secret.access',
    'Store password*': 'secret.change',
    'Store SSH Key*': 'secret.change',
    'Store File*': 'secret.change',
    'Delete File*': 'secret.change',
    'Rename File*': 'secret.change',
    'CPM Disable Password*': 'secret.change',
    'CPM Verify SSH Key*': 'other',
    'Set Password*': 'password.change',
    'Reset User Password*': 'password.reset',
    'Add Group Member*': 'group.member.add',
    'Remove Group Member*': 'group.member.remove',
    'Add/Update Group*': 'group.update',
    'CPM Change Password*': 'secret.change',
    'CPM Reconcile*': 'secret.change',
    'CPM Verify Password*': 'other',
    '*Add Owner*': 'permission.grant',
    '*Update Owner*': 'permission.grant',
    '*Remove Owner*': 'permission.revoke',
    'Add Safe*': 'resource.create',
    'Delete Safe*': 'resource.delete',
    'Add User*': 'user.create',
    'Delete User*': 'user.delete',
    'Update User*': 'user.update',
    'PSM Connect*': 'resource.start',
    'PSM Disconnect*': 'resource.stop',
    'PSM Upload Recording*': 'other',
    'Window Title*': 'other',
    '*SQL Command*': 'command.run',
    'Keystroke logging*': 'command.run',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  // A table keeps what differs from event to event as a text of JSON.
  const custom = record.object('customData');
  if (draft.sourceIp === '')
    draft.sourceIp = cleanIp(
      custom?.text('client_ip_address', 'source_ip_address', 'station_ip') || record.text('source'),
    );
  if (draft.userAgent === '') draft.userAgent = custom?.text('user_agent') ?? '';
  if (draft.reason === '') draft.reason = custom?.text('failure_reason', 'error_name') ?? '';
  const said = `${draft.operation} ${record.text('auditType', 'Level', 'Severity')}`;
  draft.outcome = /fail|denied|error/i.test(said) || draft.activityType === 'login.failed' ? 'failure' : 'success';
  if (draft.outcome === 'success') draft.reason = '';
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  // Of one property alone no list is made.
  const properties = record.list('CAProperties.CAProperty');
  const account = properties.find((one) => /^username$/i.test(one.text('Name')))?.text('Value');
  draft.objects = [
    ...objects('account', {
      id: record.text('accountId', 'File'),
      name: record.text('accountName', 'targetAccount') || (account ?? ''),
    }),
    ...objects('safe', { name: record.text('safe', 'Safe') }),
    ...objects('app', { id: record.text('ApplicationID'), name: record.text('ApplicationName') }),
  ];
  return undefined;
}
