/** Miro's audit logs: the API's entries and the CSV's columns under the same names. */
import type { SharingLevel } from '../../model/activity.ts';
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const miro = defineConnector({
  id: 'miro',
  title: 'Miro audit log',
  vendor: 'Miro',
  app: 'miro',
  grade: 'documented',
  source: 'https://developers.miro.com/reference/enterprise-get-audit-logs',
  shapes: [
    {
      has: ['id', 'event', 'createdAt', 'createdBy', 'context'],
      score: 1,
      words: 'an audit log: id, event, createdAt, createdBy, context',
    },
    {
      has: ['event', 'createdAt', 'createdBy', 'context.organization'],
      score: 1,
      words: 'an audit log: event, createdAt, createdBy, context.organization',
    },
  ],
  time: ['createdAt'],
  paths: {
    id: ['id'],
    instance: ['context.organization.name', 'context.organization.id'],
    sourceUser: ['createdBy.email', 'createdBy.name', 'createdBy.id'],
    userId: ['createdBy.id'],
    userName: ['createdBy.name'],
    operation: ['event'],
    sourceIp: ['context.ip'],
    target: ['details.user.email', 'details.email', 'details.invitedUsers', 'object.email'],
    reason: ['details.errorReason', 'details.reason'],
    clientApp: ['details.app.name', 'details.appName'],
  },
  operations: {
    'board_public_link_*': 'file.share.public',
    application_installed: 'app.create',
    application_uninstalled: 'app.delete',
    'team_*public*': 'setting.change',
    'organization_*public*': 'setting.change',
    'board_users_*': 'file.share',
    'board_*_access_changed': 'file.share',
    sign_in_succeeded: 'login',
    sign_in_failed: 'login.failed',
    sign_out: 'logout',
    password_changed: 'password.change',
    password_reset: 'password.reset',
    'two_factor_*disabled': 'mfa.disable',
    'two_factor_*': 'mfa.change',
    board_opened: 'file.view',
    board_created: 'file.upload',
    board_deleted: 'file.delete',
    board_moved_to_trash: 'file.delete',
    board_restored: 'file.restore',
    board_updated: 'file.edit',
    board_exported: 'file.download',
    'board_download*': 'file.download',
    board_sharing_updated: 'file.share',
    'board_*_shared': 'file.share',
    board_access_link_updated: 'file.share',
    'board_user_*_removed': 'file.unshare',
    'board_*share*': 'file.share',
    organization_user_invited: 'user.invite',
    organization_user_added: 'user.create',
    organization_user_deactivated: 'user.suspend',
    organization_user_activated: 'user.restore',
    organization_user_deleted: 'user.delete',
    organization_user_role_changed: 'admin.role.grant',
    team_user_added: 'group.member.add',
    team_user_removed: 'group.member.remove',
    team_created: 'site.create',
    team_deleted: 'site.delete',
    app_installed: 'app.create',
    app_uninstalled: 'app.delete',
    audit_logs_exported: 'data.export',
    'saml_sso_*': 'domain.change',
    '*_setting*_changed': 'setting.change',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = draft.operation.endsWith('_failed') ? 'failure' : 'success';
  const kind = record.text('createdBy.type');
  if (kind !== '') draft.actorKind = kind === 'user' ? 'user' : 'app';
  const access = record.text('details.newAccess', 'details.sharingPolicy.access', 'details.access').toLowerCase();
  const sharing = Object.hasOwn(SHARING, access) ? SHARING[access] : undefined;
  if (draft.activityType === 'file.share' && sharing === 'public') draft.activityType = 'file.share.public';
  draft.objects = objects(
    record.text('object.type') || kindOf(draft.operation),
    { id: record.text('object.id'), name: record.text('object.name') },
    sharing,
  );
  return undefined;
}

const SHARING: Readonly<Record<string, SharingLevel>> = {
  private: 'private',
  team: 'internal',
  organization: 'internal',
  anyone: 'public',
  public: 'public',
};

/** Objects have an id and a name: what they are, the event says first. */
function kindOf(event: string): string {
  if (/^(?:sign_|password|two_factor)/.test(event)) return 'user';
  const [, kind = 'board'] = /^(team|organization|app|project)_/.exec(event) ?? [];
  return kind;
}
