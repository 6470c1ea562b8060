import { expectAccessible } from '../pages/accessible.ts';
import { expect, test } from '../pages/fixtures.ts';
import { squidLines } from '../pages/sample-logs.ts';
import { DiscoveryPage, numberIn } from './discovery-model.ts';

test('an app opens with its score, factors, use and lines', async ({ sample }) => {
  const { page } = sample;
  const discovery = new DiscoveryPage(page);
  await sample.goTo('Apps');
  await discovery.row('Discovered apps', 'WeTransfer').click();
  const panel = discovery.panel('App');
  await expect(panel.getByRole('heading', { level: 2, name: 'WeTransfer' })).toBeVisible();
  await expect(panel.getByRole('img', { name: /^Security: .* of 10, between/ })).toBeVisible();
  await discovery.expectNoPageScroll();
  await expectAccessible(page, { within: '.uc-panel' });

  await panel.getByRole('tab', { name: 'Factors' }).click();
  // Both choices say how many they show, and together they show all; below each category stands its sum.
  let all = 0;
  for (const choice of ['Unknown', 'Known']) {
    const label = panel.getByText(new RegExp(`^${choice} \\d+$`));
    await label.click();
    const shown = numberIn(await label.textContent());
    await expect(panel.locator('tbody').getByRole('rowheader')).toHaveCount(shown);
    all += shown;
  }
  await panel.getByText(new RegExp(`^All ${all}$`)).click();
  await expect(panel.locator('tbody').getByRole('rowheader')).toHaveCount(all);
  await expectAccessible(page, { within: '.uc-panel' });

  await panel.getByRole('tab', { name: 'Usage' }).click();
  await expect(panel.getByRole('heading', { name: /^Traffic over time/ })).toBeVisible();
  await expectAccessible(page, { within: '.uc-panel' });

  await panel.getByRole('tab', { name: 'Evidence' }).click();
  await expect(panel.locator('mark').first()).toHaveText(/wetransfer\.com/);
  await expect(panel.getByText(/line \d/).first()).toBeVisible();
  await expectAccessible(page, { within: '.uc-panel' });
});

const LOG = squidLines(30);
test.use({ logs: { 'access.log': LOG } });

test('the evidence is the line itself, and its fields can be chosen', async ({ filled }) => {
  const { page } = filled;
  const discovery = new DiscoveryPage(page);
  await filled.goTo('Users');
  await discovery.row('Users', 'bob').click();
  const panel = discovery.panel('User');
  await panel.getByRole('tab', { name: 'Evidence' }).click();
  await expect(panel.getByText('10 lines shown, that is all of them')).toBeVisible();
  const bobs = LOG.split('\n').filter((line) => line.includes(' bob '));
  await expect(panel.locator('pre')).toHaveText(bobs);

  await panel.getByLabel('Only these fields').click();
  await page.getByRole('option', { name: 'User', exact: true }).click();
  await expect(panel.getByRole('term')).toHaveText(Array.from({ length: 10 }, () => 'User'));
});

test('panels stack: from app to user to host, and back by Escape', async ({ sample }) => {
  const { page } = sample;
  const discovery = new DiscoveryPage(page);
  await sample.goTo('Apps');
  await discovery.row('Discovered apps', 'WeTransfer').click();
  const app = discovery.panel('App');
  await app.getByRole('tab', { name: 'Usage' }).click();
  await app.getByRole('rowheader').getByRole('button').first().click();
  const user = discovery.panel('User');
  await expect(user).toBeVisible();
  await user.getByText(/^Hosts \d+$/).click();
  await user.getByRole('rowheader').getByRole('button').first().click();
  await expect(discovery.panel('Host')).toBeVisible();
  await expectAccessible(page, { within: '.uc-panel' });
  // The keyboard goes along: down the stack, and after the last panel back to the table.
  await expect(discovery.panel('Host')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(user).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(app.getByRole('tab', { name: 'Usage', selected: true })).toBeVisible();
  await expect(app).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('grid', { name: 'Discovered apps' })).toBeFocused();
});

test('a score set by hand and a note hold, and can be taken back', async ({ sample }) => {
  const { page } = sample;
  const discovery = new DiscoveryPage(page);
  await sample.goTo('Apps');
  await discovery.row('Discovered apps', 'DocuSign').click();
  const panel = discovery.panel('App');
  await panel.getByRole('button', { name: 'Override score' }).click();
  await page.getByLabel('Score in this workspace').fill('2');
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await expect(panel.getByRole('button', { name: 'Overridden: 2' })).toBeVisible();
  await expect(
    discovery.row('Discovered apps', 'DocuSign').getByRole('img', { name: /^Score 2 of 10, high risk/ }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(panel.getByRole('button', { name: 'Override score' })).toBeVisible();

  await panel.getByRole('button', { name: 'Add a note' }).click();
  await panel.getByRole('textbox', { name: 'Note on DocuSign' }).fill('Contract ends in June.');
  await panel.getByRole('button', { name: 'Save note' }).click();
  await expect(panel.getByText('Contract ends in June.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(panel.getByRole('button', { name: 'Add a note' })).toBeVisible();
});

test('how regularly a source comes back fits beside its table', async ({ sample }) => {
  const { page } = sample;
  await sample.goTo('Sources');
  await page.getByRole('grid', { name: 'Sources' }).getByRole('row').nth(1).click();
  const panel = page.getByRole('complementary', { name: /^Source address: / });
  await panel.getByRole('tab', { name: 'Regularity' }).click();
  const table = panel.getByRole('table');
  await expect(table.getByRole('columnheader', { name: 'Steady' })).toBeVisible();
  const hidden = await table.evaluate(({ parentElement: box }) => (box?.scrollWidth ?? 1) - (box?.clientWidth ?? 0));
  expect(hidden).toBeLessThanOrEqual(0);
});
