/** Workspaces that lack one half of their data, or the key to it: pages say what is missing and what to do next. */
import { expect, test } from '../pages/fixtures.ts';
import { ImportPage } from '../pages/import-page.ts';
import { squidLines } from '../pages/sample-logs.ts';

const AUDIT = JSON.stringify([
  {
    CreationTime: '2026-03-04T09:00:00',
    Id: '70000000-0000-4000-8000-000000000001',
    Operation: 'UserLoggedIn',
    Workload: 'AzureActiveDirectory',
    UserId: 'alice@corp.example',
    UserType: 0,
    ClientIP: '192.0.2.7',
  },
]);

test.use({ logs: { 'audit.json': AUDIT } });

test('with audit logs alone, discovery says that there is no traffic and where the activities are', async ({
  filled,
}) => {
  const { page } = filled;
  for (const title of ['Dashboard', 'Apps', 'Users', 'Sources', 'Unmatched hosts'])
    await test.step(title, async () => {
      await filled.goTo(title);
      await expect(page.getByRole('heading', { name: 'No traffic is imported yet' })).toBeVisible();
    });
  await page.locator('#page').getByRole('link', { name: 'activity log' }).click();
  await expect(filled.heading('Activity log')).toBeVisible();
  await page.getByRole('textbox', { name: 'Filter' }).fill('user:nobody');
  await page.keyboard.press('Enter');
  const chart = page.getByRole('region', { name: /^Activities over time/ });
  await expect(chart).toContainText('Nothing fits in this period.');
  await expect(chart).not.toContainText('One step');
  await expect(page.getByRole('navigation', { name: 'Narrow down' })).toHaveText('Nothing to count.');
  // The period narrows nothing: only the filter is to be cleared.
  await page.locator('#page').getByRole('button', { name: 'Clear filter', exact: true }).last().click();
  await expect(page.getByRole('grid', { name: 'Activity log' }).getByRole('row').nth(1)).toBeVisible();
  await filled.goTo('Files');
  await expect(page.getByText(/SharePoint and OneDrive/)).toBeVisible();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import audit logs' }).click();
  await chooser;
});

test('while the key of sealed lists is locked, nothing offers to change them', async ({ fresh }) => {
  const { page } = fresh;
  const imports = new ImportPage(page);
  await fresh.drop([{ name: 'access.log', text: squidLines(60) }]);
  await imports.dialog.getByLabel('Replace users and devices by tokens').check({ force: true });
  await imports.dialog.getByLabel('Passphrase for the workspace’s key').fill('correct horse battery');
  await imports.dialog.getByLabel('Once more').fill('correct horse battery');
  await imports.start();
  await expect(imports.card('File 1').getByText('Done')).toBeVisible();
  await fresh.goTo('Directory & ranges');
  await expect(page.getByRole('button', { name: 'Add a range' })).toBeEnabled();
  await fresh.goTo('Privacy');
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(page.getByText('Locked')).toBeVisible();
  await fresh.goTo('Directory & ranges');
  for (const name of ['Import CSV', 'Add a range']) await expect(page.getByRole('button', { name })).toBeDisabled();
  await page.getByRole('tab', { name: 'Directory' }).click();
  await expect(page.getByRole('button', { name: 'Import CSV' })).toBeDisabled();
  await page.getByRole('tab', { name: 'Exclusions' }).click();
  await expect(page.getByRole('button', { name: 'Apply to past imports' })).toBeDisabled();
  await fresh.goTo('Name evidence');
  await expect(page.getByText('No name evidence yet')).toBeVisible();
  await expect(page.getByRole('button', { name: /Add evidence/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Unlock the workspace’s key' }).click();
  await expect(fresh.heading('Privacy')).toBeVisible();
});

test('an empty page offers what fills it once', async ({ fresh }) => {
  const { page } = fresh;
  await fresh.createWorkspace('Empty');
  for (const [title, action] of [
    ['Imports', 'Import logs'],
    ['Tenant snapshots', 'Import snapshots …'],
    ['Name evidence', 'Add evidence …'],
    ['Collectors', 'Add a source'],
  ] as const)
    await test.step(title, async () => {
      await fresh.goTo(title);
      await fresh.expectFilled(title);
      await expect(page.locator('#page').getByRole('button', { name: action })).toHaveCount(1);
    });
});

test('the rail shows where a key or the palette led to', async ({ fresh }) => {
  const { page } = fresh;
  await fresh.createWorkspace('Rail');
  await fresh.heading('Discovery dashboard').waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press(',');
  await expect(fresh.heading('Settings')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Settings', exact: true })).toBeInViewport({ ratio: 1 });
});
