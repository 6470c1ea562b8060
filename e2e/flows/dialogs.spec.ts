/** Who closes a dialog is where they were before, with what they had chosen; Escape closes the one on top only. */
import { expect, test } from '../pages/fixtures.ts';
import { ImportPage } from '../pages/import-page.ts';

test('a dialog gives the focus back, and a wizard over the import leaves it as it was', async ({ fresh }) => {
  const { page } = fresh;
  const { dialog } = new ImportPage(page);
  await fresh.drop([{ name: 'odd.log', text: 'when|who|where\n2026-01-12|alice|files.example.com\n' }]);
  const describe = dialog.getByRole('button', { name: 'Describe this format' });
  await expect(dialog.getByRole('tab', { name: 'Lines not read (2)' })).toHaveAttribute('aria-selected', 'true');
  await dialog.getByRole('textbox', { name: 'Stream' }).fill('Branch gateway');
  await describe.click();
  const wizard = page.getByRole('dialog', { name: 'Describe a format' });
  await expect(wizard.getByLabel('Title')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(wizard).toBeHidden();
  await expect(describe).toBeFocused();
  await expect(dialog.getByRole('textbox', { name: 'Stream' })).toHaveValue('Branch gateway');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await fresh.goTo('Directory & ranges');
  const add = page.getByRole('button', { name: 'Add a range' });
  await add.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Add an IP range' }).getByRole('textbox', { name: 'Name' }).fill('Exit');
  await page.keyboard.press('Escape');
  await expect(add).toBeFocused();
});

test('where what opened a dialog goes with what was done, the focus is on the page', async ({ fresh }) => {
  const { page } = fresh;
  await fresh.createWorkspace('Focus');
  await fresh.goTo('Collectors');
  await page.getByRole('button', { name: 'Add a source' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a source' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Branch');
  await dialog.getByRole('button', { name: 'Add and start' }).click();
  const row = page.getByRole('row', { name: /Branch/ });
  await expect(row).toBeVisible();
  await expect(page.locator('#page')).toBeFocused();
  await row.getByRole('button', { name: 'Remove Branch' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('Nothing is collected yet')).toBeVisible();
  await expect(page.locator('#page')).toBeFocused();
});

test('a long dialog keeps its buttons in view, and what the keyboard goes to clear of them', async ({ fresh }) => {
  const { page } = fresh;
  await page.setViewportSize({ width: 1280, height: 600 });
  await fresh.createWorkspace('Long');
  for (const [title, open, button] of [
    ['Collectors', 'Add a source', 'Add and start'],
    ['API connections', 'Connect an app', 'Connect'],
    ['Directory & ranges', 'Add a range', 'Save'],
  ] as const)
    await test.step(title, async () => {
      await fresh.goTo(title);
      await page.getByRole('button', { name: open }).first().click();
      const dialog = page.getByRole('dialog', { name: open.replace('Add a range', 'Add an IP range') });
      const last = dialog.getByRole('button', { name: button, exact: true });
      await expect(last).toBeInViewport({ ratio: 1 });
      const foot = await last.evaluate((one) => one.closest('.uc-dialogfoot')?.getBoundingClientRect().top ?? 0);
      // Through every field: none with the focus lies under the buttons.
      for (let presses = 0; presses < 40; presses++) {
        await page.keyboard.press('Tab');
        const covered = await page.evaluate((top) => {
          const { activeElement: at } = document;
          if (at === null || at.closest('.uc-dialogfoot') !== null) return false;
          return at.getBoundingClientRect().bottom > top;
        }, foot);
        expect(covered, await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200))).toBe(false);
      }
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await expect(dialog).toBeHidden();
    });
});
