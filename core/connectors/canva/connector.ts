/** Canva's audit logs of an organisation. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import { SourceRecord } from '../kit/source-record.ts';
import { typeByVerb } from '../kit/verbs.ts';

export const canva = defineConnector({
  id: 'canva',
  title: 'Canva audit logs',
  vendor: 'Canva',
  app: 'canva',
  grade: 'documented',
  source: 'https://www.canva.dev/docs/audit-logs/audit-events/',
  shapes: [
    {
      has: ['action.type', 'target.target_type', 'outcome.result', 'timestamp'],
      score: 1,
      words: 'an audit event: action.type, target.target_type, outcome.result, timestamp',
    },
  ],
  time: ['timestamp'],
  paths: {
    id: ['id'],
    instance: ['actor.organization.id', 'actor.team.id'],
    sourceUser: ['actor.user.email', 'actor.user.display_name', 'actor.user.id'],
    userId: ['actor.user.id'],
    userName: ['actor.user.display_name'],
    operation: ['operation'],
    sourceIp: ['context.ip_address'],
    userAgent: ['context.user_agent'],
    sessionId: ['context.session'],
    correlationId: ['context.request_id'],
    reason: ['outcome.details.reason', 'outcome.details.type'],
  },
  operations: {
    'LOGIN*': 'login',
    'LOGOUT*': 'logout',
    CREATE_DESIGN: 'file.upload',
    'UPDATE_DESIGN*': 'file.edit',
    'VIEW_DESIGN*': 'file.view',
    'EXPORT_DESIGN*': 'file.download',
    'DOWNLOAD_*': 'file.download',
    'DELETE_DESIGN*': 'file.delete',
    'TRASH_DESIGN*': 'file.delete',
    'RESTORE_DESIGN*': 'file.restore',
    '*_PUBLIC_LINK*': 'file.share.public',
    'SHARE_*': 'file.share',
    'UPDATE_*_ACCESS*': 'file.share',
    'INVITE_*': 'user.invite',
    '*_TO_TEAM': 'group.member.add',
    '*_FROM_TEAM': 'group.member.remove',
    '*_TEAM_ROLE*': 'admin.role.grant',
    'UPDATE_*_SETTING*': 'setting.change',
    'EXPORT_AUDIT_LOG*': 'data.export',
    'INSTALL_APP*': 'app.create',
    'CONNECT_APP*': 'app.consent',
  },
  outcome: ['outcome.result'],
  gives: ['actorKind', 'objects', 'target', 'device'],
  open: named,
  finish,
});

/** An action has a general type (`CREATE`) and, in a field named after it, the one that says of what (`create_type: CREATE_DESIGN`). */
function named(record: SourceRecord): SourceRecord {
  const action = record.object('action');
  const general = action?.text('type') ?? '';
  // How somebody signed in is no action of its own.
  const precise = general === 'LOGIN' ? '' : (action?.text(`${general.toLowerCase()}_type`) ?? '');
  return new SourceRecord({ ...record.data, operation: precise || general });
}

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  const result = record.text('outcome.result');
  if (draft.outcome === 'unknown') draft.outcome = /PERMITTED/.test(result) ? 'success' : 'failure';
  if (draft.outcome === 'success') draft.reason = '';
  const kind = record.text('actor.type');
  draft.actorKind = kind === 'USER' ? 'user' : kind === 'ANONYMOUS' ? 'anonymous' : kind === '' ? undefined : 'system';
  const type = record.text('target.target_type').toLowerCase();
  const at = `target.${type}`;
  draft.objects = objects(type, {
    id: record.text(`${at}.id`, 'target.id', 'target.resource_id', 'outcome.details.resource_id'),
    name: record.text(`${at}.email`, `${at}.display_name`, `${at}.title`, `${at}.name`, 'target.name'),
  });
  const made = record.text('outcome.details.resource_id');
  if (made !== '' && type !== record.text('outcome.details.resource_type').toLowerCase())
    draft.objects.push(...objects(record.text('outcome.details.resource_type').toLowerCase(), { id: made }));
  if (type === 'user') draft.target = record.text(`${at}.email`, `${at}.display_name`, `${at}.id`);
  if (draft.target === draft.sourceUser) draft.target = '';
  const device = record.text('context.device_id');
  if (device !== '') draft.device = { id: device };
  if (draft.activityType === 'other') draft.activityType = typeByVerb(draft.operation);
  return undefined;
}
