import { BOTH_SCHEMES, expectAccessible } from '../pages/accessible.ts';
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

test('an open panel comes back with the page it was opened on', async ({ sample }) => {
  const { page } = sample;
  await sample.goTo('App catalog');
  await page.getByRole('grid', { name: 'App catalog' }).getByRole('row').nth(1).click();
  const panel = page.getByRole('complementary', { name: /^App: / });
  await panel.getByRole('tab', { name: 'Factors' }).click();
  const name = await panel.getAttribute('aria-label');
  await sample.goTo('Formats');
  await expect(page.getByRole('complementary')).toHaveCount(0);
  await page.goBack();
  await expect(panel).toHaveAttribute('aria-label', name ?? '');
  await expect(panel.getByRole('tab', { name: 'Factors' })).toHaveAttribute('aria-selected', 'true');
  await page.goForward();
  await expect(page.getByRole('complementary')).toHaveCount(0);
  await page.goBack();
  await page.reload();
  await expect(panel).toHaveAttribute('aria-label', name ?? '');
  await panel.getByRole('button', { name: 'Close panel' }).click();
  await sample.goTo('Formats');
  await page.goBack();
  await expect(sample.heading('App catalog')).toBeVisible();
  await expect(panel).toHaveCount(0);
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
  const log = page.getByRole('grid', { name: 'Governance log' });
  await expect(log.getByText(/setDisplayZone|zone/i).first()).toBeVisible();
  // An entry is read whole by keyboard and by touch.
  await log.focus();
  await page.keyboard.press('Enter');
  const entry = page.getByRole('complementary', { name: /^Governance log: / });
  await expect(entry.getByText('Asia/Tokyo')).toBeVisible();
  await log.getByRole('row').nth(2).click();
  await expect(entry.getByText('Zones', { exact: false }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(log).toBeFocused();
});

test('a chosen range is said to hold elsewhere, where a page is about all that was recorded', async ({ sample }) => {
  const { page } = sample;
  await sample.goTo('Users');
  await page.getByRole('button', { name: /^Time range/ }).click();
  await page.getByRole('button', { name: 'Last 7 days' }).click();
  for (const title of ['Accounts', 'Files', 'OAuth apps', 'Posture']) {
    await sample.goTo(title);
    await expect(page.locator('#page')).toContainText('the chosen time range does not narrow this page');
    await page.getByRole('button', { name: 'Time range: All recorded time' }).click();
    await expect(page.getByText(`Your time range (Last 7 days) holds on the pages of Discovery`)).toBeVisible();
    await page.keyboard.press('Escape');
  }
  await sample.goTo('Activity log');
  await expect(page.getByRole('button', { name: /^Time range: Last 7 days/ })).toBeVisible();
});

test('a proxy is chosen in the settings, with what is wrong of it said at once', async ({ fresh }) => {
  const { page } = fresh;
  await fresh.createWorkspace('Behind a proxy');
  await fresh.goTo('Settings');
  await expect(page.getByText(/^Now: providers are asked directly/)).toBeVisible();
  await page.getByText('This proxy', { exact: true }).click();
  const save = page.getByRole('button', { name: 'Save' }).last();
  const address = page.getByRole('textbox', { name: 'Address', exact: true });
  await address.fill('socks5://proxy.example.com');
  await expect(page.getByText('not by socks5')).toBeVisible();
  await expect(save).toBeDisabled();
  await address.fill('proxy.example.com:8080');
  await page.getByRole('textbox', { name: 'User' }).fill('ann');
  await page.getByLabel('Password', { exact: true }).fill('s3cret of the proxy');
  await page.getByLabel('Passphrase for a new key').fill('correct horse');
  await expectAccessible(page, { schemes: BOTH_SCHEMES });
  await save.click();
  await expect(page.getByText(/^Now: through http:\/\/proxy\.example\.com:8080/)).toBeVisible();
  await expect(page.getByText('Kept; type to replace it.')).toBeVisible();
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
  await page.getByText('No proxy', { exact: true }).click();
  await expect(page.getByText(/^Now: providers are asked directly, whatever the environment says/)).toBeVisible();
});

test('where the keyboard and the page stand shows in colours of the system’s choice', async ({ sample }) => {
  const { page } = sample;
  await page.emulateMedia({ forcedColors: 'active' });
  await sample.goTo('Accounts');
  await sample.expectFilled('Accounts');
  const outline = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((part) => getComputedStyle(part).outlineStyle);
  await page.getByRole('grid', { name: 'Accounts' }).focus();
  await page.keyboard.press('ArrowDown');
  expect(await outline('.uc-table__row[data-cursor]')).toBe('solid');
  expect(await outline('.uc-rail__link[aria-current]')).toBe('solid');
});

test('paper has the page alone, light and whole; colours that the system chooses still tell what is on', async ({
  sample,
}) => {
  const { page } = sample;
  await page.emulateMedia({ colorScheme: 'dark' });
  await sample.goTo('App catalog');
  const rows = page.getByRole('grid', { name: 'App catalog' }).getByRole('row');
  await expect(rows.nth(1)).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeHidden();
  await expect.poll(() => sample.theme()).toBe('light');
  // Those in view, and no thousands that nobody looked at.
  expect(await rows.count()).toBeLessThan(100);
  await page.emulateMedia({ media: 'screen', forcedColors: 'active' });
  await expect.poll(() => sample.theme()).toBe('dark');
  await sample.goTo('Score metrics');
  const box = page.locator('.mantine-Checkbox-input:checked').first();
  await expect(box).toBeVisible();
  const [ground, mark] = await box.evaluate((input) => [
    getComputedStyle(input).backgroundColor,
    getComputedStyle(input.nextElementSibling ?? input).color,
  ]);
  expect(mark).not.toBe(ground);
});

test('back and a reload bring a table as it was left, and back the page at its place', async ({ sample }) => {
  const { page } = sample;
  await sample.goTo('Users');
  const grid = page.getByRole('grid', { name: 'Users' });
  // Keys move through rows that are there.
  await expect(grid.getByRole('row').nth(20)).toBeVisible();
  await grid.focus();
  for (let step = 0; step < 4; step++) await page.keyboard.press('PageDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(sample.statusLine()).toContainText('2 selected');
  const chosen = grid.getByRole('row', { selected: true });
  const names = await chosen.allInnerTexts();
  const top = await grid.evaluate(({ scrollTop }) => scrollTop);
  expect(top).toBeGreaterThan(500);
  await page.reload();
  await expect(sample.statusLine()).toContainText('2 selected');
  await expect.poll(() => grid.evaluate(({ scrollTop }) => scrollTop)).toBe(top);
  expect(await chosen.allInnerTexts()).toEqual(names);
  await sample.goTo('Dashboard');
  await sample.expectFilled('Dashboard');
  await page.locator('#page').evaluate(async (element) => {
    element.scrollTo({ top: 700 });
    // A scroll is told of with the next picture.
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  });
  await page.goBack();
  await expect(sample.statusLine()).toContainText('2 selected');
  await expect.poll(() => grid.evaluate(({ scrollTop }) => scrollTop)).toBe(top);
  expect(await chosen.allInnerTexts()).toEqual(names);
  await page.goForward();
  await expect.poll(() => page.locator('#page').evaluate(({ scrollTop }) => scrollTop)).toBe(700);
  // By the rail a page begins anew.
  await sample.goTo('Users');
  await expect(sample.statusLine()).not.toContainText('selected');
  expect(await grid.evaluate(({ scrollTop }) => scrollTop)).toBe(0);
});

test('chosen rows stay chosen when a tag moves them', async ({ sample }) => {
  const { page } = sample;
  await sample.goTo('Apps');
  const grid = page.getByRole('grid', { name: 'Discovered apps' });
  await grid.getByRole('columnheader', { name: 'Tag' }).getByRole('button').click();
  await expect(grid.getByRole('columnheader', { name: 'Tag' })).toHaveAttribute('aria-sort', 'ascending');
  await grid
    .getByRole('row')
    .nth(5)
    .click({ modifiers: ['Control'] });
  const chosen = grid.getByRole('row', { selected: true });
  const name = await chosen.getByRole('gridcell').first().innerText();
  await grid.focus();
  await page.keyboard.press('m');
  await expect(grid.getByRole('row', { name: 'Monitored' })).toHaveAttribute('aria-rowindex', '2');
  await expect(chosen.getByRole('gridcell').first()).toHaveText(name.split('\n').at(-1) ?? '');
  await expect(chosen).toContainText('Monitored');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(chosen).toHaveAttribute('aria-rowindex', '6');
  await expect(chosen).not.toContainText('Monitored');
});
