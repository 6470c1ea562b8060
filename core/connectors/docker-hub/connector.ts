/** Docker Hub: audit log events of an account or organisation, from its API. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const dockerHub = defineConnector({
  id: 'docker-hub',
  title: 'Docker Hub audit logs',
  vendor: 'Docker',
  app: 'docker-hub',
  grade: 'documented',
  source: 'https://docs.docker.com/reference/api/hub/latest/#tag/audit-logs',
  shapes: [
    {
      has: ['account', 'action', 'actor', 'name', 'timestamp', 'action_description'],
      score: 1,
      words: 'an audit log: account, action, actor, name, timestamp, action_description',
    },
    {
      has: ['account', 'action', 'actor', 'name', 'timestamp', 'actionDescription'],
      score: 1,
      words: 'an audit log: account, action, actor, name, timestamp, actionDescription',
    },
  ],
  time: ['timestamp'],
  paths: {
    instance: ['account'],
    sourceUser: ['actor'],
    operation: ['action'],
    target: ['data.member', 'data.user', 'data.email', 'data.team'],
    description: ['action_description', 'actionDescription'],
  },
  operations: {
    'repo.tag.push': 'code.push',
    'repo.tag.pull': 'code.clone',
    'repo.tag.delete': 'resource.delete',
    'repo.create': 'repo.create',
    'repo.delete': 'repo.delete',
    'repo.change_privacy': 'repo.visibility',
    'repo.*': 'repo.update',
    'team.member.add': 'group.member.add',
    'team.member.remove': 'group.member.remove',
    'org.team.create': 'group.create',
    'org.team.delete': 'group.delete',
    'org.member.add': 'user.create',
    'org.member.remove': 'user.delete',
    'org.member.invite': 'user.invite',
    'org.member.invite.create': 'user.invite',
    'org.member.role.change': 'admin.role.grant',
    'org.sso*': 'domain.change',
    'org.connection*': 'domain.change',
    'org.domain*': 'domain.change',
    'org.token.create': 'key.create',
    'org.token.delete': 'key.delete',
    'account.token.create': 'key.create',
    'org.settings*': 'setting.change',
    'org.*policy*': 'policy.change',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = 'success';
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  draft.objects = objects(draft.operation.startsWith('repo') ? 'repository' : 'object', {
    id: record.text('data.digest'),
    name: record.text('name'),
  });
  return undefined;
}
