/** Objects of Graph, of cmdlets and of collection tools say the same under one name each. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SNAPSHOT_KINDS } from '../model/snapshot.ts';
import {
  identityOf,
  nameOf,
  readAssignment,
  readDevice,
  readGovernedApp,
  readGrant,
  readGroup,
  readLocation,
  readMailbox,
  readMfa,
  readPolicy,
  readRoles,
  readRule,
  readServicePrincipal,
  readUser,
} from './index.ts';
import { instantOf, RowReader } from './row-reader.ts';

const MARCH = Date.UTC(2026, 2, 6, 9, 0, 0);

describe('instants', () => {
  it.each([
    ['2026-03-06T09:00:00Z', MARCH],
    ['2026-03-06T09:00:00.1234567Z', MARCH],
    ['2026-03-06T10:00:00+01:00', MARCH],
    ['2026-03-06 09:00:00', MARCH],
    ['3/6/2026 9:00:00 AM', MARCH],
    ['03/16/2026 09:00:00', Date.UTC(2026, 2, 16, 9)],
    ['16.03.2026 09:00', Date.UTC(2026, 2, 16, 9)],
    ['03/06/2026 09:00:00', null],
    ['0001-01-01T00:00:00Z', null],
    ['13/13/2026 09:00:00', null],
    [`/Date(${MARCH})/`, MARCH],
    ['/Date(-62135596800000)/', null],
    ['yesterday', null],
  ])('%s', (text, at) => expect(instantOf(text)).toBe(at));

  it('are read from the objects that PowerShell writes', () => {
    const at = { value: `/Date(${MARCH})/`, DisplayHint: 2, DateTime: 'Freitag, 6. März 2026 10:00:00' };
    expect(new RowReader({ CreatedDateTime: at }).instant('createdDateTime')).toBe(MARCH);
  });
});

describe('people', () => {
  it('are the same from Graph and from a cmdlet', () => {
    expect(
      readUser({
        id: 'A1',
        userPrincipalName: 'Alice@corp.example',
        accountEnabled: true,
        createdDateTime: '2026-03-06T09:00:00Z',
        passwordPolicies: 'DisablePasswordExpiration, DisableStrongPassword',
        signInActivity: {
          lastSignInDateTime: '2026-03-05T00:00:00Z',
          lastNonInteractiveSignInDateTime: '2026-03-06T09:00:00Z',
        },
        manager: { displayName: 'Bob' },
        memberOf: [{ displayName: 'Sales' }],
      }),
    ).toMatchObject({
      id: 'a1',
      upn: 'alice@corp.example',
      enabled: true,
      created: MARCH,
      lastSignIn: MARCH,
      tellsSignIn: true,
      passwordNeverExpires: true,
      manager: 'Bob',
      groups: ['Sales'],
      userType: null,
    });
    expect(
      readUser({
        Id: 'A1',
        UserPrincipalName: 'alice@corp.example',
        AccountEnabled: 'False',
        CreatedDateTime: '3/6/2026 9:00:00 AM',
      }),
    ).toMatchObject({
      id: 'a1',
      enabled: false,
      created: MARCH,
      lastSignIn: null,
      tellsSignIn: false,
      passwordNeverExpires: null,
    });
  });

  it('hold roles in each of the shapes that exports have', () => {
    const graph = {
      displayName: 'Global Administrator',
      roleTemplateId: 't',
      members: [{ id: 'A', userPrincipalName: 'a@x.example' }],
    };
    expect(readRoles(graph)).toMatchObject([
      { role: 'Global Administrator', holderId: 'a', holder: 'a@x.example', eligible: false },
    ]);
    const id = '62e90394-69f5-4237-9190-012177145e10';
    expect(readRoles({ principalId: 'A', roleDefinitionId: id, directoryScopeId: '/' })).toMatchObject([
      { role: 'Global Administrator', holderId: 'a', eligible: false },
    ]);
    const schedule = {
      principalId: 'A',
      roleDefinitionId: id,
      scheduleInfo: { expiration: { endDateTime: '2026-03-06T09:00:00Z' } },
    };
    expect(readRoles(schedule)).toMatchObject([{ eligible: true, ends: MARCH }]);
    expect(readRoles({ ...schedule, assignmentType: 'Assigned' })).toMatchObject([{ eligible: false }]);
    expect(readRoles({ Role: 'User Administrator', UserName: 'B@x.example', UserId: 'B' })).toMatchObject([
      { role: 'User Administrator', holder: 'b@x.example' },
    ]);
    const pim = { RoleName: 'Exchange Administrator', UserPrincipalName: 'b@x.example', AssignmentStatus: 'Eligible' };
    expect(readRoles(pim)).toMatchObject([{ role: 'Exchange Administrator', eligible: true }]);
    expect(readRoles({ displayName: 'Empty', roleTemplateId: 't', members: [] })).toEqual([]);
  });

  it('are read from rows of Hawk, one for each member', () => {
    const admin = { AdminGroupName: 'User Administrator', Members: 'B@x.example', MemberType: 'User', ObjectId: 'B1' };
    expect(readRoles(admin)).toMatchObject([{ role: 'User Administrator', holder: 'b@x.example', holderId: 'b1' }]);
    expect(readRoles({ ...admin, Members: 'Backup app', MemberType: 'servicePrincipal' })).toMatchObject([
      { holder: null, holderId: 'b1', holderName: 'Backup app' },
    ]);
    expect(readRoles({ ...admin, Members: 'No Members', MemberType: 'None', ObjectId: '' })).toEqual([]);
    const exchange = { ExchangeAdminGroup: 'Organization Management', Members: 'A@x.example', RecipientType: 'User' };
    expect(readRoles(exchange)).toMatchObject([{ role: 'Organization Management', holder: 'a@x.example' }]);
    // A role of the old module has an id of its own, and no members.
    expect(readRoles({ ObjectId: 'r1', DisplayName: 'Global Reader', RoleTemplateId: 't' })).toEqual([]);
  });

  it('have methods, groups and devices', () => {
    expect(
      readMfa({
        UserPrincipalName: 'a@x.example',
        IsMfaRegistered: 'False',
        MethodsRegistered: 'mobilePhone\r\nfido2\r\n',
      }),
    ).toMatchObject({
      registered: false,
      methods: ['mobilePhone', 'fido2'],
    });
    expect(readMfa({ user: 'a@x.example', MFAstatus: 'Enabled', fido2: 'True', phone: '-' })).toMatchObject({
      upn: 'a@x.example',
      registered: true,
      methods: ['fido2'],
    });
    expect(readGroup({ id: 'G', displayName: 'Sales', members: [{ id: 'A' }] })).toMatchObject({
      name: 'Sales',
      members: ['a'],
    });
    expect(
      readDevice({
        deviceId: 'D',
        displayName: 'PC',
        operatingSystem: 'Windows',
        operatingSystemVersion: '10.0',
        isCompliant: false,
        registeredOwners: [{ id: 'A' }],
      }),
    ).toMatchObject({ name: 'PC', os: 'Windows 10.0', compliant: false, owners: ['a'] });
  });
});

describe('apps', () => {
  it('have publishers, owners and credentials, or are not said to have none', () => {
    const app = readServicePrincipal({
      id: 'S',
      appId: 'APP',
      displayName: 'Backup',
      verifiedPublisher: { displayName: null },
      publisherName: 'Somebody',
      owners: [],
      passwordCredentials: [
        { displayName: 'k', startDateTime: '2026-03-06T09:00:00Z', endDateTime: '2028-03-06T09:00:00Z' },
      ],
      appRoles: [{ id: 'R', value: 'Do.All' }],
    });
    expect(app).toMatchObject({
      id: 's',
      appId: 'app',
      publisher: 'Somebody',
      verified: false,
      owners: [],
      credentials: [{ kind: 'secret', name: 'k', start: MARCH, end: Date.UTC(2028, 2, 6, 9) }],
    });
    expect(app.roles.get('r')).toBe('Do.All');
    expect(readServicePrincipal({ appId: 'a', displayName: 'b' })).toMatchObject({
      verified: null,
      owners: null,
      credentials: null,
    });
  });

  it('are given permissions by users, for everybody and by themselves', () => {
    expect(readGrant({ clientId: 'S', consentType: 'AllPrincipals', scope: ' User.Read  Mail.Read' })).toMatchObject({
      clientId: 's',
      kind: 'delegated',
      permissions: ['User.Read', 'Mail.Read'],
      forEverybody: true,
    });
    expect(
      readGrant({
        PermissionType: 'Application',
        AppId: 'A',
        ClientObjectId: 'S',
        Permission: 'Mail.Read',
        ResourceDisplayName: 'Graph',
      }),
    ).toMatchObject({ appId: 'a', kind: 'application', permissions: ['Mail.Read'], resource: 'Graph' });
    expect(
      readAssignment({ appRoleId: 'R', principalId: 'S', resourceId: 'G', principalType: 'ServicePrincipal' }),
    ).toMatchObject([{ clientId: 's', roleId: 'r', permissions: [], kind: 'application' }]);
    expect(readAssignment({ appRoleId: 'R', principalId: 'U', resourceId: 'G', principalType: 'User' })).toEqual([]);
    expect(
      readGovernedApp({
        OAuthAppId: 'A',
        AppName: 'x',
        VerifiedPublisher: '{}',
        ConsentedUsersCount: 3,
        Permissions: '[{"PermissionName":"Mail.Read","PermissionType":"Delegated","UsageStatus":"NotInUse"}]',
      }),
    ).toMatchObject({
      appId: 'a',
      verified: false,
      users: 3,
      permissions: [{ name: 'Mail.Read', kind: 'delegated', unused: true }],
    });
  });
});

describe('policies and mail', () => {
  it('are the same from Graph and from a CSV', () => {
    expect(
      readPolicy({
        displayName: 'Block legacy',
        state: 'enabledForReportingButNotEnforced',
        conditions: {
          clientAppTypes: ['exchangeActiveSync', 'other'],
          users: { includeUsers: ['All'], excludeUsers: ['A'] },
          applications: { includeApplications: ['All'] },
        },
        grantControls: { builtInControls: ['block'] },
      }),
    ).toMatchObject({
      state: 'reportOnly',
      clientApps: ['exchangeactivesync', 'other'],
      controls: ['block'],
      users: ['all'],
      excludedUsers: ['a'],
      apps: ['all'],
    });
    expect(
      readPolicy({
        DisplayName: 'Block legacy',
        State: 'enabled',
        ClientAppTypes: 'other\r\n',
        BuiltInControls: 'block\r\n',
      }),
    ).toMatchObject({
      state: 'enabled',
      clientApps: ['other'],
      controls: ['block'],
      users: null,
    });
    expect(
      readLocation({ displayName: 'HQ', isTrusted: true, ipRanges: [{ cidrAddress: '192.0.2.0/24' }] }),
    ).toMatchObject({
      trusted: true,
      ranges: ['192.0.2.0/24'],
    });
  });

  it('tell where rules send mail, and whether they hide it', () => {
    expect(
      readRule({
        displayName: '.',
        isEnabled: true,
        conditions: { subjectContains: ['invoice'] },
        actions: { forwardTo: [{ emailAddress: { address: 'x@evil.example' } }], delete: true },
      }),
    ).toMatchObject({
      sendsTo: ['x@evil.example'],
      does: ['deletes'],
      when: ['subject contains invoice'],
      hides: true,
    });
    expect(
      readRule({
        UserName: 'A@x.example',
        RuleName: 'n',
        RuleEnabled: 'True',
        RedirectTo: '"Bob" [EX:/o=x/cn=bob]',
        MovetoFolder: 'News',
      }),
    ).toMatchObject({
      mailbox: 'a@x.example',
      enabled: true,
      sendsTo: ['"Bob" [EX:/o=x/cn=bob]'],
      does: ['moves to News'],
      hides: false,
    });
    expect(
      readMailbox({ UserPrincipalName: 'a@x.example', ForwardingSmtpAddress: 'smtp:a@evil.example' }),
    ).toMatchObject({
      forwardsTo: ['a@evil.example'],
    });
  });
});

it('reads any object without throwing, and calls it something', () => {
  const readers = [
    readUser,
    readGroup,
    readRoles,
    readDevice,
    readMfa,
    readServicePrincipal,
    readGrant,
    readAssignment,
    readGovernedApp,
    readPolicy,
    readLocation,
    readRule,
    readMailbox,
  ];
  const keys = fc.constantFrom(
    'id',
    'displayName',
    'members',
    'conditions',
    'actions',
    'forwardTo',
    'appRoles',
    'permissions',
    'ipRanges',
    'userPrincipalName',
    'signInActivity',
    'grantControls',
  );
  fc.assert(
    fc.property(fc.dictionary(keys, fc.jsonValue()), (row) => {
      for (const read of readers) read(row);
      for (const kind of SNAPSHOT_KINDS)
        expect([typeof identityOf(kind, row), nameOf(kind, row).length > 0]).toEqual([expect.any(String), true]);
    }),
    { numRuns: 50 },
  );
});

it('columns of collection tools that are named otherwise', () => {
  expect(
    readDevice({
      DeviceId: 'D1',
      DisplayName: 'PC',
      LastSignInDateTime: '2026-02-01 08:00:00',
      RegisteredOwners: 'a@x.example',
    }),
  ).toMatchObject({ lastSignIn: Date.UTC(2026, 1, 1, 8), owners: ['a@x.example'] });
  expect(
    readMfa({ user: 'a@x.example', MFAstatus: 'Enabled', certificateBasedAuthConfiguration: 'True' }).methods,
  ).toEqual(['certificateBasedAuthConfiguration']);
  expect(readUser({ userPrincipalName: 'a@x.example', accountEnabled: true, deleted: true }).enabled).toBe(false);
});
