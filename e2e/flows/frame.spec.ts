import { expect, test } from '../pages/fixtures.ts';

test('the theme follows the choice and is remembered', async ({ sample }) => {
  await sample.goTo('Settings');
  await sample.page.getByText('Dark', { exact: true }).click();
  await expect.poll(() => sample.theme()).toBe('dark');
  await sample.page.reload();
  await expect.poll(() => sample.theme()).toBe('dark');
  await sample.runCommand('Light theme');
  await expect.poll(() => sample.theme()).toBe('light');
});

test('every page is reached by keyboard', async ({ sample }) => {
  const { page } = sample;
  for (const [key, title] of [
    ['i', 'Imports'],
    ['t', 'Streams'],
    ['f', 'Formats'],
    ['l', 'Governance log'],
    [',', 'Settings'],
  ] as const) {
    // Two keys belong together for a second; where the machine lets more pass between them, they are pressed again.
    await expect(async () => {
      await page.keyboard.press('g');
      await page.keyboard.press(key);
      await expect(sample.heading(title)).toBeVisible({ timeout: 3000 });
    }).toPass({ timeout: 30_000 });
  }
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Go to Imports');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('a table is walked, chosen from and copied by keyboard', async ({ sample, context }) => {
  const { page } = sample;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await sample.goTo('Formats');
  const grid = page.getByRole('grid', { name: 'Log formats' });
  const names = grid.getByRole('row').locator('strong');
  await expect(names.nth(2)).toBeVisible();
  const titles = await names.allInnerTexts();
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(sample.statusLine()).toContainText('2 selected');
  await page.keyboard.press('Control+c');
  await expect(page.getByText('2 formats copied.')).toBeVisible();
  const copied = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
  expect(copied).toHaveLength(3);
  expect(copied[0]).toMatch(/^Format\tVendor\t/);
  expect(copied[1]?.split('\t')[0]).toBe(titles[1]);
  expect(copied[2]?.split('\t')[0]).toBe(titles[2]);
});

test('sorting and hiding a column are remembered', async ({ sample }) => {
  const { page } = sample;
  await sample.goTo('Formats');
  const grid = page.getByRole('grid', { name: 'Log formats' });
  await grid.getByRole('button', { name: 'Format' }).click();
  await expect(grid.getByRole('columnheader', { name: 'Format' })).toHaveAttribute('aria-sort', 'descending');
  await page.getByRole('button', { name: 'Choose columns' }).click();
  await page.getByLabel('Recognised by').uncheck();
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(grid.getByRole('columnheader', { name: 'Format' })).toHaveAttribute('aria-sort', 'descending');
  await expect(grid.getByRole('columnheader', { name: 'Recognised by' })).toBeHidden();
});

test('the time range lives in the address and goes back with the browser', async ({ sample }) => {
  const { page } = sample;
  await sample.goTo('Imports');
  await page.getByRole('button', { name: /^Time range/ }).click();
  await page.getByRole('button', { name: 'Last 7 days' }).click();
  await expect(page).toHaveURL(/range=7d/);
  await sample.goTo('Streams');
  await expect(page).toHaveURL(/streams\?range=7d/);
  await page.getByRole('button', { name: /^Time range: Last 7 days/ }).click();
  await page.getByLabel('From').fill('2020-01-01 25:99');
  await expect(page.getByRole('button', { name: 'Apply' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await page.goBack();
  await page.goBack();
  await expect(page).not.toHaveURL(/range=7d/);
});

test('the display zone moves every time shown', async ({ fresh }) => {
  const { page } = fresh;
  await fresh.createWorkspace('Zones');
  await fresh.goTo('Settings');
  await page.getByRole('combobox', { name: 'Time zone', exact: true }).click();
  await page.getByRole('combobox', { name: 'Time zone', exact: true }).fill('Asia/Tokyo');
  await page.getByRole('option', { name: 'Asia/Tokyo' }).click();
  await expect(page.getByRole('button', { name: 'Display zone Asia/Tokyo' })).toBeVisible();
  await fresh.goTo('Governance log');
  await expect(
    page
      .getByRole('grid', { name: 'Governance log' })
      .getByText(/setDisplayZone|zone/i)
      .first(),
  ).toBeVisible();
});
