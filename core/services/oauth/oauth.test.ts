/** OAuth apps: what records of consent tell, how far permissions reach, which names mislead, what the user decided. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readGrant } from '../../connectors/index.ts';
import { METHODS } from '../../contract/methods.ts';
import { importActivities } from '../../store/activities/activities.test-kit.ts';
import { openReader, type ReadConnection } from '../../store/open.ts';
import { createTestWorkspace, type TestWorkspace } from '../../store/store.test-kit.ts';
import { markOauthApp } from '../../store/write/connected-decisions.ts';
import { findActivities } from '../activities/question.ts';
import { TEST_CATALOG } from '../discovery/discovery.test-kit.ts';
import { WorkspaceView } from '../workspace-view.ts';
import { misleadingName } from './lookalike.ts';
import { levelOf } from './permission-levels.ts';
import { getOauth, listOauth } from './queries.ts';

const HELPER = '7f000001-0000-4000-8000-0000000000aa';
const consent = (
  at: number,
  UserId: string,
  scope: string,
  isAdmin: string,
  operation = 'Consent to application.',
): object => ({
  CreationTime: `2025-03-04T09:00:0${at}`,
  Id: `40000000-0000-4000-8000-00000000000${at}`,
  Operation: operation,
  Workload: 'AzureActiveDirectory',
  UserId,
  UserType: 0,
  ObjectId: HELPER,
  ModifiedProperties: [
    { Name: 'ConsentContext.IsAdminConsent', NewValue: isAdmin, OldValue: '' },
    {
      Name: 'ConsentAction.Permissions',
      NewValue: `[] => [[Id: x, ClientId: y, PrincipalId: z, ResourceId: r, ConsentType: Principal, Scope: ${scope}, CreatedDateTime: , LastModifiedDateTime ]]; `,
    },
  ],
  Target: [
    { ID: 'Mail Helper', Type: 1 },
    { ID: HELPER, Type: 2 },
  ],
});
const google = (at: number, name: string, more: object[] = []): object => ({
  kind: 'admin#reports#activity',
  id: { time: `2025-06-20T09:00:0${at}Z`, uniqueQualifier: `${at}`, applicationName: 'token', customerId: 'C0example' },
  actor: { email: 'alice@corp.example', profileId: '1' },
  events: [
    {
      name,
      parameters: [{ name: 'client_id', value: '9.apps.example' }, { name: 'app_name', value: 'Notes' }, ...more],
    },
  ],
});

let workspace: TestWorkspace;
let reader: ReadConnection;
let view: WorkspaceView;
beforeAll(() => {
  workspace = createTestWorkspace();
  reader = openReader(workspace.folder);
  view = new WorkspaceView(reader, workspace.folder, TEST_CATALOG, () => '2026-01-01');
  const records = [
    consent(1, 'alice@corp.example', ' User.Read Mail.ReadWrite offline_access', 'False'),
    consent(2, 'bob@corp.example', ' Files.ReadWrite.All', 'False'),
    consent(3, 'bob@corp.example', '', 'False', 'Add service principal credentials.'),
    google(4, 'authorize', [
      { name: 'scope', multiValue: ['https://www.googleapis.com/auth/userinfo.email', 'openid'] },
    ]),
    google(5, 'activity', [{ name: 'method_name', value: 'drive.files.list' }]),
  ];
  importActivities(
    workspace,
    records.map((record) => JSON.stringify(record)),
    { slices: 2 },
  );
});
afterAll(() => {
  reader.close();
  workspace.close();
});

const list = (input: object = {}) => view.read(() => listOauth(view, METHODS['oauth.list'].input.parse(input)));

describe('OAuth apps', () => {
  it('are read from the records of their consents', () => {
    expect(list({ sort: { column: 'users', direction: 'desc' } }).rows).toMatchObject([
      {
        name: 'Mail Helper',
        level: 'high',
        permission: ['Files.ReadWrite.All', 'Mail.ReadWrite', 'User.Read', 'offline_access'],
        user: ['alice@corp.example', 'bob@corp.example'],
        adminConsent: false,
        credentials: 1,
        state: 'undetermined',
        hint: ['highFew', 'userAdminScope', 'stale', 'credentialAdded'],
      },
      {
        name: 'Notes',
        appId: '9.apps.example',
        level: 'low',
        users: 1,
        uses: 1,
        lastUsed: Date.UTC(2025, 5, 20, 9, 0, 5),
        hint: [],
      },
    ]);
  });

  it('are found by permission, and lead to their activities', () => {
    const { rows } = list({ filter: 'permission:Mail.ReadWrite' });
    expect(rows).toHaveLength(1);
    const { events, filter, permissions } = view.read(() => getOauth(view, rows[0]?.key ?? ''));
    expect(events.map(({ type }) => type)).toEqual(['app.credential.add', 'app.consent', 'app.consent']);
    expect(permissions.find(({ name }) => name === 'Mail.ReadWrite')).toMatchObject({
      level: 'high',
      why: 'reads, changes or sends mail',
    });
    expect(view.read(() => findActivities(view, { filter }, () => false).events)).toBe(3);
  });

  it('keep what was decided of them', () => {
    const key = list({ search: 'notes' }).rows[0]?.key ?? '';
    expect(markOauthApp(workspace.db, key, 'banned', 'not ours', null)).toBe('undetermined');
    expect(view.read(() => getOauth(view, key))).toMatchObject({
      note: 'not ours',
      row: { state: 'banned', hint: ['bannedUsed'] },
    });
    expect(markOauthApp(workspace.db, key, 'undetermined', '', null)).toBe('banned');
    expect(list({ filter: 'state:banned' }).total).toBe(0);
  });

  it('keep what was decided while no record gave their id, and can be decided anew', () => {
    const [before] = list({ search: 'notes' }).rows;
    const named = 'google-workspace|notes';
    expect(before?.key).not.toBe(named);
    markOauthApp(workspace.db, named, 'banned', 'not ours', null);
    expect(list({ filter: 'state:banned' }).rows).toMatchObject([{ key: named, name: 'Notes', uses: 1, users: 1 }]);
    expect(view.read(() => getOauth(view, named)).note).toBe('not ours');
    expect(markOauthApp(workspace.db, named, 'undetermined', '', null)).toBe('banned');
    expect(list({ search: 'notes' }).rows).toEqual([before]);
  });
});

it.each([
  ['m365-ual', 'Directory.ReadWrite.All', 'high'],
  ['m365-ual', 'https://graph.microsoft.com/Sites.Read.All', 'high'],
  ['m365-ual', 'Calendars.ReadWrite', 'medium'],
  ['m365-ual', 'User.Read.All', 'medium'],
  ['entra-audit', 'openid', 'low'],
  ['entra-audit', 'Something.Else', null],
  ['google-workspace', 'https://mail.google.com/', 'high'],
  ['google-workspace', 'https://www.googleapis.com/auth/drive', 'high'],
  ['google-workspace', 'https://www.googleapis.com/auth/drive.file', 'low'],
  ['google-workspace', 'https://www.googleapis.com/auth/calendar.readonly', 'medium'],
  ['slack-audit', 'channels:history', 'high'],
  ['slack-audit', 'chat:write', 'low'],
  ['github', 'repo', 'high'],
  ['github', 'read:org', 'medium'],
  ['github', 'user:email', 'low'],
  ['entra-audit', 'DelegatedPermissionGrant.ReadWrite.All', 'high'],
  ['entra-audit', 'RoleAssignmentSchedule.ReadWrite.Directory', 'high'],
  ['entra-audit', 'BitlockerKey.Read.All', 'high'],
  ['entra-audit', 'BitlockerKey.ReadBasic.All', 'medium'],
  ['entra-audit', 'Mail.ReadBasic.All', 'medium'],
  ['entra-audit', 'User.Invite.All', 'medium'],
  ['entra-audit', 'User.ReadBasic.All', 'low'],
  ['entra-audit', 'https://outlook.office365.com/Mail.Read', 'high'],
  ['entra-audit', 'https://management.azure.com//user_impersonation', 'high'],
  ['entra-audit', 'api://7f000001/user_impersonation', null],
  ['google-workspace', 'https://docs.google.com/feeds/', 'high'],
  ['google-workspace', 'https://www.google.com/m8/feeds', 'medium'],
  ['google-workspace', 'https://www.googleapis.com/auth/unheard.of', null],
  ['salesforce', 'full', 'high'],
  ['salesforce', 'openid', 'low'],
])('%s: %s reaches %s', (connector, permission, level) => {
  expect(levelOf(connector, permission).level).toBe(level);
});

it.each([
  'Mісrosoft Teams',
  'Micros0ft Office',
  'Mircosoft Planner',
  'Offi\u200bce',
  'Gooogle Drive',
  'Сalendar',
  'Invoice \u202etxt.exe',
])('%s misleads', (name) => expect(misleadingName(name)).not.toBeNull());
it.each([
  'Microsoft Teams',
  'Office365',
  'Zoom',
  'Календарь',
  'Notes 2',
  'Slack',
  'Team Planner',
  'Google Drive',
  '3M Portal',
  'Café',
])('%s does not mislead', (name) => expect(misleadingName(name)).toBeNull());

it('reads permissions wherever providers put them', () => {
  const of = (raw: string): readonly string[] => readGrant({ operation: '' }, raw).permissions;
  expect(
    of(
      '{"x":{"displayName":"DelegatedPermissionGrant.Scope","oldValue":null,"newValue":"\\" User.Read Mail.Send\\""}}',
    ),
  ).toEqual(['User.Read', 'Mail.Send']);
  expect(of('{"details":{"scopes":["chat:write","channels:history"]}}')).toEqual(['chat:write', 'channels:history']);
  expect(of('{"oauth_scopes":"repo,user:email"}')).toEqual(['repo', 'user:email']);
  expect(of(`${'\\'.repeat(200_000)}${'"scope":['.repeat(10_000)}`)).toEqual([]);
});
