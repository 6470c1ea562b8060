/** Mural's audit log: the entries of its enterprise API. */
import type { ActorKind } from '../../model/activity.ts';
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const mural = defineConnector({
  id: 'mural',
  title: 'Mural audit log',
  vendor: 'Mural',
  app: 'mural',
  grade: 'documented',
  source: 'https://developers.mural.co/enterprise/reference/get_enterprise-v1-audit-log',
  shapes: [
    {
      has: ['action', 'actor.type', 'actor.company', 'date', 'affected'],
      score: 1,
      words: 'an audit log entry: action, actor.type, actor.company, date, affected',
    },
    {
      has: ['action', 'actor.type', 'actor.company', 'date', 'snapshotDate'],
      score: 1,
      words: 'an audit log entry: action, actor.type, actor.company, date, snapshotDate',
    },
  ],
  time: ['date'],
  paths: {
    id: ['id'],
    instance: ['actor.company', 'affected.company'],
    sourceUser: ['actor.email', 'actor.name', 'actor.id'],
    userId: ['actor.id'],
    userName: ['actor.name'],
    operation: ['action'],
    sourceIp: ['ip'],
    target: ['affected.email'],
  },
  operations: {
    LOGIN: 'login',
    '*LOGIN_FAIL*': 'login.failed',
    '*FAILED_LOGIN*': 'login.failed',
    '*SIGN_IN*': 'login',
    '*LOGIN*': 'login',
    '*LOGOUT*': 'logout',
    ACCESS_DENIED: 'file.view',
    'ACCESS_REPORTS_*': 'report.view',
    ACCESS_AUDIT_LOG: 'data.query',
    '*AUDIT_LOG*': 'data.export',
    '*REPORT*': 'report.export',
    '*TWO_FACTOR*': 'mfa.change',
    '*PASSWORD*': 'password.change',
    '*CONTENT_KEY': 'policy.change',
    '*DATA_KEY': 'policy.change',
    '*API_KEY*': 'key.update',
    '*APIKEY*': 'key.update',
    '*SSO*': 'domain.change',
    '*DOMAIN*': 'domain.change',
    '*BILLING*': 'billing.change',
    '*MEMBERSHIP*': 'group.member.add',
    ACCEPT_REACTIVATION_REQUESTS: 'user.restore',
    'INVITE_*': 'user.invite',
    'DEACTIVATE_*': 'user.suspend',
    'REACTIVATE_*': 'user.restore',
    'ADD_*_TO_WORKSPACE': 'group.member.add',
    'REMOVE_*_FROM_*': 'group.member.remove',
    'LEAVE_*': 'group.member.remove',
    '*VISITOR_LINK*': 'file.share.public',
    'SHARE_*': 'file.share',
    'UNSHARE_*': 'file.unshare',
    'EXPORT_*': 'file.download',
    'DOWNLOAD_*': 'file.download',
    'CREATE_MURAL*': 'file.upload',
    'IMPORT_MURAL*': 'file.upload',
    'DUPLICATE_*': 'file.copy',
    OPEN_MURAL: 'file.view',
    VISIT_MURAL: 'file.view',
    VIEW_MURAL: 'file.view',
    RENAME_MURAL: 'file.rename',
    'MOVE_MURAL*': 'file.move',
    ARCHIVE_MURAL: 'file.edit',
    RESTORE_MURAL: 'file.restore',
    'DELETE_MURAL*': 'file.delete',
    'UPDATE_MURAL*PERMISSION*': 'file.share',
    '*VOTING_SESSION': 'file.edit',
    'UPDATE_MURAL*': 'file.edit',
    'CREATE_ROOM*': 'folder.create',
    'DELETE_ROOM*': 'folder.delete',
    CREATE_WORKSPACE: 'site.create',
    DELETE_WORKSPACE: 'site.delete',
    'UPDATE_WORKSPACE*': 'site.update',
    'UPDATE_COMPANY*': 'setting.change',
    '*SETTINGS*': 'setting.change',
    ACCEPT_TERMS_AND_CONDITIONS: 'user.update',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

const ACTORS: Readonly<Record<string, ActorKind>> = { USER: 'user', APIKEY: 'app', COMPANY: 'system' };

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = /DENIED|FAIL/.test(draft.operation) ? 'failure' : 'success';
  const kind = record.text('actor.type').toUpperCase();
  if (Object.hasOwn(ACTORS, kind)) draft.actorKind = ACTORS[kind];
  draft.objects = objects(record.text('affected.type').toLowerCase() || 'object', {
    id: record.text('affected.id'),
    name: record.text('affected.name', 'affected.email'),
  });
  return undefined;
}
