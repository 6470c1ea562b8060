/** What a window holds of the console: in a small one, a magnified one, and beside an open panel. */
import { expect, test } from '../pages/fixtures.ts';

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
