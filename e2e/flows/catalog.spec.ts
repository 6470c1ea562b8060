import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSigner, smallApp, smallCatalog, writeUpdate } from '../../core/host/catalog/update.test-kit.ts';
import { BOTH_SCHEMES, expectAccessible } from '../pages/accessible.ts';
import { expect, test } from '../pages/fixtures.ts';
import { DiscoveryPage } from './discovery-model.ts';

const CATALOG = 'App catalog';

test('the catalog and its pages have no accessibility faults', async ({ sample }) => {
  const discovery = new DiscoveryPage(sample.page);
  await sample.goTo(CATALOG);
  await discovery.row(CATALOG, 'Dropbox').click();
  await discovery.panel('App').getByRole('tab', { name: 'Decisions' }).click();
  await expect(discovery.panel('App').getByRole('region', { name: 'History' })).toBeVisible();
  await expectAccessible(sample.page, { schemes: BOTH_SCHEMES });
  await sample.page.keyboard.press('Escape');
  for (const title of ['Compare apps', 'Score metrics', 'Custom apps']) {
    await sample.goTo(title);
    await sample.expectFilled(title);
    await expectAccessible(sample.page, { schemes: BOTH_SCHEMES });
  }
});

test('an app is found by a factor, corrected, and the correction taken back', async ({ sample }) => {
  const { page } = sample;
  const discovery = new DiscoveryPage(page);
  await sample.goTo(CATALOG);
  await expect.poll(() => discovery.rowCount(CATALOG)).toBeGreaterThan(32_000);
  const all = await discovery.rowCount(CATALOG);
  await page.getByRole('combobox', { name: 'Known breach' }).click();
  await page.getByRole('option', { name: 'Known', exact: true }).click();
  await expect(page.getByLabel('Filter', { exact: true })).toHaveValue('factor.latestBreachDateTime:known');
  await expect.poll(() => discovery.rowCount(CATALOG)).toBeLessThan(1000);
  expect(await discovery.rowCount(CATALOG)).toBeGreaterThan(50);
  await discovery.filter('');
  await expect.poll(() => discovery.rowCount(CATALOG)).toBe(all);
  await page.getByRole('button', { name: 'Risk factor' }).click();
  await page.getByRole('combobox', { name: 'Factor' }).fill('SOC 2');
  await page.getByRole('option', { name: 'SOC 2', exact: true }).click();
  await page.getByRole('combobox', { name: 'Condition' }).click();
  await page.getByRole('option', { name: 'is yes' }).click();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByLabel('Filter', { exact: true })).toHaveValue('factor.isSoc2:yes');
  await expect.poll(() => discovery.rowCount(CATALOG)).toBeLessThan(all);

  await discovery.row(CATALOG, 'Dropbox').click();
  const panel = discovery.panel('App');
  await panel.getByRole('tab', { name: 'Factors' }).click();
  await panel.getByRole('button', { name: 'Correct SOC 2', exact: true }).click();
  await page.getByRole('combobox', { name: 'SOC 2' }).click();
  await page.getByRole('option', { name: 'No', exact: true }).click();
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await expect(panel.getByRole('row', { name: /^SOC 2 /i })).toContainText('you');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(panel.getByRole('row', { name: /^SOC 2 /i })).not.toContainText('you');
});

test('other weights are previewed, saved and undone', async ({ sample }) => {
  const { page } = sample;
  await sample.goTo('Score metrics');
  const preview = page.getByRole('complementary', { name: 'Preview' });
  await expect(preview).toContainText('Change a weight');
  const importance = page.getByRole('combobox', { name: 'Importance of Compliance' });
  await importance.selectOption('Very high (×8)');
  await expect(preview).toContainText('would change band');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(preview).toContainText('Change a weight');
  await expect(importance).toHaveValue('veryHigh');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(importance).toHaveValue('medium');
});

test('a signed catalog update is refused, trusted, compared, put in force and taken back', async ({ sample }) => {
  const { page } = sample;
  const folder = await mkdtemp(join(tmpdir(), 'undercast-update-'));
  const signer = makeSigner();
  const update = join(folder, 'org.undercat');
  const apps = [smallApp('dropbox-files', ['dropbox.com']), smallApp('acme', ['acme.example'])];
  const release = { version: '2027.1.1', date: '2027-01-01', renamed: { dropbox: 'dropbox-files' } };
  await writeUpdate(update, smallCatalog(apps, release), 'Example security', signer.privateKey);
  await writeFile(join(folder, 'org.pub'), signer.publicKey);
  await sample.goTo(CATALOG);
  const open = async () => {
    await page.getByRole('button', { name: 'Decisions' }).click();
    await page.getByRole('menuitem', { name: 'Catalog updates …' }).click();
  };
  await open();
  const dialog = page.getByRole('dialog', { name: 'Catalog updates' });
  const choose = async (button: string, file: string) => {
    const chooser = page.waitForEvent('filechooser');
    await dialog.getByRole('button', { name: button }).click();
    await (await chooser).setFiles(file);
  };
  await choose('Choose an update …', update);
  await expect(dialog.getByRole('alert')).toContainText('not trusted here');
  await dialog.getByRole('textbox', { name: 'Whose key it is' }).fill('Example security');
  await choose('Trust a public key …', join(folder, 'org.pub'));
  await expect(dialog.getByRole('region', { name: 'Trusted keys' })).toContainText('Example security');
  const chosen = dialog.getByRole('region', { name: 'Chosen update' });
  await expect(chosen).toContainText('Verified: key “Example security”');
  await chosen.getByRole('button', { name: /Apps with another id/ }).click();
  await expect(chosen).toContainText('id dropbox → dropbox-files');
  await expectAccessible(page);
  await chosen.getByRole('button', { name: 'Put in force' }).click();
  await expect(dialog).toContainText('2027.1.1 of 2027-01-01, by Example security');
  await dialog.getByRole('button', { name: 'Back to the shipped catalog' }).click();
  await expect(dialog).toContainText('as it came with Undercast');
  await dialog.getByRole('button', { name: 'Trust Example security no longer' }).click();
  await expect(dialog.getByRole('region', { name: 'Trusted keys' })).not.toContainText('Example security');
  await rm(folder, { recursive: true });
});

test('a list of another product is looked at, then taken over', async ({ sample }) => {
  const { page } = sample;
  await sample.goTo(CATALOG);
  await page.getByRole('button', { name: 'Decisions' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: 'Import decisions, apps or address ranges …' }).click();
  const text = 'App,Risk score,Tags\nMediaFire,3,Monitored\nNobody knows it,5,\n';
  await (await chooser).setFiles({ name: 'apps.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  const dialog = page.getByRole('dialog', { name: 'Import decisions' });
  await expect(dialog).toContainText('A list of 2 apps, 1 of them known here: 1 app would change.');
  await expect(dialog.getByRole('region', { name: 'Rows without an app' })).toContainText('Nobody knows it');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('1 app and 0 custom apps taken over.')).toBeVisible();
});

test('a vendor’s address ranges are looked at, imported and taken away', async ({ sample }) => {
  const { page } = sample;
  const discovery = new DiscoveryPage(page);
  await sample.goTo(CATALOG);
  const choose = async (name: string, text: string) => {
    await page.getByRole('button', { name: 'Decisions' }).click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('menuitem', { name: 'Import decisions, apps or address ranges …' }).click();
    await (await chooser).setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  };
  const dialog = page.getByRole('dialog', { name: 'Import decisions' });
  await choose('endpoints.json', JSON.stringify([{ id: 1, serviceArea: 'Exchange', ips: ['192.0.2.0/24'] }]));
  await expect(dialog).toContainText('A file of Microsoft 365: 1 address range.');
  await expect(dialog.getByRole('list', { name: 'Apps of the file' })).toContainText('Exchange Online');
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await choose('ranges.txt', '192.0.2.0/24\n2001:db8::/32\n');
  await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
  await dialog.getByRole('combobox', { name: 'The app they are of' }).fill('MediaFire');
  await page.getByRole('option', { name: /^MediaFire/ }).click();
  await expect(dialog.getByRole('list', { name: 'Apps of the file' })).toContainText('2 address ranges');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByPlaceholder('Search apps, vendors, domains').fill('MediaFire');
  await discovery.row(CATALOG, 'MediaFire').click();
  await discovery.panel('App').getByRole('tab', { name: 'Decisions' }).click();
  const ranges = discovery.panel('App').getByRole('region', { name: 'Address ranges' });
  await expect(ranges).toContainText('192.0.2.0/24, 2001:db8::/32');
  await ranges.getByRole('button', { name: 'Take the imported ranges away' }).click();
  await expect(ranges).toHaveCount(0);
});

test('a filter is built from conditions, with alternatives, and opened again', async ({ sample }) => {
  const { page } = sample;
  const discovery = new DiscoveryPage(page);
  await sample.goTo(CATALOG);
  await discovery.filter('category:crm and not factor.isSoc2:no');
  const open = () => page.getByRole('button', { name: 'Build a filter' }).click();
  const dialog = page.getByRole('dialog', { name: 'Build a filter' });
  const choose = async (label: string, words: string, at: number) => {
    await dialog.getByRole('combobox', { name: label }).nth(at).fill(words);
    await page.getByRole('option', { name: words, exact: true }).click();
  };
  await open();
  await dialog.getByRole('button', { name: 'or', exact: true }).first().click();
  await choose('Field', 'Category', 1);
  await choose('Value', 'Sales', 1);
  await dialog.getByRole('button', { name: 'Add a condition' }).click();
  await choose('Field', 'Multi-factor authentication', 2);
  await choose('Value', 'Yes', 2);
  const text = '(category:crm or category:sales) and not factor.isSoc2:no and factor.isMultiFactorAuthentication:yes';
  await expect(dialog.getByRole('status', { name: 'Filter as text' })).toHaveText(text);
  await expectAccessible(page, { schemes: BOTH_SCHEMES });
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByLabel('Filter', { exact: true })).toHaveValue(text);
  await open();
  await dialog.getByRole('button', { name: 'Take this condition away' }).nth(2).click();
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByLabel('Filter', { exact: true })).toHaveValue(
    '(category:crm or category:sales) and factor.isMultiFactorAuthentication:yes',
  );
});
