/** Azure's activity log: from the portal, the CLI and API, Event Hub and the AzureActivity table, and resource logs that name a caller. */
import type { ActivityObject } from '../../model/activity.ts';
import type { ActivityType } from '../../model/activity-types.ts';
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { cleanIp } from '../kit/ip.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const azureActivity = defineConnector({
  id: 'azure-activity',
  title: 'Azure activity log',
  vendor: 'Microsoft',
  app: 'microsoft-azure',
  grade: 'verified',
  source: 'https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema',
  shapes: [
    {
      has: ['eventTimestamp', 'operationName', 'caller'],
      score: 1,
      words: 'an activity log event: eventTimestamp, operationName, caller',
    },
    {
      has: ['eventTimestamp', 'operationName', 'eventDataId'],
      score: 1,
      words: 'an activity log event: eventTimestamp, operationName, eventDataId',
    },
    {
      has: ['operationName', 'resourceId', 'category'],
      where: {
        category:
          /^(?:Administrative|Security|ServiceHealth|Alert|Recommendation|Policy|Autoscale|ResourceHealth|Action|Write|Delete)$/i,
      },
      score: 1,
      words: 'an activity log record of Event Hub: operationName, resourceId, category Administrative',
    },
    {
      has: ['OperationNameValue', 'Caller', 'ActivityStatusValue'],
      score: 1,
      words: 'a row of the AzureActivity table: OperationNameValue, Caller, ActivityStatusValue',
    },
    {
      has: ['EventName', 'EventTimeString', 'resourceId'],
      score: 1,
      words: 'an operational log of a resource: EventName, EventTimeString, resourceId',
    },
    {
      has: ['Correlation id', 'Operation name', 'Event initiated by', 'Time'],
      score: 1,
      words: 'the columns of a portal download: Correlation id, Operation name, Event initiated by',
    },
    {
      has: ['operationName', 'category', 'callerIpAddress', 'time'],
      where: { category: /^Storage(?:Read|Write|Delete)$/ },
      score: 0.9,
      words: 'a log of a storage account: operationName, category Storage…, callerIpAddress',
    },
    {
      has: ['operationName', 'category', 'properties.server_principal_name', 'properties.action_id'],
      where: { category: /SQLSecurityAuditEvents/ },
      score: 0.9,
      words: 'an audit of a SQL server: its category, action_id, server_principal_name',
    },
    {
      has: ['operationName', 'resourceId', 'time'],
      score: 0.4,
      words: 'a resource log: operationName, resourceId, time',
    },
  ],
  time: ['eventTimestamp', 'properties.event_time', 'time', 'TimeGenerated', 'Time'],
  localeTime: ['EventTimeString', 'time', 'TimeGenerated', 'Time'],
  paths: {
    id: ['eventDataId', 'EventDataId', 'ActivityId'],
    instance: ['subscriptionId', 'SubscriptionId', 'Subscription', 'tenantId'],
    sourceUser: [
      'caller',
      'Caller',
      'Event initiated by',
      'identity.claims.name',
      'identity.claims.upn',
      'identity.requester.upn',
      'identity.requester.objectId',
      'properties.server_principal_name',
      'properties.session_server_principal_name',
      'identity',
      'properties.userEmail',
      'properties.User',
      'properties.user',
      'properties.userName',
      'properties.identity',
      'properties.aadPrincipalId',
      'identity.claim.appid',
      'identity.claims.appid',
      'identity.requester.appId',
    ],
    userName: ['claims.name'],
    operation: [
      'operationName.value',
      'operationName',
      'OperationNameValue',
      'OperationName',
      'Operation name',
      'EventName',
    ],
    sourceIp: [
      'claims.ipaddr',
      'callerIpAddress',
      'httpRequest.clientIpAddress',
      'CallerIpAddress',
      'properties.client_ip',
      'properties.clientIpAddress',
      'properties.callerIpAddress',
      'properties.clientIP',
      'properties.clientIp',
      'properties.UserAddress',
    ],
    userAgent: ['properties.userAgentHeader', 'properties.userAgent', 'properties.clientInfo'],
    correlationId: ['correlationId', 'CorrelationId', 'Correlation id'],
    tokenId: ['claims.uti', 'identity.claims.uti'],
    clientApp: ['claims.appid', 'identity.claims.appid', 'identity.claim.appid', 'identity.requester.appId'],
    reason: ['subStatus.value', 'resultDescription', 'resultSignature', 'statusText', 'ActivitySubstatusValue'],
    description: ['description', 'properties.statement'],
  },
  outcome: ['properties.succeeded', 'status.value', 'resultType', 'status', 'ActivityStatusValue', 'Status'],
  operations: {
    'Sign-in activity': 'login',
    'Microsoft.Authorization/roleAssignments/write': 'admin.role.grant',
    'Microsoft.Authorization/roleAssignments/delete': 'admin.role.revoke',
    'Microsoft.Authorization/elevateAccess/action': 'admin.role.grant',
    'Microsoft.Authorization/roleDefinitions/write': 'role.update',
    'Microsoft.Authorization/roleDefinitions/delete': 'role.delete',
    'Microsoft.Authorization/policy*/write': 'policy.change',
    'Microsoft.Authorization/policy*/delete': 'policy.delete',
    'Microsoft.Authorization/policies/*': 'alert.raise',
    'Microsoft.Authorization/locks/delete': 'policy.delete',
    'Microsoft.Insights/diagnosticSettings/*': 'audit.change',
    'Microsoft.Insights/AlertRules/Resolved/Action': 'alert.update',
    'Microsoft.Insights/AlertRules/*': 'alert.raise',
    'Microsoft.OperationalInsights/workspaces/delete': 'audit.change',
    'Microsoft.OperationsManagement/solutions/delete': 'audit.change',
    'Microsoft.Insights/ActivityLogAlerts/delete': 'audit.change',
    'Microsoft.Insights/actionGroups/delete': 'audit.change',
    'Microsoft.SecurityInsights/alertRules/delete': 'audit.change',
    'Microsoft.Security/pricings/write': 'policy.change',
    'Microsoft.Security/autoProvisioningSettings/write': 'policy.change',
    'Microsoft.AlertsManagement/actionRules/*': 'alert.update',
    'Microsoft.ServiceHealth/*': 'alert.raise',
    'Microsoft.Resourcehealth/*': 'alert.raise',
    'Microsoft.KeyVault/vaults/secrets/read': 'secret.access',
    'Microsoft.KeyVault/vaults/secrets/*': 'secret.change',
    'Microsoft.KeyVault/vaults/accessPolicies/write': 'permission.grant',
    'Microsoft.Storage/storageAccounts/listKeys/action': 'secret.access',
    'Microsoft.Storage/storageAccounts/regenerateKey/action': 'key.update',
    'Microsoft.Storage/storageAccounts/ListAccountSas/action': 'secret.access',
    'Microsoft.DocumentDB/databaseAccounts/listKeys/action': 'secret.access',
    '*/runCommand/action': 'command.run',
    '*/runCommands/write': 'command.run',
    'Microsoft.SerialConsole/serialPorts/connect/action': 'command.run',
    '*/authorizationRules/write': 'permission.grant',
    'Microsoft.Compute/virtualMachines/extensions/write': 'command.run',
    'Microsoft.Compute/virtualMachines/start/action': 'resource.start',
    'Microsoft.Compute/virtualMachines/restart/action': 'resource.start',
    'Microsoft.Compute/virtualMachines/deallocate/action': 'resource.stop',
    'Microsoft.Compute/virtualMachines/powerOff/action': 'resource.stop',
    'Microsoft.Compute/snapshots/beginGetAccess/action': 'data.export',
    'Microsoft.Compute/disks/beginGetAccess/action': 'data.export',
    'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action': 'permission.grant',
    'Microsoft.Network/*': 'network.change',
    'Microsoft.ContainerService/managedClusters/listClusterAdminCredential/action': 'secret.access',
    '*/listKeys/action': 'secret.access',
    '*/listAdminKeys/action': 'secret.access',
    '*/listSecrets/action': 'secret.access',
    '*/listConnectionStrings/action': 'secret.access',
    '*/readonlykeys/action': 'secret.access',
    '*/sharedKeys/action': 'secret.access',
    '*/listCredentials/action': 'secret.access',
    '*/listServiceSas/action': 'secret.access',
    '*/listAccountSas/action': 'secret.access',
    '*/publishxml/action': 'secret.access',
    '*/config/list/action': 'secret.access',
    '*/listCallbackUrl/action': 'secret.access',
    '*/retrieveRegistrationToken/action': 'secret.access',
    '*/listCluster*Credential/action': 'secret.access',
    '*/listCluster*Credentials/action': 'secret.access',
    '*/regenerateKey/action': 'key.update',
    '*/generateUserDelegationKey/action': 'key.create',
    '*/revokeUserDelegationKeys/action': 'key.delete',
    '*/webhooks/action': 'command.run',
    '*/createrun/action': 'command.run',
    '*/runbooks/publish/action': 'command.run',
    '*/jobs/write': 'command.run',
    '*/virtualMachines/login/action': 'login',
    '*/virtualMachines/loginAsAdmin/action': 'login',
    '*/deletedVaults/purge/action': 'resource.delete',
    '*/importImage/action': 'resource.create',
    '*/capture/action': 'resource.update',
    '*/generalize/action': 'resource.update',
    '*/redeploy/action': 'resource.update',
    '*/slotsswap/action': 'resource.update',
    '*/sync/action': 'resource.update',
    '*/syncfunctiontriggers/action': 'resource.update',
    '*/validate/action': 'resource.update',
    '*/deploy/action': 'resource.update',
    '*/maintenance/action': 'resource.update',
    '*/Scaleup/action': 'resource.update',
    '*/Scaledown/action': 'resource.update',
    '*/available/action': 'alert.raise',
    '*/jitNetworkAccessPolicies/initiate/action': 'network.change',
    '*/alerts/dismiss/action': 'alert.update',
    '*/alerts/activate/action': 'alert.raise',
    '*/alertsSuppressionRules/write': 'alert.update',
    '*/databases/export/action': 'data.export',
    '*/firewallRules/*': 'network.change',
    '*/administrators/write': 'admin.role.grant',
    '*/classicAdministrators/write': 'admin.role.grant',
    '*/roleEligibilityScheduleRequests/write': 'admin.role.grant',
    '*/roleAssignmentScheduleRequests/write': 'admin.role.grant',
    '*/auditingSettings/write': 'audit.change',
    'Microsoft.Insights/logProfiles/delete': 'audit.change',
    'microsoft.aadiam/diagnosticSettings/*': 'audit.change',
    '*/federatedIdentityCredentials/write': 'app.credential.add',
    '*/clusterrolebindings/write': 'admin.role.grant',
    '*/secrets/write': 'secret.change',
    'Microsoft.Subscription/cancel/action': 'billing.change',
    'Microsoft.Subscription/rename/action': 'billing.change',
    'Microsoft.ManagedServices/registration*/write': 'permission.grant',
    GetBlob: 'file.download',
    PutBlob: 'file.upload',
    DeleteBlob: 'file.delete',
    SecretGet: 'secret.access',
    SecretList: 'secret.access',
    SecretSet: 'secret.change',
  },
  gives: ['userId', 'actorKind', 'objects', 'target'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  readClaims(record, draft);
  const person = /@/.test(draft.sourceUser) || record.has('claims.name');
  if (draft.sourceUser !== '') draft.actorKind = person ? 'user' : 'app';
  if (draft.sourceIp === '') draft.sourceIp = cleanIp(record.object('httpRequest')?.text('clientIpAddress') ?? '');
  // A resource's log says what its HTTP answer was; a key vault that refused has still "succeeded".
  const answer = record.number('statusCode', 'properties.httpStatusCode', 'properties.statusCode');
  if (answer !== undefined && (answer >= 400 || draft.outcome === 'unknown'))
    draft.outcome = answer >= 400 ? 'failure' : 'success';
  // Others say it in words.
  const message = draft.outcome === 'unknown' ? record.text('properties.message') : '';
  if (/\bsuccess/i.test(message)) draft.outcome = 'success';
  else if (/\bfail|denied|unauthori[sz]ed/i.test(message)) draft.outcome = 'failure';
  if (draft.outcome !== 'failure') draft.reason = '';
  // Databases audit what was asked of them under one name for all of it.
  const asked = record.text('properties.action_name', 'action_name_s');
  if (asked !== '') draft.operation = asked;
  if (asked !== '' && draft.activityType === 'other')
    draft.activityType = /AUTHENTICATION|LOGIN/i.test(asked) ? 'login' : 'data.query';
  if (draft.activityType === 'other') draft.activityType = byAction(draft.operation);
  const resource = record.text('resourceId', 'ResourceId', '_ResourceId', 'authorization.scope', 'Resource');
  if (resource !== '')
    draft.objects = [{ type: resourceType(record, resource), id: resource, name: resource.split('/').at(-1) ?? '' }];
  draft.objects.push(...itemOf(record, draft.operation));
  if (draft.activityType === 'admin.role.grant' || draft.activityType === 'admin.role.revoke') readRole(record, draft);
  return undefined;
}

/** Roles that are the same in every tenant, by their ids. */
const ROLES: Readonly<Record<string, string>> = {
  '8e3af657-a8ff-443c-a75c-2fe8c4bcb635': 'Owner',
  'b24988ac-6180-42a0-ab88-20f7382dd24c': 'Contributor',
  'acdd72a7-3385-48ef-bd42-f606fba81ae7': 'Reader',
  '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9': 'User Access Administrator',
};

/** Who was given which role is in what was sent, and after a removal in the answer. */
function readRole(record: SourceRecord, draft: ActivityDraft): void {
  const bodies = [
    'properties.requestbody',
    'properties.requestBody',
    'properties.responseBody',
    'Properties.requestbody',
  ];
  for (const path of bodies) {
    const body = record.object(path);
    const said = body?.object('Properties') ?? body?.object('properties');
    if (said === undefined) continue;
    draft.target ||= said.text('PrincipalId', 'principalId');
    const id = said.text('RoleDefinitionId', 'roleDefinitionId').split('/').at(-1) ?? '';
    const name = Object.hasOwn(ROLES, id.toLowerCase()) ? ROLES[id.toLowerCase()] : undefined;
    draft.objects.push(...objects('role', { id, name }));
    return;
  }
}

/** What was read or written in the resource: a blob, a secret. */
function itemOf(record: SourceRecord, operation: string): ActivityObject[] {
  if (operation.startsWith('Secret')) return objects('secret', { id: record.text('properties.id') });
  const key = record.text('properties.objectKey');
  return objects('file', { id: key, name: key.split('/').at(-1) });
}

/** Claims are named by addresses, dots and all, so they are no paths. */
function readClaims(record: SourceRecord, draft: ActivityDraft): void {
  const claims = ['claims', 'identity.claims', 'identity.claim', 'Claims_d']
    .map((path) => record.object(path))
    .find((found) => found !== undefined);
  if (claims === undefined) return;
  draft.userId = claims.text('http://schemas.microsoft.com/identity/claims/objectidentifier');
  const upn = claims.text('http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn');
  if (!record.has('caller') && upn !== '') draft.sourceUser = upn;
}

/** The last word of a resource provider's operation says what it does. */
function byAction(operation: string): ActivityType {
  if (!operation.includes('/')) return 'other';
  const action = operation.split('/').at(-1)?.toLowerCase();
  if (action === 'write') return 'resource.update';
  if (action === 'delete') return 'resource.delete';
  return action === 'read' ? 'resource.view' : 'other';
}

function resourceType(record: SourceRecord, id: string): string {
  const named = record.text('resourceType.value', 'resourceType', 'ResourceProviderValue');
  const type = named || (/\/providers\/([^/]+\/[^/]+)/i.exec(id)?.[1] ?? '');
  return type === '' ? 'resource' : type.toLowerCase();
}
