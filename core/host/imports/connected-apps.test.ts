/** What an imported audit log connects: its apps with what they give, sanctioned unless judged, and the log as a file. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorkspace, importFiles, startEngine, type TestEngine, TestFolder } from '../host.test-kit.ts';

let test: TestEngine;
const folder = new TestFolder();

beforeAll(async () => {
  test = await startEngine();
  await createWorkspace(test, folder.fresh('connected.undercast'));
});
afterAll(async () => {
  await test.stop();
  folder.remove();
});

function record(at: number, over: object): object {
  return {
    CreationTime: new Date(Date.UTC(2025, 2, 4, 9, 0, at)).toISOString().slice(0, 19),
    Id: `10000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    OrganizationId: '11111111-aaaa-4bbb-8ccc-000000000001',
    Operation: 'FileDownloaded',
    Workload: 'OneDrive',
    UserId: `user${at % 3}@example.com`,
    ClientIP: '192.0.2.10',
    ...over,
  };
}
const write = (name: string, records: readonly object[]): string => folder.write(name, JSON.stringify(records));

it('tells every connected app with what its data gives and the imports it came from', async () => {
  const files = write('drive.json', [
    ...Array.from({ length: 12 }, (_, at) => record(at, {})),
    record(12, { Operation: '=cmd|x', UserId: '@SUM(1)' }),
    record(13, { Workload: 'Exchange', Operation: 'New-InboxRule' }),
  ]);
  const { importId } = await importFiles(test, [files], { connector: 'auto' });
  const apps = await test.client.call('connectors.list', {});
  expect(apps.map((one) => [one.app, one.activities, one.accounts, one.status])).toEqual([
    ['exchange-online', 1, 1, 'connected'],
    ['onedrive-for-business', 13, 4, 'connected'],
  ]);
  const drive = apps.find(({ app }) => app === 'onedrive-for-business');
  expect(drive).toMatchObject({
    connector: 'm365-ual',
    instance: '11111111-aaaa-4bbb-8ccc-000000000001',
    inCatalog: true,
    addresses: 1,
    abilities: [{ ability: 'files', activities: 12 }],
    gaps: [],
    days: { start: Date.UTC(2025, 2, 4), counts: [13] },
    ingestions: [{ importId, read: 14, rejected: 0, activities: 13, truncated: [] }],
  });
  expect(drive?.missing).toContain('Device');
});

it('sanctions an app when it is connected first, and no app that was judged', async () => {
  const tags = async (): Promise<unknown> =>
    (await test.client.call('connectors.list', {})).map(({ app, tag }) => [app, tag]);
  expect(await tags()).toEqual([
    ['exchange-online', 'sanctioned'],
    ['onedrive-for-business', 'sanctioned'],
  ]);
  const { rows } = await test.client.call('governance.list', { search: 'app.tag' });
  expect(rows[0]?.detail).toMatchObject({ tag: 'sanctioned', before: null, reason: expect.stringContaining('import') });
  await test.client.call('catalog.tagApps', {
    apps: [
      { id: 'onedrive-for-business', tag: null },
      { id: 'microsoft-teams', tag: 'unsanctioned' },
    ],
  });
  await importFiles(test, [write('more.json', [record(20, {}), record(21, { Workload: 'MicrosoftTeams' })])], {
    connector: 'auto',
  });
  expect(await tags()).toEqual([
    ['microsoft-teams', 'unsanctioned'],
    ['onedrive-for-business', null],
    ['exchange-online', 'sanctioned'],
  ]);
});

it('flags a file that ends where exporters silently stop', async () => {
  const records = Array.from({ length: 5000 }, (_, at) => record(100 + at, { Workload: 'SharePoint' }));
  await importFiles(test, [write('cut.json', records)], { connector: 'auto' });
  const cut = (await test.client.call('connectors.list', {})).filter(({ status }) => status === 'attention');
  expect(cut.map(({ app, ingestions }) => [app, ingestions.map(({ truncated }) => truncated.length)])).toEqual([
    ['sharepoint-online', [1]],
  ]);
});

it('writes the log as a file that no spreadsheet runs', async () => {
  const question = { filter: 'app:onedrive-for-business', zone: 'UTC' };
  const { text, rows, records } = await test.client.call('activities.export', { ...question, format: 'csv' });
  expect([rows, records]).toEqual([14, 14]);
  expect(text).toContain("'=cmd|x");
  expect(text).toContain("'@SUM(1)");
  const { text: json } = await test.client.call('activities.export', { ...question, format: 'json' });
  expect((JSON.parse(json) as { operation: string }[]).map(({ operation }) => operation)).toContain('=cmd|x');
});

it('imports a folder of audit logs in which other files lie, each accounted for', async () => {
  folder.write('mixed/audit.json', JSON.stringify([record(40, {}), record(41, {})]));
  folder.write('mixed/notes.txt', 'Collected for the case.\nNothing else.\n');
  const { ledger } = await importFiles(test, [folder.path('mixed')]);
  expect(
    ledger.files.map(({ path, read, parsed, rejected }) => [path.split('/').at(-1), read, parsed, rejected]),
  ).toEqual([
    ['notes.txt', 2, 0, 2],
    ['audit.json', 2, 2, 0],
  ]);
});

it('counts records that name no instance with the only one that the app has', async () => {
  const one = await test.client.call('connectors.list', {});
  const before = one.find(({ app }) => app === 'sharepoint-online');
  const nameless = Array.from({ length: 3 }, (_, at) =>
    record(9000 + at, { Workload: 'SharePoint', OrganizationId: undefined, UserId: `nameless${at}@example.com` }),
  );
  await importFiles(test, [write('nameless.json', nameless)], { connector: 'auto' });
  const shown = async () =>
    (await test.client.call('connectors.list', {})).filter(({ app }) => app === 'sharepoint-online');
  const [after, ...others] = await shown();
  expect(others).toEqual([]);
  expect(after).toMatchObject({
    instance: before?.instance,
    withUnnamed: true,
    activities: (before?.activities ?? 0) + 3,
    accounts: (before?.accounts ?? 0) + 3,
  });
  expect(after?.ingestions).toHaveLength(2);
  // Of two tenants nobody can say which it is.
  const second = record(9100, { Workload: 'SharePoint', OrganizationId: '22222222-aaaa-4bbb-8ccc-000000000002' });
  await importFiles(test, [write('second.json', [second])], { connector: 'auto' });
  expect(
    (await shown()).map(({ instance, withUnnamed }) => [instance?.slice(0, 2) ?? null, withUnnamed]).sort(),
  ).toEqual([
    [null, false],
    ['11', false],
    ['22', false],
  ]);
});
