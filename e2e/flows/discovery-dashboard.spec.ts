import { BOTH_SCHEMES, expectAccessible } from '../pages/accessible.ts';
import { expect, test } from '../pages/fixtures.ts';
import { DiscoveryPage, numberIn } from './discovery-model.ts';

test('an empty workspace says what the dashboard will show and how to fill it', async ({ fresh }) => {
  await fresh.page.getByRole('button', { name: 'New workspace' }).click();
  const dialog = fresh.page.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill('Empty case');
  await dialog.getByRole('button', { name: /Create/ }).click();
  await expect(fresh.workspaceName('Empty case')).toBeVisible();
  await fresh.goTo('Dashboard');
  await expect(fresh.page.getByText('Nothing is imported yet')).toBeVisible();
  await expectAccessible(fresh.page);
  const chooser = fresh.page.waitForEvent('filechooser');
  await fresh.page.getByRole('button', { name: 'Import logs' }).click();
  await chooser;
});

test('every key figure leads to as many rows as it says', async ({ sample }) => {
  const discovery = new DiscoveryPage(sample.page);
  for (const [title, table] of [
    ['Apps', 'Discovered apps'],
    ['Users', 'Users'],
    ['Sources', 'Sources'],
  ] as const) {
    await sample.goTo('Dashboard');
    await expect.poll(() => discovery.kpiNumber(title)).toBeGreaterThan(20);
    const figure = await discovery.kpiNumber(title);
    await discovery.kpi(title).click();
    await expect(sample.heading(table)).toBeVisible();
    await discovery.expectRows(table, figure);
  }
});

test('a filter that fits nothing says so in one place, and is cleared there', async ({ sample }) => {
  const { page } = sample;
  const discovery = new DiscoveryPage(page);
  await sample.goTo('Dashboard');
  await expect.poll(() => discovery.kpiNumber('Apps')).toBeGreaterThan(20);
  const apps = await discovery.kpiNumber('Apps');
  await page.getByRole('textbox', { name: 'Filter' }).fill('name:nothing-is-called-so');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Names are asked by app, user, host or device.').first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Filter' }).fill('app:nothing-is-called-so');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'No apps or hosts here' })).toBeVisible();
  await expect(page.getByRole('region', { name: /^Usage over time/ })).toHaveCount(0);
  await expectAccessible(page);
  await page.locator('#page').getByRole('button', { name: 'Clear filter' }).last().press('Enter');
  await expect.poll(() => discovery.kpiNumber('Apps')).toBe(apps);
  await expect(page.locator('body')).not.toBeFocused();
});

test('a period without data says so in one place, and the strip of all data leads out of it', async ({ sample }) => {
  const { page } = sample;
  const discovery = new DiscoveryPage(page);
  await sample.goTo('Dashboard');
  await expect.poll(() => discovery.kpiNumber('Apps')).toBeGreaterThan(20);
  const before = Date.UTC(2020, 0, 1);
  await page.evaluate((at) => {
    location.hash = `/discovery?from=${at}&to=${at + 86_400_000}`;
  }, before);
  await expect(page.getByRole('heading', { name: 'No apps or hosts here' })).toBeVisible();
  await expect(page.getByRole('region', { name: /^Usage over time/ })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('slider', { name: 'End of the period' }).press('End');
  await expect.poll(() => discovery.kpiNumber('Apps')).toBeGreaterThan(20);
});

test('one measure serves all charts, and stays in the address', async ({ sample }) => {
  const discovery = new DiscoveryPage(sample.page);
  await sample.goTo('Dashboard');
  await sample.page
    .getByRole('radiogroup', { name: 'Measure of all charts on this page' })
    .getByText('Requests')
    .click();
  await expect(discovery.card('Usage over time').getByRole('heading')).toContainText('requests');
  await expect(discovery.card('Categories').getByRole('heading')).toContainText('requests');
  await expect(sample.page).toHaveURL(/metric=transactions/);
  // Bands and their sum: the donut's middle is what the legend's parts add up to.
  const donut = discovery.card('Risk of what is used');
  await donut.getByRole('button', { name: /as a table/ }).click();
  const cells = donut.getByRole('row').locator('td:nth-of-type(2)');
  await expect(cells.first()).toBeVisible();
  const sum = (await cells.allTextContents()).reduce((all, text) => all + numberIn(text), 0);
  await donut.getByRole('button', { name: /as a table/ }).click();
  await expect(donut.locator('.uc-donut__ring')).toContainText(sum.toLocaleString('en-GB').replaceAll(',', '\u202f'));
});

test('the period is chosen by dragging, by arrow keys and by two fields', async ({ sample }) => {
  const { page } = sample;
  const discovery = new DiscoveryPage(page);
  await sample.goTo('Dashboard');
  const start = page.getByRole('slider', { name: 'Start of the period' });
  await start.focus();
  const before = await start.getAttribute('aria-valuetext');
  await expect.poll(() => discovery.kpiNumber('Apps')).toBeGreaterThan(20);
  const apps = (await discovery.kpi('Apps').textContent()) ?? '';
  await page.keyboard.press('PageUp');
  await expect(start).not.toHaveAttribute('aria-valuetext', before ?? '');
  await expect(page).toHaveURL(/from=\d+&to=\d+/);

  const field = page.getByLabel(/^Start of the period, time zone/);
  await field.fill('no time');
  await field.press('Enter');
  await expect(page.getByText('Write times as 2024-05-31 14:05.')).toBeVisible();

  await page.getByRole('button', { name: 'Whole period' }).click();
  await expect(start).toHaveAttribute('aria-valuetext', before ?? '');
  await expect(discovery.kpi('Apps')).toHaveText(apps);

  await expect(page.getByText(/before:/)).toHaveCount(0);
  const plot = discovery.card('Usage over time').locator('.uc-timeline__plot');
  const box = await plot.boundingBox();
  if (box === null) throw new Error('the plot has no place');
  await page.mouse.move(box.x + box.width * 0.4, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.7, box.y + 60, { steps: 4 });
  await page.mouse.up();
  await expect(start).not.toHaveAttribute('aria-valuetext', before ?? '');
  // The period before now has data: figures stand beside it.
  await expect(page.getByText(/before: \d/).first()).toBeVisible();
});

test('a chart is also a table, a picture, a drawing and a file of figures', async ({ sample }) => {
  const { page } = sample;
  const discovery = new DiscoveryPage(page);
  await sample.goTo('Dashboard');
  const card = discovery.card('Top apps');
  await expect(card.locator('svg.recharts-surface')).toBeVisible();
  const save = async (item: string) =>
    discovery.download(async () => {
      await card.getByRole('button', { name: /^Save/ }).click();
      await page.getByRole('menuitem', { name: item }).click();
    });
  const svg = await save('Drawing (SVG)');
  expect(svg.name).toBe('top-apps-bytes.svg');
  expect(svg.text).toContain('<svg xmlns="http://www.w3.org/2000/svg"');
  expect(svg.text).not.toContain('var(--');
  expect((await save('Picture (PNG)')).text.slice(1, 4)).toBe('PNG');
  const csv = await save('Figures (CSV)');
  const lines = csv.text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n');
  expect(lines[0]).toBe('App,Category,Score,Traffic,Users');

  await card.getByRole('button', { name: /as a table/ }).click();
  await expect(card.getByRole('row')).toHaveCount(lines.length);
  expect(lines[1]).toContain((await card.getByRole('rowheader').first().textContent()) ?? 'nothing');
});

test('a figure of a chart opens its rows', async ({ sample }) => {
  const { page } = sample;
  const discovery = new DiscoveryPage(page);
  await sample.goTo('Dashboard');
  await discovery
    .card('Categories')
    .getByRole('button', { name: /^Cloud storage:/ })
    .click();
  await expect(sample.heading('Discovered apps')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Cloud storage/, pressed: true })).toBeVisible();
  const categories = discovery
    .table('Discovered apps')
    .getByRole('gridcell')
    .filter({ hasText: /^Cloud storage$/ });
  await expect(categories.first()).toBeVisible();
  const others = async (): Promise<number> =>
    (await discovery.rowCount('Discovered apps')) - (await categories.count());
  await expect.poll(others).toBe(0);
});

test('the dashboard fits and is accessible', async ({ sample }) => {
  const { page } = sample;
  const discovery = new DiscoveryPage(page);
  await sample.goTo('Dashboard');
  await expect(discovery.card('Score and use').getByRole('group')).toBeVisible();
  await discovery.expectNoPageScroll();
  await expectAccessible(page, { schemes: BOTH_SCHEMES });
  await page.setViewportSize({ width: 1920, height: 1080 });
  await discovery
    .card('Usage over time')
    .getByRole('button', { name: /as a table/ })
    .click();
  await discovery.expectNoPageScroll();
  await expectAccessible(page, { schemes: BOTH_SCHEMES });
});
