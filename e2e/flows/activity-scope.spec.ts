/** Groups of the directory decide whose activities are stored, and whose are shown only for a reason. */
import { expectAccessible } from '../pages/accessible.ts';
import { expect, test } from '../pages/fixtures.ts';
import { ImportPage } from '../pages/import-page.ts';

const PEOPLE = 'userPrincipalName,groups\nann@corp.example,Pilot\nbob@corp.example,Pilot;Works council\n';
const log = (from: number): string =>
  JSON.stringify(
    ['ann', 'bob', 'cid'].map((name, at) => ({
      CreationTime: `2026-03-04T09:00:${from + at}`,
      Id: `10000000-0000-4000-8000-0000000000${from + at}`,
      Operation: 'FileDownloaded',
      Workload: 'OneDrive',
      UserId: `${name}@corp.example`,
    })),
  );

test('a pilot group is stored, everybody else left out, and a private group shown for a reason only', async ({
  fresh,
}) => {
  const { page } = fresh;
  const imports = new ImportPage(page);
  await fresh.createWorkspace('Pilot');
  await fresh.goTo('Directory & ranges');
  await page.getByRole('tab', { name: 'Directory' }).click();
  await page
    .locator('input[type=file][accept*="csv"]')
    .setInputFiles([{ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(PEOPLE) }]);
  await expect(page.getByText('2 people taken over.')).toBeVisible();
  await fresh.drop([{ name: 'early.json', text: log(10) }]);
  await imports.start();
  await expect(imports.card('early.json').getByText('Done')).toBeVisible();

  await fresh.goTo('Activity scope');
  await page.getByRole('button', { name: 'Add a rule' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a rule' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Pilot');
  await dialog.getByRole('combobox', { name: 'User groups' }).fill('Pilot');
  await page.getByRole('option', { name: 'Pilot (2 members)' }).click();
  await page.keyboard.press('Escape');
  await expect(dialog).toContainText('all rules together would have left out 1');
  await expectAccessible(page, { schemes: ['dark', 'light'] });
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('row', { name: /Pilot.*Include.*All apps/ })).toBeVisible();
  await page.getByRole('combobox', { name: 'Private groups' }).fill('Works');
  await page.getByRole('option', { name: /Works council/ }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Holds for audit logs read from now on.').first()).toBeVisible();
  await expectAccessible(page, { schemes: ['dark', 'light'] });

  await fresh.drop([{ name: 'late.json', text: log(20) }]);
  await imports.start();
  const card = await imports.open('late.json');
  await expect(card.getByText('Done')).toBeVisible();
  await expect(card).toContainText('of a user who is out of scope');
  await fresh.goTo('Activity log');
  const rows = page.getByRole('grid', { name: 'Activity log' }).getByRole('row');
  await expect(rows).toHaveCount(1 + 4);
  await page.getByRole('button', { name: 'Choose columns' }).click();
  await page.getByRole('switch', { name: 'Show private activities' }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('Incident 4711');
  await page.getByRole('button', { name: 'Show them' }).click();
  await expect(rows).toHaveCount(1 + 5);
  await expect(rows.getByRole('img', { name: 'Private' })).toHaveCount(1);
  await expect(page.getByText('the table shows private activities too')).toBeVisible();
  await fresh.goTo('Governance log');
  await expect(page.getByRole('row', { name: /Looked at private activities/ }).first()).toContainText('Incident 4711');
});
