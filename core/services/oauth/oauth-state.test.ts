/** OAuth apps as snapshots know them: joined with the apps of the logs, what they may do, and what only state proves. */
import { expect, it } from 'vitest';
import { METHODS } from '../../contract/methods.ts';
import type { SnapshotKind } from '../../model/snapshot.ts';
import { importActivities } from '../../store/activities/activities.test-kit.ts';
import type { TestWorkspace } from '../../store/store.test-kit.ts';
import { addSnapshot } from '../../store/write/snapshots.ts';
import { withFreshView } from '../fresh-view.test-kit.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { levelOf } from './permission-levels.ts';
import { getOauth, listOauth } from './queries.ts';

let workspace: TestWorkspace;
let view: WorkspaceView;
withFreshView((fresh) => {
  ({ workspace, view } = fresh);
});

const TAKEN = Date.UTC(2025, 2, 10);
const add = (kind: SnapshotKind, rows: readonly object[], taken = TAKEN, source = `${kind}.json`): number =>
  addSnapshot(
    workspace.db,
    { kind, tenant: '', taken, source },
    rows.map((row) => ({ ...row })),
    null,
  );
const list = (input: object = {}) => view.read(() => listOauth(view, METHODS['oauth.list'].input.parse(input)));
const names = (filter: string) =>
  list({ filter })
    .rows.map(({ name }) => name)
    .sort();
const get = (key: string) => view.read(() => getOauth(view, key));

const OWN = '11111111-0000-4000-8000-000000000001';
const OTHER = '22222222-0000-4000-8000-000000000002';
const MICROSOFT = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a';
const GRAPH = {
  id: 'sp-graph',
  appId: '00000003-0000-0000-c000-000000000000',
  displayName: 'Microsoft Graph',
  appOwnerOrganizationId: MICROSOFT,
  servicePrincipalType: 'Application',
};
const BACKUP = {
  id: 'sp-backup',
  appId: '7c0ffee0-0000-4000-8000-000000000001',
  displayName: 'Mail Backup',
  servicePrincipalType: 'Application',
  appOwnerOrganizationId: OTHER,
  publisherName: 'Somebody',
  verifiedPublisher: { displayName: null },
  signInAudience: 'AzureADMultipleOrgs',
  owners: [],
};
const NIGHTLY = {
  id: 'sp-nightly',
  appId: '7c0ffee0-0000-4000-8000-000000000002',
  displayName: 'Nightly',
  servicePrincipalType: 'Application',
  appOwnerOrganizationId: OWN,
  verifiedPublisher: { displayName: null },
  signInAudience: 'AzureADMyOrg',
};
const NIGHTLY_REGISTRATION = {
  id: 'app-nightly',
  appId: NIGHTLY.appId,
  displayName: 'Nightly',
  signInAudience: 'AzureADMyOrg',
  createdDateTime: '2024-01-01T00:00:00Z',
  owners: [{ userPrincipalName: 'ops@corp.example' }],
  passwordCredentials: [
    { displayName: 'old', startDateTime: '2024-01-01T00:00:00Z', endDateTime: '2025-01-01T00:00:00Z' },
    { displayName: 'new', startDateTime: '2025-01-01T00:00:00Z', endDateTime: '2035-01-01T00:00:00Z' },
  ],
};

function snapshots(): void {
  add('users', [{ id: 'u1', userPrincipalName: 'alice@corp.example', displayName: 'Alice', accountEnabled: true }]);
  add('servicePrincipals', [GRAPH, BACKUP, NIGHTLY]);
  add('servicePrincipals', [NIGHTLY_REGISTRATION], TAKEN - 1000, 'applications.json');
  add('delegatedGrants', [
    {
      clientId: 'sp-backup',
      consentType: 'Principal',
      principalId: 'u1',
      resourceId: 'sp-graph',
      scope: 'Mail.Read offline_access',
    },
    {
      clientId: 'sp-backup',
      consentType: 'AllPrincipals',
      principalId: null,
      resourceId: 'sp-graph',
      scope: 'User.Read',
    },
  ]);
  add('appRoleAssignments', [
    {
      appRoleId: '75359482-378d-4052-8f01-80520e7db3cd',
      principalId: 'sp-nightly',
      principalType: 'ServicePrincipal',
      resourceId: 'sp-graph',
      resourceDisplayName: 'Microsoft Graph',
    },
    {
      appRoleId: '00000000-0000-0000-0000-000000000000',
      principalId: 'sp-backup',
      principalType: 'ServicePrincipal',
      resourceId: 'sp-nightly',
    },
  ]);
}

it('are listed with publisher, owners, credentials and permissions, each with its snapshot', () => {
  snapshots();
  expect(names('')).toEqual(['Mail Backup', 'Microsoft Graph', 'Nightly']);
  const backup = list({ search: 'backup' }).rows[0];
  expect(backup).toMatchObject({
    publisher: 'Somebody',
    verified: false,
    audience: 'AzureADMultipleOrgs',
    origin: 'external',
    owners: 0,
    user: ['alice@corp.example'],
    adminConsent: true,
    grantType: 'delegated',
    level: 'high',
    secrets: null,
    unused: null,
    snapshot: TAKEN,
    hint: ['unverified', 'noOwner'],
  });
  const { permissions, facts } = get(backup?.key ?? '');
  expect(
    permissions.map(({ name, kind, forEverybody, resource, from }) => [name, kind, forEverybody, resource, from?.kind]),
  ).toEqual([
    ['Mail.Read', 'delegated', false, 'Microsoft Graph', 'delegatedGrants'],
    ['offline_access', 'delegated', false, 'Microsoft Graph', 'delegatedGrants'],
    ['User.Read', 'delegated', true, 'Microsoft Graph', 'delegatedGrants'],
  ]);
  expect(facts).toContainEqual(
    expect.objectContaining({
      title: 'Publisher verified',
      values: ['no'],
      from: expect.objectContaining({ taken: TAKEN }),
    }),
  );
  const nightly = list({ search: 'nightly' }).rows[0];
  expect(nightly).toMatchObject({
    origin: 'own',
    owner: ['ops@corp.example'],
    created: Date.UTC(2024, 0, 1),
    permission: ['Files.ReadWrite.All'],
    grantType: 'application',
    secrets: 2,
    secretsExpired: 1,
    secretEnds: Date.UTC(2035, 0, 1),
    hint: ['appOnlyHigh', 'secretExpired', 'secretLong'],
  });
  expect(get(nightly?.key ?? '').secrets?.map(({ name, expired, from }) => [name, expired, from.source])).toEqual([
    ['old', true, 'applications.json'],
    ['new', false, 'applications.json'],
  ]);
  expect(names('verified:no and origin:external')).toEqual(['Mail Backup']);
  expect(names('secretsExpired>0')).toEqual(['Nightly']);
});

it('are the apps that the logs name, by id or by the only app of that name, and are used or not', () => {
  const record = (at: number, more: object): string =>
    JSON.stringify({
      CreationTime: `2025-03-04T09:00:0${at}`,
      Id: `60000000-0000-4000-8000-00000000000${at}`,
      Operation: 'Consent to application.',
      Workload: 'AzureActiveDirectory',
      UserId: 'bob@corp.example',
      UserType: 0,
      ...more,
    });
  importActivities(
    workspace,
    [
      record(1, { ObjectId: BACKUP.appId, Target: [{ ID: 'Mail Backup', Type: 1 }] }),
      record(2, { Target: [{ ID: 'Nightly', Type: 1 }] }),
      record(3, {
        ObjectId: '7c0ffee0-0000-4000-8000-0000000000ff',
        Target: [
          { ID: 'Other', Type: 1 },
          { ID: '7c0ffee0-0000-4000-8000-0000000000ff', Type: 2 },
        ],
      }),
      record(4, { Operation: 'MailItemsAccessed', Workload: 'Exchange', ClientAppId: BACKUP.appId }),
    ],
    { slices: 1 },
  );
  const before = list().total;
  snapshots();
  expect(before).toBe(3);
  expect(list().total).toBe(4);
  expect(list({ search: 'backup' }).rows).toMatchObject([
    { user: ['alice@corp.example', 'bob@corp.example'], uses: 1, unused: false, publisher: 'Somebody' },
  ]);
  expect(list({ filter: 'unused:yes' }).rows.map(({ name, user }) => [name, user])).toEqual([
    ['Nightly', expect.any(Array)],
  ]);
  expect(list({ filter: 'name:Other and snapshot:unknown' }).total).toBe(1);
});

it('take what Defender says of apps, and reach further without a user', () => {
  add('oauthApps', [
    {
      OAuthAppId: 'A1',
      AppName: 'Planner',
      VerifiedPublisher: '{"displayName":"Planner Inc"}',
      IsAdminConsented: true,
      ConsentedUsersCount: 4,
      LastUsedTime: '2024-10-01T00:00:00Z',
      AppOrigin: 'External',
      Permissions: '[{"PermissionName":"Calendars.Read","PermissionType":"Application","UsageStatus":"NotInUse"}]',
    },
  ]);
  const [row] = list().rows;
  expect(row).toMatchObject({
    verified: true,
    unused: true,
    level: 'high',
    grantType: 'application',
    hint: expect.arrayContaining(['unusedGrant']),
  });
  expect(levelOf('m365-ual', 'Calendars.Read').level).toBe('medium');
  expect(levelOf('google-workspace', 'Calendars.Read', 'application').level).toBeNull();
});
