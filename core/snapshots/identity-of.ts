/** What an object of a snapshot is called and known by, so that two exports of the same tenant can be told apart object by object. */
import type { SnapshotKind, SnapshotRow } from '../model/snapshot.ts';
import { RowReader } from './row-reader.ts';

/** Names that make an object the same one in another export, the first that has a value; a list stands for all of them together. */
const KEYS: Readonly<Record<SnapshotKind, readonly (string | readonly string[])[]>> = {
  users: [['app', 'id'], 'id', 'userId', 'userPrincipalName'],
  groups: ['id', 'groupId', 'displayName'],
  roles: [
    ['principalId', 'roleDefinitionId', 'directoryScopeId'],
    ['roleName', 'userPrincipalName', 'assignmentStatus'],
    ['role', 'userName'],
    ['role', 'userPrincipalName'],
    ['adminRole', 'userPrincipalName'],
    'id',
  ],
  devices: ['deviceId', 'id'],
  servicePrincipals: ['id', 'appId'],
  delegatedGrants: [
    ['clientId', 'consentType', 'principalId', 'resourceId'],
    ['permissionType', 'clientObjectId', 'resourceObjectId', 'permission', 'principalObjectId'],
    'id',
  ],
  appRoleAssignments: [['principalId', 'resourceId', 'appRoleId'], 'id'],
  mfaRegistration: ['userPrincipalName', 'user', 'id'],
  conditionalAccess: ['id', 'displayName'],
  namedLocations: ['id', 'displayName'],
  inboxRules: [
    ['userName', 'ruleName'],
    ['mailboxOwnerId', 'name'],
    ['userPrincipalName', 'displayName'],
    ['mailboxOwnerId', 'identity'],
    ['mailbox', 'name'],
    'ruleId',
    'id',
    'displayName',
  ],
  mailboxes: ['userPrincipalName', 'primarySmtpAddress'],
  mailboxAccess: [
    ['identity', 'user', 'accessRights'],
    ['identity', 'trustee', 'accessRights'],
    ['role', 'effectiveUserName', 'roleAssignee'],
    'userPrincipalName',
  ],
  mailboxAudit: ['userPrincipalName'],
  mailFlowRules: ['guid', 'name'],
  auditSettings: ['organizationId', 'name', 'identity'],
  oauthApps: ['oAuthAppId'],
  files: [['app', 'id'], 'id'],
  secureScore: ['controlName', 'title', 'id'],
  licences: ['skuPartNumber', 'sku', 'skuId', 'id'],
  mailClients: ['identity', 'deviceId'],
  baseline: ['controlId'],
  autoReplies: ['userPrincipalName', 'primarySmtpAddress', 'mailboxOwnerId', 'identity'],
};

/** The same for the same object; null when the object has none of its kind's names. */
export function identityOf(kind: SnapshotKind, row: SnapshotRow): string | null {
  const read = new RowReader(row);
  for (const key of KEYS[kind]) {
    if (typeof key === 'string') {
      const value = read.lower(key);
      if (value !== null) return value;
      continue;
    }
    // The first two make it; what comes after may be absent.
    const parts = key.map((name) => read.lower(name));
    if (parts[0] !== null && parts[1] !== null) return parts.map((part) => part ?? '').join(' ');
  }
  return null;
}

const NAMES = [
  'displayName',
  'appName',
  'userPrincipalName',
  'ruleName',
  'name',
  'clientDisplayName',
  'user',
  'userName',
  'title',
  'skuPartNumber',
  'friendlyName',
];
const MORE = ['requirement', 'role', 'roleName', 'permission', 'scope', 'resourceDisplayName', 'mailboxOwnerId'];

/** How people call it. */
export function nameOf(kind: SnapshotKind, row: SnapshotRow): string {
  const read = new RowReader(row);
  const name =
    read.text(...NAMES, 'principalDisplayName', 'primarySmtpAddress') ?? identityOf(kind, row) ?? 'without a name';
  const more = read.text(...MORE);
  return more === null || more === name ? name : `${name} · ${more}`;
}
