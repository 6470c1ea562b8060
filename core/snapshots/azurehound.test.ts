/** AzureHound writes objects of many kinds into one file, and apart from them who belongs to them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readGrant, readServicePrincipal } from './apps.ts';
import { readDevice, readGroup, readRoles, readUser } from './people.ts';
import { readSnapshots } from './read-snapshot.ts';

const TENANT = '00000000-0000-4000-8000-00000000000T'.replace('T', 'A');
const az = (kind: string, data: object): object => ({
  kind,
  data: { ...data, tenantId: TENANT, tenantName: 'Example' },
});
const COLLECTED = [
  az('AZUser', {
    id: 'U1',
    userPrincipalName: 'ann@example.com',
    displayName: 'Ann',
    accountEnabled: true,
    lastSuccessfulSignInDateTime: '2026-03-01T00:00:00Z',
  }),
  az('AZUser', { id: 'U2', userPrincipalName: 'bo@example.com', displayName: 'Bo' }),
  az('AZGroup', { id: 'G1', displayName: 'Admins', securityEnabled: true }),
  az('AZGroup', { id: 'G2', displayName: 'Nobody', securityEnabled: true }),
  az('AZGroupMember', {
    groupId: 'G1',
    members: [{ groupId: 'G1', member: { id: 'U1', userPrincipalName: 'ann@example.com' } }],
  }),
  az('AZDevice', { id: 'D1', deviceId: 'd-1', displayName: 'pc-1', operatingSystem: 'Windows' }),
  az('AZDeviceOwner', { deviceId: 'D1', owners: [{ deviceId: 'D1', owner: { id: 'U1' } }] }),
  az('AZRole', { id: 'R1', displayName: 'Helpdesk of our own' }),
  az('AZRoleAssignment', {
    roleDefinitionId: 'R1',
    roleAssignments: [{ id: 'a', principalId: 'U1', roleDefinitionId: 'r1', directoryScopeId: '/' }],
  }),
  az('AZRoleEligibilityScheduleInstance', {
    id: 'e',
    roleDefinitionId: '62E90394-69F5-4237-9190-012177145E10',
    principalId: 'U2',
    directoryScopeId: '/',
  }),
  az('AZApp', {
    id: 'A1',
    appId: 'APP1',
    displayName: 'Export',
    passwordCredentials: [{ keyId: 'k', displayName: 'ci' }],
  }),
  az('AZApp', { id: 'A2', appId: 'APP2', displayName: 'Alone', signInAudience: 'AzureADMyOrg' }),
  az('AZServicePrincipal', { id: 'S1', appId: 'APP1', displayName: 'Export', servicePrincipalType: 'Application' }),
  az('AZServicePrincipalOwner', {
    servicePrincipalId: 'S1',
    owners: [{ servicePrincipalId: 'S1', owner: { id: 'U2', userPrincipalName: 'bo@example.com' } }],
  }),
  az('AZAppRoleAssignment', {
    appId: 'APP1',
    principalId: 'S1',
    resourceId: 'S9',
    appRoleId: 'r-9',
    principalType: 'ServicePrincipal',
  }),
  az('AZOAuth2PermissionGrant', {
    id: 'o',
    clientId: 'S1',
    consentType: 'AllPrincipals',
    resourceId: 'S9',
    scope: 'Mail.Read',
  }),
  az('AZVM', { id: 'V1' }),
];
const whole = JSON.stringify({ data: COLLECTED, meta: { type: 'azure', version: 5, count: COLLECTED.length } });

test.each([
  ['the whole file', whole],
  ['an object a line', COLLECTED.map((one) => JSON.stringify(one)).join('\n')],
])('%s becomes a snapshot of each kind', (_, text) => {
  const files = new Map(readSnapshots('azurehound.json', text).map((file) => [file.kind, file]));
  expect([...files.keys()].sort()).toEqual(
    ['appRoleAssignments', 'delegatedGrants', 'devices', 'groups', 'roles', 'servicePrincipals', 'users'].sort(),
  );
  expect(files.get('users')?.tenant).toBe(TENANT.toLowerCase());
  const rows = (kind: Parameters<typeof files.get>[0]) => files.get(kind)?.rows ?? [];
  expect(
    rows('users')
      .map(readUser)
      .map(({ id, enabled, lastSignIn }) => [id, enabled, lastSignIn]),
  ).toEqual([
    ['u1', true, Date.UTC(2026, 2, 1)],
    ['u2', false, null],
  ]);
  expect(
    rows('groups')
      .map(readGroup)
      .map(({ name, members }) => [name, members]),
  ).toEqual([
    ['Admins', ['u1', 'ann@example.com']],
    ['Nobody', []],
  ]);
  expect(
    rows('devices')
      .map(readDevice)
      .map(({ name, owners }) => [name, owners]),
  ).toEqual([['pc-1', ['u1']]]);
  expect(
    rows('roles')
      .flatMap(readRoles)
      .map(({ role, holderId, eligible }) => [role, holderId, eligible]),
  ).toEqual([
    ['Helpdesk of our own', 'u1', false],
    ['Global Administrator', 'u2', true],
  ]);
  expect(
    rows('servicePrincipals')
      .map(readServicePrincipal)
      .map(({ id, owners, credentials }) => [id, owners, credentials?.map(({ name }) => name)]),
  ).toEqual([
    ['s1', ['bo@example.com'], ['ci']],
    ['a2', null, undefined],
  ]);
  expect(
    rows('delegatedGrants')
      .map(readGrant)
      .map(({ clientId, permissions, forEverybody }) => [clientId, permissions, forEverybody]),
  ).toEqual([['s1', ['Mail.Read'], true]]);
});

test('other objects with a kind and data are no collection', () => {
  expect(readSnapshots('a.json', JSON.stringify({ data: [{ kind: 'Pod', data: {} }] }))).toEqual([]);
});

test('whatever a collection holds, reading it ends', () => {
  const kinds = [
    'AZUser',
    'AZGroup',
    'AZGroupMember',
    'AZRole',
    'AZRoleAssignment',
    'AZApp',
    'AZServicePrincipal',
    'AZDeviceOwner',
  ];
  const object = fc.record({
    kind: fc.constantFrom(...kinds),
    data: fc.dictionary(
      fc.constantFrom('id', 'appId', 'groupId', 'members', 'roleAssignments', 'owners', 'roleDefinitionId'),
      fc.jsonValue(),
    ),
  });
  fc.assert(fc.property(fc.array(object), (data) => void readSnapshots('a.json', JSON.stringify({ data }))));
});
