/** Alibaba Cloud: ActionTrail, from its delivery to storage or its API. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const alibabaActiontrail = defineConnector({
  id: 'alibaba-actiontrail',
  title: 'Alibaba Cloud ActionTrail',
  vendor: 'Alibaba Cloud',
  app: 'alibaba-cloud',
  grade: 'documented',
  source: 'https://www.alibabacloud.com/help/document_detail/28819.html',
  shapes: [
    {
      has: ['eventId', 'eventName', 'serviceName', 'acsRegion', 'userIdentity', 'eventTime'],
      score: 1,
      words: 'an event: eventId, eventName, serviceName, acsRegion, userIdentity',
    },
    {
      has: ['event.eventId', 'event.eventName', 'event.serviceName', 'event.userIdentity'],
      score: 1,
      words: 'an event in a log store: event with eventId, eventName, serviceName and userIdentity',
    },
  ],
  open: (record) => record.object('event') ?? record,
  time: ['eventTime'],
  paths: {
    id: ['eventId'],
    instance: ['recipientAccountId', 'userIdentity.accountId'],
    sourceUser: ['userIdentity.userName', 'userIdentity.principalId', 'userIdentity.type'],
    userId: ['userIdentity.principalId'],
    userName: ['additionalEventData.loginAccount'],
    operation: ['eventName'],
    reason: ['errorCode', 'errorMessage'],
    sourceIp: ['sourceIpAddress'],
    userAgent: ['userAgent'],
    tokenId: ['userIdentity.accessKeyId'],
    correlationId: ['requestId'],
    target: [
      'requestParameters.UserName',
      'requestParameters.GroupName',
      'requestParameters.PolicyName',
      'resourceName',
    ],
    description: ['serviceName', 'eventSource'],
  },
  operations: {
    ConsoleSignin: 'login',
    ConsoleSignout: 'logout',
    'AssumeRole*': 'role.assume',
    CreateAccessKey: 'key.create',
    DeleteAccessKey: 'key.delete',
    UpdateAccessKey: 'key.update',
    CreateUser: 'user.create',
    DeleteUser: 'user.delete',
    CreateLoginProfile: 'password.change',
    UpdateLoginProfile: 'password.change',
    ChangePassword: 'password.change',
    BindMFADevice: 'mfa.change',
    UnbindMFADevice: 'mfa.disable',
    AddUserToGroup: 'group.member.add',
    RemoveUserFromGroup: 'group.member.remove',
    'AttachPolicyTo*': 'admin.role.grant',
    'DetachPolicyFrom*': 'admin.role.revoke',
    StopLogging: 'audit.change',
    DeleteTrail: 'audit.change',
    UpdateTrail: 'audit.change',
    'AuthorizeSecurityGroup*': 'network.change',
    'RevokeSecurityGroup*': 'network.change',
    PutBucketAcl: 'permission.grant',
    GetObject: 'file.download',
    PutObject: 'file.upload',
    DeleteObject: 'file.delete',
    GetSecretValue: 'secret.access',
  },
  gives: ['outcome', 'actorKind', 'objects', 'mfa'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = draft.reason === '' ? 'success' : 'failure';
  const kind = record.text('userIdentity.type');
  draft.actorKind = /user$|account/.test(kind)
    ? 'user'
    : kind === 'system'
      ? 'system'
      : kind === ''
        ? undefined
        : 'app';
  draft.mfa = record.flag(
    'userIdentity.sessionContext.attributes.mfaAuthenticated',
    'additionalEventData.isMFAChecked',
    'additionalEventData.mfaChecked',
  );
  draft.objects = objects(record.text('resourceType', 'serviceName').toLowerCase() || 'resource', {
    id: record.text('requestParameters.InstanceId', 'requestParameters.BucketName', 'resourceName'),
    name: record.text('resourceName'),
  });
  return undefined;
}
