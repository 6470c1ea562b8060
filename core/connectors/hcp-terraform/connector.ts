/** HCP Terraform (Terraform Cloud): the organisation's audit trails. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const hcpTerraform = defineConnector({
  id: 'hcp-terraform',
  title: 'HCP Terraform audit trails',
  vendor: 'HashiCorp',
  app: 'hashicorp-cloud',
  grade: 'documented',
  source: 'https://developer.hashicorp.com/terraform/cloud-docs/api-docs/audit-trails',
  shapes: [
    {
      has: ['id', 'timestamp', 'auth.accessor_id', 'resource.type', 'resource.action'],
      score: 1,
      words: 'an audit trail: timestamp, auth.accessor_id, resource.type, resource.action',
    },
  ],
  time: ['timestamp'],
  paths: {
    id: ['id'],
    instance: ['auth.organization_id'],
    sourceUser: ['auth.description', 'auth.accessor_id'],
    userId: ['auth.accessor_id'],
    operation: ['resource.action'],
    target: ['resource.meta.name', 'resource.id'],
    correlationId: ['request.id'],
    clientApp: ['auth.type'],
  },
  typedBy: ['resource.type', 'resource.action'],
  operations: {
    'authentication_token create': 'key.create',
    'authentication_token destroy': 'key.delete',
    'authentication_token *': 'key.update',
    'organization_membership create': 'user.invite',
    'organization_membership destroy': 'user.delete',
    'team create': 'group.create',
    'team destroy': 'group.delete',
    'team add_member': 'group.member.add',
    'team remove_member': 'group.member.remove',
    'team_membership create': 'group.member.add',
    'saml* *': 'domain.change',
    'var* *': 'secret.change',
    'policy create': 'policy.create',
    'policy destroy': 'policy.delete',
    'policy* *': 'policy.change',
    'state_version download': 'data.export',
    'state_version read': 'secret.access',
    'run *': 'command.run',
    'workspace create': 'site.create',
    'workspace destroy': 'site.delete',
    'workspace *': 'site.update',
    '* create': 'resource.create',
    '* destroy': 'resource.delete',
    '* update': 'resource.update',
    '* read': 'resource.view',
    '* index': 'resource.view',
  },
  gives: ['outcome', 'actorKind', 'impersonated', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = 'success';
  draft.actorKind = draft.userId.startsWith('user-') ? 'user' : 'app';
  if (record.text('auth.impersonator_id') !== '') draft.impersonated = true;
  draft.objects = objects(record.text('resource.type'), {
    id: record.text('resource.id'),
    name: record.text('resource.meta.name'),
  });
  return undefined;
}
