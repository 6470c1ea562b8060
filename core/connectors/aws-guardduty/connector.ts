/** Amazon GuardDuty: findings, as it exports them to storage or its API answers. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { cleanIp } from '../kit/ip.ts';
import { objects, place } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

/** The API's answers begin names with a capital, exports with a small letter. */
const either = (...paths: readonly string[]): readonly string[] =>
  paths.flatMap((path) => [
    path,
    path.replace(/(^|\.)([a-z])/g, (_, dot: string, letter: string) => dot + letter.toUpperCase()),
  ]);

export const awsGuardduty = defineConnector({
  id: 'aws-guardduty',
  title: 'Amazon GuardDuty findings',
  vendor: 'Amazon',
  app: 'amazon-web-services',
  grade: 'documented',
  source: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-summary.html',
  shapes: [
    {
      has: ['schemaVersion', 'accountId', 'type', 'resource.resourceType', 'service', 'severity'],
      score: 1,
      words: 'a finding: schemaVersion, accountId, type, resource.resourceType, service, severity',
    },
    {
      has: ['SchemaVersion', 'AccountId', 'Type', 'Resource.ResourceType', 'Service', 'Severity'],
      score: 1,
      words: 'a finding of the API: SchemaVersion, AccountId, Type, Resource.ResourceType, Service, Severity',
    },
  ],
  time: either('service.eventLastSeen', 'updatedAt', 'createdAt'),
  paths: {
    id: either('id'),
    instance: either('accountId'),
    sourceUser: either(
      'resource.accessKeyDetails.userName',
      'resource.kubernetesDetails.kubernetesUserDetails.username',
    ),
    userId: either('resource.accessKeyDetails.principalId'),
    operation: either('type'),
    tokenId: either('resource.accessKeyDetails.accessKeyId'),
    reason: either('severity'),
    description: either('title', 'description'),
    target: either(
      'resource.instanceDetails.instanceId',
      'resource.s3BucketDetails.0.name',
      'resource.eksClusterDetails.name',
    ),
  },
  operations: { '*': 'alert.raise' },
  gives: ['outcome', 'actorKind', 'objects', 'place', 'sourceIp'],
  finish,
});

/** Each kind of action has an object of its own, with the far end in it. */
const ACTIONS = [
  'awsApiCallAction',
  'networkConnectionAction',
  'portProbeAction.portProbeDetails.0',
  'kubernetesApiCallAction',
  'rdsLoginAttemptAction',
] as const;

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  const far = ACTIONS.map((name) => `service.action.${name}.remoteIpDetails`);
  draft.sourceIp = cleanIp(
    record.text(...either(...far.map((at) => `${at}.ipAddressV4`), ...far.map((at) => `${at}.ipAddressV6`))),
  );
  draft.place = place({
    country: record.text(...either(...far.map((at) => `${at}.country.countryName`))),
    city: record.text(...either(...far.map((at) => `${at}.city.cityName`))),
  });
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  draft.objects = objects(record.text(...either('resource.resourceType')).toLowerCase() || 'resource', {
    id: draft.target || record.text(...either('arn')),
  });
  return undefined;
}
