import { expect, test } from '../pages/fixtures.ts';
import { DiscoveryPage } from './discovery-model.ts';

const CATALOG = 'App catalog';

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`${scheme} theme`, () => {
    test.use({ colorScheme: scheme });

    test('the catalog and its pages have no accessibility faults', async ({ sample }) => {
      const discovery = new DiscoveryPage(sample.page);
      await sample.goTo(CATALOG);
      await discovery.row(CATALOG, 'Dropbox').click();
      await discovery.panel('App').getByRole('tab', { name: 'Decisions' }).click();
      await expect(discovery.panel('App').getByRole('region', { name: 'History' })).toBeVisible();
      await discovery.expectAccessible();
      await sample.page.keyboard.press('Escape');
      for (const title of ['Compare apps', 'Score metrics', 'Custom apps']) {
        await sample.goTo(title);
        await expect(sample.heading(title)).toBeVisible();
        await discovery.expectAccessible();
      }
    });
  });
}

test('an app is found by a factor, corrected, and the correction taken back', async ({ sample }) => {
  const { page } = sample;
  const discovery = new DiscoveryPage(page);
  await sample.goTo(CATALOG);
  const all = await discovery.rowCount(CATALOG);
  expect(all).toBeGreaterThan(32_000);
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
  await page.getByRole('combobox', { name: 'Importance of Compliance' }).click();
  await page.getByRole('option', { name: 'Very high (×8)' }).click();
  await expect(preview).toContainText('would change band');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(preview).toContainText('Change a weight');
  await expect(page.getByRole('combobox', { name: 'Importance of Compliance' })).toHaveValue('Very high (×8)');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('combobox', { name: 'Importance of Compliance' })).toHaveValue('Medium (×2)');
});
