/** Whole tasks by the keyboard alone: nothing is out of reach of Tab, and no step leaves the focus nowhere. */
import { writeFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../pages/fixtures.ts';
import { squidLines } from '../pages/sample-logs.ts';

/** More than any page has between what was done and what is next. */
const MOST = 80;

/** Presses Tab until the focus is there. */
async function tabTo(page: Page, to: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(to).toBeVisible();
  const isThere = () => to.evaluate((one) => one === document.activeElement);
  for (let presses = 0; presses < MOST && !(await isThere()); presses++) await page.keyboard.press(key);
  await expect(to).toBeFocused();
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
