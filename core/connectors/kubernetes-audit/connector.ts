/** Kubernetes: audit events of a cluster's API server, from its file or webhook, or as AKS, EKS and Rancher hand them on. */
import type { ActivityType } from '../../model/activity-types.ts';
import { type ActivityDraft, type Refusal, skip } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { operationTypes } from '../kit/operations.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const kubernetesAudit = defineConnector({
  id: 'kubernetes-audit',
  title: 'Kubernetes audit events',
  vendor: 'CNCF',
  app: 'kubernetes',
  grade: 'documented',
  source: 'https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/',
  shapes: [
    {
      has: ['auditID', 'stage', 'verb', 'user', 'requestURI'],
      score: 1,
      words: 'an audit event: auditID, stage, verb, user, requestURI',
    },
  ],
  time: ['requestReceivedTimestamp', 'stageTimestamp', 'timestamp', 'metadata.creationTimestamp'],
  paths: {
    id: ['auditID'],
    sourceUser: ['user.username', 'user.uid'],
    userId: ['user.uid'],
    operation: ['verb'],
    reason: ['responseStatus.reason', 'responseStatus.message'],
    sourceIp: ['sourceIPs.0'],
    userAgent: ['userAgent'],
    // Whom it acted as, before what it acted upon.
    target: ['impersonatedUser.username', 'objectRef.name', 'objectRef.resource'],
    description: ['requestURI'],
  },
  operations: {},
  gives: ['outcome', 'actorKind', 'impersonated', 'objects'],
  finish,
});

/** Verb and resource, with its part: `create pods exec`. */
const typeOf = operationTypes({
  'create pods exec': 'command.run',
  'get pods exec': 'command.run',
  '* pods attach': 'command.run',
  '* pods portforward': 'network.change',
  'create serviceaccounts token': 'token.issue',
  'get secrets*': 'secret.access',
  'list secrets*': 'secret.access',
  'watch secrets*': 'secret.access',
  '* secrets*': 'secret.change',
  'create *rolebindings*': 'admin.role.grant',
  'delete *rolebindings*': 'admin.role.revoke',
  'update *rolebindings*': 'admin.role.grant',
  'patch *rolebindings*': 'admin.role.grant',
  'create *roles*': 'role.create',
  'delete *roles*': 'role.delete',
  'update *roles*': 'role.update',
  'patch *roles*': 'role.update',
  'create serviceaccounts*': 'user.create',
  'delete serviceaccounts*': 'user.delete',
  '* networkpolicies*': 'network.change',
  'get *': 'resource.view',
  'list *': 'resource.view',
  'watch *': 'resource.view',
  'create *': 'resource.create',
  'update *': 'resource.update',
  'patch *': 'resource.update',
  'delete *': 'resource.delete',
  'deletecollection *': 'resource.delete',
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  // Each request is told of again when it has been answered.
  if (/^RequestReceived|^ResponseStarted/.test(record.text('stage'))) return skip('stage');
  const code = record.number('responseStatus.code');
  if (code !== undefined) draft.outcome = code >= 400 ? 'failure' : 'success';
  if (draft.outcome !== 'failure') draft.reason = '';
  const kind = record.text('objectRef.resource');
  const thing = [kind, record.text('objectRef.subresource')].filter((part) => part !== '').join(' ');
  const type: ActivityType | undefined = typeOf(`${draft.operation} ${thing}`);
  draft.activityType = type ?? (thing === '' ? 'resource.view' : 'other');
  draft.actorKind = /^system:/.test(draft.sourceUser) ? 'system' : 'user';
  if (draft.sourceUser === 'system:anonymous') draft.actorKind = 'anonymous';
  if (record.has('impersonatedUser.username')) draft.impersonated = true;
  draft.objects = objects(kind || 'request', {
    id: draft.description,
    name: record.text('objectRef.name') || kind,
    parent: record.text('objectRef.namespace'),
  });
  return undefined;
}
