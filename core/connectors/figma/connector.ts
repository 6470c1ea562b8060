/** Figma's activity logs of an organisation. */
import type { SharingLevel } from '../../model/activity.ts';
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const figma = defineConnector({
  id: 'figma',
  title: 'Figma activity logs',
  vendor: 'Figma',
  app: 'figma',
  grade: 'documented',
  source: 'https://developers.figma.com/docs/rest-api/activity-logs-events/',
  shapes: [
    {
      has: ['action.type', 'entity.type', 'context.org_id', 'timestamp'],
      score: 1,
      words: 'an event: action.type, entity.type, context.org_id, timestamp',
    },
    {
      has: ['action.type', 'entity.type', 'context.is_figma_support_team_action'],
      score: 1,
      words: 'an event: action.type, entity.type, context.is_figma_support_team_action',
    },
  ],
  time: ['timestamp'],
  paths: {
    id: ['id'],
    instance: ['context.org_id'],
    sourceUser: ['actor.email', 'actor.name', 'actor.id'],
    userId: ['actor.id'],
    userName: ['actor.name'],
    operation: ['action.type'],
    sourceIp: ['context.ip_address'],
    clientApp: ['context.client_name'],
    target: ['entity.email', 'action.details.invitee', 'action.details.email'],
  },
  operations: {
    user_login: 'login',
    login: 'login',
    logout: 'logout',
    user_logout: 'logout',
    '*_login_failed': 'login.failed',
    org_user_create: 'user.create',
    org_user_add: 'user.create',
    org_user_invite: 'user.invite',
    org_user_delete: 'user.delete',
    org_user_permission_change: 'permission.grant',
    '*_user_*permission_change': 'permission.grant',
    '*_member_add': 'file.share',
    '*_member_remove': 'file.unshare',
    '*_member_permission_change': 'file.share',
    team_member_add: 'group.member.add',
    team_member_remove: 'group.member.remove',
    '*_link_access_change': 'file.share',
    '*_link_password_*': 'file.share',
    '*_public_*': 'file.share.public',
    community_hub_file_publish: 'file.share.public',
    '*_export': 'file.download',
    '*_download': 'file.download',
    fig_file_view: 'file.view',
    '*_file_view': 'file.view',
    '*_file_create': 'file.upload',
    '*_file_copy': 'file.copy',
    '*_file_duplicate': 'file.copy',
    '*_file_rename': 'file.rename',
    '*_file_move': 'file.move',
    '*_file_trash': 'file.delete',
    '*_file_delete': 'file.delete',
    '*_file_restore': 'file.restore',
    'branch_*': 'file.edit',
    team_create: 'site.create',
    team_delete: 'site.delete',
    project_create: 'folder.create',
    project_delete: 'folder.delete',
    '*plugin_install': 'app.create',
    '*token_create': 'key.create',
    '*token_delete': 'key.delete',
    '*token_revoke': 'key.delete',
    'idp_*': 'domain.change',
    'ai_*': 'setting.change',
    '*_setting_change': 'setting.change',
    '*_enable': 'setting.change',
    '*_disable': 'setting.change',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

/** Who a file's link lets in. */
const LEVELS: Readonly<Record<string, SharingLevel>> = {
  invite: 'private',
  inherit: 'internal',
  view: 'public',
  edit: 'public',
  org_view: 'internal',
  org_edit: 'internal',
};

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = draft.activityType === 'login.failed' ? 'failure' : 'success';
  const isSupport = record.flag('context.is_figma_support_team_action') === true;
  if (draft.sourceUser !== '') draft.actorKind = isSupport ? 'system' : 'user';
  else draft.actorKind = 'anonymous';
  const access = record.text('action.details.new_link_access', 'entity.link_access').toLowerCase();
  const sharing = Object.hasOwn(LEVELS, access) ? LEVELS[access] : undefined;
  if (draft.activityType === 'file.share' && draft.operation.endsWith('link_access_change')) {
    if (sharing === 'public') draft.activityType = 'file.share.public';
    else if (sharing === 'private') draft.activityType = 'file.unshare';
  }
  draft.objects = objects(
    record.text('entity.type'),
    { id: record.text('entity.key', 'entity.id'), name: record.text('entity.name', 'entity.email') },
    sharing,
  );
  const role = record.text('action.details.new_permission', 'action.details.permission');
  if (draft.activityType === 'permission.grant' && /admin|owner/i.test(role)) draft.activityType = 'admin.role.grant';
  return undefined;
}
