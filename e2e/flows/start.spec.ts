import { expect, test } from '../pages/fixtures.ts';

test('from nothing to the sample workspace in one click', async ({ fresh }) => {
  await expect(fresh.heading('See the cloud apps your organisation uses, from its own logs.')).toBeVisible();
  await expect(fresh.page.getByText('None yet. What you open is listed here.')).toBeVisible();
  await fresh.page.getByRole('button', { name: 'Explore the sample workspace' }).click();
  await expect(fresh.workspaceName('Sample organisation')).toBeVisible({ timeout: 60_000 });
  await expect(fresh.statusLine()).toContainText('Data up to');

  await fresh.goTo('Imports');
  await expect(fresh.page.getByRole('list', { name: 'Imports' }).getByRole('listitem').first()).toContainText('Done');
});

test('a workspace is created, closed, found again under recent and opened', async ({ fresh }) => {
  const { page } = fresh;
  await page.getByRole('button', { name: 'New workspace' }).click();
  await page.getByLabel('Name').fill('Spring case');
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(fresh.workspaceName('Spring case')).toBeVisible();

  await fresh.workspaceName('Spring case').click();
  await page.getByRole('menuitem', { name: 'Close this workspace' }).click();
  await page.getByRole('button', { name: /^Spring case/ }).click();
  await expect(fresh.workspaceName('Spring case')).toBeVisible();
});

test('a taken name is refused in words, beside the field', async ({ fresh }) => {
  const { page } = fresh;
  for (const round of [1, 2]) {
    await page.getByRole('button', { name: 'New workspace' }).click();
    await page.getByLabel('Name').fill('Twice');
    await page.getByRole('button', { name: 'Create' }).click();
    if (round === 2) continue;
    await fresh.workspaceName('Twice').click();
    await page.getByRole('menuitem', { name: 'Close this workspace' }).click();
  }
  await expect(page.getByRole('dialog', { name: 'New workspace' })).toContainText('already exists');
});
