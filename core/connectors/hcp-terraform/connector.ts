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
    target: ['resource.meta.user', 'resource.meta.team', 'resource.meta.name', 'resource.id'],
    correlationId: ['request.id'],
  },
  typedBy: ['resource.type', 'resource.action'],
  operations: {
    'state_version show': 'secret.access',
    '* download': 'data.export',
    // Before all that is told by its resource alone: `var index` changes no variable.
    '* index': 'resource.view',
    '* show': 'resource.view',
    '* read': 'resource.view',
    'authentication_token create': 'key.create',
    'authentication_token destroy': 'key.delete',
    'ssh_key create': 'key.create',
    'ssh_key destroy': 'key.delete',
    'ssh_key update': 'key.update',
    'oauth_client create': 'app.create',
    'oauth_client destroy': 'app.delete',
    'oauth_client update': 'app.update',
    'oauth_token destroy': 'key.delete',
    'oauth_token update': 'key.update',
    'organization_user create': 'user.create',
    'organization_user destroy': 'user.delete',
    'organization_user update': 'user.update',
    'organization update': 'setting.change',
    'team create': 'group.create',
    'team destroy': 'group.delete',
    'team add_member': 'group.member.add',
    'team remove_member': 'group.member.remove',
    '* add_team': 'permission.grant',
    '* update_team_permissions': 'permission.grant',
    '* remove_team': 'permission.revoke',
    'saml_configuration *': 'domain.change',
    'var *': 'secret.change',
    'policy create': 'policy.create',
    'policy destroy': 'policy.delete',
    'policy_check override': 'policy.change',
    'policy_check *': 'other',
    'policy* *': 'policy.change',
    'data_retention_policy *': 'policy.change',
    'state_version *_delete_backing_data': 'resource.delete',
    'state_version restore_backing_data': 'resource.update',
    'run *': 'command.run',
    'workspace create': 'site.create',
    'workspace destroy': 'site.delete',
    'workspace *': 'site.update',
    '* create': 'resource.create',
    '* destroy*': 'resource.delete',
    '* update': 'resource.update',
  },
  gives: ['outcome', 'actorKind', 'impersonated', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = 'success';
  const kind = record.text('auth.type');
  draft.actorKind = kind === 'System' ? 'system' : draft.userId.startsWith('user-') ? 'user' : 'app';
  if (kind === 'Impersonated' || record.text('auth.impersonator_id') !== '') draft.impersonated = true;
  draft.objects = objects(record.text('resource.type'), {
    id: record.text('resource.id'),
    name: record.text('resource.meta.name'),
  });
  return undefined;
}
