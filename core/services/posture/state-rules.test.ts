/** Findings that only state proves: a tenant where all of them hold, and one where none does. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METHODS } from '../../contract/methods.ts';
import type { SnapshotKind } from '../../model/snapshot.ts';
import { importActivities } from '../../store/activities/activities.test-kit.ts';
import { openReader, type ReadConnection } from '../../store/open.ts';
import { createTestWorkspace, type TestWorkspace } from '../../store/store.test-kit.ts';
import { addSnapshot } from '../../store/write/snapshots.ts';
import { TEST_CATALOG } from '../discovery/discovery.test-kit.ts';
import { WorkspaceView } from '../workspace-view.ts';
import { getPosture, listPosture } from './queries.ts';
import { listSecureScores } from './secure-score.ts';
import { STATE_RULES } from './state-rules.ts';

const TAKEN = Date.UTC(2025, 2, 10);
const GLOBAL = '62e90394-69f5-4237-9190-012177145e10';
const EXCHANGE = '29232cdf-9323-42fd-ade2-1d097af3e4de';
const GRAPH_FILES = '75359482-378d-4052-8f01-80520e7db3cd';
const mail = (name: string): string => `${name}@corp.example`;
const user = (name: string, more: object = {}): object => ({
  id: `id-${name}`,
  userPrincipalName: mail(name),
  displayName: name,
  accountEnabled: true,
  userType: 'Member',
  createdDateTime: '2020-01-01T00:00:00Z',
  signInActivity: { lastSignInDateTime: '2025-03-09T00:00:00Z' },
  ...more,
});
const mfa = (name: string, isMfaRegistered: boolean): object => ({ userPrincipalName: mail(name), isMfaRegistered });
const policy = (displayName: string, more: object): object => ({
  id: displayName,
  displayName,
  state: 'enabled',
  conditions: {
    clientAppTypes: ['all'],
    users: { includeUsers: ['All'] },
    applications: { includeApplications: ['All'] },
  },
  grantControls: { builtInControls: [] },
  ...more,
});
const legacy = {
  clientAppTypes: ['exchangeActiveSync', 'other'],
  users: { includeUsers: ['All'] },
  applications: { includeApplications: ['All'] },
};
type Tenant = Partial<Readonly<Record<SnapshotKind, readonly object[]>>>;

const acting = (what: string): string =>
  `If the message:\n\tIs sent to 'Inside the organization'\nTake the following actions:\n\t${what}\n`;
const old = { signInActivity: { lastSignInDateTime: '2024-06-01T00:00:00Z' } };
const BAD: Tenant = {
  users: [
    user('admin1', { onPremisesSyncEnabled: true }),
    ...[2, 3, 4, 5].map((n) => user(`admin${n}`)),
    user('idle-admin', old),
    user('idle', old),
    user('bob', { passwordPolicies: 'DisablePasswordExpiration', lastPasswordChangeDateTime: '2022-01-01T00:00:00Z' }),
    user('off', { accountEnabled: false }),
    user('dan_partner.example#EXT#', { userType: 'Guest' }),
  ],
  roles: [
    ...[1, 2, 3, 4, 5].map((n) => ({ principalId: `id-admin${n}`, roleDefinitionId: GLOBAL })),
    { principalId: 'id-idle-admin', roleDefinitionId: EXCHANGE },
    { principalId: 'id-dan_partner.example#EXT#', roleDefinitionId: EXCHANGE },
    { principalId: 'sp-bad', roleDefinitionId: EXCHANGE },
  ],
  mfaRegistration: [mfa('admin1', false), mfa('bob', false), mfa('admin2', true)],
  inboxRules: [
    { UserName: mail('bob'), RuleName: '.', RuleEnabled: 'True', ForwardTo: 'x@evil.example' },
    { UserName: mail('bob'), RuleName: '..', RuleEnabled: 'True', ForwardTo: '', MovetoFolder: 'RSS Feeds' },
  ],
  mailboxes: [{ UserPrincipalName: mail('bob'), ForwardingSmtpAddress: 'smtp:x@evil.example', AuditEnabled: 'False' }],
  mailFlowRules: [
    {
      Name: 'Copy',
      State: 'Enabled',
      Mode: 'Enforce',
      Description: acting("Blind carbon copy (Bcc) the message to 'x@evil.example'"),
    },
    {
      Name: 'Pass',
      State: 'Enabled',
      Mode: 'Enforce',
      Description: acting("Set the spam confidence level (SCL) to '-1'"),
    },
  ],
  mailboxAccess: [
    {
      UserPrincipalName: mail('bob'),
      RecipientTypeDetails: 'UserMailbox',
      FullAccessUsers: `Eve (${mail('eve')})`,
      SendAsUsers: `Eve (${mail('eve')})`,
    },
    { Role: 'ApplicationImpersonation', RoleAssignee: 'svc', EffectiveUserName: 'svc-backup' },
  ],
  mailboxAudit: [{ UserPrincipalName: mail('bob'), AuditBypassEnabled: 'True', EffectiveAuditState: 'Bypassed' }],
  auditSettings: [{ Name: 'corp.example', UnifiedAuditLogIngestionEnabled: 'False' }],
  secureScore: [
    {
      createdDateTime: '2025-03-09T00:00:00Z',
      currentScore: 9,
      maxScore: 20,
      controlScores: [
        {
          controlName: 'AdminMFAV2',
          controlCategory: 'Identity',
          score: 2.5,
          scoreInPercentage: 25,
          implementationStatus: '1 of 4',
        },
        { controlName: 'BlockLegacy', score: 8, scoreInPercentage: 100 },
        { controlName: 'Untold' },
      ],
    },
    {
      createdDateTime: '2025-03-08T00:00:00Z',
      currentScore: 1,
      maxScore: 20,
      controlScores: [{ controlName: 'BlockLegacy', score: 0, scoreInPercentage: 0 }],
    },
    { id: 'AdminMFAV2', title: 'Require MFA for administrators', maxScore: 10 },
  ],
  devices: [
    {
      deviceId: 'd1',
      displayName: 'LAPTOP-1',
      operatingSystem: 'Windows',
      isCompliant: false,
      registeredOwners: [{ userPrincipalName: mail('bob') }],
    },
    { deviceId: 'd2', displayName: 'LAPTOP-2', operatingSystem: 'Windows', isCompliant: null },
  ],
  baseline: [
    {
      controlId: 'MS.AAD.1.1v1',
      requirement: 'Legacy authentication SHALL be blocked.',
      result: 'Fail',
      criticality: 'Shall',
    },
    { controlId: 'MS.AAD.3.1v1', requirement: 'MFA SHALL be enforced.', result: 'Pass', criticality: 'Shall' },
  ],
  autoReplies: [
    { PrimarySmtpAddress: mail('bob'), AutoReplyState: 'Enabled', ExternalAudience: 'All', ExternalMessage: 'Away' },
    { Identity: 'Eve', AutoReplyState: 'Enabled', ExternalAudience: 'Known' },
  ],
  conditionalAccess: [
    policy('Block legacy', {
      state: 'enabledForReportingButNotEnforced',
      conditions: legacy,
      grantControls: { builtInControls: ['block'] },
    }),
    policy('Admins only', {
      conditions: {
        clientAppTypes: ['all'],
        users: { includeUsers: ['id-admin1'] },
        applications: { includeApplications: ['All'] },
        locations: { excludeLocations: ['AllTrusted'] },
      },
      grantControls: { builtInControls: ['mfa'] },
    }),
  ],
  namedLocations: [{ id: 'l', displayName: 'Office', isTrusted: true, ipRanges: [{ cidrAddress: '198.0.0.0/8' }] }],
  servicePrincipals: [
    {
      id: 'sp-bad',
      appId: 'app-bad',
      displayName: 'Bad app',
      servicePrincipalType: 'Application',
      verifiedPublisher: { displayName: null },
      owners: [],
      passwordCredentials: [
        { displayName: 'old', startDateTime: '2023-01-01T00:00:00Z', endDateTime: '2024-01-01T00:00:00Z' },
        { displayName: 'long', startDateTime: '2024-01-01T00:00:00Z', endDateTime: '2034-01-01T00:00:00Z' },
      ],
    },
  ],
  delegatedGrants: [{ clientId: 'sp-bad', consentType: 'AllPrincipals', scope: 'Mail.Read' }],
  appRoleAssignments: [
    { appRoleId: GRAPH_FILES, principalId: 'sp-bad', resourceId: 'graph', principalType: 'ServicePrincipal' },
  ],
};
const GOOD: Tenant = {
  users: [
    user('admin'),
    user('bob', { lastPasswordChangeDateTime: '2025-01-01T00:00:00Z' }),
    user('off', { accountEnabled: false }),
  ],
  roles: [{ principalId: 'id-admin', roleDefinitionId: GLOBAL }],
  mfaRegistration: [mfa('admin', true), mfa('bob', true), mfa('off', false)],
  inboxRules: [
    { UserName: mail('bob'), RuleName: 'n', RuleEnabled: 'True', ForwardTo: mail('admin'), MovetoFolder: 'News' },
  ],
  mailboxes: [{ UserPrincipalName: mail('bob'), ForwardingSmtpAddress: '', AuditEnabled: 'True' }],
  mailFlowRules: [
    {
      Name: 'Archive',
      State: 'Enabled',
      Mode: 'Enforce',
      Description: acting(`Redirect the message to '${mail('archive')}'`),
    },
    {
      Name: 'Off',
      State: 'Disabled',
      Mode: 'Enforce',
      Description: acting("Redirect the message to 'x@evil.example'"),
    },
    { Name: 'Tried', State: 'Enabled', Mode: 'Audit', RedirectMessageTo: 'x@evil.example', SetSCL: '-1' },
    {
      Name: 'About',
      State: 'Enabled',
      Mode: 'Enforce',
      Description: "If the message:\n\tIs from 'x@evil.example'\nTake the following actions:\n\tReject the message",
    },
  ],
  mailboxAccess: [
    { UserPrincipalName: mail('info'), RecipientTypeDetails: 'SharedMailbox', FullAccessUsers: `Bob (${mail('bob')})` },
    { UserPrincipalName: mail('bob'), RecipientTypeDetails: 'UserMailbox', FullAccessUsers: 'NT AUTHORITY\\SELF' },
  ],
  mailboxAudit: [
    { UserPrincipalName: mail('bob'), AuditEnabled: 'False', EffectiveAuditState: 'Enabled (Organization Policy)' },
  ],
  auditSettings: [{ Name: 'corp.example', UnifiedAuditLogIngestionEnabled: 'True', AuditDisabled: 'False' }],
  secureScore: [
    { Category: 'Identity', Title: 'Require MFA', Status: 'Completed', CurrentScore: '10', MaxScore: '10' },
    { Category: 'Apps', Title: 'Untold', Status: '', CurrentScore: '', MaxScore: '' },
  ],
  devices: [{ deviceId: 'd1', displayName: 'LAPTOP-1', operatingSystem: 'Windows', isCompliant: true }],
  baseline: [
    { controlId: 'MS.AAD.3.1v1', requirement: 'MFA SHALL be enforced.', result: 'Pass', criticality: 'Shall' },
    {
      controlId: 'MS.AAD.9.1v1',
      requirement: 'Not to be checked by a machine.',
      result: 'N/A',
      criticality: 'Shall/Not-Implemented',
    },
  ],
  autoReplies: [
    { PrimarySmtpAddress: mail('bob'), AutoReplyState: 'Disabled', ExternalAudience: 'All' },
    {
      PrimarySmtpAddress: mail('eve'),
      AutoReplyState: 'Scheduled',
      ExternalAudience: 'All',
      StartTime: '2025-01-01T00:00:00Z',
      EndTime: '2025-01-31T00:00:00Z',
    },
  ],
  conditionalAccess: [
    policy('Block legacy', { conditions: legacy, grantControls: { builtInControls: ['block'] } }),
    policy('MFA', { grantControls: { builtInControls: ['mfa'] } }),
  ],
  namedLocations: [{ id: 'l', displayName: 'Office', isTrusted: true, ipRanges: [{ cidrAddress: '198.51.100.0/24' }] }],
  servicePrincipals: [
    {
      id: 'sp-good',
      appId: 'app-good',
      displayName: 'Good app',
      servicePrincipalType: 'Application',
      verifiedPublisher: { displayName: 'Good Inc' },
      owners: [{ displayName: 'Ops' }],
      passwordCredentials: [
        { displayName: 'k', startDateTime: '2025-01-01T00:00:00Z', endDateTime: '2025-06-01T00:00:00Z' },
      ],
    },
  ],
  delegatedGrants: [{ clientId: 'sp-good', consentType: 'AllPrincipals', scope: 'User.Read' }],
  appRoleAssignments: [],
};

const NAMES: Readonly<Record<string, readonly string[]>> = {
  'state-admin-no-mfa': [mail('admin1')],
  'state-user-no-mfa': [mail('bob')],
  'state-guest-admin': ['dan@partner.example'],
  'state-many-global-admins': [1, 2, 3, 4, 5].map((n) => mail(`admin${n}`)),
  'state-app-admin': ['Bad app'],
  'state-synced-admin': [mail('admin1')],
  'state-stale-admin': [mail('idle-admin')],
  'state-stale-user': [mail('idle')],
  'state-disabled-active': [mail('off')],
  'state-password-never-expires': [mail('bob')],
  'state-password-old': [mail('bob')],
  'state-rule-outside': [mail('bob')],
  'state-rule-hides': [mail('bob')],
  'state-mailbox-forward': [mail('bob')],
  'state-mailbox-audit': [mail('bob')],
  'state-mail-flow-outside': ['Copy'],
  'state-mail-flow-bypass': ['Pass'],
  'state-mailbox-open': [mail('bob')],
  'state-mailbox-send-as': [mail('bob')],
  'state-impersonation': ['svc-backup'],
  'state-audit-off': ['corp.example'],
  'state-mailbox-audit-status': [mail('bob')],
  'state-legacy-open': ['Block legacy'],
  'state-mfa-not-required': ['Admins only'],
  'state-report-only': ['Block legacy'],
  'state-trusted-left-out': ['Admins only'],
  'state-wide-location': ['Office'],
  'state-secret-expired': ['Bad app'],
  'state-secret-long': ['Bad app'],
  'state-app-no-owner': ['Bad app'],
  'state-app-only-high': ['Bad app'],
  'state-app-unverified': ['Bad app'],
  'state-secure-score': ['Require MFA for administrators'],
  'state-baseline': ['MS.AAD.1.1v1: Legacy authentication SHALL be blocked.'],
  'state-device-not-compliant': ['LAPTOP-1'],
  'state-auto-reply-outside': [mail('bob')],
};

function open(tenant: Tenant): {
  readonly workspace: TestWorkspace;
  readonly reader: ReadConnection;
  readonly view: WorkspaceView;
} {
  const workspace = createTestWorkspace();
  const reader = openReader(workspace.folder);
  const view = new WorkspaceView(reader, workspace.folder, TEST_CATALOG, () => '2026-01-01');
  for (const [kind, rows] of Object.entries(tenant)) {
    const one = { kind: kind as SnapshotKind, tenant: '', taken: TAKEN, source: `${kind}.json` };
    addSnapshot(
      workspace.db,
      one,
      rows.map((row) => ({ ...row })),
      null,
    );
  }
  const act = {
    CreationTime: '2025-03-09T12:00:00',
    Id: '70000000-0000-4000-8000-000000000001',
    Operation: 'FileDownloaded',
    Workload: 'OneDrive',
    UserType: 0,
  };
  const who = tenant === BAD ? mail('off') : mail('bob');
  importActivities(workspace, [JSON.stringify({ ...act, UserId: who })], { slices: 1 });
  return { workspace, reader, view };
}

let bad: ReturnType<typeof open>;
let good: ReturnType<typeof open>;
beforeAll(() => {
  bad = open(BAD);
  good = open(GOOD);
});
afterAll(() => {
  for (const { reader, workspace } of [bad, good]) {
    reader.close();
    workspace.close();
  }
});
const get = ({ view }: ReturnType<typeof open>, id: string) => view.read(() => getPosture(view, id));

describe('state', () => {
  it.each(STATE_RULES.map(({ id }) => id))('%s is found where it holds, with proof, and nowhere else', (id) => {
    const { row, affected } = get(bad, id);
    expect([...new Set(affected.map(({ name }) => name))].sort()).toEqual([...(NAMES[id] ?? [])].sort());
    expect(row).toMatchObject({ state: 'found', basis: 'state', events: null, snapshot: TAKEN, lastSeen: TAKEN });
    expect(
      affected.every(({ from, detail, object }) => from?.taken === TAKEN && detail !== '' && object !== null),
    ).toBe(true);
    expect(get(good, id)).toMatchObject({ row: { state: 'notSeen', affected: 0, snapshot: TAKEN }, affected: [] });
  });

  it('names the app that is to be changed: the mailboxes’ or the directory’s', () => {
    const apps = (id: string) => get(bad, id).row.app;
    for (const id of ['state-rule-hides', 'state-rule-outside', 'state-mailbox-forward', 'state-mailbox-audit']) {
      expect([id, apps(id)]).toEqual([id, ['exchange-online']]);
    }
    expect(apps('state-password-old')).toEqual(['microsoft-entra-id']);
  });

  it('tells the whole Secure Score of the newest day, and none where an export has single controls only', () => {
    expect(bad.view.read(() => listSecureScores(bad.view))).toMatchObject([
      { score: 9, most: 20, day: Date.UTC(2025, 2, 9), from: { kind: 'secureScore', taken: TAKEN } },
    ]);
    expect(good.view.read(() => listSecureScores(good.view))).toEqual([]);
  });

  it('says that nothing can be said without its snapshots, and of no policy what is missing', () => {
    const bare = open({ conditionalAccess: [] });
    const rows = bare.view.read(() =>
      listPosture(bare.view, METHODS['posture.list'].input.parse({ filter: 'basis:state' })),
    ).rows;
    expect(
      new Set(
        rows
          .filter(({ id }) => id !== 'state-legacy-open' && id !== 'state-mfa-not-required')
          .map(({ state }) => state),
      ),
    ).toEqual(new Set(['noLogs', 'notSeen']));
    expect(get(bare, 'state-legacy-open').affected).toMatchObject([
      { name: 'No policy', detail: 'none of 0 policies blocks legacy client apps', object: null },
    ]);
    bare.reader.close();
    bare.workspace.close();
  });
});
