/** SentinelOne: the activities of its console, from its API. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { device, objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const sentineloneAudit = defineConnector({
  id: 'sentinelone-audit',
  title: 'SentinelOne console activities',
  vendor: 'SentinelOne',
  app: 'sentinelone',
  grade: 'documented',
  source: 'https://github.com/elastic/integrations/tree/main/packages/sentinel_one',
  shapes: [
    {
      has: ['activityType', 'primaryDescription', 'createdAt', 'data'],
      where: { activityType: /^\d+$/ },
      score: 1,
      words: 'an activity: a number as activityType, primaryDescription, createdAt, data',
    },
  ],
  time: ['createdAt', 'updatedAt'],
  paths: {
    id: ['id'],
    instance: ['accountName', 'data.accountName'],
    // Who did it to another is `byUser`; who did it alone stands where that other would.
    sourceUser: ['data.byUser', 'data.username', 'data.userName', 'userId'],
    userId: ['userId'],
    operation: ['activityType'],
    sourceIp: ['data.ipAddress'],
    reason: ['data.reason'],
    target: ['data.email', 'data.recoveryEmail', 'data.deactivatedUsername'],
    clientApp: ['data.source'],
    description: ['primaryDescription'],
  },
  typedBy: ['activityType', 'primaryDescription'],
  // Numbers mean the same in every console; most are plain by their sentence.
  operations: {
    '27 *': 'login',
    '33 *': 'logout',
    '133 *': 'login.failed',
    '23 *': 'user.create',
    '24 *': 'user.update',
    '25 *': 'user.delete',
    '*logged in to the management console*': 'login',
    '*logged out of the management console*': 'logout',
    '*failed to log in*': 'login.failed',
    '*failed login*': 'login.failed',
    '*disabled two factor*': 'mfa.disable',
    '*two factor authentication*': 'mfa.change',
    '*2fa*': 'mfa.change',
    '*recovery email*': 'user.update',
    '*generated*api token*': 'key.create',
    '*revoked*api token*': 'key.delete',
    '*api token*': 'key.update',
    '*added user*': 'user.create',
    '*deleted user*': 'user.delete',
    '*blacklist hash*': 'policy.change',
    '*blocklist*': 'policy.change',
    '*exclusion*': 'policy.change',
    '*policy*': 'policy.change',
    '*turned o*': 'setting.change',
    '*setting*': 'setting.change',
    'threat*': 'alert.raise',
    '*threat*detected*': 'alert.raise',
    '*threat*': 'alert.update',
    '*remote shell*': 'command.run',
    '*script*': 'command.run',
    '*uninstall*': 'device.remove',
    '*decommission*': 'device.remove',
    '*subscribed and joined*': 'device.register',
    '*disk scan*': 'resource.start',
    '*downloaded*': 'data.export',
  },
  gives: ['outcome', 'actorKind', 'objects', 'device'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  const by = record.text('data.byUser');
  const named = record.text('data.username');
  if (by !== '' && named !== by && draft.target === '') draft.target = named;
  if (draft.sourceUser === 'unknown') draft.sourceUser = '';
  draft.outcome = draft.activityType === 'login.failed' ? 'failure' : 'success';
  if (draft.outcome === 'success') draft.reason = '';
  draft.actorKind = record.text('userId') === '' ? 'system' : 'admin';
  const name = record.text('data.computerName');
  draft.device = device({ id: record.text('agentId'), name, os: record.text('osFamily', 'data.osFamily') });
  draft.objects = objects('file', {
    id: record.text('data.fileContentHash'),
    name: record.text('data.fileDisplayName', 'data.filePath'),
  });
  if (draft.objects.length === 0) draft.objects = objects('device', { id: record.text('agentId'), name });
  return undefined;
}
