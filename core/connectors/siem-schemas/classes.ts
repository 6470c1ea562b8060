/** What the schemas' own classes of events mean, for operations that the product's connector does not know. */
import type { ActivityType } from '../../model/activity-types.ts';
import type { SourceRecord } from '../kit/source-record.ts';

/** `metadata.event_type` of UDM (https://cloud.google.com/chronicle/docs/reference/udm-field-list). */
const UDM: Readonly<Record<string, ActivityType>> = {
  USER_LOGIN: 'login',
  USER_LOGOUT: 'logout',
  USER_CREATION: 'user.create',
  USER_DELETION: 'user.delete',
  USER_CHANGE_PASSWORD: 'password.change',
  USER_CHANGE_PERMISSIONS: 'permission.grant',
  USER_RESOURCE_ACCESS: 'resource.view',
  USER_RESOURCE_CREATION: 'resource.create',
  USER_RESOURCE_DELETION: 'resource.delete',
  USER_RESOURCE_UPDATE_CONTENT: 'resource.update',
  USER_RESOURCE_UPDATE_PERMISSIONS: 'permission.grant',
  GROUP_CREATION: 'group.create',
  GROUP_DELETION: 'group.delete',
  GROUP_MODIFICATION: 'group.update',
  RESOURCE_CREATION: 'resource.create',
  RESOURCE_DELETION: 'resource.delete',
  RESOURCE_READ: 'resource.view',
  RESOURCE_WRITTEN: 'resource.update',
  RESOURCE_PERMISSIONS_CHANGE: 'permission.grant',
  SETTING_CREATION: 'setting.change',
  SETTING_MODIFICATION: 'setting.change',
  SETTING_DELETION: 'setting.change',
  EMAIL_TRANSACTION: 'mail.send',
};

/** `class_uid`, a point and `activity_id` of OCSF (https://schema.ocsf.io). */
const OCSF: Readonly<Record<string, ActivityType>> = {
  '3001.1': 'user.create',
  '3001.2': 'user.restore',
  '3001.3': 'password.change',
  '3001.4': 'password.reset',
  '3001.5': 'user.suspend',
  '3001.6': 'user.delete',
  '3001.7': 'permission.grant',
  '3001.8': 'permission.revoke',
  '3001.9': 'user.lockout',
  '3001.10': 'mfa.change',
  '3001.11': 'mfa.disable',
  '3002.1': 'login',
  '3002.2': 'logout',
  '3005.1': 'permission.grant',
  '3005.2': 'permission.revoke',
  '3006.1': 'permission.grant',
  '3006.2': 'permission.revoke',
  '3006.3': 'group.member.add',
  '3006.4': 'group.member.remove',
  '3006.5': 'group.delete',
  '3006.6': 'group.create',
  '6001.1': 'resource.create',
  '6001.2': 'resource.view',
  '6001.3': 'resource.update',
  '6001.4': 'resource.delete',
  '6003.1': 'resource.create',
  '6003.2': 'resource.view',
  '6003.3': 'resource.update',
  '6003.4': 'resource.delete',
};

/** `EventSchema` and `EventType` of Sentinel's information model (https://learn.microsoft.com/azure/sentinel/normalization-about-schemas). */
const ASIM: Readonly<Record<string, ActivityType>> = {
  'Authentication.Logon': 'login',
  'Authentication.Logoff': 'logout',
  'Authentication.Elevate': 'role.assume',
  'AuditEvent.Create': 'resource.create',
  'AuditEvent.Delete': 'resource.delete',
  'AuditEvent.Set': 'setting.change',
  'AuditEvent.Read': 'resource.view',
  'AuditEvent.Install': 'resource.create',
  'UserManagement.UserCreated': 'user.create',
  'UserManagement.UserDeleted': 'user.delete',
  'UserManagement.UserModified': 'user.update',
  'UserManagement.UserLocked': 'user.lockout',
  'UserManagement.UserUnlocked': 'user.restore',
  'UserManagement.UserDisabled': 'user.suspend',
  'UserManagement.UserEnabled': 'user.restore',
  'UserManagement.PasswordChanged': 'password.change',
  'UserManagement.PasswordReset': 'password.reset',
  'UserManagement.GroupCreated': 'group.create',
  'UserManagement.GroupDeleted': 'group.delete',
  'UserManagement.GroupModified': 'group.update',
  'UserManagement.UserAddedToGroup': 'group.member.add',
  'UserManagement.UserRemovedFromGroup': 'group.member.remove',
};

/** The type that the event's class stands for; undefined where it stands for none. */
export function typeOfClass(record: SourceRecord): ActivityType | undefined {
  const ocsf = `${record.text('class_uid')}.${record.text('activity_id')}`;
  const asim = `${record.text('EventSchema')}.${record.text('EventType')}`;
  const udm = record.text('metadata.event_type', 'metadata.eventType');
  return at(OCSF, ocsf) ?? at(UDM, udm) ?? at(ASIM, asim) ?? ofCategory(record);
}

function at(table: Readonly<Record<string, ActivityType>>, key: string): ActivityType | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** `event.category` and `event.type` of ECS, each one word or several. */
function ofCategory(record: SourceRecord): ActivityType | undefined {
  const kinds = record.texts('event.type');
  if (!record.texts('event.category').includes('authentication')) return undefined;
  if (kinds.includes('start')) return 'login';
  return kinds.includes('end') ? 'logout' : undefined;
}
