/** An audit log that no connector reads is described in the console, imported, changed, shared and removed. */
import { readFile } from 'node:fs/promises';
import { BOTH_SCHEMES, expectAccessible } from '../pages/accessible.ts';
import { expect, test } from '../pages/fixtures.ts';
import { ImportPage } from '../pages/import-page.ts';

const ROWS = Array.from(
  { length: 30 },
  (_, at) =>
    `0${(at % 3) + 3}/04/2026 09:00:${String(at + 10)},user${at % 4}@corp.example,${at % 2 ? 'BOLT OPEN' : 'BOLT SHUT'},192.0.2.${at},${at % 5 ? 'FINE' : 'NAY'},gate ${at % 3}`,
);
const LOG = ['When,Who,What,From,Result,Gate', ...ROWS, 'soon,nobody@corp.example,BOLT OPEN,192.0.2.99,FINE,gate 1'];

test('an audit log that nothing reads is described from its own records, imported, shared and forgotten', async ({
  fresh,
}) => {
  const { page } = fresh;
  const imports = new ImportPage(page);
  await fresh.drop([{ name: 'gate guard.csv', text: `${LOG.join('\n')}\n` }]);
  await imports.dialog.getByRole('button', { name: 'Describe this audit log' }).click();

  const dialog = page.getByRole('dialog', { name: 'Describe a connector' });
  const tried = dialog.getByRole('status', { name: 'Records tried' });
  await expect(dialog.getByLabel('Title')).toHaveValue('gate guard');
  // Nothing says whether 03/04 is in March or in April, so only 04/04 is read until the user does.
  await expect(tried).toContainText('21 rejected');
  await dialog.getByRole('combobox', { name: 'Day and month' }).click();
  await page.getByRole('option', { name: 'day first' }).click();
  await dialog.getByRole('combobox', { name: 'Zone of times that name none' }).fill('Berlin');
  await page.getByRole('option', { name: 'Europe/Berlin' }).click();
  await expect(tried).toContainText('30 read');
  await expect(tried).toContainText('1 rejected');
  await expect(dialog.getByText('2026-04-03 07:00:10Z').first()).toBeVisible();

  await dialog.getByRole('combobox', { name: 'Activity type of BOLT OPEN' }).fill('Log on');
  await page.getByRole('option', { name: 'Log on', exact: true }).click();
  await dialog.getByRole('combobox', { name: 'Words for failure' }).fill('NAY');
  await page.keyboard.press('Enter');
  await dialog.getByRole('combobox', { name: 'Name', exact: true }).fill('Gate');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('cell', { name: 'Failed log on' }).first()).toBeVisible();
  await expect(dialog.getByRole('cell', { name: 'object gate 1' }).first()).toBeVisible();
  await dialog.getByRole('heading', { name: 'Thing acted upon' }).click();
  await expectAccessible(page, { schemes: BOTH_SCHEMES });
  await dialog.getByRole('button', { name: 'Save connector' }).click();

  await expect(imports.dialog.getByText('Audit log of a connected app')).toBeVisible();
  await imports.start();
  await expect(imports.card('gate guard.csv').getByText('Done')).toBeVisible();
  await fresh.goTo('Activity log');
  await expect(page.getByRole('grid').getByRole('row').filter({ hasText: 'Log on' }).first()).toBeVisible();

  await fresh.goTo('Connectors');
  await page.getByText('All connectors', { exact: true }).click();
  await page.getByPlaceholder('Search connectors').fill('gate');
  await page.getByRole('row', { name: /gate guard/ }).click();
  await page.getByRole('button', { name: 'Change its description' }).click();
  const change = page.getByRole('dialog', { name: 'Change a connector' });
  await expect(change.getByText('custom-gate-guard')).toBeVisible();
  // A file that is dropped now is what the description is tried on.
  await fresh.drop([{ name: 'more.csv', text: `${LOG.slice(0, 3).join('\n')}\n` }]);
  await expect(change.getByRole('status', { name: 'Records tried' })).toContainText('2 read');
  await change.getByRole('button', { name: 'Other records …' }).click();
  await change.getByRole('textbox', { name: 'Records' }).fill(LOG.slice(0, 2).join('\n'));
  await change.getByRole('button', { name: 'Look at these records' }).click();
  await expect(change.getByRole('status', { name: 'Records tried' })).toContainText('1 read');
  const [shared] = await Promise.all([
    page.waitForEvent('download'),
    change.getByRole('button', { name: 'Save as JSON …' }).click(),
  ]);
  const json = await readFile(await shared.path(), 'utf8');
  expect(JSON.parse(json)).toMatchObject({
    id: 'custom-gate-guard',
    time: { from: ['When'], zone: 'Europe/Berlin', order: 'dmy' },
    operations: { 'BOLT OPEN': 'login' },
  });
  await change.getByRole('button', { name: 'Remove …' }).click();
  await page.getByRole('dialog', { name: 'Remove gate guard?' }).getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('No connector of that name')).toBeVisible();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Add from JSON …' }).click(),
  ]);
  await chooser.setFiles({ name: 'shared.json', mimeType: 'application/json', buffer: Buffer.from(json) });
  await expect(page.getByRole('row', { name: /gate guard/ })).toBeVisible();
});
