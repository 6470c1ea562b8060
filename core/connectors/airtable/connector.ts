/** Airtable: the enterprise audit log, from its API. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const airtable = defineConnector({
  id: 'airtable',
  title: 'Airtable enterprise audit log',
  vendor: 'Airtable',
  app: 'airtable',
  grade: 'documented',
  source: 'https://airtable.com/developers/web/api/audit-log-events',
  shapes: [
    {
      has: ['id', 'timestamp', 'action', 'actor.type', 'modelId', 'modelType'],
      score: 1,
      words: 'an audit log event: timestamp, action, actor.type, modelId, modelType',
    },
  ],
  time: ['timestamp'],
  paths: {
    id: ['id'],
    instance: ['context.enterpriseAccountId'],
    sourceUser: [
      'actor.user.email',
      'actor.email',
      'actor.user.id',
      'actor.userId',
      'actor.viewId',
      'actor.automationId',
    ],
    userId: ['actor.user.id', 'actor.userId'],
    userName: ['actor.user.name', 'actor.name'],
    operation: ['action'],
    sourceIp: ['origin.ipAddress'],
    userAgent: ['origin.userAgent'],
    sessionId: ['origin.sessionId'],
    tokenId: ['origin.oauthAccessTokenId', 'origin.personalAccessTokenId'],
    correlationId: ['context.actionId'],
    target: ['payload.email', 'payload.invitedEmail', 'payload.user.email', 'payload.name'],
  },
  operations: {
    'userSignIn*Fail*': 'login.failed',
    'userSignIn*': 'login',
    'userSignOut*': 'logout',
    'createShare*': 'file.share.public',
    'enableShare*': 'file.share.public',
    'deleteShare*': 'file.unshare',
    'disableShare*': 'file.unshare',
    'updateShare*': 'file.share',
    'viewShare*': 'file.view',
    viewBase: 'file.view',
    'view*Interface*': 'file.view',
    createBase: 'file.upload',
    deleteBase: 'file.delete',
    restoreBase: 'file.restore',
    duplicateBase: 'file.copy',
    moveBase: 'file.move',
    'export*': 'data.export',
    'download*': 'data.export',
    'createBaseInvite*': 'file.share',
    'addBaseCollaborator*': 'file.share',
    'createWorkspace*': 'site.create',
    'deleteWorkspace*': 'site.delete',
    'addWorkspaceCollaborator*': 'group.member.add',
    'removeWorkspaceCollaborator*': 'group.member.remove',
    '*AdminAccess*': 'admin.role.grant',
    'grantAdmin*': 'admin.role.grant',
    'revokeAdmin*': 'admin.role.revoke',
    'create*Token*': 'key.create',
    'delete*Token*': 'key.delete',
    'update*Token*': 'key.update',
    'create*OauthAuthorization*': 'app.consent',
    '*Sso*': 'domain.change',
    '*EnterpriseSetting*': 'setting.change',
    'deactivateUser*': 'user.suspend',
    'reactivateUser*': 'user.restore',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = draft.activityType === 'login.failed' ? 'failure' : 'success';
  const kind = record.text('actor.type');
  draft.actorKind =
    kind === 'user'
      ? 'user'
      : kind === 'anonymousUser' || kind === 'anonymous'
        ? 'anonymous'
        : kind === ''
          ? undefined
          : 'app';
  draft.objects = objects(record.text('modelType') || 'object', {
    id: record.text('modelId'),
    name: record.text('payload.name', 'payload.baseName'),
    parent: record.text('context.workspaceId'),
  });
  return undefined;
}
