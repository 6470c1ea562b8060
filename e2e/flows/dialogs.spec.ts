/** Who closes a dialog is where they were before, with what they had chosen; Escape closes the one on top only. */
import { expect, test } from '../pages/fixtures.ts';
import { ImportPage } from '../pages/import-page.ts';

test('a dialog gives the focus back, and a wizard over the import leaves it as it was', async ({ fresh }) => {
  const { page } = fresh;
  const { dialog } = new ImportPage(page);
  await fresh.drop([{ name: 'odd.log', text: 'when|who|where\n2026-01-12|alice|files.example.com\n' }]);
  const describe = dialog.getByRole('button', { name: 'Describe this format' });
  await expect(dialog.getByRole('tab', { name: 'Lines not read (2)' })).toHaveAttribute('aria-selected', 'true');
  await dialog.getByRole('textbox', { name: 'Stream' }).fill('Branch gateway');
  await describe.click();
  const wizard = page.getByRole('dialog', { name: 'Describe a format' });
  await expect(wizard.getByLabel('Title')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(wizard).toBeHidden();
  await expect(describe).toBeFocused();
  await expect(dialog.getByRole('textbox', { name: 'Stream' })).toHaveValue('Branch gateway');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await fresh.goTo('Directory & ranges');
  const add = page.getByRole('button', { name: 'Add a range' });
  await add.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Add an IP range' }).getByRole('textbox', { name: 'Name' }).fill('Exit');
  await page.keyboard.press('Escape');
  await expect(add).toBeFocused();
});

test('where what opened a dialog goes with what was done, the focus is on the page', async ({ fresh }) => {
  const { page } = fresh;
  await fresh.createWorkspace('Focus');
  await fresh.goTo('Collectors');
  await page.getByRole('button', { name: 'Add a source' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a source' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Branch');
  await dialog.getByRole('button', { name: 'Add and start' }).click();
  const row = page.getByRole('row', { name: /Branch/ });
  await expect(row).toBeVisible();
  await expect(page.locator('#page')).toBeFocused();
  await row.getByRole('button', { name: 'Remove Branch' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('Nothing is collected yet')).toBeVisible();
  await expect(page.locator('#page')).toBeFocused();
});
