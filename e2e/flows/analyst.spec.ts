/** A workspace of audit logs alone: its period, times counted from its end, a filter that is wrong, and a focus that is never lost. */
import { expect, test } from '../pages/fixtures.ts';

const DAY = 86_400_000;
const END = Date.UTC(2025, 5, 20, 12);
const AUDIT = JSON.stringify(
  Array.from({ length: 40 }, (_, at) => ({
    CreationTime: new Date(END - at * DAY).toISOString().slice(0, 19),
    Id: `20000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    Operation: at % 2 === 0 ? 'UserLoggedIn' : 'UserLoginFailed',
    Workload: 'AzureActiveDirectory',
    UserId: `user${at % 4}@example.com`,
    ClientIP: '192.0.2.10',
  })),
);

test.use({ logs: { 'audit.json': AUDIT } });

test('periods and relative times count back from the last activity; a wrong filter is named once', async ({
  filled,
}) => {
  const { page } = filled;
  await filled.goTo('Activity log');
  const count = page.locator('.uc-table__count');
  await expect(count).toHaveText('40 records');
  await expect(filled.statusLine()).toContainText('Data up to 2025-06-20 12:00');
  await page.getByRole('button', { name: /^Time range: All data 2025-05-12/ }).click();
  await page.getByRole('button', { name: 'Last 7 days' }).click();
  await expect(count).toHaveText('7 records');
  await page.getByRole('button', { name: /^Time range: Last 7 days/ }).click();
  await page.getByRole('button', { name: 'All data' }).click();

  const filter = page.getByRole('textbox', { name: 'Filter' });
  await filter.fill('time>=end-');
  await expect(page.getByRole('option', { name: 'end-7d 7 days before the last event' })).toBeVisible();
  await filter.fill('time>=end-2d and outcome:success');
  await filter.press('Enter');
  // 20 and 18 June at noon; the end is just after the last event.
  await expect(count).toHaveText('1 record');
  await filter.fill('time>=end-3d and outcome:success');
  await filter.press('Enter');
  await expect(count).toHaveText('2 records');

  // Taking a chip away with the keyboard leaves the focus on the chip that takes its place.
  await page.getByRole('button', { name: 'Take away “time>=end-3d”' }).press('Enter');
  await expect(count).toHaveText('20 records');
  await expect(page.getByRole('button', { name: 'Take away “outcome:success”' })).toBeFocused();

  // However soon Enter comes: what cannot be understood does not take effect.
  await filter.fill('tpye:login');
  await filter.press('Enter');
  await expect(page.getByText('There is no field named "tpye". Did you mean type?')).toHaveCount(1);
  await expect(page).not.toHaveURL(/tpye/);
  await page.goto(page.url().replace(/filter=[^&]*/, 'filter=tpye:login'));
  await expect(page.getByText('There is no field named "tpye". Did you mean type?')).toHaveCount(1);
  await expect(page.getByText('Nothing is shown until the filter can be understood')).toBeVisible();
  await expect(page.getByText('Activities over time')).toHaveCount(0);
  await page.locator('#page').getByRole('button', { name: 'Clear filter' }).last().click();
  await expect(count).toHaveText('40 records');
});

test('a removed row gives its focus to the next one, and can be undone', async ({ fresh }) => {
  const { page } = fresh;
  await fresh.createWorkspace('Ranges');
  await fresh.goTo('Directory & ranges');
  await page.getByRole('tab', { name: 'IP ranges' }).click();
  for (const [name, cidr] of [
    ['Essen', '192.0.2.0/25'],
    ['Lyon', '192.0.2.128/25'],
  ]) {
    await page.getByRole('button', { name: 'Add a range' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill(name ?? '');
    await dialog.getByLabel('Addresses').fill(cidr ?? '');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toBeHidden();
  }
  await page.getByRole('button', { name: 'Remove Essen' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Remove Essen' })).toHaveCount(0);
  await expect(page.getByRole('table', { name: 'IP ranges' }).locator(':focus')).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Remove Essen' })).toBeVisible();
});
