/** Okta's System Log: from the API, a file export, a log stream's CloudEvents-like wrapper, Sentinel's columns, and the console's CSV. */
import type { ActivityDevice, ActivityObject, ActivityPlace, ActorKind } from '../../model/activity.ts';
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { cleanIp } from '../kit/ip.ts';
import { device, object, place } from '../kit/parts.ts';
import { SourceRecord } from '../kit/source-record.ts';
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
    {
      has: ['event_type', 'timestamp', 'actor.id', 'outcome.result'],
      where: { event_type: /^[a-z0-9_]+(?:\.[a-z0-9_]+)+$/ },
      score: 1,
      words: "a row of the console's download: event_type, timestamp, actor.id, outcome.result",
    },
  ],
  time: ['published', 'TimeGenerated', 'timestamp'],
  paths: {
    id: ['uuid'],
    sourceUser: ['actor.alternateId', 'actor.alternate_id', 'actor.displayName', 'actor.display_name', 'actor.id'],
    userId: ['actor.id'],
    userName: ['actor.displayName', 'actor.display_name'],
    operation: ['eventType', 'event_type'],
    reason: ['outcome.reason'],
    sourceIp: ['client.ipAddress', 'request.ipChain.0.ip', 'client.ip_address'],
    userAgent: ['client.userAgent.rawUserAgent', 'client.user_agent.raw_user_agent'],
    sessionId: [
      'authenticationContext.externalSessionId',
      'authenticationContext.rootSessionId',
      'authentication_context.external_session_id',
    ],
    correlationId: ['transaction.id', 'debugContext.debugData.requestId'],
    tokenId: ['debugContext.debugData.dtHash'],
    description: ['displayMessage', 'display_message'],
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
  const targets = targetsOf(record);
  draft.objects = targets.map(objectOf);
  // Okta's word for nobody.
  if (draft.sourceUser === 'unknown') draft.sourceUser = '';
  const user =
    targets.find((target) => target.text('type') === 'User') ??
    targets.find((target) => target.text('type') === 'AppUser' && target.text('alternateId').includes('@')) ??
    targets[0];
  draft.target = user === undefined ? '' : (objectOf(user).name ?? user.text('id'));
  if (draft.actorKind === 'system' && /^login/.test(draft.activityType) && user?.text('type') === 'User')
    signIn(user, draft);
  const app = targets.find((target) => /^App(?!User)/.test(target.text('type')));
  draft.clientApp = app?.text('displayName', 'id') ?? '';
  if (draft.operation.startsWith('user.session.impersonation')) draft.impersonated = true;
  return undefined;
}

/** Okta's system tells of who came from another identity provider: that person signs in, not the system. */
function signIn(user: SourceRecord, draft: ActivityDraft): void {
  draft.sourceUser = objectOf(user).name ?? user.text('id');
  draft.userId = user.text('id');
  draft.userName = user.text('displayName');
  draft.actorKind = 'user';
}

/** A row has a column for each part of each target: `target0.id`, `target0.alternate_id`, and so on. */
function targetsOf(record: SourceRecord): readonly SourceRecord[] {
  if (!record.has('event_type')) return record.list('target').slice(0, MAX_OBJECTS);
  const targets: SourceRecord[] = [];
  for (let at = 0; at < MAX_OBJECTS && record.has(`target${at}.id`); at++) {
    const part = (name: string): string => record.text(`target${at}.${name}`);
    const [alternateId, displayName] = [part('alternate_id'), part('display_name')];
    targets.push(new SourceRecord({ id: part('id'), type: part('type'), alternateId, displayName }));
  }
  return targets;
}

function actorKind(type: string): ActorKind | undefined {
  if (type === 'User') return 'user';
  if (type === '') return undefined;
  return /System|Okta/i.test(type) ? 'system' : 'app';
}

function placeOf(record: SourceRecord): ActivityPlace {
  const at = 'client.geographicalContext';
  const column = 'client.geographical_context';
  return place(
    {
      country: record.text(`${at}.country`, `${column}.country`),
      region: record.text(`${at}.state`, `${column}.state`),
      city: record.text(`${at}.city`, `${column}.city`),
      isp: record.text('securityContext.isp', 'securityContext.asOrg'),
    },
    [
      record.number(`${at}.geolocation.lat`, `${column}.geolocation.lat`),
      record.number(`${at}.geolocation.lon`, `${column}.geolocation.lon`),
    ],
  );
}

function deviceOf(record: SourceRecord): ActivityDevice {
  return device(
    {
      id: record.text('device.id'),
      name: record.text('device.name'),
      os: record.text('client.userAgent.os', 'device.os_platform', 'client.user_agent.os'),
      browser: record.text('client.userAgent.browser', 'client.user_agent.browser'),
    },
    { managed: record.flag('device.managed') },
  );
}

function objectOf(target: SourceRecord): ActivityObject {
  const id = target.text('id');
  const name = target.text('alternateId') === 'unknown' ? '' : target.text('alternateId');
  const shown =
    target.text('type') === 'User' || (target.text('type') === 'AppUser' && name.includes('@'))
      ? name || target.text('displayName')
      : target.text('displayName') || name;
  return object(target.text('type').toLowerCase() || 'object', { id, name: shown });
}
