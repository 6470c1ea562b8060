/** Vercel: the audit log of a team, as the dashboard exports it. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects, place } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const vercel = defineConnector({
  id: 'vercel',
  title: 'Vercel audit log',
  vendor: 'Vercel',
  app: 'vercel',
  grade: 'documented',
  source: 'https://vercel.com/docs/audit-log',
  shapes: [
    {
      has: ['timestamp', 'action', 'actor_vercel_id', 'actor_name'],
      score: 1,
      words: 'the columns of an audit log export: timestamp, action, actor_vercel_id, actor_name',
    },
  ],
  time: ['timestamp'],
  paths: {
    id: ['id'],
    sourceUser: ['actor_email', 'actor_name', 'actor_vercel_id'],
    userId: ['actor_vercel_id'],
    userName: ['actor_name'],
    operation: ['action'],
    userAgent: ['user_agent'],
  },
  operations: {
    'auth-token.created': 'key.create',
    'auth-token.deleted': 'key.delete',
    'deploy_hook.*': 'key.update',
    'integration.installed': 'app.create',
    'integration.deleted': 'app.delete',
    'password_protection.*': 'policy.change',
    'preview_deployment_suffix.*': 'setting.change',
    'project.env_variable.*': 'secret.change',
    'shared_env_variable.*': 'secret.change',
    'project.password_protection.*': 'policy.change',
    'project.sso_protection.*': 'policy.change',
    'project.created': 'site.create',
    'project.deleted': 'site.delete',
    'project.transfer*': 'site.update',
    'team.member.added': 'user.create',
    'team.member.deleted': 'user.delete',
    'team.member.left': 'user.delete',
    'team.member.access_request.*': 'user.invite',
    'team.member.role.updated': 'admin.role.grant',
    'team.name.updated': 'setting.change',
    'team.saml.*': 'domain.change',
    'domain.*': 'domain.change',
    'dns.record.*': 'network.change',
    'auditlog.export.*': 'data.export',
    'log_drain.*': 'audit.change',
    'edge_config.*': 'resource.update',
    'deployment.*': 'resource.update',
  },
  gives: ['outcome', 'actorKind', 'objects', 'place', 'sourceIp'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = 'success';
  if (draft.sourceUser !== '') draft.actorKind = draft.sourceUser.includes('@') ? 'user' : 'app';
  const location = record.text('location');
  // An address; older exports had a country.
  if (/^[\d.]+$|:/.test(location)) draft.sourceIp = location;
  else draft.place = place({ country: /^[A-Z]{2}$/.test(location) ? location : '' });
  const now = record.object('next') ?? record.object('previous');
  draft.objects = objects(draft.operation.split('.')[0] || 'object', {
    id: now?.text('id', 'projectId') ?? '',
    name: now?.text('name', 'project', 'projectName', 'email') ?? '',
  });
  return undefined;
}
