/** Jamf Pro's webhooks: what its API and its devices have done. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { device, objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

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
  ],
  time: ['webhook.eventTimestamp'],
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
  gives: ['outcome', 'actorKind', 'device', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
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
