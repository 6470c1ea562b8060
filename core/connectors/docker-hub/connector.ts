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
  source: 'https://docs.docker.com/reference/api/hub/latest/',
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
    '*team.member.add': 'group.member.add',
    '*team.member.invite': 'group.member.add',
    '*team.member.remove': 'group.member.remove',
    '*team.create': 'group.create',
    '*team.update': 'group.update',
    '*team.delete': 'group.delete',
    'org.member.add': 'user.create',
    'org.member.remove*': 'user.delete',
    'org.member.invite*': 'user.invite',
    'org.member.role.change': 'admin.role.grant',
    'org.customrole.create': 'role.create',
    'org.customrole.update': 'role.update',
    'org.customrole.delete': 'role.delete',
    'org.create': 'site.create',
    'org.sso*': 'domain.change',
    '*connection.*': 'domain.change',
    'org.domain.*': 'domain.change',
    '*token.create': 'key.create',
    '*token.update': 'key.update',
    '*token.delete': 'key.delete',
    'org.settings*': 'setting.change',
    'org.registry_access.*': 'policy.change',
    'org.*policy*': 'policy.change',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = 'success';
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  // Where a team's member is meant, the name is that member's.
  if (/team\.member\./.test(draft.operation)) draft.target = record.text('name');
  draft.objects = objects(draft.operation.startsWith('repo') ? 'repository' : 'object', {
    id: record.text('data.digest'),
    name: record.text('name'),
  });
  return undefined;
}
