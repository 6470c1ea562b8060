/** Jamf Pro's webhooks: what its API and its devices have done. */
import { type ActivityDraft, type Refusal, skip } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { cleanIp } from '../kit/ip.ts';
import { operationTypes } from '../kit/operations.ts';
import { device, objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';
import { typeByVerb } from '../kit/verbs.ts';

export const jamfPro = defineConnector({
  id: 'jamf-pro',
  title: 'Jamf Pro webhooks',
  vendor: 'Jamf',
  app: 'jamf',
  grade: 'documented',
  source: 'https://developer.jamf.com/jamf-pro/docs/webhooks-1',
  shapes: [
    {
      has: ['webhook.webhookEvent', 'webhook.eventTimestamp', 'event'],
      score: 1,
      words: 'a webhook: webhook.webhookEvent, webhook.eventTimestamp, event',
    },
    {
      has: ['time', 'message'],
      where: { message: /^\[(?:CHANGEMANAGEMENT|JSSACCESSLOG)\] / },
      score: 1,
      words: 'a line of the server’s change management or access log: message, time',
    },
  ],
  time: ['webhook.eventTimestamp', 'time'],
  paths: {
    sourceUser: ['event.authorizedUsername', 'event.emailAddress', 'event.computer.emailAddress', 'event.username'],
    userName: ['event.realName', 'event.computer.realName'],
    operation: ['webhook.webhookEvent'],
    sourceIp: ['event.ipAddress', 'event.computer.ipAddress'],
    target: ['event.objectName', 'event.deviceName', 'event.computer.deviceName'],
    description: ['event.restAPIOperationType'],
  },
  outcome: ['event.operationSuccessful', 'event.successful'],
  typedBy: ['webhook.webhookEvent', 'event.restAPIOperationType'],
  operations: {
    'RestAPIOperation GET': 'resource.view',
    'RestAPIOperation POST': 'resource.create',
    'RestAPIOperation PUT': 'resource.update',
    'RestAPIOperation DELETE': 'resource.delete',
    ComputerAdded: 'device.register',
    'MobileDeviceEnrolled*': 'device.register',
    'MobileDeviceUnEnrolled*': 'device.remove',
    'Computer*': 'device.update',
    'MobileDevice*': 'device.update',
    'DeviceAddedToDEP*': 'device.register',
    'SmartGroup*': 'group.update',
    'PushSent*': 'command.run',
    'JSSStartup*': 'resource.start',
    'JSSShutdown*': 'resource.stop',
    'PatchSoftwareTitleUpdated*': 'resource.update',
  },
  gives: ['outcome', 'actorKind', 'device', 'objects', 'clientApp', 'userId'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (record.has('message')) return readLogLine(record.text('message'), draft);
  if (draft.outcome === 'unknown') draft.outcome = 'success';
  if (record.has('event.authorizedUsername')) draft.actorKind = 'admin';
  const at = record.has('event.computer') ? 'event.computer' : 'event';
  draft.device = device({
    id: record.text(`${at}.udid`),
    name: record.text(`${at}.deviceName`),
    os: record.text(`${at}.osVersion`),
  });
  draft.objects = objects(record.text('event.objectTypeName').toLowerCase() || 'device', {
    id: record.text('event.objectID', `${at}.jssID`),
    name: record.text('event.objectName', `${at}.deviceName`),
  });
  return undefined;
}

/** `- username=alice, status=Successful Login, ipAddress=192.0.2.1, entryPoint=Single Sign On (OIDC)` */
const ACCESS = /username=([^,]*), status=([^,]*), ipAddress=([^,]*)(?:, entryPoint=(.*))?/;
/** `- [alice (ID: 7)] [DELETE] [Computer] [time]`, then the thing's ID and Name. */
const CHANGE = /- \[(.*?) \(ID: (-?\d+)\)\] \[([A-Z_ ]+)\] \[([^\]]*)\]/;

function readLogLine(line: string, draft: ActivityDraft): Refusal | undefined {
  const access = ACCESS.exec(line);
  if (access !== null) {
    const [, user = '', status = '', address = '', entry = ''] = access;
    draft.sourceUser = user;
    draft.operation = status;
    draft.sourceIp = cleanIp(address);
    draft.clientApp = entry.trim();
    draft.activityType = /logout/i.test(status) ? 'logout' : 'login';
    draft.outcome = /fail|denied|lock/i.test(status) ? 'failure' : 'success';
    return undefined;
  }
  const change = CHANGE.exec(line);
  if (change === null) return skip('log-line');
  const [, user = '', userId = '', act = '', thing = ''] = change;
  draft.sourceUser = user;
  draft.userId = userId.startsWith('-') ? '' : userId;
  draft.operation = act;
  draft.typed = `${act} ${thing}`;
  draft.activityType = /computer|device/i.test(thing)
    ? (deviceType(act) ?? 'device.update')
    : typeByVerb(`${act.toLowerCase()} ${thing}`);
  draft.actorKind = 'admin';
  draft.outcome = 'success';
  draft.objects = objects(thing.toLowerCase(), {
    id: /\bID[ .]+(\S+)/.exec(line)?.[1],
    name: /\bName[ .]+(.+)/.exec(line)?.[1]?.trim(),
  });
  draft.target = draft.objects[0]?.name ?? '';
  return undefined;
}

const deviceType = operationTypes({ CREATE: 'device.register', DELETE: 'device.remove' });
