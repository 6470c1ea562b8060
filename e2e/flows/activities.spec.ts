import { readFile } from 'node:fs/promises';
import { BOTH_SCHEMES, expectAccessible } from '../pages/accessible.ts';
import { expect, test } from '../pages/fixtures.ts';
import { ImportPage } from '../pages/import-page.ts';

/** A file name that turns the direction of what follows, and markup that must stay text. */
const HOSTILE = 'invoice\u202efdp.exe <img src=x onerror="document.title=1">';

function record(at: number, over: object): object {
  return {
    CreationTime: new Date(Date.UTC(2025, 2, 4, 9, at)).toISOString().slice(0, 19),
    Id: `10000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    OrganizationId: '11111111-aaaa-4bbb-8ccc-000000000001',
    Operation: 'FileDownloaded',
    Workload: 'OneDrive',
    UserId: at % 2 === 0 ? 'alice@example.com' : 'bob@example.com',
    ClientIP: '192.0.2.10',
    SourceFileName: 'plan.xlsx',
    ObjectId: `https://example.test/plan-${at}.xlsx`,
    ...over,
  };
}

const AUDIT = JSON.stringify([
  ...Array.from({ length: 20 }, (_, at) => record(at, {})),
  record(21, { SourceFileName: HOSTILE, ObjectId: HOSTILE, UserId: 'mallory@example.com' }),
  record(22, { Workload: 'Exchange', Operation: 'New-InboxRule', UserId: '=HYPERLINK("x")', ObjectId: 'x' }),
]);

test('an audit file becomes a connected app, whose activities are filtered, opened and exported', async ({ fresh }) => {
  const { page } = fresh;
  const imports = new ImportPage(page);
  await fresh.drop([{ name: 'audit.json', text: AUDIT }]);
  await imports.start();
  await imports.open('audit.json');

  await fresh.goTo('Connectors');
  const apps = page.getByRole('grid', { name: 'Connected apps' });
  await expect(apps.getByRole('row', { name: /OneDrive for Business/ })).toContainText('21');
  await apps.getByRole('row', { name: /OneDrive for Business/ }).click();
  const panel = page.getByRole('complementary', { name: /^Connected app/ });
  await expect(panel.getByText('Files and sharing')).toBeVisible();
  await expect(panel.getByText('Sanctioned')).toBeVisible();
  await panel.getByRole('button', { name: 'Its activities' }).click();

  const log = page.getByRole('grid', { name: 'Activity log' });
  const count = page.locator('.uc-table__count');
  await expect(count).toHaveText('21 records');
  await page.getByRole('button', { name: 'Clear filter' }).click();
  await expect(count).toHaveText('22 records');
  await page
    .getByRole('navigation', { name: 'Narrow down' })
    .getByRole('button', { name: /alice@example.com/ })
    .click();
  await expect(count).toHaveText('10 records');

  await log.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('complementary', { name: /^Activity/ });
  await expect(drawer.getByRole('heading', { name: /File downloaded/ })).toBeVisible();
  await drawer.getByRole('button', { name: 'Same user ± 1 h' }).click();
  await expect(page).toHaveURL(/from=\d+/);
  await log.focus();
  await page.keyboard.press('Escape');

  await page.getByRole('textbox', { name: 'Filter' }).fill('user:mallory@example.com');
  await page.keyboard.press('Enter');
  await expect(count).toHaveText('1 record');
  const row = log.getByRole('row').nth(1);
  await expect(row).toContainText('invoice⟨U+202E⟩fdp.exe <img');
  await row.click();
  await drawer.getByRole('tab', { name: 'Raw' }).click();
  await expect(drawer.getByRole('region', { name: 'The provider’s record' })).toContainText('⟨U+202E⟩');
  await drawer.getByRole('tab', { name: 'User' }).click();
  await expect(drawer.getByText('The first activity of this user in the log.')).toBeVisible();
  await expect(page.locator('img[src="x"]')).toHaveCount(0);

  await page.getByRole('textbox', { name: 'Filter' }).fill('app:exchange-online');
  await page.keyboard.press('Enter');
  await expect(count).toHaveText('1 record');
  await page.getByRole('button', { name: 'Export' }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'CSV' }).click();
  const text = await readFile(await (await saving).path(), 'utf8');
  expect(text.trimEnd().split('\n')).toHaveLength(2);
  expect(text).toContain('\'=HYPERLINK(""x"")');
});

test('connectors are accessible', async ({ sample }) => {
  const { page } = sample;
  await sample.goTo('Connectors');
  const apps = page.getByRole('grid', { name: 'Connected apps' });
  await apps.getByRole('row', { name: /SharePoint Online/ }).click();
  await expect(page.getByText('What this data gives')).toBeVisible();
  await expectAccessible(page, { schemes: BOTH_SCHEMES });
  await page.getByText('All connectors', { exact: true }).click();
  await expect(page.getByRole('row', { name: /AWS CloudTrail/ })).toBeVisible();
  await expectAccessible(page, { schemes: BOTH_SCHEMES });
});

test('connected apps are found by words and by their state', async ({ sample }) => {
  const { page } = sample;
  await sample.goTo('Connectors');
  const rows = page.getByRole('grid', { name: 'Connected apps' }).getByRole('row');
  const search = page.getByRole('searchbox', { name: 'Search connected apps' });
  await expect(rows.nth(5)).toBeVisible();
  const all = await rows.count();
  // Words in any order, of the app, the log's name or its connector.
  await search.fill('ONLINE sharepoint');
  await expect(rows).toHaveCount(1 + 1);
  await expect(rows.nth(1)).toContainText('SharePoint Online');
  await expect(page).toHaveURL(/q=ONLINE/);
  await page.getByRole('combobox', { name: 'Status' }).click();
  await page.getByRole('option', { name: 'Connection error' }).click();
  await expect(page.getByText('None fits the search.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(rows).toHaveCount(all);
  await expect(search).toHaveValue('');
});

test('the activity log is accessible, and so is what it says of one', async ({ sample }) => {
  const { page } = sample;
  await sample.goTo('Activity log');
  const log = page.getByRole('grid', { name: 'Activity log' });
  await page.getByRole('button', { name: 'Queries' }).click();
  await page.getByRole('menuitem', { name: /Mail rules and forwarding/ }).click();
  await log.getByRole('row', { name: /Inbox rule created/ }).click();
  const drawer = page.getByRole('complementary', { name: /^Activity/ });
  await expect(drawer.getByText('Everything around this')).toBeVisible();
  await expectAccessible(page, { schemes: BOTH_SCHEMES });
  for (const [tab, sign] of [
    ['User', 'Failed sign-ins'],
    ['IP address', 'Set as risky'],
    ['Raw', 'MoveToFolder'],
  ] as const) {
    await drawer.getByRole('tab', { name: tab }).click();
    await expect(drawer.getByText(sign).first()).toBeVisible();
    await expectAccessible(page, { within: '.uc-panel', schemes: BOTH_SCHEMES });
  }
});

test('tenants of one app are told apart in a window of 1280 pixels, and each account’s apps are counted', async ({
  fresh,
}) => {
  const { page } = fresh;
  const imports = new ImportPage(page);
  const tenants = ['11111111-aaaa-4bbb-8ccc-000000000001', '22222222-aaaa-4bbb-8ccc-000000000002'];
  const records = Array.from({ length: 8 }, (_, at) =>
    record(at, {
      OrganizationId: tenants[at % 2],
      ...(at > 3 ? { Workload: 'Exchange', Operation: 'MailItemsAccessed' } : {}),
    }),
  );
  await fresh.drop([{ name: 'audit.json', text: JSON.stringify(records) }]);
  await imports.start();
  await expect(imports.card('audit.json').getByText('Done')).toBeVisible();
  await fresh.goTo('Connectors');
  const grid = page.getByRole('grid', { name: 'Connected apps' });
  await expect(grid.getByRole('columnheader', { name: 'Instance' })).toBeInViewport({ ratio: 1 });
  for (const tenant of tenants) await expect(grid.getByText(tenant.slice(0, 8)).first()).toBeVisible();
  expect(await grid.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBeLessThan(2);
  await fresh.goTo('Accounts');
  await expect(page.getByRole('grid', { name: 'Accounts' }).getByRole('row', { name: /alice/ })).toContainText(
    '2 apps',
  );
});
