/**
 * In: what AzureHound collected of a tenant, objects of many kinds in one file (`{"kind":"AZUser","data":{…}}`). Out: the objects of each kind
 * that is kept, as Graph has them: members and owners, which stand apart, in their groups, apps and devices.
 * Source: https://github.com/SpecterOps/AzureHound.
 */
import type { SnapshotKind, SnapshotRow } from '../model/snapshot.ts';
import { isObject, RowReader } from './row-reader.ts';

export type CollectedRows = ReadonlyMap<SnapshotKind, readonly SnapshotRow[]>;

const COLLECTED = /^AZ[A-Za-z]{2,60}$/;

/** @param rows of the file. @returns null when they are no collection */
export function azureHoundRows(rows: readonly SnapshotRow[]): CollectedRows | null {
  const [first] = rows;
  if (first === undefined || !isCollected(first)) return null;
  const of = (kind: string): SnapshotRow[] =>
    rows.flatMap((row) => (row.kind === kind && isObject(row.data) ? [row.data] : []));
  const found = new Map<SnapshotKind, readonly SnapshotRow[]>([
    ['users', usersOf(of('AZUser'))],
    ['groups', withParts(of('AZGroup'), 'members', partsOf(of('AZGroupMember'), 'groupId', 'members', 'member'))],
    [
      'devices',
      withParts(of('AZDevice'), 'registeredOwners', partsOf(of('AZDeviceOwner'), 'deviceId', 'owners', 'owner')),
    ],
    ['servicePrincipals', appsOf(of)],
    [
      'roles',
      [
        ...held(of('AZRoleAssignment'), of('AZRole')),
        ...eligible(of('AZRoleEligibilityScheduleInstance'), of('AZRole')),
      ],
    ],
    ['appRoleAssignments', of('AZAppRoleAssignment')],
    ['delegatedGrants', of('AZOAuth2PermissionGrant')],
  ]);
  return new Map([...found].filter(([, list]) => list.length > 0));
}

/** The objects of a collection's file; null for any other. */
export function collectedIn(file: SnapshotRow): SnapshotRow[] | null {
  const list = Array.isArray(file.data) ? file.data.filter(isObject) : [];
  return list[0] !== undefined && isCollected(list[0]) ? list : null;
}

function isCollected(row: SnapshotRow): boolean {
  return typeof row.kind === 'string' && COLLECTED.test(row.kind) && isObject(row.data);
}

/** Flags that are false are left out: an account without `accountEnabled` is disabled, where others have it. */
function usersOf(users: readonly SnapshotRow[]): SnapshotRow[] {
  const tells = users.some((user) => 'accountEnabled' in user);
  return users.map((user) => ({
    ...(tells ? { accountEnabled: false } : {}),
    ...user,
    ...('lastSuccessfulSignInDateTime' in user
      ? { signInActivity: { lastSuccessfulSignInDateTime: user.lastSuccessfulSignInDateTime } }
      : {}),
  }));
}

/** @returns what belongs to an object, by the object's id in small letters */
function partsOf(lists: readonly SnapshotRow[], id: string, list: string, part: string): Map<string, SnapshotRow[]> {
  const found = new Map<string, SnapshotRow[]>();
  for (const raw of lists) {
    const owner = new RowReader(raw).lower(id);
    const parts = Array.isArray(raw[list]) ? raw[list].filter(isObject) : [];
    if (owner === null) continue;
    const all = found.get(owner) ?? [];
    found.set(owner, all);
    for (const one of parts) if (isObject(one[part])) all.push(one[part]);
  }
  return found;
}

/** @param parts by the objects' ids; an object without any has an empty list where there are lists at all */
function withParts(objects: readonly SnapshotRow[], name: string, parts: Map<string, SnapshotRow[]>): SnapshotRow[] {
  if (parts.size === 0) return [...objects];
  return objects.map((object) => ({ ...object, [name]: parts.get(new RowReader(object).lower('id') ?? '') ?? [] }));
}

/** Service principals with the credentials of the apps that they stand for, then the apps that none stands for. */
function appsOf(of: (kind: string) => SnapshotRow[]): SnapshotRow[] {
  const apps = withParts(of('AZApp'), 'owners', partsOf(of('AZAppOwner'), 'appId', 'owners', 'owner'));
  const byAppId = new Map(apps.map((app) => [new RowReader(app).lower('appId') ?? '', app]));
  const principals = withParts(
    of('AZServicePrincipal'),
    'owners',
    partsOf(of('AZServicePrincipalOwner'), 'servicePrincipalId', 'owners', 'owner'),
  ).map((principal) => {
    const appId = new RowReader(principal).lower('appId') ?? '';
    const app = byAppId.get(appId);
    byAppId.delete(appId);
    if (app === undefined) return principal;
    const both = (name: string): unknown[] =>
      [principal[name], app[name]].flatMap((list) => (Array.isArray(list) ? list : []));
    return { ...principal, passwordCredentials: both('passwordCredentials'), keyCredentials: both('keyCredentials') };
  });
  return [...principals, ...byAppId.values()];
}

function held(assigned: readonly SnapshotRow[], roles: readonly SnapshotRow[]): SnapshotRow[] {
  const names = namesOf(roles);
  return assigned.flatMap((role) => {
    const id = new RowReader(role).lower('roleDefinitionId') ?? '';
    const list = Array.isArray(role.roleAssignments) ? role.roleAssignments.filter(isObject) : [];
    return list.map((one) => ({ ...one, ...roleNamed(id, names), tenantId: role.tenantId }));
  });
}

function eligible(instances: readonly SnapshotRow[], roles: readonly SnapshotRow[]): SnapshotRow[] {
  const names = namesOf(roles);
  return instances.map((one) => ({
    ...one,
    ...roleNamed(new RowReader(one).lower('roleDefinitionId') ?? '', names),
    assignmentState: 'Eligible',
  }));
}

function roleNamed(id: string, names: ReadonlyMap<string, string>): SnapshotRow {
  const displayName = names.get(id);
  return { roleDefinitionId: id, ...(displayName === undefined ? {} : { roleDefinition: { displayName } }) };
}

function namesOf(roles: readonly SnapshotRow[]): ReadonlyMap<string, string> {
  return new Map(
    roles.flatMap((raw) => {
      const row = new RowReader(raw);
      const id = row.lower('id');
      const name = row.text('displayName');
      return id === null || name === null ? [] : [[id, name] as const];
    }),
  );
}
