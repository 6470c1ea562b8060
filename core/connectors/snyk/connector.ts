/** Snyk: audit logs of an organisation or group, from its API. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

/** Of the older API, then of the newer one. */
export const snyk = defineConnector({
  id: 'snyk',
  title: 'Snyk audit logs',
  vendor: 'Snyk',
  app: 'snyk',
  grade: 'documented',
  source: 'https://docs.snyk.io/snyk-api/api-endpoints-index-and-tips/retrieve-audit-logs',
  shapes: [
    {
      has: ['event', 'created', 'content'],
      where: { event: /^(?:org|group|api|user)\./ },
      score: 1,
      words: 'an audit log: event such as org.user.add, created, content',
    },
    {
      has: ['event', 'created'],
      where: { event: /^(?:org|group|user)\.[a-z._]+\.(?:create|add|edit|delete|remove|test|access)$/ },
      score: 0.8,
      words: 'an audit log: event such as org.project.test, created',
    },
  ],
  time: ['created'],
  paths: {
    instance: ['orgId', 'org_id', 'groupId', 'group_id'],
    sourceUser: ['userId', 'user_id', 'content.userId', 'content.user_id', 'content.email'],
    userId: ['userId', 'user_id'],
    operation: ['event'],
    sourceIp: ['content.ip', 'content.ip_address'],
    userAgent: ['content.user_agent'],
    target: ['content.userPublicId', 'content.email', 'content.name', 'content.serviceAccountName'],
    description: ['content.action', 'content.url'],
  },
  operations: {
    'api.access': 'resource.view',
    '*.user.login': 'login',
    '*.user.add': 'user.create',
    '*.user.remove': 'user.delete',
    '*.user.invite': 'user.invite',
    '*.user.invite_link.accept': 'user.create',
    '*.user.invite_link.*': 'user.invite',
    '*.user.role.edit': 'admin.role.grant',
    '*.service_account.create': 'app.create',
    '*.service_account.delete': 'app.delete',
    '*.service_account.edit': 'app.update',
    'user.org.notification_settings.edit': 'setting.change',
    '*.settings.edit': 'setting.change',
    '*.sso.*': 'domain.change',
    '*.policy.create': 'policy.create',
    '*.policy.delete': 'policy.delete',
    '*.policy.*': 'policy.change',
    '*.integration.*': 'app.update',
    '*.project.add': 'resource.create',
    '*.project.delete': 'resource.delete',
    '*.project.*': 'resource.update',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = 'success';
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  draft.objects = objects('project', {
    id: record.text('projectId', 'project_id'),
    name: record.text('content.projectName', 'content.target.name'),
  });
  return undefined;
}
