/**
 * ForgeRock (PingOne Advanced Identity Cloud): audit events of access management (AM) and identity management (IDM), as its log API or its
 * JSON handlers write them.
 */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { readOutcome } from '../kit/outcome.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

const TOPICS = /^(?:access|activity|authentication|config|sync|recon)$/;
/** `id=ann,ou=user,ou=am-config` */
const DISTINGUISHED = /^(?:id|uid|cn)=([^,]+),/i;

export const forgerock = defineConnector({
  id: 'forgerock',
  title: 'ForgeRock and PingOne Advanced Identity Cloud audit',
  vendor: 'Ping Identity',
  app: 'forgerock-identity-cloud',
  grade: 'documented',
  source: 'https://github.com/elastic/integrations/tree/main/packages/forgerock',
  shapes: [
    {
      has: ['payload.eventName', 'payload.timestamp', 'payload.transactionId', 'payload.topic'],
      where: { 'payload.topic': TOPICS },
      score: 1,
      words: 'an event of the log API: payload.eventName, payload.transactionId, payload.topic',
    },
    {
      has: ['_id', 'eventName', 'timestamp', 'transactionId', 'topic'],
      where: { topic: TOPICS },
      score: 1,
      words: 'an audit event: _id, eventName, timestamp, transactionId, topic',
    },
    {
      has: ['_id', 'eventName', 'timestamp', 'transactionId', 'trackingIds'],
      score: 1,
      words: 'an audit event: _id, eventName, timestamp, transactionId, trackingIds',
    },
  ],
  open: (record) => record.object('payload') ?? record,
  time: ['timestamp'],
  paths: {
    id: ['_id'],
    instance: ['realm'],
    sourceUser: ['principal.0', 'userId', 'runAs'],
    userId: ['userId'],
    operation: ['eventName'],
    reason: ['entries.0.info.failureReason', 'response.detail.reason', 'message'],
    sourceIp: ['client.ip', 'entries.0.info.ipAddress', 'entries.1.info.ipAddress'],
    userAgent: ['http.request.headers.user-agent.0', 'http.request.headers.User-Agent.0'],
    sessionId: ['trackingIds.0'],
    correlationId: ['transactionId'],
    clientApp: ['entries.0.moduleId', 'component'],
    description: ['http.request.path', 'message', 'objectId'],
  },
  typedBy: ['eventName', 'operation', 'objectId'],
  operations: {
    'AM-LOGIN-COMPLETED*': 'login',
    'AM-LOGOUT*': 'logout',
    'AM-LOGIN-MODULE-COMPLETED*': 'login.challenge',
    'AM-NODE-LOGIN-COMPLETED*': 'login.challenge',
    'AM-TREE-LOGIN-COMPLETED*': 'login',
    'AM-SESSION-CREATED*': 'token.issue',
    'AM-SESSION-*': 'token.revoke',
    'AM-CONFIG-CHANGE*': 'setting.change',
    'AM-ACCESS-*': 'resource.view',
    'authentication*': 'login',
    'LOGOUT*': 'logout',
    'access*': 'resource.view',
    'relationship_*': 'group.update',
    'CONFIG*': 'setting.change',
    'activity CREATE managed/*_user/*': 'user.create',
    'activity DELETE managed/*_user/*': 'user.delete',
    'activity PATCH managed/*_user/*': 'user.update',
    'activity UPDATE managed/*_user/*': 'user.update',
    'activity CREATE managed/user/*': 'user.create',
    'activity DELETE managed/user/*': 'user.delete',
    'activity * managed/user/*': 'user.update',
    'activity CREATE managed/*_group/*': 'group.create',
    'activity DELETE managed/*_group/*': 'group.delete',
    'activity * internal/role/*': 'role.update',
    'activity CREATE managed/*_role/*': 'role.create',
    'activity DELETE managed/*_role/*': 'role.delete',
    'activity * managed/*_role/*': 'role.update',
    'activity CREATE managed/*_application/*': 'app.create',
    'activity DELETE managed/*_application/*': 'app.delete',
    'activity CREATE *': 'resource.create',
    'activity DELETE *': 'resource.delete',
    'activity READ *': 'resource.view',
    'activity *': 'resource.update',
  },
  gives: ['outcome', 'actorKind', 'objects', 'target'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.sourceUser = DISTINGUISHED.exec(draft.sourceUser)?.[1] ?? draft.sourceUser;
  if (draft.sourceUser !== '') draft.actorKind = /,ou=agent,/.test(draft.userId) ? 'app' : 'user';
  draft.outcome = outcomeOf(record);
  if (draft.outcome !== 'failure') draft.reason = '';
  // Activities of identity management are all called so: what was done stands beside it.
  const done = record.text('operation');
  if (draft.operation === 'activity' && done !== '') draft.operation = done;
  if (record.flag('passwordChanged') === true) draft.activityType = 'password.change';
  const id = record.text('objectId');
  const [, kind = '', name = ''] = id.split('/');
  draft.objects = objects(kind.replace(/^[a-z]+_/, '') || 'object', { id });
  if (/(?:^|_)user$/.test(kind)) draft.target = name;
  return undefined;
}

function outcomeOf(record: SourceRecord): ActivityDraft['outcome'] {
  const word = record.text('result', 'response.status', 'status').toLowerCase();
  return readOutcome(word);
}
