/** Notion's audit log: the stream's events, alone or under `event`. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const notion = defineConnector({
  id: 'notion',
  title: 'Notion audit log',
  vendor: 'Notion',
  app: 'notion',
  grade: 'documented',
  source: 'https://www.notion.com/help/audit-log',
  shapes: [
    {
      has: ['event.id', 'event.timestamp', 'event.workspace_id', 'event.type', 'event.actor'],
      score: 1,
      words: 'an event: id, timestamp, workspace_id, type, actor under event',
    },
    {
      has: ['id', 'timestamp', 'workspace_id', 'type', 'actor.object'],
      score: 1,
      words: 'an event: id, timestamp, workspace_id, type, actor.object',
    },
  ],
  open: (record) => record.object('event') ?? record,
  time: ['timestamp'],
  paths: {
    id: ['id'],
    instance: ['workspace_id'],
    sourceUser: ['actor.person.email', 'actor.id'],
    userId: ['actor.id'],
    operation: ['type'],
    sourceIp: ['ip_address'],
    clientApp: ['platform'],
    target: ['details.member.person.email', 'details.target.person.email', 'details.email', 'details.new_email'],
  },
  operations: {
    'user.login': 'login',
    'user.logout': 'logout',
    'user.settings.login_method.email_updated': 'user.update',
    'user.settings.login_method.password_*': 'password.change',
    'user.settings.login_method.mfa_*': 'mfa.change',
    'user.settings.*': 'user.update',
    'workspace.content_exported': 'data.export',
    'workspace.audit_log_exported': 'data.export',
    'workspace.members_exported': 'data.export',
    'workspace.scim_token_generated': 'key.create',
    'workspace.scim_token_revoked': 'key.delete',
    'workspace.permissions.member_role_updated': 'admin.role.grant',
    'workspace.permissions.member_added': 'user.create',
    'workspace.permissions.member_removed': 'user.delete',
    'workspace.permissions.member_invited': 'user.invite',
    'workspace.permissions.guest_*': 'user.invite',
    '*scim_token_generated': 'key.create',
    '*scim_token_revoked': 'key.delete',
    'workspace.integration_*': 'app.create',
    'workspace.settings.*': 'setting.change',
    'teamspace.permissions.member_added': 'group.member.add',
    'teamspace.permissions.member_removed': 'group.member.remove',
    'teamspace.permissions.member_role_updated': 'permission.grant',
    'teamspace.settings.*': 'setting.change',
    'teamspace.created': 'site.create',
    'teamspace.archived': 'site.delete',
    'page.created': 'file.upload',
    'page.edited': 'file.edit',
    'page.viewed': 'file.view',
    'page.deleted': 'file.delete',
    'page.moved_to_trash': 'file.delete',
    'page.restored': 'file.restore',
    'page.exported': 'data.export',
    'page.downloaded': 'file.download',
    'page.file_uploaded': 'file.upload',
    'page.file_downloaded': 'file.download',
    'page.permissions.shared_to_public_*': 'file.share.public',
    'page.permissions.guest_*_removed': 'file.unshare',
    'page.permissions.guest_*': 'file.share.external',
    'page.permissions.*_removed': 'file.unshare',
    'page.permissions.*': 'file.share',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = 'success';
  const kind = record.text('actor.type');
  draft.actorKind = kind === 'person' ? 'user' : kind === '' ? undefined : 'app';
  // Newer streams name the details after the event.
  const detail = record.object('details') ?? record.object(draft.operation);
  if (detail === undefined) return undefined;
  const person = ['member', 'target', 'entity'].map((who) => `${who}.person.email`);
  if (draft.target === '') draft.target = detail.text(...person, 'email');
  // What nobody may do any longer has been taken away.
  if (/^file\.share/.test(draft.activityType) && detail.text('new_permission') === 'none')
    draft.activityType = 'file.unshare';
  draft.objects = objects(detail.text('target.object', 'target.type') || 'page', {
    id: detail.text('target.id', 'target.page_id', 'page_id'),
    name: detail.text('target.name', 'page_name'),
  });
  return undefined;
}
