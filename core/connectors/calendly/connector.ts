/** Calendly: activity log entries of an organisation, from its API. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const calendly = defineConnector({
  id: 'calendly',
  title: 'Calendly activity log',
  vendor: 'Calendly',
  app: 'calendly',
  grade: 'documented',
  source: 'https://developer.calendly.com/api-docs/calendly-api/activity-log/list-activity-log-entries',
  shapes: [
    {
      has: ['occurred_at', 'uri', 'namespace', 'action', 'fully_qualified_name'],
      score: 1,
      words: 'an activity log entry: occurred_at, namespace, action, fully_qualified_name',
    },
  ],
  time: ['occurred_at'],
  paths: {
    id: ['uri'],
    instance: ['organization'],
    sourceUser: ['actor.alternative_identifier', 'actor.display_name', 'actor.uri'],
    userId: ['actor.uri'],
    userName: ['actor.display_name'],
    operation: ['fully_qualified_name', 'action'],
    target: ['details.email', 'details.user.email', 'details.invitee_email', 'details.name'],
  },
  operations: {
    'User.Login*': 'login',
    'User.Logout*': 'logout',
    'User.Add*': 'user.create',
    'User.Remove*': 'user.delete',
    'User.*Role*': 'admin.role.grant',
    'Invitation.*': 'user.invite',
    'Group.Create*': 'group.create',
    'Group.Delete*': 'group.delete',
    '*Webhook*': 'app.update',
    '*ApiKey*': 'key.update',
    '*Token*': 'key.update',
    '*Sso*': 'domain.change',
    '*SSO*': 'domain.change',
    '*Export*': 'data.export',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = 'success';
  draft.actorKind = /user/i.test(record.text('actor.type')) ? 'user' : 'app';
  draft.objects = objects(record.text('namespace').toLowerCase() || 'object', {
    id: record.text('details.uri', 'details.id'),
    name: record.text('details.name'),
  });
  return undefined;
}
