/** Smartsheet: the events of event reporting (API), and the activity log of one sheet or report as its support sends it as CSV. */
import type { ActorKind } from '../../model/activity.ts';
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const smartsheet = defineConnector({
  id: 'smartsheet',
  title: 'Smartsheet event reporting',
  vendor: 'Smartsheet',
  app: 'smartsheet',
  grade: 'documented',
  source: 'https://developers.smartsheet.com/api/smartsheet/openapi/events',
  shapes: [
    {
      has: ['eventId', 'objectType', 'action', 'eventTimestamp'],
      score: 1,
      words: 'an event: eventId, objectType, action, eventTimestamp',
    },
    {
      // https://help.smartsheet.com/articles/2477836-Custom-Activity-Log
      has: ['Action', 'User', 'Source', 'Time Stamp'],
      // These are names of many products' fields; the sheet has sentences and names of people there.
      where: { Action: /^[A-Z]/, User: /@| / },
      score: 0.9,
      words: 'a row of a custom activity log: Action, User, Source, Time Stamp',
    },
  ],
  time: ['eventTimestamp', 'Time Stamp'],
  localeTime: ['Time Stamp'],
  paths: {
    id: ['eventId'],
    sourceUser: ['additionalDetails.emailAddress', 'requestUserId', 'userId', 'User'],
    userId: ['requestUserId', 'userId'],
    operation: ['action', 'Action'],
    sourceIp: ['additionalDetails.sourceIpAddress'],
    target: [
      'additionalDetails.recipientEmail',
      'additionalDetails.newUserEmail',
      'additionalDetails.recipientGroupId',
      'additionalDetails.recipientUserId',
      'additionalDetails.userEmail',
      'additionalDetails.groupName',
    ],
    clientApp: ['additionalDetails.appName', 'accessTokenName', 'source', 'Source'],
    tokenId: ['additionalDetails.tokenId'],
    description: ['Details'],
  },
  operations: {
    'ACCESS_TOKEN AUTHORIZE': 'app.consent',
    'ACCESS_TOKEN CREATE': 'key.create',
    'ACCESS_TOKEN REFRESH': 'token.refresh',
    'ACCESS_TOKEN REVOKE': 'key.delete',
    'USER ADD_TO_ACCOUNT': 'user.create',
    'USER REMOVE_FROM_ACCOUNT': 'user.delete',
    'USER SEND_INVITE': 'user.invite',
    'USER ACCEPT_INVITE': 'user.create',
    'USER DECLINE_INVITE': 'user.update',
    'USER DOWNLOAD_*': 'data.export',
    'USER SEND_PASSWORD_RESET': 'password.reset',
    'USER TRANSFER_OWNED_*': 'permission.grant',
    'USER REMOVE_SHARES': 'permission.revoke',
    'USER UPDATE_USER': 'user.update',
    'ACCOUNT BULK_UPDATE': 'user.update',
    'ACCOUNT DOWNLOAD_*': 'data.export',
    'ACCOUNT *': 'setting.change',
    'GROUP CREATE': 'group.create',
    'GROUP DELETE': 'group.delete',
    'GROUP RENAME': 'group.update',
    'GROUP ADD_MEMBER': 'group.member.add',
    'GROUP REMOVE_MEMBER': 'group.member.remove',
    'WORKSPACE CREATE': 'site.create',
    'WORKSPACE DELETE': 'site.delete',
    'WORKSPACE EXPORT': 'data.export',
    'WORKSPACE ADD_SHARE*': 'file.share',
    'WORKSPACE REMOVE_SHARE*': 'file.unshare',
    'FOLDER CREATE': 'folder.create',
    'FOLDER DELETE': 'folder.delete',
    'FOLDER EXPORT': 'data.export',
    'FORM *': 'file.edit',
    'UPDATE_REQUEST *': 'file.share',
    'ATTACHMENT CREATE': 'file.upload',
    'ATTACHMENT LOAD': 'file.download',
    'ATTACHMENT DELETE': 'file.delete',
    'ATTACHMENT SEND': 'file.share',
    'DASHBOARD ADD_PUBLISH': 'file.share.public',
    'Cells Changed': 'file.edit',
    '* ADD_PUBLISH': 'file.share.public',
    '* REMOVE_PUBLISH': 'file.unshare',
    '* ADD_SHARE*': 'file.share',
    '* REMOVE_SHARE*': 'file.unshare',
    '* ADD_WORKSPACE_SHARE': 'file.share',
    '* REMOVE_WORKSPACE_SHARE': 'file.unshare',
    '* TRANSFER_OWNERSHIP': 'permission.grant',
    '* SEND_AS_ATTACHMENT': 'file.share',
    '* SEND_*': 'file.share',
    '* REQUEST_BACKUP': 'data.export',
    '* EXPORT': 'file.download',
    '* CREATE': 'file.upload',
    '* COPY': 'file.copy',
    '* SAVE_AS_*': 'file.copy',
    '* LOAD': 'file.view',
    '* UPDATE': 'file.edit',
    '* MOVE': 'file.move',
    '* RENAME': 'file.rename',
    '* DELETE': 'file.delete',
    '* PURGE': 'file.delete',
    '* RESTORE': 'file.restore',
  },
  typedBy: ['objectType', 'action', 'Action'],
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = 'success';
  const source = record.text('source', 'Source');
  if (draft.sourceUser !== '') draft.actorKind = /INTEGRATED.APP$/i.test(source) ? 'app' : 'user';
  const stands = Object.hasOwn(STANDING_FOR, draft.userId) ? STANDING_FOR[draft.userId] : undefined;
  if (stands !== undefined) draft.actorKind = stands;
  const kind = record.text('objectType').toLowerCase();
  draft.objects = objects(kind || 'object', {
    id: record.text('objectId'),
    name: record.text(
      'additionalDetails.sheetName',
      'additionalDetails.workspaceName',
      'additionalDetails.folderName',
      'additionalDetails.newName',
      'additionalDetails.attachmentName',
    ),
  });
  return undefined;
}

/** Users that are nobody's account: what Smartsheet does by itself, and whoever opens what is published for anyone. */
const STANDING_FOR: Readonly<Record<string, ActorKind>> = {
  '1688855062570884': 'app',
  '2814754969413508': 'app',
  '3377704922834820': 'system',
  '3940654876256132': 'system',
  '5629504736520068': 'anonymous',
  '6192454689941380': 'system',
  '7881304550205316': 'system',
};
