/** IBM Cloud: events of Activity Tracker, which are CADF events. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import { SourceRecord } from '../kit/source-record.ts';

export const ibmCloud = defineConnector({
  id: 'ibm-cloud',
  title: 'IBM Cloud Activity Tracker',
  vendor: 'IBM',
  app: 'ibm-cloud',
  grade: 'documented',
  source: 'https://cloud.ibm.com/docs/atracker?topic=atracker-event',
  shapes: [
    {
      has: ['action', 'eventTime', 'outcome', 'initiator.id', 'target.id', 'observer.name'],
      score: 1,
      words: 'a CADF event: action, eventTime, outcome, initiator, target, observer',
    },
    {
      has: ['logSourceCRN', 'payload.action', 'payload.eventTime', 'payload.initiator.id', 'payload.target.id'],
      score: 1,
      words: 'a CADF event below its source: logSourceCRN, payload with action, eventTime, initiator and target',
    },
  ],
  open: unfolded,
  time: ['eventTime'],
  paths: {
    id: ['id', 'meta.id'],
    instance: ['logSourceCRN'],
    sourceUser: ['initiator.name', 'initiator.id'],
    userId: ['initiator.id'],
    operation: ['action'],
    reason: ['reason.reasonForFailure', 'reason.reasonType'],
    sourceIp: ['initiator.host.address'],
    userAgent: ['initiator.host.agent'],
    target: ['target.name', 'target.id'],
    correlationId: ['correlationId'],
    description: ['message'],
  },
  outcome: ['outcome'],
  operations: {
    '*.login': 'login',
    '*.logout': 'logout',
    'iam-identity.*apikey.create': 'key.create',
    'iam-identity.*apikey.delete': 'key.delete',
    'iam-identity.*apikey.*': 'key.update',
    'iam-identity.serviceid.create': 'app.create',
    'iam-identity.serviceid.delete': 'app.delete',
    'iam-am.policy.create': 'permission.grant',
    'iam-am.policy.delete': 'permission.revoke',
    'iam-am.policy.update': 'permission.grant',
    'iam-groups.member.add': 'group.member.add',
    'iam-groups.member.delete': 'group.member.remove',
    'user-management.user.create': 'user.create',
    'user-management.user.invite': 'user.invite',
    'user-management.user.delete': 'user.delete',
    'secrets-manager.secret.read': 'secret.access',
    'secrets-manager.*': 'secret.change',
    'kms.secrets.*': 'secret.change',
    'cloud-object-storage.object.read': 'file.download',
    'cloud-object-storage.object.create': 'file.upload',
    'cloud-object-storage.object.delete': 'file.delete',
    'logdnaat.*': 'audit.change',
    'atracker.*': 'audit.change',
  },
  gives: ['actorKind', 'objects'],
  finish,
});

/** Network services put the event below `payload` and leave its source beside it. */
function unfolded(record: SourceRecord): SourceRecord {
  const inner = record.has('payload.initiator.id') ? record.object('payload') : undefined;
  return inner === undefined ? record : new SourceRecord({ ...record.data, ...inner.data });
}

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (draft.outcome === 'success') draft.reason = '';
  const kind = record.text('initiator.typeURI');
  draft.actorKind = /user$/.test(kind) ? 'user' : kind === '' ? undefined : 'app';
  draft.objects = objects(record.text('target.typeURI').split('/').at(-1) || 'resource', {
    id: record.text('target.id'),
    name: record.text('target.name'),
  });
  return undefined;
}
