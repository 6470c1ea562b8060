/** Azure DevOps' audit log of an organisation: the API's and the portal's entries, and the AzureDevOpsAuditing table. */
import type { ActorKind } from '../../model/activity.ts';
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const azureDevops = defineConnector({
  id: 'azure-devops',
  title: 'Azure DevOps audit log',
  vendor: 'Microsoft',
  app: 'azure-devops',
  grade: 'documented',
  source: 'https://learn.microsoft.com/azure/devops/organizations/audit/auditing-events',
  shapes: [
    {
      has: ['actionId', 'actorUPN', 'scopeType', 'timestamp', 'area'],
      score: 1,
      words: 'an audit entry: actionId, actorUPN, scopeType, timestamp, area',
    },
    {
      has: ['ActionId', 'ActorUPN', 'ScopeType', 'Timestamp', 'Area'],
      score: 1,
      words: 'a row of the portal\u2019s export: ActionId, ActorUPN, ScopeType, Timestamp, Area',
    },
    {
      has: ['OperationName', 'ActorUPN', 'ScopeType', 'Area', 'TimeGenerated'],
      score: 1,
      words: 'a row of AzureDevOpsAuditing: OperationName, ActorUPN, ScopeType, Area, TimeGenerated',
    },
  ],
  time: ['timestamp', 'Timestamp', 'TimeGenerated'],
  localeTime: ['Timestamp', 'TimeGenerated'],
  paths: {
    id: ['id', 'Id'],
    instance: ['scopeDisplayName', 'ScopeDisplayName'],
    sourceUser: ['actorUPN', 'ActorUPN', 'actorDisplayName', 'ActorDisplayName', 'actorUserId', 'ActorUserId'],
    userId: ['actorUserId', 'ActorUserId', 'actorCUID', 'ActorCUID'],
    userName: ['actorDisplayName', 'ActorDisplayName'],
    operation: ['actionId', 'ActionId', 'OperationName'],
    sourceIp: ['ipAddress', 'IPAddress', 'IpAddress'],
    userAgent: ['userAgent', 'UserAgent'],
    correlationId: ['correlationId', 'CorrelationId'],
    clientApp: ['authenticationMechanism', 'AuthenticationMechanism'],
    target: ['data.MemberDisplayName', 'data.TargetDisplayName', 'data.UserIdentifier', 'projectName', 'ProjectName'],
    description: ['details', 'Details'],
  },
  operations: {
    'Git.RepositoryCreated': 'repo.create',
    'Git.RepositoryDeleted': 'repo.delete',
    'Git.RepositoryDestroyed': 'repo.delete',
    'Git.RepositoryUndeleted': 'repo.create',
    'Git.*': 'repo.update',
    'Project.Create*': 'site.create',
    'Project.*Delete*': 'site.delete',
    'Project.UpdateVisibility*': 'repo.visibility',
    'Project.*': 'site.update',
    'Group.CreateGroups': 'group.create',
    'Group.UpdateGroupMembership.Add': 'group.member.add',
    'Group.UpdateGroupMembership.Remove': 'group.member.remove',
    'Group.*': 'group.update',
    'Security.Remove*': 'permission.revoke',
    'Security.Reset*': 'permission.revoke',
    'Security.*': 'permission.grant',
    'Token.PatCreateEvent': 'key.create',
    'Token.PatUpdateEvent': 'key.update',
    'Token.PatRevokeEvent': 'key.delete',
    'Token.PatExpiredEvent': 'key.delete',
    'Token.PatSystemRevokeEvent': 'key.delete',
    'Token.*': 'key.update',
    'Licensing.Assigned': 'user.create',
    'Licensing.Removed': 'user.delete',
    'Licensing.*': 'user.update',
    'Extension.Installed': 'app.create',
    'Extension.Uninstalled': 'app.delete',
    'Extension.*': 'app.update',
    'OAuth.Authorization*': 'app.consent',
    'Policy.*Created': 'policy.create',
    'Policy.*Removed': 'policy.delete',
    'Policy.*': 'policy.change',
    'OrganizationPolicy.*': 'policy.change',
    'AuditLog.AccessLog': 'report.view',
    'AuditLog.DownloadLog': 'data.export',
    'AuditLog.*': 'audit.change',
    'Library.AgentAdded': 'resource.create',
    'Library.AgentDeleted': 'resource.delete',
    'Library.ServiceConnectionExecuted': 'secret.access',
    'Library.ServiceConnectionCreated': 'secret.change',
    'Library.*': 'resource.update',
    'Pipelines.PipelineCreated': 'resource.create',
    'Pipelines.PipelineDeleted': 'resource.delete',
    'Pipelines.*': 'resource.update',
    'Release.ReleaseCreated': 'command.run',
    'Release.*': 'resource.update',
    'Billing.*': 'billing.change',
    'Organization.*': 'setting.change',
    'CheckConfiguration.*': 'policy.change',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = 'success';
  const client = record.text('actorClientId', 'ActorClientId');
  const kind: ActorKind = /^0{8}-/.test(client) || client === '' ? 'user' : 'app';
  if (draft.sourceUser !== '') draft.actorKind = kind;
  draft.objects = objects(draft.operation.startsWith('Git.') ? 'repo' : 'project', {
    id: record.text('data.RepoId', 'projectId', 'ProjectId'),
    name: record.text('data.RepoName', 'projectName', 'ProjectName'),
  });
  for (const [type, path] of THINGS) draft.objects.push(...objects(type, { name: record.text(path) }));
  return undefined;
}

/** What an event is about beside its project, by the key in its data. */
const THINGS: readonly (readonly [type: string, path: string])[] = [
  ['group', 'data.GroupName'],
  ['app', 'data.ExtensionName'],
  ['key', 'data.DisplayName'],
  ['agent', 'data.AgentName'],
  ['pipeline', 'data.PipelineName'],
  ['policy', 'data.PolicyTypeDisplayName'],
];
