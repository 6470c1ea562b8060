/** Bitwarden's event logs of an organisation. The operation is the type's published number, its name stands in the description. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';
import { TYPES } from './event-types.ts';

const NAMES: ReadonlyMap<string, string> = new Map(TYPES.map(([code, name]) => [String(code), name]));

/** DeviceType of the published server code. */
const DEVICES: readonly string[] =
  'Android,iOS,Chrome extension,Firefox extension,Opera extension,Edge extension,Windows,macOS,Linux,Chrome,Firefox,Opera,Edge,Internet Explorer,Unknown browser,Android (Amazon),UWP,Safari,Vivaldi,Vivaldi extension,Safari extension,SDK,Server,Windows CLI,macOS CLI,Linux CLI'.split(
    ',',
  );

export const bitwarden = defineConnector({
  id: 'bitwarden',
  title: 'Bitwarden event logs',
  vendor: 'Bitwarden',
  app: 'bitwarden',
  grade: 'documented',
  source: 'https://bitwarden.com/help/event-logs/',
  shapes: [
    {
      has: ['object', 'type', 'date', 'ipAddress'],
      where: { object: /^event$/, type: /^[12]\d{3}$/ },
      score: 1,
      words: 'an event: object event, type, date, ipAddress',
    },
    {
      has: ['eventType', 'actingUserId', 'device', 'ipAddress'],
      where: { eventType: /^\d{4}$/ },
      score: 1,
      words: 'a row of BitwardenEventLogs_CL: eventType, actingUserId, device, ipAddress',
    },
  ],
  time: ['date', 'TimeGenerated'],
  paths: {
    sourceUser: ['actingUserEmail', 'actingUserId', 'serviceAccountId'],
    userId: ['actingUserId'],
    operation: ['eventType', 'type'],
    sourceIp: ['ipAddress'],
    target: ['memberId', 'groupId', 'policyId', 'domainName', 'providerOrganizationId'],
  },
  operations: Object.fromEntries(TYPES.map(([code, , type]) => [String(code), type])),
  gives: ['outcome', 'actorKind', 'objects', 'description', 'clientApp'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = draft.activityType === 'login.failed' ? 'failure' : 'success';
  draft.description = NAMES.get(draft.operation) ?? '';
  // A machine account reads secrets on its own; with a person beside it, it is what was changed.
  const isMachine = draft.userId === '' && record.has('serviceAccountId');
  if (draft.sourceUser !== '') draft.actorKind = isMachine ? 'app' : 'user';
  draft.clientApp = DEVICES[record.number('device') ?? -1] ?? '';
  for (const [type, path] of THINGS) draft.objects.push(...objects(type, { id: record.text(path) }));
  return undefined;
}

const THINGS: readonly (readonly [type: string, path: string])[] = [
  ['item', 'itemId'],
  ['collection', 'collectionId'],
  ['group', 'groupId'],
  ['policy', 'policyId'],
  ['user', 'memberId'],
  ['secret', 'secretId'],
  ['project', 'projectId'],
  ['app', 'serviceAccountId'],
  ['domain', 'domainName'],
  ['organization', 'providerOrganizationId'],
];
