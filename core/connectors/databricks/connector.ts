/** Databricks' audit log: the delivered JSON's and the system table's columns. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const databricks = defineConnector({
  id: 'databricks',
  title: 'Databricks audit log',
  vendor: 'Databricks',
  app: 'databricks',
  grade: 'documented',
  source: 'https://docs.databricks.com/aws/en/admin/account-settings/audit-logs',
  shapes: [
    {
      has: ['serviceName', 'actionName', 'userIdentity.email'],
      score: 1,
      words: 'an audit log: serviceName, actionName, userIdentity.email',
    },
    {
      has: ['service_name', 'action_name', 'event_time', 'user_identity'],
      score: 1,
      words: 'a row of system.access.audit: service_name, action_name, event_time, user_identity',
    },
  ],
  time: ['timestamp', 'event_time'],
  paths: {
    id: ['eventId', 'event_id'],
    instance: ['workspaceId', 'workspace_id', 'accountId', 'account_id'],
    sourceUser: ['userIdentity.email', 'user_identity.email', 'userIdentity.subjectName'],
    operation: ['actionName', 'action_name'],
    sourceIp: ['sourceIPAddress', 'source_ip_address'],
    userAgent: ['userAgent', 'user_agent'],
    sessionId: ['sessionId', 'session_id'],
    correlationId: ['requestId', 'request_id'],
    target: [
      'requestParams.targetUserName',
      'requestParams.user',
      'request_params.targetUserName',
      'requestParams.name',
      'requestParams.tokenId',
    ],
    reason: ['response.errorMessage', 'response.error_message'],
  },
  typedBy: ['serviceName', 'service_name', 'actionName', 'action_name'],
  operations: {
    'accounts *login': 'login',
    'accounts *Login*': 'login',
    'accounts logout': 'logout',
    'accounts tokenLogin': 'token.issue',
    'accounts generateDbToken': 'key.create',
    'accounts revokeDbToken': 'key.delete',
    'accounts setAdmin': 'admin.role.grant',
    'accounts removeAdmin': 'admin.role.revoke',
    'accounts add': 'user.create',
    'accounts delete': 'user.delete',
    'accounts createGroup': 'group.create',
    'accounts removeGroup': 'group.delete',
    'accounts addPrincipal*ToGroup*': 'group.member.add',
    'accounts removePrincipal*FromGroup*': 'group.member.remove',
    'accounts changePassword': 'password.change',
    'accounts *IpAccessList*': 'policy.change',
    'secrets getSecret': 'secret.access',
    'secrets *': 'secret.change',
    'unityCatalog getTable': 'data.query',
    'unityCatalog generateTemporary*Credential': 'data.query',
    'unityCatalog updatePermissions': 'permission.grant',
    'deltaSharing*': 'file.share.external',
    'unityCatalog *Recipient': 'file.share.external',
    'databrickssql *Query*': 'data.query',
    'notebook download*': 'data.export',
    'notebook export*': 'data.export',
    'notebook runCommand': 'command.run',
    'workspace *export*': 'data.export',
    'dbfs *': 'file.edit',
    'jobs runNow': 'command.run',
    'clusters *start*': 'resource.start',
    'clusters permanentDelete*': 'resource.delete',
    'clusters *delete*': 'resource.stop',
    'workspaceConf*': 'setting.change',
    'accountsManager *': 'setting.change',
    'globalInitScripts *': 'command.run',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  const status = record.number('response.statusCode', 'response.status_code');
  if (status !== undefined) draft.outcome = status < 400 ? 'success' : 'failure';
  if (draft.outcome !== 'failure') draft.reason = '';
  // A token that was refused is a sign-in that failed.
  if (draft.outcome === 'failure' && draft.activityType === 'token.issue') draft.activityType = 'login.failed';
  if (draft.sourceUser !== '') draft.actorKind = draft.sourceUser.includes('@') ? 'user' : 'app';
  draft.objects = objects(record.text('serviceName', 'service_name') || 'object', {
    id: record.text(
      'requestParams.full_name_arg',
      'requestParams.path',
      'requestParams.securable_full_name',
      'requestParams.clusterId',
      'requestParams.cluster_id',
      'requestParams.notebookId',
      'requestParams.jobId',
      'requestParams.job_id',
    ),
    name: record.text(
      'requestParams.name',
      'requestParams.notebookName',
      'requestParams.clusterName',
      'requestParams.cluster_name',
      'requestParams.notebookFullPath',
    ),
  });
  return undefined;
}
