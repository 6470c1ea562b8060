/** People over all connected apps: who is one person, what is summed, and that the sums are those of a plain count. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ActivityReader, CONNECTORS, toActivity } from '../../connectors/index.ts';
import { METHODS } from '../../contract/methods.ts';
import { readDirectory } from '../../enrich/index.ts';
import { accountRisk, DEFAULT_RISK } from '../../model/account-risk.ts';
import type { Activity } from '../../model/activity.ts';
import { importActivities } from '../../store/activities/activities.test-kit.ts';
import type { ReadConnection } from '../../store/open.ts';
import type { TestWorkspace } from '../../store/store.test-kit.ts';
import { joinAccount } from '../../store/write/connected-decisions.ts';
import { replaceDirectory } from '../../store/write/enrichment.ts';
import { publish } from '../../store/write/imports.ts';
import { findActivities } from '../activities/question.ts';
import { exportDerived } from '../connected/export.ts';
import { advanceFolds } from '../connected/fold.ts';
import { TEST_CATALOG } from '../discovery/discovery.test-kit.ts';
import { checkFilter } from '../filter-fields.ts';
import { withFreshView } from '../fresh-view.test-kit.ts';
import { WorkspaceView } from '../workspace-view.ts';
import { peopleOf } from './people.ts';
import { getAccount, listAccounts } from './queries.ts';

let workspace: TestWorkspace;
let reader: ReadConnection;
let view: WorkspaceView;
withFreshView((fresh) => {
  ({ workspace, reader, view } = fresh);
});

let serial = 0;
function m365(minute: number, UserId: string, Operation: string, more: object = {}): string {
  return JSON.stringify({
    CreationTime: new Date(Date.UTC(2025, 2, 4, 9, minute)).toISOString().slice(0, 19),
    Id: `20000000-0000-4000-8000-${String(serial++).padStart(12, '0')}`,
    Operation,
    Workload: 'AzureActiveDirectory',
    UserId,
    UserType: 0,
    ...more,
  });
}
function github(minute: number, actor: string, action: string): string {
  return JSON.stringify({
    '@timestamp': Date.UTC(2025, 2, 4, 9, minute),
    _document_id: `d${serial++}`,
    action,
    actor,
    org: 'example-org',
  });
}
const DAY = 24 * 60;
const list = (input: object = {}) => view.read(() => listAccounts(view, METHODS['accounts.list'].input.parse(input)));
const keys = (input: object = {}) =>
  list(input)
    .rows.map(({ key }) => key)
    .sort();
const get = (key: string) => view.read(() => getAccount(view, key));

const LINES = [
  m365(0, 'Alice@corp.example', 'UserLoggedIn', { ClientIP: '192.0.2.1' }),
  m365(1, 'alice@corp.example', 'FileDownloaded', { Workload: 'OneDrive', ClientIP: '192.0.2.2' }),
  m365(2, 'bob@corp.example', 'UserLoginFailed'),
  m365(3, 'admin@corp.example', 'Add member to role.', { Target: [{ ID: 'bob@corp.example', Type: 5 }] }),
  m365(4, 'admin@corp.example', 'Disable account.', { Target: [{ ID: 'eve@corp.example', Type: 5 }] }),
  m365(5, 'eve@corp.example', 'UserLoggedIn'),
  m365(6, 'dan_partner.example#EXT#@corp.onmicrosoft.com', 'UserLoggedIn'),
  m365(7, 'ServicePrincipal_1', 'Update application.', { UserType: 5 }),
  github(8, 'alice-gh', 'repo.create'),
  m365(40 * DAY, 'alice@corp.example', 'UserLoggedIn'),
];

describe('accounts', () => {
  beforeEach(() => void importActivities(workspace, LINES, { slices: 3 }));

  it('are the same when made ready piece by piece before anybody asks', () => {
    const asked = list().rows;
    const prepared = new WorkspaceView(reader, workspace.folder, TEST_CATALOG, () => '2026-01-01');
    const onlyOne = () => {
      let left = 1;
      return () => left-- > 0;
    };
    let pieces = 0;
    while (prepared.read(() => advanceFolds(prepared, onlyOne()))) pieces++;
    expect(pieces).toBeGreaterThan(3);
    expect(prepared.read(() => peopleOf.prepare(prepared))).toBe(true);
    expect(prepared.read(() => peopleOf.prepare(prepared))).toBe(false);
    const words = vi.spyOn(prepared.activities.words, 'text');
    const input = METHODS['accounts.list'].input.parse({});
    expect(prepared.read(() => listAccounts(prepared, input)).rows).toEqual(asked);
    expect(words).not.toHaveBeenCalled();
  });

  it('joins spellings of one mail address over apps and counts what they did', () => {
    const { rows, ownDomains, extent } = list({ filter: 'email:alice@corp.example' });
    expect(rows).toMatchObject([
      { accounts: 2, activities: 3, downloads: 1, addresses: 2, affiliation: 'internal', stale: false },
    ]);
    expect(ownDomains).toEqual({ domains: ['corp.example'], basis: 'inferred' });
    expect(extent?.from).toBe(Date.UTC(2025, 2, 4, 9));
  });

  it('a filter with a time that moves along is given back as written, to be kept so', () => {
    const check = (filter: string) => view.read(() => checkFilter(view, { filter, table: 'accounts' }));
    expect(check(' lastSeen>=end-7d and admin:yes ')).toMatchObject({
      ok: true,
      text: 'lastSeen>=end-7d and admin:yes',
    });
    expect(check('lastSeen:today').text).toBe('lastSeen:today');
    expect(check('lastSeen>=2025-03-04').text).toBe('lastSeen>=2025-03-04');
  });

  it('scores by what holds, says what gave which points, and compares with everybody', () => {
    const { row, risk } = get('eve@corp.example');
    expect(row).toMatchObject({
      risk: 43,
      riskLevel: 'medium',
      riskFactor: [expect.stringMatching(/: 40$/), 'No recent activity: 3'],
    });
    expect(risk.factors.map(({ id, points }) => [id, points])).toEqual([
      ['afterEnd', 40],
      ['stale', 3],
    ]);
    const { rows } = list();
    expect(risk.above).toBe(rows.filter((one) => one.risk < 43).length / rows.length);
    expect(list({ sort: { column: 'risk', direction: 'desc' } }).rows[0]?.key).toBe('eve@corp.example');
    expect(keys({ filter: 'risk>=43' })).toEqual(['eve@corp.example']);
  });

  it('a factor that counts for nothing is not named, and points end at 100', () => {
    const weights = (points: Partial<typeof DEFAULT_RISK.points>) => ({
      ...DEFAULT_RISK,
      points: { ...DEFAULT_RISK.points, ...points },
    });
    expect(accountRisk(['afterEnd', 'stale'], weights({ afterEnd: 0 })).factors.map(({ id }) => id)).toEqual(['stale']);
    expect(accountRisk(['afterEnd', 'adminNoMfa'], weights({ afterEnd: 90 }))).toMatchObject({
      points: 100,
      level: 'high',
    });
    expect(accountRisk(['unheardOf'], DEFAULT_RISK)).toEqual({ points: 0, level: 'none', factors: [] });
  });

  it('says what it knows of guests, administrators, the suspended and the idle', () => {
    expect(keys({ filter: 'affiliation:external' })).toEqual(['dan@partner.example']);
    expect(keys({ filter: 'admin:yes' })).toEqual(['admin@corp.example', 'bob@corp.example']);
    expect(keys({ filter: 'status:suspended' })).toEqual(['eve@corp.example']);
    expect(keys({ filter: 'stale:no and type:user' })).toEqual(['alice@corp.example', 'github|alice-gh']);
    expect(keys({ filter: 'type:app' })).toEqual(['microsoft-entra-id|serviceprincipal_1']);
    const { reasons } = get('eve@corp.example');
    expect(reasons.map(({ id }) => id)).toEqual(['afterEnd']);
    expect(reasons[0]?.ref).toMatch(/^\d+\.\d+$/);
    expect(get('bob@corp.example')).toMatchObject({
      adminBy: ['was granted a role'],
      row: { reason: ['roleGranted', 'staleAdmin'] },
    });
  });

  it('joins and parts accounts as the user says, and takes it back', () => {
    const links = [
      ['github|alice-gh', 'microsoft-entra-id|alice@corp.example'],
      ['onedrive-for-business|alice@corp.example', 'onedrive-for-business|alice@corp.example'],
    ] as const;
    for (const [account, person] of links) joinAccount(workspace.db, account, person, null);
    expect(
      get('alice-gh')
        .accounts.map(({ id, joinedBy }) => [id, joinedBy])
        .sort(),
    ).toEqual([
      ['github|alice-gh', 'you'],
      ['microsoft-entra-id|alice@corp.example', 'itself'],
    ]);
    expect(get('onedrive-for-business|alice@corp.example').row).toMatchObject({ accounts: 1, activities: 1 });
    for (const [account] of links) joinAccount(workspace.db, account, null, null);
    expect(get('alice@corp.example').accounts).toHaveLength(2);
  });

  it('takes names, departments and own domains of the directory', () => {
    const text =
      'upn,account,mail,displayname,department,groups\nalice@corp.example,alice-gh,,Alice Example,Sales,Staff;Lead\n';
    replaceDirectory(workspace.db, readDirectory(text).people, 'people.csv', 5, null);
    expect(get('alice-gh').row).toMatchObject({
      name: 'Alice Example',
      accounts: 3,
      department: 'Sales',
      group: ['Staff', 'Lead'],
    });
    expect(list().ownDomains).toEqual({ domains: ['corp.example'], basis: 'directory' });
    expect(keys({ filter: 'group:Lead' })).toEqual(['alice@corp.example']);
  });

  it('finds a person’s activities by the filter it gives', () => {
    const { filter, row } = get('alice@corp.example');
    expect(view.read(() => findActivities(view, { filter }, () => false).events)).toBe(row.activities);
  });

  it('follows imports that come and go', () => {
    const more = importActivities(workspace, [m365(9, 'zoe@corp.example', 'UserLoggedIn')]);
    expect(keys({ search: 'zoe' })).toEqual(['zoe@corp.example']);
    publish(workspace.db, workspace.folder, [], [more]);
    expect(keys({ search: 'zoe' })).toEqual([]);
    expect(() => get('zoe@corp.example')).toThrow(/No connected app knows/);
  });
});

it('keeps hostile names as they are, and finds their activities', () => {
  const name = '=cmd|"<img src=x onerror=1>\\‮\u0007@evil.example';
  importActivities(workspace, [m365(1, name, 'UserLoggedIn')]);
  const [row] = list().rows;
  const { filter } = get(row?.key ?? '');
  const { text } = view.read(() =>
    exportDerived(view, { table: 'accounts', columns: ['name'], format: 'csv', zone: 'UTC' }),
  );
  expect(text).toContain('"\'=cmd|');
  expect(view.read(() => findActivities(view, { filter }, () => false).events)).toBe(1);
});

it('counts as a plain count does, whatever the records and their order', () => {
  const users = ['a@corp.example', 'A@corp.example', 'b@other.example', 'c'];
  const operations = [
    'UserLoggedIn',
    'UserLoginFailed',
    'FileDownloaded',
    'Consent to application.',
    'Add member to role.',
  ];
  const event = fc.tuple(fc.nat(60 * DAY), fc.constantFrom(...users), fc.constantFrom(...operations), fc.nat(3));
  fc.assert(
    fc.property(fc.array(event, { minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 4 }), (events, slices) => {
      const lines = events.map(([minute, user, operation, ip]) =>
        m365(minute, user, operation, { ClientIP: `192.0.2.${ip}` }),
      );
      const id = importActivities(workspace, lines, { slices });
      const plain = plainCount(lines);
      const rows = list({ limit: 5000 }).rows;
      publish(workspace.db, workspace.folder, [], [id]);
      expect(
        Object.fromEntries(
          rows.map(({ email, name, activities, failedSignIns, addresses, firstSeen, lastSeen }) => [
            email ?? name,
            { activities, failedSignIns, addresses, firstSeen, lastSeen },
          ]),
        ),
      ).toEqual(plain);
    }),
    { numRuns: 30 },
  );
});

function plainCount(lines: readonly string[]): object {
  const activityReader = new ActivityReader(CONNECTORS, { fileName: '' }, Date.UTC(2026, 0, 1));
  const groups = new Map<string, Activity[]>();
  for (const line of lines) {
    for (const event of activityReader.readLine(line).events) {
      const activity = toActivity(event, 1);
      const key = (activity.sourceUser ?? '').toLowerCase();
      groups.set(key, [...(groups.get(key) ?? []), activity]);
    }
  }
  return Object.fromEntries(
    [...groups].map(([key, all]) => {
      const times = all.map(({ time }) => Date.parse(time ?? ''));
      return [
        key,
        {
          activities: all.length,
          failedSignIns: all.filter(({ activityType }) => activityType === 'login.failed').length,
          addresses: new Set(all.map(({ sourceIp }) => sourceIp)).size,
          firstSeen: Math.min(...times),
          lastSeen: Math.max(...times),
        },
      ];
    }),
  );
}
