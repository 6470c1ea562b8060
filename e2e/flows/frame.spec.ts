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

test('formats stand in a window of 1280 pixels without being scrolled sideways', async ({ sample }) => {
  await sample.goTo('Formats');
  const grid = sample.page.getByRole('grid', { name: 'Log formats' });
  await expect(grid.getByRole('row').nth(1)).toBeVisible();
  expect(await grid.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
});

test('a window magnified four times keeps the top bar, one magnified twice a table to read', async ({ sample }) => {
  const { page } = sample;
  await sample.goTo('Accounts');
  await sample.expectFilled('Accounts');
  await page.setViewportSize({ width: 320, height: 640 });
  const tooWide = () =>
    page.evaluate(() => {
      const bar = [...document.querySelectorAll('.uc-top button, .uc-filter input')];
      const outside = bar.filter((part) => part.getBoundingClientRect().right > document.documentElement.clientWidth);
      return {
        outside: outside.map((part) => part.ariaLabel),
        page: document.documentElement.scrollWidth - innerWidth,
      };
    });
  await expect.poll(tooWide).toEqual({ outside: [], page: 0 });
  // What is left of a control is still called by its whole name.
  await expect(page.getByRole('button', { name: 'Time range: All recorded time' })).toBeVisible();
  await page.getByRole('button', { name: 'Report: All streams' }).press('Enter');
  const said = page.getByRole('dialog').filter({ hasText: 'Accounts is about the logs of connected apps' });
  // Escape closes what has the focus: the panel takes it a moment after it shows.
  await expect(said.locator(':focus')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Report: All streams' })).toBeFocused();
  await page.setViewportSize({ width: 640, height: 400 });
  const height = async () => (await page.getByRole('grid', { name: 'Accounts' }).boundingBox())?.height ?? 0;
  await expect.poll(height).toBeGreaterThan(250);
});

test('in small windows the top bar is whole, and what can be done with a row is in sight', async ({ sample }) => {
  const { page } = sample;
  await sample.goTo('Accounts');
  await sample.expectFilled('Accounts');
  for (const width of [1280, 1024, 960, 901, 900, 800]) {
    await page.setViewportSize({ width, height: 700 });
    const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await expect.poll(async () => [width, await beyond()]).toEqual([width, 0]);
    const jobs = await page.getByRole('button', { name: /^Jobs/ }).boundingBox();
    expect((jobs?.x ?? width) + (jobs?.width ?? 0)).toBeLessThanOrEqual(width);
  }
  await page.setViewportSize({ width: 1024, height: 768 });
  for (const [title, action] of [
    ['Tenant snapshots', /^Remove Users 1$/],
    ['Directory & ranges', /^Remove London exit$/],
  ] as const) {
    await sample.goTo(title);
    await expect(page.getByRole('button', { name: action })).toBeInViewport({ ratio: 1 });
  }
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

test('beside an open panel a table leaves out what it has no room for, and no date breaks', async ({ sample }) => {
  const { page } = sample;
  await page.setViewportSize({ width: 1920, height: 800 });
  await sample.goTo('Apps');
  const apps = page.getByRole('grid', { name: 'Discovered apps' });
  await expect(apps.getByRole('columnheader', { name: 'HQ' })).toBeVisible();
  await apps.getByRole('row').nth(1).click();
  await expect(page.getByRole('complementary', { name: /^App: / })).toBeVisible();
  await expect(apps.getByRole('columnheader', { name: 'HQ' })).toBeHidden();
  await expect(apps.getByRole('columnheader', { name: 'Traffic' })).toBeVisible();
  await page.setViewportSize({ width: 1280, height: 800 });
  // What is decided in the panel and what the rows are in the order of stay; nothing is scrolled to.
  await expect(apps.getByRole('columnheader', { name: 'Tag' })).toBeVisible();
  await expect(apps.getByRole('columnheader', { name: 'Traffic' })).toBeVisible();
  await expect.poll(() => apps.evaluate((grid) => grid.scrollWidth - grid.clientWidth)).toBeLessThan(2);
  await sample.goTo('Files');
  await page.getByRole('grid', { name: 'Files' }).getByRole('row').nth(1).click();
  await expect(page.getByRole('complementary', { name: /^File: / })).toBeVisible();
  const dates = page.locator('.uc-page-header__about time');
  await expect(dates).toHaveCount(2);
  expect(await dates.evaluateAll((all) => all.map((date) => date.getClientRects().length))).toEqual([1, 1]);
});

test('a table fills its window, cuts no column at the edge, and keeps what names a row beside those scrolled to', async ({
  sample,
}) => {
  const { page } = sample;
  for (const [title, label, width] of [
    ['Activity log', 'Activity log', 1280],
    ['Apps', 'Discovered apps', 1280],
    ['App catalog', 'App catalog', 1280],
    ['Connectors', 'Connected apps', 1280],
    ['Accounts', 'Accounts', 1280],
    ['OAuth apps', 'OAuth apps', 1280],
    ['Users', 'Users', 1280],
    ['Sources', 'Sources', 1280],
    ['Files', 'Files', 1280],
    ['Posture', 'Posture', 1280],
    ['Posture', 'Posture', 1920],
    ['Apps', 'Discovered apps', 1920],
  ] as const)
    await test.step(`${title} at ${width}`, async () => {
      await page.setViewportSize({ width, height: 800 });
      await sample.goTo(title);
      const grid = page.getByRole('grid', { name: label });
      await expect(grid.getByRole('row').nth(1)).toBeVisible();
      const edges = () =>
        grid.evaluate((scroller) => {
          const { left } = scroller.getBoundingClientRect();
          const at = scroller.clientLeft + scroller.clientWidth;
          const heads = [...scroller.querySelectorAll('[role=columnheader]')];
          return heads.some((head) => Math.abs(head.getBoundingClientRect().right - left - at) < 1.5);
        });
      await expect.poll(edges).toBe(true);
      if (label !== 'Activity log') {
        expect.soft(await grid.evaluate((scroller) => scroller.scrollWidth - scroller.clientWidth)).toBeLessThan(2);
        return;
      }
      await grid.evaluate((scroller) => scroller.scrollBy(400, 0));
      await expect(grid.getByRole('columnheader').first()).toBeInViewport({ ratio: 1 });
    });
});

test('the activity log says who, where, from what address and when in a window of 1280 pixels', async ({ sample }) => {
  const { page } = sample;
  await sample.goTo('Activity log');
  const grid = page.getByRole('grid', { name: 'Activity log' });
  await expect(grid.getByRole('row').nth(12)).toBeVisible();
  for (const title of ['User', 'App', 'IP address', 'Date'])
    await expect(grid.getByRole('columnheader', { name: title })).toBeInViewport({ ratio: 1 });
  const cut = () =>
    grid.evaluate((scroller) => {
      const heads = [...scroller.querySelectorAll('[role=columnheader]')].map(({ textContent }) => textContent ?? '');
      const cells = [...scroller.querySelectorAll('[role=gridcell]')].filter((cell, at) => {
        const text = cell.querySelector('bdi, time, .uc-ellipsis') ?? cell;
        return /^(?:User|IP|Date)/.test(heads[at % heads.length] ?? '') && text.scrollWidth > text.clientWidth;
      });
      return cells.map(({ textContent }) => textContent);
    });
  await expect.poll(cut).toEqual([]);
  // Digits are of several widths: those of a day with the widest have room as well.
  const room = grid.locator('time').first();
  await room.evaluate((time) => {
    time.textContent = '2024-04-04 04:44:44';
  });
  expect(await room.evaluate((time) => time.scrollWidth - time.clientWidth)).toBe(0);
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
