/** AWS CloudTrail: files of a trail (`Records`), `lookup-events` answers (the event as text), CloudWatch, EventBridge, Lake and Insight events. */
import type { ActivityObject, ActorKind } from '../../model/activity.ts';
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { bytesAt } from '../kit/bytes.ts';
import type { SourceRecord } from '../kit/source-record.ts';
import { OPERATIONS } from './operations.ts';

const MAX_OBJECTS = 50;

export const awsCloudtrail = defineConnector({
  id: 'aws-cloudtrail',
  title: 'AWS CloudTrail',
  vendor: 'Amazon Web Services',
  app: 'amazon-web-services',
  grade: 'verified',
  source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html',
  shapes: [
    {
      has: ['eventVersion', 'eventSource', 'eventName', 'eventTime'],
      // Alibaba's trail has the same names.
      where: { eventSource: /^(?!.*\.aliyun(?:cs)?\.com(?:$|\/))/ },
      score: 1,
      words: 'an event record: eventVersion, eventSource, eventName, eventTime',
    },
    {
      has: ['eventSource', 'eventName', 'eventTime'],
      where: { eventSource: /\.amazonaws\.com$/ },
      score: 1,
      words: 'an event of a service of Amazon: eventSource, eventName, eventTime',
    },
    {
      has: ['eventVersion', 'eventSource', 'eventName', '@timestamp'],
      score: 1,
      words: "an event record in a log pipeline's: eventVersion, eventSource, eventName, @timestamp",
    },
    {
      has: ['eventVersion', 'eventType', 'insightDetails'],
      score: 1,
      words: 'an Insights event: eventType, insightDetails',
    },
    {
      has: ['CloudTrailEvent', 'EventId', 'EventName'],
      score: 1,
      words: 'an answer of lookup-events: CloudTrailEvent, EventId, EventName',
    },
    {
      has: ['EventSource', 'EventName', 'AwsEventId'],
      score: 1,
      words: 'a row of the AWSCloudTrail table: EventSource, EventName, AwsEventId',
    },
    {
      has: ['Event name', 'Event time', 'Event source', 'AWS access key'],
      score: 1,
      words: 'the columns of an event history download: Event name, Event time, Event source',
    },
  ],
  time: ['eventTime', 'TimeGenerated', 'Event time', '@timestamp'],
  paths: {
    id: ['eventID', 'AwsEventId', 'Event ID'],
    instance: ['recipientAccountId', 'userIdentity.accountId', 'RecipientAccountId', 'UserIdentityAccountId'],
    sourceUser: [
      'userIdentity.userName',
      'UserIdentityUserName',
      'User name',
      'userIdentity.sessionContext.sessionIssuer.userName',
      // Of a sign-in to IAM Identity Center, once: https://docs.aws.amazon.com/singlesignon/latest/userguide/username-sign-in-cloudtrail-events.html
      'additionalEventData.UserName',
      'userIdentity.onBehalfOf.userId',
    ],
    userId: ['userIdentity.arn', 'userIdentity.principalId', 'UserIdentityArn', 'UserIdentityPrincipalid'],
    operation: ['eventName', 'EventName', 'Event name', 'insightDetails.eventName', 'eventType'],
    reason: ['errorCode', 'ErrorCode', 'Error code', 'errorMessage', 'ErrorMessage'],
    sourceIp: ['sourceIPAddress', 'SourceIpAddress', 'Source IP address'],
    userAgent: ['userAgent', 'UserAgent', 'User agent'],
    correlationId: ['requestID', 'AwsRequestId', 'Request ID'],
    sessionId: ['userIdentity.accessKeyId', 'UserIdentityAccessKeyId', 'AWS access key'],
    description: ['errorMessage', 'ErrorMessage', 'eventSource', 'EventSource', 'Event source'],
  },
  operations: OPERATIONS,
  gives: ['actorKind', 'outcome', 'objects', 'target', 'clientApp', 'impersonated', 'mfa', 'bytes'],
  open: (record) => record.object('CloudTrailEvent') ?? record,
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  const type = record.text('userIdentity.type', 'UserIdentityType');
  draft.actorKind = actorKind(type);
  draft.clientApp = record.text('userIdentity.invokedBy', 'UserIdentityInvokedBy');
  if (draft.sourceUser === '') draft.sourceUser = actorName(record, type);
  readOutcome(record, draft);
  readObjects(record, draft);
  draft.target = record.text('requestParameters.userName', 'requestParameters.roleArn', 'requestParameters.roleName');
  // Who is assigned in Identity Center; what a session of Systems Manager goes to.
  draft.target ||= record.text('requestParameters.principalId', 'requestParameters.target');
  if (draft.activityType === 'file.share') draft.activityType = shareType(record);
  if (draft.operation === 'ConsoleLogin')
    draft.mfa = record.flag('additionalEventData.MFAUsed', 'AdditionalEventData.MFAUsed');
  return undefined;
}

function actorKind(type: string): ActorKind | undefined {
  if (type === 'AWSService') return 'system';
  if (type === 'Root') return 'admin';
  if (type === '') return undefined;
  return type === 'AssumedRole' || type === 'AWSAccount' ? 'app' : 'user';
}

/** Who acted where the record has no user name: root, a session's name, a service. */
function actorName(record: SourceRecord, type: string): string {
  if (type === 'Root') return 'root';
  const session = record.text('userIdentity.arn', 'UserIdentityArn').split('/').at(-1) ?? '';
  // A federated user's is the name that the token was asked for.
  if ((type === 'AssumedRole' || type === 'FederatedUser') && session !== '') return session;
  return record.text(
    'userIdentity.invokedBy',
    'userIdentity.principalId',
    'UserIdentityPrincipalid',
    'userIdentity.accountId',
  );
}

/** An error code means that it failed; a console sign-in says so in its response. */
function readOutcome(record: SourceRecord, draft: ActivityDraft): void {
  const answers = record.object('responseElements') ?? record.object('ResponseElements');
  const step = record.text(
    'serviceEventDetails.UserAuthentication',
    'serviceEventDetails.CredentialVerification',
    'serviceEventDetails.CredentialChallenge',
  );
  const said = answers?.text('ConsoleLogin', 'CheckMfa', 'PasswordUpdated', 'SwitchRole') || step;
  if (said !== '') draft.outcome = said === 'Success' ? 'success' : 'failure';
  else draft.outcome = draft.reason === '' ? 'success' : 'failure';
  if (draft.activityType === 'login' && draft.outcome === 'failure') draft.activityType = 'login.failed';
}

function readObjects(record: SourceRecord, draft: ActivityDraft): void {
  for (const resource of record.list('resources').slice(0, MAX_OBJECTS)) {
    const id = resource.text('ARN', 'arn');
    if (id !== '') draft.objects.push({ type: plainType(resource.text('type')), id });
  }
  const asked = record.object('requestParameters') ?? record.object('RequestParameters');
  if (asked === undefined) return;
  const bucket = asked.text('bucketName');
  const key = asked.text('key');
  const moved = 'additionalEventData.bytesTransferred';
  draft.bytes = bytesAt(record, `${moved}Out`) || bytesAt(record, `${moved}In`);
  if (key !== '') draft.objects.push({ type: 'file', id: `${bucket}/${key}`, name: key });
  else if (bucket !== '') draft.objects.push({ type: 'bucket', name: bucket });
  for (const [path, kind] of NAMED) {
    const name = asked.text(path);
    if (name === '' || draft.objects.some(({ id }) => id === name)) continue;
    draft.objects.push({ type: kind, name } satisfies ActivityObject);
  }
  // A key has its name from the answer.
  const made = draft.activityType === 'key.create' ? record.text('responseElements.accessKey.accessKeyId') : '';
  if (made !== '') draft.objects.push({ type: 'key', name: made });
}

const NAMED: readonly (readonly [path: string, type: string])[] = [
  ['userName', 'user'],
  ['groupName', 'group'],
  ['roleName', 'role'],
  ['policyArn', 'policy'],
  ['policyName', 'policy'],
  ['accessKeyId', 'key'],
  ['name', 'resource'],
  ['groupId', 'group'],
  ['instanceId', 'instance'],
  ['secretId', 'secret'],
  ['functionName', 'function'],
  ['keyId', 'key'],
  ['imageId', 'image'],
  ['snapshotId', 'snapshot'],
  ['dBSnapshotIdentifier', 'snapshot'],
  ['dBClusterSnapshotIdentifier', 'snapshot'],
  ['dBInstanceIdentifier', 'database'],
  ['dBClusterIdentifier', 'database'],
  ['tableName', 'table'],
  ['modelId', 'model'],
  ['target.id', 'account'],
  ['permissionSetArn', 'role'],
  ['roleArn', 'role'],
  ['trailName', 'trail'],
  ['accountName', 'account'],
];

/** `AWS::S3::Object` → `s3 object`. */
function plainType(type: string): string {
  return (
    type
      .replace(/^AWS::/, '')
      .replaceAll('::', ' ')
      .toLowerCase() || 'resource'
  );
}

/** Grants to everyone: a canned ACL, the AllUsers group, a principal of `*`, a snapshot's `all`. */
const EVERYONE =
  /public-read|AllUsers|AuthenticatedUsers|"Principal":\s*(?:"\*"|\{\s*"AWS":\s*"\*")|"groups?":\s*"all"|"valuesToAdd":\s*\[\s*"all"/i;

function shareType(record: SourceRecord): ActivityDraft['activityType'] {
  const asked = JSON.stringify(record.value('requestParameters') ?? record.value('RequestParameters') ?? '');
  return EVERYONE.test(asked.replaceAll('\\"', '"')) ? 'file.share.public' : 'file.share';
}
