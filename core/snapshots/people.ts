/** In: objects of a tenant's people, groups, roles, devices and sign-in methods, of whatever export. Out: what they say, under one name each. */
import type { SnapshotRow } from '../model/snapshot.ts';
import { ROLE_NAMES } from './role-names.ts';
import { RowReader } from './row-reader.ts';

export interface TenantUser {
  /** Catalog id of the app whose account it is; null: the directory's. */
  readonly app: string | null;
  /** Roles that a listing names. */
  readonly roles: readonly string[];
  /** Object id, lower case. */
  readonly id: string | null;
  /** Lower case. */
  readonly upn: string | null;
  /** Further addresses, lower case. */
  readonly mails: readonly string[];
  readonly name: string | null;
  readonly department: string | null;
  readonly jobTitle: string | null;
  readonly manager: string | null;
  readonly enabled: boolean | null;
  readonly userType: 'member' | 'guest' | null;
  readonly created: number | null;
  readonly lastSignIn: number | null;
  /** The export has a column for sign-ins: without a time there, the user never signed in. */
  readonly tellsSignIn: boolean;
  readonly passwordChanged: number | null;
  readonly passwordNeverExpires: boolean | null;
  readonly licenses: readonly string[];
  /** Ids of licences that the export names no otherwise, lower case. */
  readonly licenseIds: readonly string[];
  readonly groups: readonly string[];
  /** Kept in step with a directory of the organisation's own. */
  readonly synced: boolean | null;
}

const SIGN_INS = [
  'signInActivity.lastSuccessfulSignInDateTime',
  'signInActivity.lastSignInDateTime',
  'signInActivity.lastNonInteractiveSignInDateTime',
  'LastInteractiveSignIn',
  'LastNonInteractiveSignIn',
  'LastSignInDateTime',
  'lastSignIn',
  'LastLogonTime',
];

export function readUser(raw: SnapshotRow): TenantUser {
  const row = new RowReader(raw);
  const policies = row.text('passwordPolicies');
  const signIns = SIGN_INS.flatMap((name) => row.instant(name) ?? []);
  const named = (...names: readonly string[]): readonly string[] =>
    row.objects(...names).flatMap((one) => one.text('displayName', 'skuPartNumber') ?? []);
  const type = row.lower('userType');
  return {
    app: row.lower('app'),
    roles: row.texts('roles'),
    id: row.lower('id', 'objectId', 'userId', 'externalDirectoryObjectId'),
    upn: row.lower('userPrincipalName', 'userName'),
    mails: [
      ...new Set(
        [...row.texts('mail', 'primarySmtpAddress'), ...row.texts('proxyAddresses'), ...row.texts('otherMails')]
          .map((mail) => mail.replace(/^smtp:/i, '').toLowerCase())
          .filter((mail) => mail.includes('@')),
      ),
    ],
    name: row.text('displayName'),
    department: row.text('department'),
    jobTitle: row.text('jobTitle'),
    manager: row.text('manager.displayName', 'manager.userPrincipalName', 'manager'),
    // DFIR-O365RC lists deleted users among the others.
    enabled:
      row.flag('deleted') === true || row.text('deletedDateTime') !== null
        ? false
        : row.flag('accountEnabled', 'enabled'),
    userType: type === 'guest' || type === 'member' ? type : null,
    created: row.instant('createdDateTime', 'whenCreated', 'created'),
    lastSignIn: signIns.length === 0 ? null : Math.max(...signIns),
    tellsSignIn: row.has('signInActivity', 'LastInteractiveSignIn', 'LastSignInDateTime', 'lastSignIn'),
    passwordChanged: row.instant('lastPasswordChangeDateTime', 'LastPasswordChangeTimestamp'),
    passwordNeverExpires:
      row.flag('passwordNeverExpires') ?? (policies === null ? null : /DisablePasswordExpiration/i.test(policies)),
    licenses: [...named('licenseDetails', 'assignedLicenses'), ...row.texts('licenses', 'licences')],
    licenseIds: row
      .objects('licenseDetails', 'assignedLicenses')
      .flatMap((one) => (one.text('displayName', 'skuPartNumber') === null ? (one.lower('skuId') ?? []) : [])),
    groups: [...named('memberOf', 'transitiveMemberOf'), ...row.texts('groups')],
    synced: row.flag('onPremisesSyncEnabled', 'dirSyncEnabled'),
  };
}

/** A licence that the tenant bought. */
export interface Licence {
  /** Lower case. */
  readonly id: string | null;
  readonly name: string;
}

export function readLicence(raw: SnapshotRow): Licence | readonly [] {
  const row = new RowReader(raw);
  const name = row.text('skuPartNumber', 'sku');
  return name === null ? [] : { id: row.lower('skuId'), name };
}

export interface TenantGroup {
  /** Catalog id of the app whose group it is; null: the directory's. */
  readonly app: string | null;
  readonly id: string | null;
  readonly name: string;
  /** Ids and principal names of members that the export lists, lower case. */
  readonly members: readonly string[];
  readonly holdsRoles: boolean | null;
}

export function readGroup(raw: SnapshotRow): TenantGroup {
  const row = new RowReader(raw);
  const id = row.lower('id', 'objectId', 'groupId');
  return {
    app: row.lower('app'),
    id,
    name: row.text('displayName', 'groupName', 'name') ?? id ?? '',
    members: membersIn(row, 'members'),
    holdsRoles: row.flag('isAssignableToRole'),
  };
}

function membersIn(row: RowReader, name: string): readonly string[] {
  return [
    ...row.objects(name).flatMap((one) => [one.lower('id') ?? '', one.lower('userPrincipalName') ?? '']),
    ...row.texts(name).map((text) => text.toLowerCase()),
  ].filter((text) => text !== '');
}

/** That somebody holds a role, or may take it. */
export interface RoleHolding {
  readonly role: string;
  /** Object id and principal name of who holds it, lower case; one at least. */
  readonly holderId: string | null;
  readonly holder: string | null;
  readonly holderName: string | null;
  /** Held now, or only eligible (Privileged Identity Management). */
  readonly eligible: boolean;
  /** End of the assignment; null for none. */
  readonly ends: number | null;
}

/** The text as a principal name; null when it is the name of a group or an app. */
function mailOf(text: string | null): string | null {
  return text?.includes('@') === true ? text.toLowerCase() : null;
}

/** One object may be a role with its members, or one assignment. */
export function readRoles(raw: SnapshotRow): readonly RoleHolding[] {
  const row = new RowReader(raw);
  const definition = row.lower('roleDefinitionId', 'roleTemplateId');
  const named = row.text(
    'roleDefinition.displayName',
    'roleName',
    'role',
    'adminRole',
    'roleDefinitionName',
    'adminGroupName',
    'exchangeAdminGroup',
  );
  const role =
    named ?? (definition === null ? null : ROLE_NAMES[definition]) ?? row.text('displayName') ?? definition ?? '';
  if (role === '') return [];
  // Hawk writes a row for each member, whose name stands where others have the list.
  const member = row.text('members');
  if (row.has('members') && member === null) {
    return row.objects('members').map((member) => ({
      role,
      holderId: member.lower('id'),
      holder: member.lower('userPrincipalName'),
      holderName: member.text('displayName'),
      eligible: false,
      ends: null,
    }));
  }
  const holderId =
    row.lower('principalId', 'userId', 'principal.id') ?? (member === null ? null : row.lower('objectId'));
  const holder =
    row.lower('userPrincipalName', 'userName', 'principal.userPrincipalName', 'emailAddress') ?? mailOf(member);
  if (holderId === null && holder === null) return [];
  const status = `${row.text('assignmentStatus', 'assignmentState', 'assignmentType') ?? ''}`;
  // A schedule without a type of assignment is one of eligibility.
  const isSchedule = row.has('scheduleInfo', 'memberType') && !row.has('assignmentType');
  return [
    {
      role,
      holderId,
      holder,
      holderName: row.text('principal.displayName', ...(named === null ? [] : ['displayName'])) ?? member,
      eligible: /eligible/i.test(status) || row.has('roleEligibilityScheduleId') || isSchedule,
      ends: row.instant('scheduleInfo.expiration.endDateTime', 'endDateTime'),
    },
  ];
}

export interface TenantDevice {
  readonly id: string | null;
  readonly name: string;
  readonly os: string | null;
  readonly compliant: boolean | null;
  readonly managed: boolean | null;
  readonly trust: string | null;
  readonly lastSignIn: number | null;
  /** Ids and principal names of owners, lower case. */
  readonly owners: readonly string[];
}

export function readDevice(raw: SnapshotRow): TenantDevice {
  const row = new RowReader(raw);
  const id = row.lower('deviceId', 'id');
  return {
    id,
    name: row.text('displayName', 'deviceName') ?? id ?? '',
    os:
      [row.text('operatingSystem'), row.text('operatingSystemVersion')].filter((part) => part !== null).join(' ') ||
      null,
    compliant: row.flag('isCompliant', 'compliant'),
    managed: row.flag('isManaged', 'managed'),
    trust: row.text('trustType', 'joinType'),
    lastSignIn: row.instant('approximateLastSignInDateTime', 'lastSignInDateTime', 'lastActivityDateTime'),
    owners: [...membersIn(row, 'registeredOwners'), ...membersIn(row, 'registeredUsers'), ...membersIn(row, 'owners')],
  };
}

export interface MfaState {
  readonly id: string | null;
  readonly upn: string | null;
  readonly registered: boolean | null;
  readonly capable: boolean | null;
  readonly methods: readonly string[];
  /** As the directory itself says. */
  readonly isAdmin: boolean | null;
}

/** Columns that an export has one method each in. */
const METHODS = [
  'email',
  'fido2',
  'app',
  'phone',
  'softwareoath',
  'hellobusiness',
  'temporaryAccessPass',
  'certificateBasedAuthConfiguration',
];

export function readMfa(raw: SnapshotRow): MfaState {
  const row = new RowReader(raw);
  return {
    id: row.lower('id', 'userId'),
    upn: row.lower('userPrincipalName', 'user'),
    registered: row.flag('isMfaRegistered', 'mfaStatus'),
    capable: row.flag('isMfaCapable'),
    methods: [...row.texts('methodsRegistered'), ...METHODS.filter((name) => row.flag(name) === true)],
    isAdmin: row.flag('isAdmin'),
  };
}
