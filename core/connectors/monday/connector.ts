/** monday.com's audit log of an account. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { device, objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const monday = defineConnector({
  id: 'monday',
  title: 'monday.com audit log',
  vendor: 'monday.com',
  app: 'monday-com',
  grade: 'documented',
  source: 'https://developer.monday.com/api-reference/reference/audit-event-catalogue',
  shapes: [
    {
      has: ['timestamp', 'account_id', 'event', 'user', 'activity_metadata'],
      score: 1,
      words: 'an audit log: timestamp, account_id, event, user, activity_metadata',
    },
    {
      has: ['timestamp', 'account_id', 'event', 'user', 'slug'],
      score: 1,
      words: 'an audit log: timestamp, account_id, event, user, slug',
    },
    {
      // The first version of the API tells people by id.
      has: ['timestamp', 'account_id', 'event', 'user_id', 'activity_metadata'],
      score: 1,
      words: 'an audit log: timestamp, account_id, event, user_id, activity_metadata',
    },
  ],
  time: ['timestamp'],
  paths: {
    instance: ['slug', 'account_id'],
    sourceUser: ['user.email', 'user.name', 'user.id', 'user_id'],
    userId: ['user.id', 'user_id'],
    userName: ['user.name'],
    operation: ['event'],
    sourceIp: ['ip_address'],
    userAgent: ['user_agent'],
    clientApp: ['client_name'],
    target: ['activity_metadata.email', 'activity_metadata.target_email', 'activity_metadata.user_email'],
  },
  operations: {
    login: 'login',
    'failed-login': 'login.failed',
    logout: 'logout',
    'invite-user*': 'user.invite',
    'user-invite*': 'user.invite',
    'user-deactivated': 'user.suspend',
    'deactivate-user': 'user.suspend',
    'activate-user': 'user.restore',
    'delete-user': 'user.delete',
    'user-role-change': 'admin.role.grant',
    'change-user-role': 'admin.role.grant',
    'export-board*': 'data.export',
    'board-export*': 'data.export',
    'export-account*': 'data.export',
    'account-export*': 'data.export',
    'download-attachment': 'file.download',
    'download-attachments': 'file.download',
    'upload-attachment': 'file.upload',
    'board-broadcast*': 'file.share.public',
    '*-board-public': 'file.share.public',
    'api-token*': 'key.create',
    '*-token-reset': 'key.update',
    'generate-api-token': 'key.create',
    'app-install*': 'app.create',
    'app-uninstall*': 'app.delete',
    'security-settings-change': 'policy.change',
    '*-settings-*': 'setting.change',
  },
  gives: ['outcome', 'actorKind', 'device', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = draft.activityType === 'login.failed' ? 'failure' : 'success';
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  draft.device = device({ name: record.text('device_name'), os: record.text('os_name') });
  draft.objects = [
    ...objects('board', {
      id: record.text('activity_metadata.board_id'),
      name: record.text('activity_metadata.board_name'),
    }),
    ...objects('file', { name: record.text('activity_metadata.asset_name', 'activity_metadata.file_name') }),
  ];
  return undefined;
}
