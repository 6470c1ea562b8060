import { SUGGESTED_QUERIES } from '../../renderer/features/discovery/apps/suggested-queries.ts';
import { BOTH_SCHEMES, expectAccessible } from '../pages/accessible.ts';
import { expect, test } from '../pages/fixtures.ts';
import { squidLines } from '../pages/sample-logs.ts';
import { DiscoveryPage, numberIn } from './discovery-model.ts';

test('an app is tagged by one key, and the tag taken back', async ({ sample }) => {
  const { page } = sample;
  const discovery = new DiscoveryPage(page);
  await sample.goTo('Apps');
  const row = discovery.row('Discovered apps', 'WeTransfer');
  await expect(row).toContainText('No tag');
  await row.click();
  await discovery.table('Discovered apps').focus();
  await page.keyboard.press('u');
  await expect(row).toContainText('Unsanctioned');
  await expect(discovery.panel('App').getByRole('button', { name: 'Unsanctioned', pressed: true })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toContainText('No tag');
});

test('several apps are tagged at once', async ({ sample }) => {
  const { page } = sample;
  const discovery = new DiscoveryPage(page);
  await sample.goTo('Apps');
  const grid = discovery.table('Discovered apps');
  await expect(grid.getByRole('row').nth(1)).toBeVisible();
  await grid.focus();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  const bar = page.getByRole('toolbar', { name: 'Tag the selected apps' });
  await expect(bar).toContainText('3 apps selected');
  await bar.getByRole('button', { name: 'Monitor' }).click();
  await expect(grid.getByText('Monitored')).toHaveCount(3);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(grid.getByText('Monitored')).toHaveCount(0);
});

test('categories, suggested queries and saved views narrow the table', async ({ sample }) => {
  const { page } = sample;
  const discovery = new DiscoveryPage(page);
  await sample.goTo('Apps');
  await expect.poll(() => discovery.rowCount('Discovered apps')).toBeGreaterThan(20);
  const all = await discovery.rowCount('Discovered apps');
  const category = page
    .getByRole('navigation', { name: 'Browse by category' })
    .getByRole('button', { name: /^Generative AI/ });
  const count = numberIn(await category.textContent());
  await category.click();
  await discovery.expectRows('Discovered apps', count);

  await page.getByRole('button', { name: 'Queries' }).click();
  await page.getByRole('menuitem', { name: 'Save this view …' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Only AI');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.getByRole('button', { name: 'Clear filter' }).click();
  await discovery.expectRows('Discovered apps', all);
  await page.getByRole('button', { name: 'Queries' }).click();
  await page.getByRole('menuitem', { name: /^Only AI/ }).click();
  await discovery.expectRows('Discovered apps', count);
});

test('a saved view is renamed, replaced, deleted and brought back, by the keyboard', async ({ sample }) => {
  const { page } = sample;
  await sample.goTo('Apps');
  const dialog = page.getByRole('dialog');
  const menu = page.getByRole('menu');
  const queries = page.getByRole('button', { name: 'Queries' });
  const save = async (filter: string, name: string, button: string): Promise<void> => {
    await page.getByRole('textbox', { name: 'Filter' }).fill(filter);
    await page.keyboard.press('Enter');
    await queries.press('Enter');
    await page.getByRole('menuitem', { name: 'Save this view …' }).press('Enter');
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByRole('button', { name: button }).press('Enter');
    await expect(dialog).toHaveCount(0);
  };
  await save('bytesSent>1MB', 'Busy', 'Save');
  await save('bytesSent>2MB', 'Busier', 'Save');
  // A name that is taken says what will happen before it does.
  await save('bytesSent>3MB', 'Busy', 'Replace');
  await queries.press('Enter');
  await expect(menu.getByRole('menuitem', { name: /^Bus/ })).toHaveText([/^Busier.*2MB/, /^Busy.*3MB/]);
  await menu.getByRole('menuitem', { name: 'Rename the view “Busier”' }).press('Enter');
  await expect(dialog.getByLabel('Name')).toHaveValue('Busier');
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await dialog.getByLabel('Name').fill('Busiest');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await queries.press('Enter');
  await menu.getByRole('menuitem', { name: 'Delete the view “Busy”' }).press('Enter');
  await expect(menu.getByRole('menuitem', { name: /^Bus/ })).toHaveText([/^Busiest.*2MB/]);
  await expect(menu.getByRole('menuitem', { name: 'Delete the view “Busiest”' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(queries).toBeFocused();
  await page.getByRole('button', { name: 'Undo' }).click();
  await queries.press('Enter');
  await menu.getByRole('menuitem', { name: /^Busy/ }).press('Enter');
  await expect(page.getByRole('textbox', { name: 'Filter' })).toHaveValue('bytesSent>3MB');
});

test('saved views go to a colleague as a file, and come from one; what is none is refused', async ({ sample }) => {
  const { page } = sample;
  await sample.goTo('Apps');
  const queries = page.getByRole('button', { name: 'Queries' });
  const menu = page.getByRole('menu');
  await page.getByRole('textbox', { name: 'Filter' }).fill('bytesSent>1MB');
  await page.keyboard.press('Enter');
  await queries.press('Enter');
  await page.getByRole('menuitem', { name: 'Save this view …' }).press('Enter');
  await page.getByRole('dialog').getByLabel('Name').fill('Shared');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await queries.press('Enter');
  const saved = page.waitForEvent('download');
  await menu.getByRole('menuitem', { name: 'Export saved views as JSON' }).press('Enter');
  const file = await (await saved).path();
  await expect(queries).toBeFocused();
  await queries.press('Enter');
  await menu.getByRole('menuitem', { name: 'Delete the view “Shared”' }).press('Enter');
  await page.keyboard.press('Escape');

  const take = async (from: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> => {
    await queries.press('Enter');
    const chooser = page.waitForEvent('filechooser');
    await menu.getByRole('menuitem', { name: 'Import saved views …' }).press('Enter');
    await (await chooser).setFiles(from);
  };
  await take({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"views":[]}') });
  await expect(page.getByText('It is no file of saved views.')).toBeVisible();
  await take(file);
  await expect(page.getByText('1 saved view imported.')).toBeVisible();
  await page.locator('#page').getByRole('button', { name: 'Clear filter' }).first().click();
  await queries.press('Enter');
  await menu.getByRole('menuitem', { name: /^Shared/ }).press('Enter');
  await expect(page.getByRole('textbox', { name: 'Filter' })).toHaveValue('bytesSent>1MB');
  // On another page they would be of a table that has other columns.
  await sample.goTo('App catalog');
  await take(file);
  await expect(page.getByText(/^Its views are of another table \(apps\)/)).toBeVisible();
});

test('a view whose filter no longer means anything says so, and can be left', async ({ sample }) => {
  const { page } = sample;
  await sample.goTo('Apps');
  await page.evaluate(() => {
    const view = { id: 'x', table: 'apps', name: 'Old', filter: 'gone:1', search: '', sort: null, shown: {} };
    localStorage.setItem('undercast.discovery-views', JSON.stringify({ state: { views: [view] }, version: 1 }));
  });
  await page.reload();
  await sample.heading('Discovered apps').waitFor();
  await page.getByRole('button', { name: 'Queries' }).press('Enter');
  await page.getByRole('menuitem', { name: /^Old/ }).press('Enter');
  await expect(page.getByText('There is no field named "gone".').first()).toBeVisible();
  await page.locator('#page').getByRole('button', { name: 'Clear filter' }).last().click();
  await expect(page.getByRole('grid').getByRole('row').nth(1)).toBeVisible();
});

test('a filter that cannot be understood leaves no list of categories waiting', async ({ sample }) => {
  const { page } = sample;
  for (const address of ['/discovery/apps?filter=', '/catalog?find=']) {
    await page.evaluate((fragment) => location.assign(fragment), `#${address}categry:(((`);
    const categories = page.getByRole('navigation', { name: 'Browse by category' });
    await expect(page.getByText('Nothing is shown until the filter can be understood')).toBeVisible();
    await expect(categories).toBeHidden();
    await page.locator('#page').getByRole('button', { name: 'Clear filter' }).last().click();
    await expect(categories).toBeVisible();
  }
});

test('a suggested query narrows the table', async ({ sample }) => {
  const { page } = sample;
  const discovery = new DiscoveryPage(page);
  await sample.goTo('Apps');
  await expect.poll(() => discovery.rowCount('Discovered apps')).toBeGreaterThan(20);
  const all = await discovery.rowCount('Discovered apps');
  await page.getByRole('button', { name: 'Queries' }).click();
  for (const { title } of SUGGESTED_QUERIES) await expect(page.getByRole('menuitem', { name: title })).toBeVisible();
  await page.getByRole('menuitem', { name: 'High-risk apps nobody has decided on' }).click();
  await expect(page.getByRole('textbox', { name: 'Filter' })).toHaveValue('band:high and tag:none');
  await expect.poll(() => discovery.rowCount('Discovered apps')).toBeLessThan(all);
});

test('an export is what is shown: rows, order and columns', async ({ sample }) => {
  const { page } = sample;
  const discovery = new DiscoveryPage(page);
  await sample.goTo('Apps');
  await discovery.filter('category:cloud-storage');
  await expect(page).toHaveURL(/filter=/);
  const { name, text } = await discovery.download(async () => {
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'CSV' }).click();
  });
  expect(name).toBe('apps.csv');
  // A spreadsheet reads names in any script only with a byte order mark in front.
  expect(text.startsWith('\uFEFF')).toBe(true);
  const lines = text.slice(1).trimEnd().split(/\r?\n/);
  await discovery.expectRows('Discovered apps', lines.length - 1);
  await expect(discovery.table('Discovered apps').getByText('Collaboration')).toHaveCount(0);
  const first = await discovery
    .table('Discovered apps')
    .getByRole('row')
    .nth(1)
    .getByRole('gridcell')
    .first()
    .textContent();
  const exported = lines[1]?.split(',')[0]?.replaceAll('"', '') ?? '';
  // An app without an icon has the two letters of its monogram before its name.
  expect(exported).not.toBe('');
  expect([0, 2]).toContain((first ?? '').length - exported.length);
  expect(first?.endsWith(exported)).toBe(true);
});

test.use({ logs: { 'access.log': squidLines(300) } });

test('a measure that no line carries is a dash with its reason, never 0', async ({ filled }) => {
  const { page } = filled;
  const discovery = new DiscoveryPage(page);
  await filled.goTo('Users');
  const row = discovery.row('Users', 'alice');
  await expect(row).toContainText('None of these lines says how much was uploaded.');
  await filled.goTo('Dashboard');
  await page.getByRole('radiogroup', { name: 'Measure of all charts on this page' }).getByText('Upload').click();
  await expect(discovery.card('Usage over time')).toContainText('None of these lines says how much was uploaded.');
});

test('an unmatched host becomes an app, and the past is read again', async ({ filled }) => {
  const { page } = filled;
  const discovery = new DiscoveryPage(page);
  await filled.goTo('Unmatched hosts');
  await expect.poll(() => discovery.rowCount('Unmatched hosts')).toBe(3);
  await discovery.row('Unmatched hosts', 'files.example.com').click();
  const behind = discovery.panel('Host').getByRole('radiogroup', { name: 'What is behind this use' });
  await expect(behind).toContainText('Users');
  await expect(behind).not.toContainText('Apps');
  await discovery.table('Unmatched hosts').focus();
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: 'Make this an app' });
  await expect(dialog.getByText('example.com', { exact: true })).toBeVisible();
  await expect(dialog.getByText('100 requests')).toBeVisible();
  await expectAccessible(page, { within: '[role=dialog]' });
  await dialog.getByLabel('Name').fill('Example files');
  await dialog.getByRole('button', { name: 'Make app' }).click();
  await expect(discovery.panel('App')).toContainText('Example files');
  await expect.poll(() => discovery.rowCount('Unmatched hosts')).toBe(2);
  await filled.goTo('Apps');
  await expect(discovery.row('Discovered apps', 'Example files')).toContainText('100');
});

test('the tables fit and are accessible', async ({ sample }) => {
  const discovery = new DiscoveryPage(sample.page);
  for (const [title, grid] of [
    ['Apps', 'Discovered apps'],
    ['Users', 'Users'],
    ['Sources', 'Sources'],
    ['Unmatched hosts', 'Unmatched hosts'],
  ] as const) {
    await sample.goTo(title);
    await expect.poll(() => discovery.rowCount(grid)).toBeGreaterThan(20);
    await discovery.expectNoPageScroll();
    // One table component draws all but the first.
    const schemes = title === 'Apps' || title === 'Users' ? BOTH_SCHEMES : [];
    await test.step(title, () => expectAccessible(sample.page, { schemes }));
  }
});
