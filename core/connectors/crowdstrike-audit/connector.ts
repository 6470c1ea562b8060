/** CrowdStrike Falcon: what its users and API clients do in its console, from the event streams. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

/** What the sensors and the identity protection found, from the same streams. */
const FOUND =
  /(?:DetectionSummary|IncidentSummary|IdentityProtection|RemoteResponseSession\w{1,10}|MatchedSummary)(?:Event)?$/i;
const AUDIT = /^(?:AuthActivity|UserActivity|APIActivity)AuditEvent$/;

export const crowdstrikeAudit = defineConnector({
  id: 'crowdstrike-audit',
  title: 'CrowdStrike Falcon console audit',
  vendor: 'CrowdStrike',
  app: 'crowdstrike-falcon',
  grade: 'documented',
  source: 'https://github.com/elastic/integrations/tree/main/packages/crowdstrike',
  shapes: [
    {
      has: ['metadata.eventType', 'event.OperationName', 'event.ServiceName'],
      where: { 'metadata.eventType': AUDIT },
      score: 1,
      words: 'an event of a stream: metadata.eventType …AuditEvent, event.OperationName, event.ServiceName',
    },
    {
      has: ['metadata.eventType', 'metadata.eventCreationTime', 'event'],
      where: { 'metadata.eventType': FOUND },
      score: 1,
      words: 'an event of a stream: metadata.eventType …DetectionSummaryEvent, metadata.eventCreationTime, event',
    },
  ],
  time: ['event.UTCTimestamp', 'metadata.eventCreationTime'],
  paths: {
    instance: ['metadata.customerIDString'],
    sourceUser: [
      'event.UserId',
      'event.Attributes.actor_user',
      'event.UserName',
      'event.SourceAccountUpn',
      'event.SourceAccountName',
      'event.Attributes.APIClientID',
      'event.AuditKeyValues[Key=APIClientID].ValueString',
    ],
    operation: ['event.OperationName', 'metadata.eventType'],
    sourceIp: [
      'event.UserIp',
      'event.SourceIp',
      'event.Attributes.user_ip',
      'event.Attributes.source_ip',
      'event.SourceEndpointIpAddress',
      'event.LocalIP',
      'event.LocalIPv6',
    ],
    userAgent: ['event.Attributes.user_agent'],
    correlationId: ['event.Attributes.trace_id'],
    target: ['event.AuditKeyValues[Key=target_name].ValueString', 'event.Attributes.target_name'],
    clientApp: ['event.ServiceName'],
    description: ['event.Message', 'event.Attributes.request_path', 'event.DetectDescription', 'event.Description'],
    sessionId: ['event.SessionId'],
  },
  operations: {
    RemoteResponseSessionStartEvent: 'command.run',
    RemoteResponseSessionEndEvent: 'other',
    '*DetectionSummaryEvent': 'alert.raise',
    '*IncidentSummaryEvent': 'alert.raise',
    '*ProtectionEvent': 'alert.raise',
    userAuthenticate: 'login',
    twoFactorAuthenticate: 'login',
    ssoAuthenticate: 'login',
    saml2Assert: 'login',
    activateUser: 'user.restore',
    deactivateUser: 'user.suspend',
    createUser: 'user.create',
    updateUser: 'user.update',
    deleteUser: 'user.delete',
    grantUserRoles: 'admin.role.grant',
    grantCustomerSubscriptions: 'billing.change',
    revokeUserRoles: 'admin.role.revoke',
    changePassword: 'password.change',
    confirmResetPassword: 'password.reset',
    resetAuthSecret: 'mfa.change',
    requestResetPassword: 'password.reset',
    requestResetAuthSecret: 'mfa.change',
    createAPIClient: 'key.create',
    updateAPIClient: 'key.update',
    deleteAPIClient: 'key.delete',
    resetAPIClientSecret: 'key.update',
    'detection_*': 'alert.update',
    'incident_*': 'alert.update',
    quarantined_file_update: 'file.restore',
    'create_policy*': 'policy.create',
    'delete_policy*': 'policy.delete',
    'update_policy*': 'policy.change',
    '*_policy': 'policy.change',
    'hide_host*': 'device.update',
    'contain*': 'device.update',
    'streamSt*': 'data.export',
    logged: 'resource.view',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  const kind = record.text('metadata.eventType');
  if (!AUDIT.test(kind)) return finishFound(record, draft);
  const client = record.text('event.Attributes.APIClientID', 'event.AuditKeyValues[Key=APIClientID].ValueString');
  draft.actorKind = draft.sourceUser === client || draft.sourceUser.startsWith('API:') ? 'app' : 'user';
  if (draft.sourceUser === '') draft.actorKind = undefined;
  const success = record.flag('event.Success');
  const status = record.number('event.Attributes.status_code');
  if (success !== undefined) draft.outcome = success ? 'success' : 'failure';
  else if (status !== undefined) draft.outcome = status < 400 ? 'success' : 'failure';
  else draft.outcome = 'success';
  draft.objects = objects(draft.clientApp || 'object', {
    id: record.text(
      'event.AuditKeyValues[Key=detection_id].ValueString',
      'event.AuditKeyValues[Key=id].ValueString',
      'event.Attributes.detection_id',
    ),
    name: record.text('event.AuditKeyValues[Key=name].ValueString', 'event.Attributes.request_path'),
  });
  return undefined;
}

function finishFound(record: SourceRecord, draft: ActivityDraft): undefined {
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  draft.objects = [
    ...objects('file', { name: record.text('event.FileName') }),
    ...objects('device', {
      id: record.text('event.AgentId', 'event.SensorId'),
      name: record.text('event.Hostname', 'event.ComputerName', 'event.HostnameField', 'event.SourceEndpointHostName'),
    }),
  ];
  return undefined;
}
