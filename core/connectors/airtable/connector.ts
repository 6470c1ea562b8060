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
  source: 'https://airtable.com/developers/web/api/audit-logs-overview',
  shapes: [
    {
      has: ['id', 'timestamp', 'action', 'actor.type', 'modelId', 'modelType'],
      score: 1,
      words: 'an audit log event: timestamp, action, actor.type, modelId, modelType',
    },
    {
      // Of the first API, whose names had no capitals.
      has: ['originatinguserid', 'actionid', 'request.action', 'request.starttime', 'request.modelclassname'],
      score: 1,
      words: 'an audit log entry: originatinguserid, actionid, request with action, starttime and modelclassname',
    },
  ],
  time: ['timestamp', 'request.starttime'],
  paths: {
    id: ['id', 'actionid'],
    instance: ['context.enterpriseAccountId', 'enterpriseaccountid'],
    sourceUser: [
      'actor.user.email',
      'actor.email',
      'actor.user.id',
      'actor.userId',
      'actor.viewId',
      'actor.automationId',
      'originatinguserid',
    ],
    userId: ['actor.user.id', 'actor.userId', 'originatinguserid'],
    userName: ['actor.user.name', 'actor.name'],
    operation: ['action', 'request.action'],
    sourceIp: ['origin.ipAddress', 'client.ipaddress'],
    userAgent: ['origin.userAgent'],
    sessionId: ['origin.sessionId'],
    tokenId: ['origin.oauthAccessTokenId', 'origin.personalAccessTokenId'],
    correlationId: ['context.actionId', 'request.requestid'],
    clientApp: ['apiname'],
    reason: ['response.message'],
    target: ['payload.email', 'payload.invitedEmail', 'payload.user.email', 'payload.name'],
  },
  outcome: ['response.success'],
  operations: {
    loginUser: 'login',
    logoutUser: 'logout',
    changePassword: 'password.change',
    createUser: 'user.create',
    provisionUser: 'user.create',
    deleteUser: 'user.delete',
    deactivateUser: 'user.suspend',
    reactivateUser: 'user.restore',
    'updateUser*': 'user.update',
    enableShare: 'file.share.public',
    disableShare: 'file.unshare',
    configureShare: 'file.share',
    regenerateShare: 'file.share',
    'viewShare*': 'file.view',
    viewBase: 'file.view',
    createBase: 'file.upload',
    deleteBase: 'file.delete',
    'restoreBase*': 'file.restore',
    duplicateBase: 'file.copy',
    moveBase: 'file.move',
    updateBaseName: 'file.rename',
    updateBaseGuideText: 'file.edit',
    downloadAttachment: 'file.download',
    'export*': 'data.export',
    'download*': 'data.export',
    '*BaseInviteLink': 'file.share',
    removeBaseInviteLink: 'file.unshare',
    inviteBaseCollaborator: 'file.share',
    addBaseCollaborator: 'file.share',
    uninviteBaseCollaborator: 'file.unshare',
    removeBaseCollaborator: 'file.unshare',
    changeBaseCollaboratorPermission: 'permission.grant',
    changeBaseInvitePermission: 'permission.grant',
    createGroup: 'group.create',
    deleteGroup: 'group.delete',
    moveGroup: 'group.update',
    addGroupMember: 'group.member.add',
    inviteGroupMember: 'group.member.add',
    removeGroupMember: 'group.member.remove',
    changeGroupMemberRole: 'group.update',
    'createWorkspace*': 'site.create',
    'deleteWorkspace*': 'site.delete',
    'addWorkspaceCollaborator*': 'group.member.add',
    'removeWorkspaceCollaborator*': 'group.member.remove',
    createRole: 'role.create',
    'grantAdmin*': 'admin.role.grant',
    'revokeAdmin*': 'admin.role.revoke',
    'create*Token*': 'key.create',
    'delete*Token*': 'key.delete',
    'update*Token*': 'key.update',
    'create*OauthAuthorization*': 'app.consent',
    '*Sso*': 'domain.change',
    '*EnterpriseSetting*': 'setting.change',
  },
  gives: ['actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  // What was refused is told of by the first API only.
  if (draft.outcome === 'unknown') draft.outcome = 'success';
  if (draft.outcome === 'success') draft.reason = '';
  const kind = record.text('actor.type');
  draft.actorKind =
    kind === 'user'
      ? 'user'
      : kind === 'anonymousUser' || kind === 'anonymous'
        ? 'anonymous'
        : kind === ''
          ? draft.userId === ''
            ? undefined
            : 'user'
          : 'app';
  draft.objects = objects(record.text('modelType', 'request.modelclassname') || 'object', {
    id: record.text('modelId', 'request.modelid'),
    name: record.text('payload.name', 'payload.baseName'),
    parent: record.text('context.workspaceId', 'context.workspaceid'),
  });
  return undefined;
}
