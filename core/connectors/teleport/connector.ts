/** Teleport: the audit log of its cluster, as its auth service writes it or its event handler hands it on. */
import type { ActivityType } from '../../model/activity-types.ts';
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const teleport = defineConnector({
  id: 'teleport',
  title: 'Teleport audit events',
  vendor: 'Gravitational',
  app: 'teleport',
  grade: 'documented',
  source: 'https://goteleport.com/docs/reference/audit-events/',
  shapes: [
    {
      has: ['code', 'event', 'time', 'uid'],
      // T for an event, a number, and how much it matters.
      where: { code: /^T[A-Z]*\d+[A-Z]$/ },
      score: 1,
      words: 'an audit event: code such as T2000I, event, time, uid',
    },
    {
      // What enhanced recording tells of a session has no id of its own.
      has: ['code', 'event', 'time', 'sid', 'server_id'],
      where: { code: /^T[A-Z]*\d+[A-Z]$/ },
      score: 1,
      words: 'an event of a session: code such as T4002I, event, time, sid, server_id',
    },
  ],
  time: ['time'],
  paths: {
    id: ['uid'],
    instance: ['cluster_name'],
    sourceUser: ['user', 'identity.user', 'updated_by', 'creator'],
    operation: ['event'],
    reason: ['error', 'message'],
    sourceIp: ['addr.remote', 'client_ip', 'identity.client_ip'],
    userAgent: ['user_agent'],
    sessionId: ['sid'],
    clientApp: ['proto', 'method'],
    target: ['name', 'resource_name', 'users.0'],
    description: ['message'],
  },
  operations: {
    'user.login': 'login',
    'user.create': 'user.create',
    'user.update': 'user.update',
    'user.delete': 'user.delete',
    'user.password_change': 'password.change',
    'mfa.add': 'mfa.change',
    'mfa.delete': 'mfa.disable',
    'session.start': 'resource.start',
    'session.end': 'resource.stop',
    'session.leave': 'resource.stop',
    'session.join': 'resource.start',
    'session.command': 'command.run',
    'session.rejected': 'other',
    exec: 'command.run',
    'kube.request': 'command.run',
    'db.session.start': 'resource.start',
    'db.session.end': 'resource.stop',
    // Each protocol of databases has requests of its own: `db.session.query`, `db.session.spanner.rpc`, `db.session.dynamodb.request`.
    'db.session.*': 'data.query',
    'app.session.start': 'login',
    'scp.download': 'file.download',
    'scp.upload': 'file.upload',
    'sftp*': 'file.edit',
    'access_request.create': 'role.assume',
    'access_request.review': 'role.assume',
    'role.created': 'role.create',
    'role.deleted': 'role.delete',
    'lock.created': 'user.suspend',
    'lock.deleted': 'user.restore',
    'reset_password_token.create': 'password.reset',
    'trusted_cluster.*': 'domain.change',
    'github.*': 'domain.change',
    'saml.*': 'domain.change',
    'oidc.*': 'domain.change',
    'cert.create': 'key.create',
    'bot.join': 'login',
    'instance.join': 'device.register',
    auth: 'login',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

/** Which way `scp` carried a file, seen from the server's user. */
const TRANSFERS: Readonly<Record<string, ActivityType>> = { download: 'file.download', upload: 'file.upload' };

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  const success = record.flag('success');
  // Codes end in I for what went well, W for what failed or warns, E for errors.
  const isWell = success ?? !/[WE]$/.test(record.text('code'));
  draft.outcome = isWell ? 'success' : 'failure';
  if (isWell) draft.reason = '';
  const way = record.text('action');
  if (draft.operation === 'scp' && TRANSFERS[way] !== undefined) draft.activityType = TRANSFERS[way];
  if (draft.sourceUser !== '')
    draft.actorKind = /^bot-|\.teleport\.sh$|^[0-9a-f-]{36}\./.test(draft.sourceUser) ? 'app' : 'user';
  draft.objects = objects('server', {
    id: record.text('server_id', 'resource_id'),
    name: record.text('server_hostname', 'app_name', 'db_service', 'kubernetes_cluster', 'path'),
  });
  return undefined;
}
