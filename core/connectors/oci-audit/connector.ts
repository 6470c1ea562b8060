/** Oracle Cloud Infrastructure: audit events as CloudEvents, and Sentinel's columns. */
import { type ActivityDraft, type Refusal, skip } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const ociAudit = defineConnector({
  id: 'oci-audit',
  title: 'Oracle Cloud audit log',
  vendor: 'Oracle',
  app: 'oracle-cloud',
  grade: 'verified',
  source: 'https://docs.oracle.com/en-us/iaas/Content/Audit/Reference/logeventreference.htm',
  shapes: [
    {
      has: ['data.eventName', 'data.identity', 'eventType'],
      score: 1,
      words: 'a CloudEvent: eventType, data.eventName, data.identity',
    },
    {
      has: ['data.eventName', 'data.compartmentId'],
      score: 1,
      words: 'an audit event: data.eventName, data.compartmentId',
    },
  ],
  time: ['time', 'eventTime', 'data.eventTime', 'datetime'],
  localeTime: ['TimeGenerated', 'time'],
  paths: {
    id: ['id', 'eventID', 'data.id'],
    instance: ['data.identity.tenantId', 'data.compartmentName'],
    sourceUser: ['data.identity.principalName', 'data.identity.principalId'],
    userId: ['data.identity.principalId'],
    operation: ['data.eventName'],
    reason: ['data.response.message'],
    sourceIp: ['data.identity.ipAddress'],
    userAgent: ['data.identity.userAgent'],
    correlationId: ['data.request.id'],
    tokenId: ['data.identity.credentials'],
    description: ['data.message'],
    target: ['data.resourceName'],
  },
  operations: {
    InteractiveLogin: 'login',
    UpdatePassword: 'password.change',
    CreateOrResetUIPassword: 'password.reset',
    CreateUser: 'user.create',
    DeleteUser: 'user.delete',
    UpdateUser: 'user.update',
    CreateApiKey: 'key.create',
    UploadApiKey: 'key.create',
    DeleteApiKey: 'key.delete',
    CreateAuthToken: 'key.create',
    CreateCustomerSecretKey: 'key.create',
    AddUserToGroup: 'group.member.add',
    RemoveUserFromGroup: 'group.member.remove',
    CreatePolicy: 'policy.create',
    UpdatePolicy: 'policy.change',
    DeletePolicy: 'policy.delete',
    GetObject: 'file.download',
    PutObject: 'file.upload',
    DeleteObject: 'file.delete',
    CreatePreauthenticatedRequest: 'file.share.public',
    GetSecretBundle: 'secret.access',
    '*MfaTotpDevice': 'mfa.change',
    LaunchInstance: 'resource.create',
    TerminateInstance: 'resource.delete',
    '*SecurityList': 'network.change',
    'List*': 'resource.view',
    'Get*': 'resource.view',
    'Summarize*': 'resource.view',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (record.has('data.flowid')) return skip('flow-log');
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  const status = record.number('data.response.status') ?? 0;
  draft.outcome = status === 0 ? 'unknown' : status < 400 ? 'success' : 'failure';
  if (draft.outcome !== 'failure') draft.reason = '';
  draft.objects = objects('resource', { id: record.text('data.resourceId'), name: draft.target });
  return undefined;
}
