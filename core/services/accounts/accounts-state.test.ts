/** People as snapshots know them: who is only there, what each fact stands on, and what state proves that no activity does. */
import { expect, it } from 'vitest';
import { METHODS } from '../../contract/methods.ts';
import type { SnapshotKind } from '../../model/snapshot.ts';
import { importActivities } from '../../store/activities/activities.test-kit.ts';
import type { TestWorkspace } from '../../store/store.test-kit.ts';
import { addSnapshot, removeSnapshot } from '../../store/write/snapshots.ts';
import { withFreshView } from '../fresh-view.test-kit.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { getAccount, listAccounts } from './queries.ts';

let workspace: TestWorkspace;
let view: WorkspaceView;
withFreshView((fresh) => {
  ({ workspace, view } = fresh);
});

const TAKEN = Date.UTC(2025, 2, 10);
const ID = (n: number): string => `a11ce000-0000-4000-8000-00000000000${n}`;
const user = (n: number, name: string, more: object = {}): object => ({
  id: ID(n),
  userPrincipalName: `${name}@corp.example`,
  displayName: name.toUpperCase(),
  accountEnabled: true,
  userType: 'Member',
  ...more,
});
const add = (kind: SnapshotKind, rows: readonly object[], taken = TAKEN, source = `${kind}.json`): number =>
  addSnapshot(
    workspace.db,
    { kind, tenant: '', taken, source },
    rows.map((row) => ({ ...row })),
    null,
  );
const list = (input: object = {}) => view.read(() => listAccounts(view, METHODS['accounts.list'].input.parse(input)));
const names = (filter: string) =>
  list({ filter })
    .rows.map(({ key }) => key)
    .sort();
const get = (key: string) => view.read(() => getAccount(view, key));
function acts(...records: readonly (readonly [day: number, user: string, operation: string])[]): void {
  const lines = records.map(([day, UserId, Operation], at) =>
    JSON.stringify({
      CreationTime: new Date(Date.UTC(2025, 2, day, 9)).toISOString().slice(0, 19),
      Id: `50000000-0000-4000-8000-00000000000${at}`,
      Operation,
      Workload: 'OneDrive',
      UserId,
      UserType: 0,
    }),
  );
  importActivities(workspace, lines, { slices: 1 });
}

it('shows who is in a snapshot only, and joins who is in the logs too by address or object id', () => {
  acts([4, 'alice@corp.example', 'FileDownloaded'], [4, 'bob.alias@corp.example', 'FileDownloaded']);
  add('users', [
    user(1, 'alice', {
      department: 'Finance',
      createdDateTime: '2024-01-02T03:04:05Z',
      signInActivity: { lastSignInDateTime: '2025-03-09T08:00:00Z' },
      licenseDetails: [{ skuPartNumber: 'SPE_E5' }],
    }),
    user(2, 'bob', { proxyAddresses: ['SMTP:bob@corp.example', 'smtp:bob.alias@corp.example'] }),
    user(3, 'carol'),
    user(4, 'dan_partner.example#ext#', { userType: 'Guest' }),
  ]);
  expect(list().total).toBe(4);
  expect(list().ownDomains).toEqual({ domains: ['corp.example'], basis: 'snapshot' });
  expect(names('activities:0')).toEqual(['carol@corp.example', 'dan@partner.example']);
  const alice = get('alice@corp.example');
  expect(alice.row).toMatchObject({
    name: 'ALICE',
    department: 'Finance',
    enabled: true,
    userType: 'member',
    affiliation: 'internal',
    status: 'active',
    created: Date.UTC(2024, 0, 2, 3, 4, 5),
    lastSignIn: Date.UTC(2025, 2, 9, 8),
    license: ['SPE_E5'],
    snapshot: TAKEN,
    activities: 1,
  });
  const department = alice.facts.find(({ title }) => title === 'Department');
  expect(department).toMatchObject({
    values: ['Finance'],
    from: { kind: 'users', taken: TAKEN, source: 'users.json' },
  });
  expect(get(ID(1)).row.key).toBe('alice@corp.example');
  expect(get('bob.alias@corp.example')).toMatchObject({ row: { name: 'BOB', activities: 1 } });
  expect(names('affiliation:external')).toEqual(['dan@partner.example']);
});

it('counts the role of a guest once, and acts only where there are any', () => {
  add('users', [user(4, 'dan_partner.example#ext#', { userType: 'Guest' })]);
  add('roles', [{ displayName: 'SharePoint Administrator', members: [{ id: ID(4) }] }]);
  const { reasons } = get('dan@partner.example');
  expect(reasons.map(({ id }) => id)).toEqual(['guestAdmin']);
});

it('names licences by the tenant’s list, phones and automatic replies, each by its snapshot', () => {
  add('users', [user(1, 'alice', { assignedLicenses: [{ skuId: 'AA-1' }, { skuId: 'unknown' }] })]);
  add('licences', [{ skuId: 'aa-1', skuPartNumber: 'SPE_E5', consumedUnits: 3 }]);
  add('autoReplies', [
    { PrimarySmtpAddress: 'alice@corp.example', AutoReplyState: 'Enabled', ExternalAudience: 'All' },
    { Identity: 'nobody', AutoReplyState: 'Enabled', ExternalAudience: 'All' },
  ]);
  add('mailClients', [
    { UserPrincipalName: 'alice@corp.example', DeviceModel: 'iPhone', DeviceAccessState: 'Allowed', FirstSyncTime: '' },
    { UserDisplayName: 'stranger', DeviceModel: 'Pixel', FirstSyncTime: '' },
  ]);
  expect(list().total).toBe(1);
  expect(names('license:SPE_E5')).toEqual(['alice@corp.example']);
  const told = get('alice@corp.example').facts.map(({ title, values, from }) => [title, values, from.kind]);
  expect(told).toContainEqual(['Licences', ['SPE_E5'], 'licences']);
  expect(told).toContainEqual(['Automatic reply', ['on'], 'autoReplies']);
  expect(told).toContainEqual(['Automatic reply to people outside', ['everybody'], 'autoReplies']);
  expect(told).toContainEqual(['Phones that fetch mail', ['iPhone, Allowed'], 'mailClients']);
});

it('names administrators by their roles, held, eligible and by group, and whether they have a second factor', () => {
  add('users', [user(1, 'alice'), user(2, 'bob'), user(3, 'carol')]);
  add('groups', [{ id: ID(9), displayName: 'Tier 0', members: [{ id: ID(3) }], securityEnabled: true }]);
  add('roles', [
    { id: 'r1', displayName: 'Global Administrator', roleTemplateId: 'x', members: [{ id: ID(1) }] },
    { principalId: ID(2), roleDefinitionId: '29232cdf-9323-42fd-ade2-1d097af3e4de', scheduleInfo: {} },
    { principalId: ID(9), roleDefinitionId: 'fe930be7-5e62-47db-91af-98c3a49a38b1' },
    { principalId: ID(8), roleDefinitionId: 'fe930be7-5e62-47db-91af-98c3a49a38b1' },
  ]);
  add('mfaRegistration', [
    { userPrincipalName: 'alice@corp.example', isMfaRegistered: false, methodsRegistered: [] },
    { userPrincipalName: 'bob@corp.example', isMfaRegistered: true, methodsRegistered: ['fido2'] },
  ]);
  expect(list().total).toBe(3);
  expect(names('admin:yes')).toEqual(['alice@corp.example', 'bob@corp.example', 'carol@corp.example']);
  expect(names('role:"Global Administrator"')).toEqual(['alice@corp.example']);
  expect(names('eligibleRole:exchange*')).toEqual(['bob@corp.example']);
  expect(get('carol@corp.example').row).toMatchObject({ role: ['User Administrator'], group: ['Tier 0'], mfa: null });
  expect(names('mfa:no')).toEqual(['alice@corp.example']);
  const { adminBy, reasons } = get('alice@corp.example');
  expect(adminBy).toEqual(['holds Global Administrator (snapshot of 2025-03-10)']);
  expect(reasons).toMatchObject([{ id: 'adminNoMfa', ref: null, from: { kind: 'mfaRegistration', taken: TAKEN } }]);
});

it('takes for stale who neither acts nor signs in, and never who the snapshot saw signing in', () => {
  acts([1, 'alice@corp.example', 'FileDownloaded'], [1, 'bob@corp.example', 'FileDownloaded']);
  const old = { signInActivity: { lastSignInDateTime: '2025-03-02T00:00:00Z' } };
  const taken = Date.UTC(2025, 4, 1);
  add(
    'users',
    [
      user(1, 'alice', old),
      user(2, 'bob', { signInActivity: { lastSignInDateTime: '2025-04-30T00:00:00Z' } }),
      user(3, 'carol', { signInActivity: null, createdDateTime: '2025-01-01T00:00:00Z' }),
      user(4, 'dora', { signInActivity: null, createdDateTime: '2025-04-29T00:00:00Z' }),
    ],
    taken,
  );
  expect(names('stale:yes')).toEqual(['alice@corp.example', 'carol@corp.example']);
  expect(get('alice@corp.example').row.idleDays).toBe(60);
  expect(get('carol@corp.example').facts).toContainEqual(
    expect.objectContaining({ title: 'Last sign-in', values: ['never'], at: null }),
  );
});

it('finds accounts that are disabled, and active', () => {
  acts(
    [12, 'alice@corp.example', 'FileDownloaded'],
    [9, 'bob@corp.example', 'FileDownloaded'],
    [1, 'eve@corp.example', 'FileDownloaded'],
  );
  const off = { accountEnabled: false };
  add('users', [user(1, 'alice', off), user(2, 'bob', off), user(3, 'eve', off), user(4, 'carol', off)]);
  expect(names('reason:disabledActive')).toEqual(['alice@corp.example', 'bob@corp.example']);
  expect(get('alice@corp.example').reasons).toMatchObject([
    { detail: 'acted after it was seen disabled on 2025-03-10', from: { taken: TAKEN } },
  ]);
  expect(names('status:suspended')).toHaveLength(4);
});

it('shows inbox rules with where they send mail, and rules of other files of the same run', () => {
  add('users', [user(1, 'alice'), user(2, 'bob')]);
  const rule = (owner: string, RuleName: string, more: object): object => ({
    UserName: `${owner}@corp.example`,
    RuleName,
    RuleEnabled: 'True',
    ForwardTo: '',
    ...more,
  });
  add('inboxRules', [rule('alice', 'old', { ForwardTo: 'x@evil.example' })], TAKEN - 3_600_000, 'alice-before.csv');
  add(
    'inboxRules',
    [rule('alice', 'old', {}), rule('alice', '.', { ForwardTo: '"x" [SMTP:x@evil.example]' })],
    TAKEN,
    'alice.csv',
  );
  add('inboxRules', [rule('bob', 'tidy', { MovetoFolder: 'RSS Feeds' })], TAKEN - 1000, 'bob.csv');
  const { rules, reasons } = get('alice@corp.example');
  expect(rules.map(({ name, outside }) => [name, outside])).toEqual([
    ['old', []],
    ['.', ['x@evil.example']],
  ]);
  expect(reasons.map(({ id }) => id)).toEqual(['ruleOutside']);
  expect(names('reason:ruleHides and inboxRules>0')).toEqual(['bob@corp.example']);
});

it('forgets with the snapshot, and lets the newer one count', () => {
  add('users', [user(1, 'alice', { department: 'Old' }), user(2, 'gone')], TAKEN - 30 * 86_400_000, 'before.json');
  const id = add('users', [user(1, 'alice', { department: 'New' })]);
  expect(list().rows.map(({ department }) => department)).toEqual(['New']);
  removeSnapshot(workspace.db, id);
  expect(list().total).toBe(2);
  expect(get('alice@corp.example').row.department).toBe('Old');
});
