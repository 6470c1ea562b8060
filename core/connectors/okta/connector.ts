/** Okta's System Log: from the API, a file export, a log stream's CloudEvents-like wrapper, and Sentinel's columns. */
import type { ActivityDevice, ActivityObject, ActivityPlace, ActorKind } from '../../model/activity.ts';
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { cleanIp } from '../kit/ip.ts';
import { device, object, place } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';
import { OPERATIONS } from './operations.ts';

const MAX_OBJECTS = 50;

export const okta = defineConnector({
  id: 'okta',
  title: 'Okta System Log',
  vendor: 'Okta',
  app: 'okta',
  grade: 'verified',
  source: 'https://developer.okta.com/docs/reference/api/system-log/',
  shapes: [
    {
      has: ['eventType', 'published', 'actor.alternateId', 'outcome.result'],
      score: 1,
      words: 'a LogEvent: eventType, published, actor.alternateId, outcome.result',
    },
    {
      has: ['eventType', 'published', 'uuid', 'actor'],
      where: { eventType: /^[a-z0-9_]+(?:\.[a-z0-9_]+)+$/ },
      score: 0.95,
      words: 'a LogEvent: eventType, published, uuid, actor',
    },
  ],
  time: ['published', 'TimeGenerated'],
  paths: {
    id: ['uuid'],
    sourceUser: ['actor.alternateId', 'actor.displayName', 'actor.id'],
    userId: ['actor.id'],
    userName: ['actor.displayName'],
    operation: ['eventType'],
    reason: ['outcome.reason'],
    sourceIp: ['client.ipAddress', 'request.ipChain.0.ip'],
    userAgent: ['client.userAgent.rawUserAgent'],
    sessionId: ['authenticationContext.externalSessionId', 'authenticationContext.rootSessionId'],
    correlationId: ['transaction.id', 'debugContext.debugData.requestId'],
    tokenId: ['debugContext.debugData.dtHash'],
    description: ['displayMessage'],
  },
  outcome: ['outcome.result'],
  operations: OPERATIONS,
  gives: ['actorKind', 'place', 'device', 'objects', 'target', 'clientApp', 'impersonated'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.actorKind = actorKind(record.text('actor.type'));
  if (draft.sourceIp === '') draft.sourceIp = cleanIp(record.list('request.ipChain')[0]?.text('ip') ?? '');
  if (draft.outcome === 'success') draft.reason = '';
  // CHALLENGE and SKIPPED say neither; a sign-on policy that denied says DENY.
  if (draft.activityType === 'login.challenge' && draft.outcome === 'failure' && draft.operation.startsWith('policy.'))
    draft.activityType = 'login.failed';
  draft.place = placeOf(record);
  draft.device = deviceOf(record);
  const targets = record.list('target').slice(0, MAX_OBJECTS);
  draft.objects = targets.map(objectOf);
  const user = targets.find((target) => target.text('type') === 'User') ?? targets[0];
  draft.target = user === undefined ? '' : (objectOf(user).name ?? user.text('id'));
  const app = targets.find((target) => /^App/.test(target.text('type')));
  draft.clientApp = app?.text('displayName', 'id') ?? '';
  if (draft.operation.startsWith('user.session.impersonation')) draft.impersonated = true;
  return undefined;
}

function actorKind(type: string): ActorKind | undefined {
  if (type === 'User') return 'user';
  if (type === '') return undefined;
  return /System|Okta/i.test(type) ? 'system' : 'app';
}

function placeOf(record: SourceRecord): ActivityPlace {
  const at = 'client.geographicalContext';
  return place(
    {
      country: record.text(`${at}.country`),
      region: record.text(`${at}.state`),
      city: record.text(`${at}.city`),
      isp: record.text('securityContext.isp', 'securityContext.asOrg'),
    },
    [record.number(`${at}.geolocation.lat`), record.number(`${at}.geolocation.lon`)],
  );
}

function deviceOf(record: SourceRecord): ActivityDevice {
  return device(
    {
      id: record.text('device.id'),
      name: record.text('device.name'),
      os: record.text('client.userAgent.os', 'device.os_platform'),
      browser: record.text('client.userAgent.browser'),
    },
    { managed: record.flag('device.managed') },
  );
}

function objectOf(target: SourceRecord): ActivityObject {
  const id = target.text('id');
  const name = target.text('alternateId') === 'unknown' ? '' : target.text('alternateId');
  const shown =
    target.text('type') === 'User' ? name || target.text('displayName') : target.text('displayName') || name;
  return object(target.text('type').toLowerCase() || 'object', { id, name: shown });
}
