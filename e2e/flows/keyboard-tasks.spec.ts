/** Whole tasks by the keyboard alone: nothing is out of reach of Tab, and no step leaves the focus nowhere. */
import { writeFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../pages/fixtures.ts';
import { press, tabTo, write } from '../pages/keyboard.ts';
import { squidLines } from '../pages/sample-logs.ts';

/** Texts of a menu that opened over a button: its first entry has the focus. */
async function choose(page: Page, entry: Locator): Promise<void> {
  await expect(entry).toBeVisible();
  const isThere = () => entry.evaluate((one) => one === document.activeElement);
  for (let presses = 0; presses < 40 && !(await isThere()); presses++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

test('a file is imported, an app of it decided on and the table exported', async ({ fresh }, info) => {
  const { page } = fresh;
  const file = info.outputPath('Zürich 代理.log');
  await writeFile(file, squidLines(30).replaceAll('files.example.com', 'www.dropbox.com'));
  // Waited for from the beginning: on a busy machine the key is pressed sooner than the browser knows that it is waited for.
  const chosen = page.waitForEvent('filechooser');
  await tabTo(page, page.getByRole('button', { name: /^Drop firewall/ }));
  await page.keyboard.press('Enter');
  await (await chosen).setFiles(file);
  const dialog = page.getByRole('dialog', { name: 'Import logs' });
  const next = dialog.getByRole('button', { name: 'Next: your organisation' });
  await tabTo(page, next);
  await page.keyboard.press('Enter');
  const start = dialog.getByRole('button', { name: 'Start import' });
  await expect(start).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Done', { exact: true })).toBeVisible();
  await expect(page.locator('#page')).toBeFocused();

  await page.keyboard.press('g');
  await page.keyboard.press('a');
  const grid = page.getByRole('grid', { name: 'Discovered apps' });
  await tabTo(page, grid);
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: /^App: / });
  await tabTo(page, panel.getByRole('tab', { name: 'Overview' }));
  await page.keyboard.press('ArrowLeft');
  await expect(panel.getByRole('tab', { name: 'Evidence' })).toBeFocused();
  await expect(panel.locator('mark').first()).toHaveText('www.dropbox.com');
  await page.keyboard.press('Escape');
  await expect(grid).toBeFocused();
  await page.keyboard.press('s');
  await expect(grid.getByRole('row').nth(1)).toContainText('Sanctioned');

  const save = page.getByRole('button', { name: 'Export' });
  await tabTo(page, save, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'CSV' })).toBeFocused();
  await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  await expect(save).toBeFocused();
});

test('rows that are no neighbours are chosen, and let go of', async ({ sample }) => {
  const { page } = sample;
  await sample.goTo('Apps');
  const grid = page.getByRole('grid', { name: 'Discovered apps' });
  await expect(grid.getByRole('row').nth(6)).toBeVisible();
  await tabTo(page, grid);
  const expectChosen = (...places: readonly number[]) =>
    expect
      .poll(() =>
        grid.getByRole('row').evaluateAll((rows) =>
          rows
            .filter((row) => row.getAttribute('aria-selected') === 'true')
            .map((row) => Number(row.getAttribute('aria-rowindex')) - 1)
            .sort((a, b) => a - b),
        ),
      )
      .toEqual(places);
  for (const key of ['Space', 'ArrowDown', 'ArrowDown', 'Space']) await page.keyboard.press(key);
  await expectChosen(1, 3);
  for (const key of ['Control+ArrowDown', 'Control+ArrowDown', 'Control+Space']) await page.keyboard.press(key);
  await expectChosen(1, 3, 5);
  await page.keyboard.press('Shift+ArrowDown');
  await expectChosen(1, 3, 5, 6);
  await expect(sample.statusLine()).toContainText('4 selected');
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await expectChosen(3, 5, 6);
  await page.keyboard.press('Escape');
  await expectChosen();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help).toContainText('Walk through the rows; what is chosen stays so');
});

test('a format is described from pasted lines', async ({ fresh }) => {
  const { page } = fresh;
  await fresh.createWorkspace('Keys');
  await fresh.goTo('Formats');
  await tabTo(page, page.getByRole('button', { name: 'Describe a format' }));
  await page.keyboard.press('Enter');
  const wizard = page.getByRole('dialog', { name: 'Describe a format' });
  await expect(wizard.getByRole('textbox', { name: 'Lines of the log' })).toBeFocused();
  await page.keyboard.insertText('when;who;where\n2026-01-12 08:00:00;alice;files.example.com\n');
  await tabTo(page, wizard.getByRole('button', { name: 'Look at these lines' }));
  await page.keyboard.press('Enter');
  // The step before is gone with what had the focus: the next one begins in its first field, not on the cross.
  await expect(wizard.getByRole('textbox', { name: 'Title' })).toBeFocused();
  const host = wizard.getByRole('combobox', { name: 'Destination host', exact: true });
  await tabTo(page, host);
  await page.keyboard.type('where');
  await expect(page.getByRole('option').filter({ hasText: 'where' })).toHaveCount(1);
  const save = wizard.getByRole('button', { name: 'Save format' });
  await expect(save).toBeDisabled();
  await expect(save).toHaveAccessibleDescription(/destination/);
  // The only one that is left needs no arrow key.
  await page.keyboard.press('Enter');
  await expect(host).toHaveAttribute('aria-expanded', 'false');
  await expect(host).toHaveValue('where');
  // A key that comes sooner than the list's own clock, as on a busy machine: what it marks is taken all the same.
  const device = wizard.getByRole('combobox', { name: 'Device', exact: true });
  await device.evaluate(async (input: HTMLElement) => {
    input.focus();
    await Promise.resolve();
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', code: 'ArrowDown', bubbles: true }));
  });
  await page.keyboard.press('Enter');
  await expect(device).toHaveValue('when');
  await expect(wizard.getByRole('status', { name: 'Lines tried' })).toContainText('1 read');
  await tabTo(page, save);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Describe a format' })).toBeFocused();
});

test.describe('with apps', () => {
  test.use({ logs: { 'proxy.log': squidLines(30).replaceAll('files.example.com', 'www.dropbox.com') } });

  test('an app is sanctioned by a command, a view saved and deleted, weights changed, a provider connected and let go', async ({
    filled,
  }) => {
    const { page } = filled;
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    const grid = page.getByRole('grid', { name: 'Discovered apps' });
    await tabTo(page, grid);
    await page.keyboard.press('Control+k');
    const palette = page.getByPlaceholder('Search an app or run a command');
    await expect(palette).toBeFocused();
    await page.keyboard.insertText('Sanction: 1 app');
    await expect(page.getByRole('button', { name: 'Sanction: 1 app', exact: true })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(grid.getByRole('row').nth(1)).toContainText('Sanctioned');

    const queries = page.getByRole('button', { name: 'Queries' });
    await press(page, queries, 'Shift+Tab');
    await choose(page, page.getByRole('menuitem', { name: 'Save this view …' }));
    await expect(
      page.getByRole('dialog', { name: 'Save this view' }).getByRole('textbox', { name: 'Name' }),
    ).toBeFocused();
    await page.keyboard.insertText('Mine');
    await page.keyboard.press('Enter');
    await expect(queries).toBeFocused();
    await page.keyboard.press('Enter');
    await choose(page, page.getByRole('menuitem', { name: 'Delete the view “Mine”' }));
    await expect(page.getByText('The view “Mine” was deleted.')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(queries).toBeFocused();

    await page.keyboard.press('g');
    await page.keyboard.press('w');
    const weight = page.getByRole('combobox', { name: 'Importance of Founded' });
    await tabTo(page, weight);
    const save = page.getByRole('button', { name: 'Save', exact: true });
    const before = await weight.inputValue();
    await page.keyboard.press('ArrowDown');
    await expect(weight).not.toHaveValue(before);
    await expect(save).toBeEnabled();
    await press(page, save, 'Shift+Tab');
    await expect(save).toBeDisabled();

    await page.keyboard.press('g');
    await page.keyboard.press('j');
    const connect = page.getByRole('button', { name: 'Connect an app' }).first();
    await press(page, connect);
    const form = page.getByRole('dialog', { name: 'Connect an app' });
    await tabTo(page, form.getByRole('combobox', { name: 'Provider' }));
    await page.keyboard.press('ArrowDown');
    const option = page.getByRole('option', { name: 'GitHub', exact: true });
    await expect(option).toBeVisible();
    for (let presses = 0; presses < 20 && (await option.getAttribute('data-combobox-selected')) === null; presses++)
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await write(page, form.getByRole('textbox', { name: 'Organisation', exact: true }), 'example-org');
    // Nobody answers under this name, so nothing leaves this machine.
    await write(page, form.getByRole('textbox', { name: 'Server, if not github.com' }), 'github.invalid');
    await write(page, form.getByRole('textbox', { name: 'Token' }), 'a-token-nobody-may-see');
    await write(page, form.getByRole('textbox', { name: 'Passphrase for a new key' }), 'correct horse battery');
    await page.keyboard.press('Enter');
    await expect(form).toBeHidden();
    const row = page.getByRole('row', { name: /GitHub/ }).first();
    await press(page, row.getByRole('button', { name: 'Test now GitHub' }));
    await expect(page.getByText('“GitHub” could not be read')).toBeVisible();
    await press(page, row.getByRole('button', { name: 'Remove GitHub' }));
    await press(page, page.getByRole('dialog').getByRole('button', { name: 'Remove' }));
    await expect(page.getByText('No app is connected')).toBeVisible();
  });
});

test('a pseudonym is opened with a reason', async ({ fresh }) => {
  const { page } = fresh;
  await fresh.drop([{ name: 'proxy.log', text: squidLines(30) }]);
  const dialog = page.getByRole('dialog', { name: 'Import logs' });
  await tabTo(page, dialog.getByRole('switch', { name: 'Replace users and devices by tokens' }));
  await page.keyboard.press('Space');
  await write(page, dialog.getByLabel('Passphrase for the workspace’s key'), 'correct horse battery');
  await write(page, dialog.getByLabel('Once more'), 'correct horse battery');
  await press(page, dialog.getByRole('button', { name: 'Next: your organisation' }));
  await expect(dialog.getByRole('button', { name: 'Start import' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Done', { exact: true })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  const users = page.getByRole('grid', { name: 'Users' });
  await tabTo(page, users);
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: /^User: / });
  await press(page, panel.getByRole('button', { name: 'Reveal the name …' }), 'Shift+Tab');
  const why = page.getByRole('dialog', { name: 'Reveal 1 user' });
  await expect(why.getByLabel('Reason')).toBeFocused();
  await page.keyboard.insertText('Incident 4711');
  await press(page, why.getByRole('button', { name: 'Reveal 1 user' }));
  await expect(why.getByRole('cell', { name: /^(alice|bob|carol)$/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(why).toBeHidden();
});
