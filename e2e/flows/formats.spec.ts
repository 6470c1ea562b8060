import { expectAccessible } from '../pages/accessible.ts';
import { expect, test } from '../pages/fixtures.ts';
import { ImportPage } from '../pages/import-page.ts';

const LINES = [
  '<< edge gateway, morning shift >>',
  ...Array.from(
    { length: 40 },
    (_, i) =>
      `at~7/3/2025 09:05:${String(i + 10)}^^who~10.0.0.${i % 9}^^site~${i % 2 ? 'www.dropbox.com' : 'a.example.net'}^^verdict~${i % 5 ? 'fine' : 'stopped'}^^size~${i * 100}`,
  ),
];

test('a log that nothing reads is described from its own lines and imported', async ({ fresh }) => {
  const { page } = fresh;
  const imports = new ImportPage(page);
  await fresh.drop([{ name: 'edge gateway.log', text: `${LINES.join('\n')}\n` }]);
  await imports.dialog.getByRole('button', { name: 'Describe this format' }).click();

  const dialog = page.getByRole('dialog', { name: 'Describe a format' });
  const tried = dialog.getByRole('status', { name: 'Lines tried' });
  await expect(dialog.getByLabel('Title')).toHaveValue('edge gateway');
  await dialog.getByRole('combobox', { name: 'Lines are' }).click();
  await page.getByRole('option', { name: 'Key and value pairs' }).click();
  await dialog.getByLabel('Between pairs').fill('^^');
  await dialog.getByLabel('Before a value').fill('~');
  const map = async (field: string, source: string): Promise<void> => {
    await dialog.getByRole('combobox', { name: field, exact: true }).click();
    // The keys of another separator may still be listed: only this very one will do.
    await page.getByRole('option', { name: new RegExp(`^${source}\\b`) }).click();
  };
  await map('Time', 'at');
  await dialog.getByLabel('Time is written as').fill('d/M/yyyy HH:mm:ss');
  await map('Source address', 'who');
  await map('Destination host', 'site');
  await map('Allowed or blocked', 'verdict');
  await dialog.getByLabel('Words for blocked').fill('stopped');
  await page.keyboard.press('Enter');
  await expect(tried).toContainText('40 read');
  await expect(tried).toContainText('1 rejected');
  await expect(dialog.getByRole('cell', { name: 'www.dropbox.com' }).first()).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save format' }).click();

  await expect(imports.dialog.getByText('edge gateway', { exact: true }).first()).toBeVisible();
  await imports.start();
  const card = await imports.open('edge gateway.log');
  await expect(card.getByText('Done')).toBeVisible();
  await expect(imports.figure(card, 'parsed')).toHaveText('40');

  await fresh.goTo('Formats');
  await page.getByLabel('Search formats').fill('custom-edge');
  await page.getByRole('row', { name: /edge gateway/ }).click();
  const about = page.getByRole('complementary', { name: 'Log format: edge gateway' });
  await expect(about.getByText('Described in this workspace.')).toBeVisible();
  await about.getByRole('button', { name: 'Change its description' }).click();
  const change = page.getByRole('dialog', { name: 'Change a format' });
  await expect(change.getByText('custom-edge-gateway')).toBeVisible();
  await change.getByLabel('Words for blocked').press('Backspace');
  await change.getByRole('button', { name: 'Save changes' }).click();
  await change.getByRole('button', { name: 'Read them again' }).click();
  await expect(page.getByText('1 import read again.')).toBeVisible();
});
