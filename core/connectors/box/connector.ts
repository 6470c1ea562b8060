/** Box's enterprise events (admin_logs): the API's entries, exports, Sentinel's columns, and the user activity report of the Admin Console. */
import type { SharingLevel } from '../../model/activity.ts';
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { bytesAt } from '../kit/bytes.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const box = defineConnector({
  id: 'box',
  title: 'Box events',
  vendor: 'Box',
  app: 'box',
  grade: 'verified',
  source: 'https://developer.box.com/reference/resources/event/',
  shapes: [
    {
      has: ['type', 'event_id', 'event_type', 'created_by'],
      where: { type: /^event$/ },
      score: 1,
      words: 'an event: type event, event_id, event_type, created_by',
    },
    {
      // Nobody created what the system did.
      has: ['type', 'event_id', 'event_type', 'created_at'],
      where: { type: /^event$/ },
      score: 1,
      words: 'an event: type event, event_id, event_type, created_at',
    },
    {
      has: ['type', 'trigger', 'webhook.id', 'created_at'],
      where: { type: /^webhook_event$/ },
      score: 1,
      words: "a webhook's message: type webhook_event, trigger, webhook.id, created_at",
    },
    {
      has: ['event_id', 'event_type', 'source_item_type', 'created_by_login'],
      score: 1,
      words: 'a table row: event_id, event_type, source_item_type, created_by_login',
    },
    {
      has: ['event_id', 'event_type', 'created_by_login', 'created_at'],
      score: 1,
      words: 'a table row: event_id, event_type, created_by_login, created_at',
    },
    {
      has: ['Date', 'User Name', 'User Email', 'IP Address', 'Action'],
      score: 0.9,
      words: 'the user activity report: Date, User Name, User Email, IP Address, Action',
    },
  ],
  time: ['created_at', 'recorded_at', 'Date'],
  localeTime: ['Date'],
  paths: {
    id: ['event_id', 'id'],
    sourceUser: [
      'created_by.login',
      'created_by_login',
      // Box itself raises an alert, as an unknown user.
      'additional_details.shield_alert.user.email',
      'created_by.name',
      'action_by.login',
      'created_by.id',
      'User Email',
    ],
    userId: ['created_by.id', 'created_by_id'],
    userName: ['created_by.name', 'created_by_name', 'User Name'],
    operation: ['event_type', 'trigger', 'Action'],
    sourceIp: ['ip_address', 'IP Address'],
    sessionId: ['session_id'],
    clientApp: [
      'additional_details.service_name',
      'additional_details_service_name',
      'additional_details.app_id',
      'Service',
    ],
    target: [
      'accessible_by.login',
      'accessible_by.name',
      'source.user_email',
      'source.login',
      'additional_details.group_name',
    ],
  },
  operations: {
    // The report has the words of the console.
    'failed login': 'login.failed',
    shared: 'file.share',
    'content access': 'file.view',
    'invited*': 'file.share',
    'added collaborat*': 'file.share',
    'removed collaborat*': 'file.unshare',
    LOGIN: 'login',
    FAILED_LOGIN: 'login.failed',
    ADMIN_LOGIN: 'login',
    USER_AUTHENTICATE_OAUTH2_TOKEN_REFRESH: 'token.refresh',
    USER_AUTHENTICATE_OAUTH2_ACCESS_TOKEN_CREATE: 'token.issue',
    OAUTH2_ACCESS_TOKEN_REVOKE: 'token.revoke',
    ADD_LOGIN_ACTIVITY_DEVICE: 'device.register',
    REMOVE_LOGIN_ACTIVITY_DEVICE: 'device.remove',
    ADD_DEVICE_ASSOCIATION: 'device.register',
    DEVICE_TRUST_CHECK_FAILED: 'login.failed',
    MULTI_FACTOR_AUTH_ENABLE: 'mfa.change',
    MULTI_FACTOR_AUTH_DISABLE: 'mfa.disable',
    CHANGE_ADMIN_ROLE: 'admin.role.grant',
    NEW_USER: 'user.create',
    EDIT_USER: 'user.update',
    DELETE_USER: 'user.delete',
    GROUP_CREATION: 'group.create',
    GROUP_DELETION: 'group.delete',
    GROUP_EDITED: 'group.update',
    GROUP_ADD_USER: 'group.member.add',
    GROUP_REMOVE_USER: 'group.member.remove',
    ITEM_OPEN: 'file.view',
    PREVIEW: 'file.view',
    DOWNLOAD: 'file.download',
    UPLOAD: 'file.upload',
    EDIT: 'file.edit',
    ITEM_CREATE: 'file.upload',
    ITEM_UPLOAD: 'file.upload',
    ITEM_COPY: 'file.copy',
    ITEM_DOWNLOAD: 'file.download',
    SIGNER_DOWNLOADED: 'file.download',
    ITEM_MODIFY: 'file.edit',
    ITEM_MAKE_CURRENT_VERSION: 'file.edit',
    LOCK: 'file.edit',
    LOCK_CREATE: 'file.edit',
    LOCK_DESTROY: 'file.edit',
    UNLOCK: 'file.edit',
    ITEM_MOVE: 'file.move',
    ITEM_RENAME: 'file.rename',
    ITEM_PREVIEW: 'file.view',
    RELAY_OPEN: 'file.view',
    ITEM_TRASH: 'file.delete',
    ITEM_EXPIRATION: 'file.delete',
    STORAGE_EXPIRATION: 'file.delete',
    ITEM_UNDELETE_VIA_TRASH: 'file.restore',
    ITEM_UNSYNC: 'file.sync',
    COLLABORATION_EXPIRATION: 'file.unshare',
    UPDATE_COLLABORATION_EXPIRATION: 'file.share',
    CONTENT_WORKFLOW_ABNORMAL_DOWNLOAD_ACTIVITY: 'alert.raise',
    CONTENT_WORKFLOW_AUTOMATION_ADD: 'policy.create',
    CONTENT_WORKFLOW_AUTOMATION_DELETE: 'policy.delete',
    EXTERNAL_COLLAB_SECURITY_SETTINGS: 'setting.change',
    'DATA_RETENTION_*': 'policy.change',
    FILE_REQUEST_CREATE: 'file.share',
    FILE_REQUEST_UPDATE: 'file.share',
    FILE_REQUEST_DELETE: 'file.unshare',
    GROUP_ADD_FILE: 'file.share',
    GROUP_ADD_FOLDER: 'file.share',
    GROUP_REMOVE_FILE: 'file.unshare',
    GROUP_REMOVE_FOLDER: 'file.unshare',
    'SHIELD_EXTERNAL_COLLAB_ACCESS_BLOCKED*': 'dlp.match',
    'SHIELD_SHARED_LINK_STATUS_RESTRICTED_*': 'dlp.match',
    SHIELD_JUSTIFICATION_APPROVAL: 'policy.change',
    SHIELD_LIST_CREATE: 'policy.change',
    SHIELD_LIST_DELETE: 'policy.change',
    SIGN_DOCUMENT_CREATED: 'file.share',
    SIGN_DOCUMENT_ASSIGNED: 'file.share',
    SIGNER_FORWARDED: 'file.share',
    'SIGN_DOCUMENT_*': 'file.edit',
    'TERMS_OF_SERVICE_*': 'user.update',
    TAG_ITEM_CREATE: 'file.label',
    METADATA_INSTANCE_DELETE: 'file.label',
    WATERMARK_LABEL_DELETE: 'file.label',
    'EMAIL_ALIAS_*': 'user.update',
    REMOVE_DEVICE_ASSOCIATION: 'device.remove',
    COPY: 'file.copy',
    MOVE: 'file.move',
    RENAME: 'file.rename',
    DELETE: 'file.delete',
    UNDELETE: 'file.restore',
    ITEM_SYNC: 'file.sync',
    CREATE_FOLDER: 'folder.create',
    SHARE: 'file.share',
    UNSHARE: 'file.unshare',
    ITEM_SHARED_CREATE: 'file.share',
    ITEM_SHARED_UPDATE: 'file.share',
    ITEM_SHARED: 'file.share',
    ITEM_SHARED_UNSHARE: 'file.unshare',
    COLLABORATION_INVITE: 'file.share',
    COLLABORATION_ACCEPT: 'file.share',
    COLLABORATION_ROLE_CHANGE: 'file.share',
    COLLABORATION_REMOVE: 'file.unshare',
    // A user's own event stream names the same acts otherwise; an item that is added to a group is shared with it.
    COLLAB_REMOVE_COLLABORATOR: 'file.unshare',
    'COLLAB_*': 'file.share',
    GROUP_ADD_ITEM: 'file.share',
    GROUP_REMOVE_ITEM: 'file.unshare',
    UPDATE_SHARE_EXPIRATION: 'file.share',
    SHARE_EXPIRATION: 'file.unshare',
    CONTENT_ACCESS: 'file.view',
    FILE_MARKED_MALICIOUS: 'file.malware',
    FILE_WATERMARKED_DOWNLOAD: 'file.download',
    SHIELD_ALERT: 'alert.raise',
    SHIELD_DOWNLOAD_BLOCKED: 'dlp.match',
    SHIELD_SHARED_LINK_ACCESS_BLOCKED: 'dlp.match',
    'SHIELD_EXTERNAL_COLLAB_INVITE_BLOCKED*': 'dlp.match',
    CONTENT_WORKFLOW_POLICY_ADD: 'policy.create',
    CONTENT_WORKFLOW_UPLOAD_POLICY_VIOLATION: 'dlp.match',
    CONTENT_WORKFLOW_SHARING_POLICY_VIOLATION: 'dlp.match',
    APPLICATION_CREATED: 'app.create',
    APPLICATION_PUBLIC_KEY_ADDED: 'app.credential.add',
    APPLICATION_PUBLIC_KEY_DELETED: 'app.credential.remove',
    ENTERPRISE_APP_AUTHORIZATION_UPDATE: 'app.consent',
    COMMENT_CREATE: 'message.send',
    COMMENT_DELETE: 'message.delete',
    METADATA_INSTANCE_CREATE: 'file.label',
    METADATA_INSTANCE_UPDATE: 'file.label',
    WATERMARK_LABEL_CREATE: 'file.label',
    LEGAL_HOLD_POLICY_CREATE: 'policy.create',
    LEGAL_HOLD_POLICY_DELETE: 'policy.delete',
    'LEGAL_HOLD_*': 'policy.change',
    'RETENTION_POLICY*': 'policy.change',
    CHANGE_FOLDER_PERMISSION: 'permission.grant',
    USER_IMPERSONATION: 'impersonate',
    // https://developer.box.com/reference/resources/webhook/
    'FILE.DOWNLOADED': 'file.download',
    'FOLDER.DOWNLOADED': 'file.download',
    'FILE.UPLOADED': 'file.upload',
    'FILE.PREVIEWED': 'file.view',
    'FILE.TRASHED': 'file.delete',
    'FILE.DELETED': 'file.delete',
    'FILE.RESTORED': 'file.restore',
    'FILE.COPIED': 'file.copy',
    'FILE.MOVED': 'file.move',
    'FILE.RENAMED': 'file.rename',
    'FILE.LOCKED': 'file.edit',
    'FILE.UNLOCKED': 'file.edit',
    'FOLDER.CREATED': 'folder.create',
    'FOLDER.TRASHED': 'folder.delete',
    'FOLDER.DELETED': 'folder.delete',
    'FOLDER.RESTORED': 'file.restore',
    'FOLDER.COPIED': 'file.copy',
    'FOLDER.MOVED': 'file.move',
    'FOLDER.RENAMED': 'file.rename',
    'METADATA_INSTANCE.*': 'file.label',
    'SHARED_LINK.DELETED': 'file.unshare',
    'SHARED_LINK.*': 'file.share',
    'COLLABORATION.REMOVED': 'file.unshare',
    'COLLABORATION.*': 'file.share',
    'COMMENT.CREATED': 'message.send',
    'COMMENT.UPDATED': 'message.edit',
    'COMMENT.DELETED': 'message.delete',
    'SIGN_REQUEST.*': 'file.share',
    'TASK_ASSIGNMENT.*': 'resource.update',
  },
  gives: ['outcome', 'objects', 'actorKind', 'target', 'reason', 'bytes'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = draft.activityType === 'login.failed' || draft.operation.endsWith('_BLOCKED') ? 'failure' : 'success';
  if (record.text('created_by.id', 'created_by_id') === NOBODY) draft.actorKind = 'anonymous';
  else if (draft.sourceUser !== '') draft.actorKind = 'user';
  // An object, or the text of one.
  const details = record.object('additional_details');
  const access =
    record.text('additional_details.shared_link.access', 'additional_details.access', 'source.shared_link.access') ||
    (details?.text('shared_link.access', 'access') ?? '');
  const sharing = Object.hasOwn(SHARING, access) ? SHARING[access] : undefined;
  const isFolder = record.has('source.folder_id') && !record.has('source.file_id');
  draft.bytes = bytesAt(record, 'additional_details.size', 'source.size');
  draft.objects = objects(
    record.text('source.item_type', 'source_item_type', 'source.type', 'Affected Type').toLowerCase() ||
      (isFolder ? 'folder' : 'file'),
    {
      id: record.text(
        'source.item_id',
        'source_item_id',
        'source.file_id',
        'source.folder_id',
        'source.id',
        'Affected Id',
      ),
      name: record.text(
        'source.item_name',
        'source_item_name',
        'source.file_name',
        'source.folder_name',
        'source.name',
        'Affected',
        'Affected Item',
        'Item Name',
      ),
      owner: record.text('source.owned_by.login', 'source_owned_by_login'),
      // Folder 0 is everybody's own: nobody shares it.
      parent: record.text('source.parent.id', 'source_parent_id').replace(/^0$/, ''),
    },
    sharing,
  );
  // An alert of Shield says under which rule and about whom.
  const alert = details?.object('shield_alert');
  if (alert !== undefined) {
    draft.target = alert.text('user.email', 'user.name');
    draft.reason = alert.text('rule_name', 'rule_category');
  }
  if (draft.activityType === 'file.share') {
    if (sharing === 'public') draft.activityType = 'file.share.public';
    else if (details?.flag('is_external', 'external') === true) draft.activityType = 'file.share.external';
  }
  return undefined;
}

/** Box's id for whoever is not signed in. */
const NOBODY = '2';

/** `access` of a shared link. */
const SHARING: Readonly<Record<string, SharingLevel>> = {
  open: 'public',
  company: 'internal',
  collaborators: 'private',
};
