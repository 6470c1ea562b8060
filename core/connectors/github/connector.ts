/** GitHub's audit log of an organisation or enterprise: the API's and the console's JSON, its CSV, a stream's records, git events. */
import type { ActivityObject, SharingLevel } from '../../model/activity.ts';
import type { ActivityType } from '../../model/activity-types.ts';
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import type { SourceRecord } from '../kit/source-record.ts';
import { OPERATIONS } from './operations.ts';

export const github = defineConnector({
  id: 'github',
  title: 'GitHub audit log',
  vendor: 'GitHub',
  app: 'github',
  grade: 'verified',
  source: 'https://docs.github.com/enterprise-cloud@latest/admin/monitoring-activity-in-your-enterprise',
  shapes: [
    {
      has: ['action', '@timestamp', 'actor'],
      where: { action: /^[a-z0-9_]+\.[a-z0-9_.]+$/ },
      score: 1,
      words: 'an audit event: action (area.verb), @timestamp, actor',
    },
    {
      has: ['action', '@timestamp', '_document_id'],
      where: { action: /^[a-z0-9_]+\.[a-z0-9_.]+$/ },
      score: 1,
      words: 'an audit event: action (area.verb), @timestamp, _document_id',
    },
    {
      has: ['action', 'created_at', 'actor', 'org'],
      where: { action: /^[a-z0-9_]+\.[a-z0-9_.]+$/ },
      score: 0.95,
      words: 'an audit event: action (area.verb), created_at, actor, org',
    },
    {
      // A person's own security log belongs to no organisation.
      has: ['action', 'created_at', 'actor', '_document_id'],
      where: { action: /^[a-z0-9_]+\.[a-z0-9_.]+$/ },
      score: 0.95,
      words: 'an audit event: action (area.verb), created_at, actor, _document_id',
    },
    {
      // What a person does in a repository of their own belongs to none either, and older exports give no id.
      has: ['action', 'created_at', 'actor', 'actor_location'],
      where: { action: /^[a-z0-9_]+\.[a-z0-9_.]+$/ },
      score: 0.95,
      words: 'an audit event: action (area.verb), created_at, actor, actor_location',
    },
  ],
  time: ['@timestamp', 'created_at'],
  paths: {
    id: ['_document_id'],
    instance: ['org', 'business', 'org.0'],
    sourceUser: ['actor', 'external_identity_nameid', 'deploy_key_fingerprint'],
    userId: ['actor_id'],
    operation: ['action'],
    sourceIp: ['actor_ip'],
    userAgent: ['user_agent'],
    target: [
      'user',
      'blocked_user',
      'invitee',
      'team',
      'oauth_application_name',
      'name',
      'data.target_login',
      'data.email',
      'data.team',
    ],
    clientApp: ['oauth_application_name', 'integration', 'application_client_id'],
    tokenId: ['hashed_token', 'token_id'],
    correlationId: ['request_id'],
    description: ['explanation', 'operation_type'],
  },
  operations: OPERATIONS,
  gives: ['outcome', 'actorKind', 'place', 'objects', 'reason'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  // The log lists what was done; what failed or was refused has actions of its own, and a request its status.
  const isRefused = draft.activityType === 'login.failed' || draft.operation === 'protected_branch.rejected_ref_update';
  draft.outcome = isRefused || (record.number('status_code') ?? 0) >= 400 ? 'failure' : 'success';
  if (draft.outcome === 'failure') draft.reason = record.text('reason', 'explanation');
  if (record.flag('actor_is_bot') === true || /\[bot\]$/.test(draft.sourceUser)) draft.actorKind = 'app';
  else if (draft.sourceUser !== '') draft.actorKind = 'user';
  const country = record.text('actor_location.country_code');
  if (country !== '') draft.place = { country };
  draft.objects = objectsOf(record);
  if (draft.operation === 'api.request') readRequest(record, draft);
  // A promotion to owner is a grant, the way back is not.
  const role = record.text('permission', 'role');
  if (draft.operation === 'org.update_member' && role !== '' && role !== 'admin' && role !== 'owner')
    draft.activityType = 'admin.role.revoke';
  return undefined;
}

/** A call of the REST API: what it does is its method, and where. */
function readRequest(record: SourceRecord, draft: ActivityDraft): void {
  const method = record.text('request_method').toUpperCase();
  const route = record.text('route', 'url_path');
  draft.activityType = (Object.hasOwn(BY_METHOD, method) ? BY_METHOD[method] : undefined) ?? 'data.query';
  if (draft.description === '') draft.description = `${method} ${route}`.trim();
  if (route !== '') draft.objects.push({ type: 'route', name: route });
}

/** What a method of HTTP does (RFC 9110, section 9.3). */
const BY_METHOD: Readonly<Record<string, ActivityType>> = {
  POST: 'resource.create',
  PUT: 'resource.update',
  PATCH: 'resource.update',
  DELETE: 'resource.delete',
};

function objectsOf(record: SourceRecord): ActivityObject[] {
  const objects: ActivityObject[] = [];
  const repo = record.text('repo', 'repository');
  const visibility = record.text('visibility');
  const sharing = sharingOf(visibility, record.flag('public_repo', 'repository_public'));
  if (repo !== '') objects.push({ type: 'repository', name: repo, ...(sharing === undefined ? {} : { sharing }) });
  for (const [path, type] of NAMED) {
    const name = record.text(path);
    if (name !== '') objects.push({ type, name });
  }
  return objects;
}

const NAMED: readonly (readonly [path: string, type: string])[] = [
  ['user', 'user'],
  ['team', 'team'],
  ['oauth_application_name', 'app'],
  ['integration', 'app'],
  ['branch', 'branch'],
  ['hook_id', 'hook'],
  ['ruleset_name', 'rule'],
  // The columns of an exported CSV: details stand under `data`.
  ['data.team', 'team'],
  ['data.hook_id', 'hook'],
];

function sharingOf(visibility: string, isPublic: boolean | undefined): SharingLevel | undefined {
  if (visibility === 'public' || isPublic === true) return 'public';
  if (visibility === 'internal') return 'internal';
  return visibility === 'private' || isPublic === false ? 'private' : undefined;
}
