/** MongoDB Atlas' events of organisations and projects. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const mongodbAtlas = defineConnector({
  id: 'mongodb-atlas',
  title: 'MongoDB Atlas activity feed',
  vendor: 'MongoDB',
  app: 'mongodb-atlas',
  grade: 'documented',
  source: 'https://www.mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Events',
  shapes: [
    {
      has: ['eventTypeName', 'created', 'id', 'groupId'],
      score: 1,
      words: 'an event of a project: eventTypeName, created, id, groupId',
    },
    {
      has: ['eventTypeName', 'created', 'id', 'orgId'],
      score: 1,
      words: 'an event of an organisation: eventTypeName, created, id, orgId',
    },
    {
      has: ['eventTypeName', 'created', 'id', 'isGlobalAdmin'],
      score: 1,
      words: 'an event: eventTypeName, created, id, isGlobalAdmin',
    },
    {
      // https://www.mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Access-Tracking
      has: ['authResult', 'authSource', 'groupId', 'ipAddress', 'timestamp'],
      score: 1,
      words: 'a log-in to a database: authResult, authSource, ipAddress, timestamp',
    },
  ],
  time: ['created', 'timestamp'],
  localeTime: ['timestamp'],
  paths: {
    id: ['id'],
    instance: ['orgId', 'groupId'],
    sourceUser: ['username', 'publicKey', 'userId', 'apiKeyId'],
    userId: ['userId', 'apiKeyId'],
    operation: ['eventTypeName'],
    sourceIp: ['remoteAddress', 'ipAddress'],
    reason: ['failureReason'],
    target: ['targetUsername', 'dbUserUsername', 'targetPublicKey', 'whitelistEntry', 'teamId'],
    description: ['raw.description'],
  },
  operations: {
    'ORG_*LOGIN*': 'login',
    USER_LOGIN: 'login',
    'SUCCESSFUL_*LOGIN*': 'login',
    'UNSUCCESSFUL_*LOGIN*': 'login.failed',
    USER_CREATED: 'user.create',
    ACCOUNT_CREATED: 'user.create',
    'INVITED_TO_*': 'user.invite',
    JOINED_ORG: 'user.create',
    REMOVED_FROM_ORG: 'user.delete',
    JOINED_GROUP: 'group.member.add',
    JOINED_TEAM: 'group.member.add',
    ADDED_TO_TEAM: 'group.member.add',
    REMOVED_FROM_GROUP: 'group.member.remove',
    REMOVED_FROM_TEAM: 'group.member.remove',
    'USER_ROLES_CHANGED_AUDIT*': 'permission.grant',
    'API_KEY_CREATED*': 'key.create',
    'API_KEY_DELETED*': 'key.delete',
    'API_KEY_*ROLES*': 'permission.grant',
    'API_KEY_*': 'key.update',
    '*SERVICE_ACCOUNT*CREATED': 'app.create',
    '*SERVICE_ACCOUNT*DELETED': 'app.delete',
    '*SERVICE_ACCOUNT*SECRET*': 'app.credential.add',
    'NETWORK_PERMISSION_ENTRY_*': 'network.change',
    '*WHITELIST*': 'network.change',
    '*ACCESS_LIST*': 'network.change',
    'PEER_*': 'network.change',
    'MULTI_FACTOR_AUTH_DISABLED*': 'mfa.disable',
    'MULTI_FACTOR_AUTH_*': 'mfa.change',
    'PASSWORD_*': 'password.change',
    GROUP_CREATED: 'site.create',
    GROUP_DELETED: 'site.delete',
    ORG_CREATED: 'site.create',
    'ORG_*MFA*': 'policy.change',
    'FEDERATION_*': 'domain.change',
    CLUSTER_CREATED: 'resource.create',
    CLUSTER_DELETED: 'resource.delete',
    'CLUSTER_*': 'resource.update',
    'DATA_EXPLORER*': 'data.query',
    MONGODB_USER_ADDED: 'user.create',
    MONGODB_USER_DELETED: 'user.delete',
    'MONGODB_USER_*': 'user.update',
    'MONGODB_ROLE_*': 'role.update',
    AUDIT_LOG_CONFIGURATION_UPDATED: 'audit.change',
    MONGODB_LOGS_DOWNLOADED: 'data.export',
    'ENCRYPTION_AT_REST_*': 'policy.change',
    '*SNAPSHOT_DOWNLOAD*': 'data.export',
    '*RESTORE_REQUESTED*': 'data.export',
    'ALERT_*': 'alert.update',
    '*PAYMENT*': 'billing.change',
    '*INVOICE*': 'billing.change',
    HOST_DOWN: 'alert.raise',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = draft.activityType === 'login.failed' ? 'failure' : 'success';
  if (record.has('authResult')) return databaseLogin(record, draft);
  const isAdmin = record.flag('isGlobalAdmin') === true;
  const person = record.text('username') !== '';
  // Atlas' own staff acts as a global administrator.
  draft.actorKind = isAdmin ? 'admin' : person ? 'user' : draft.sourceUser === '' ? 'system' : 'app';
  const roles = record.texts('raw.newRoles');
  if (draft.activityType === 'permission.grant' && roles.some((role) => /OWNER|ADMIN/i.test(role)))
    draft.activityType = 'admin.role.grant';
  draft.objects = [
    ...objects('cluster', { id: record.text('clusterId'), name: record.text('clusterName') }),
    ...objects('database', { name: record.text('database') }),
    ...objects('key', { name: record.text('targetPublicKey') }),
    ...objects('address range', { name: record.text('whitelistEntry') }),
    ...objects('project', { id: record.text('groupId') }),
  ];
  return undefined;
}

/** The access history of a cluster: who reached its databases, and who could not. */
function databaseLogin(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.operation = 'authenticate';
  draft.activityType = 'login';
  const isWell = /^(?:success|true)$/i.test(record.text('authResult'));
  draft.outcome = isWell ? 'success' : 'failure';
  draft.actorKind = 'user';
  draft.objects = objects('host', { name: record.text('hostname') });
  return undefined;
}
