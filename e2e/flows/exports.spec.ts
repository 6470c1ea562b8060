/** What is taken away as a file is what the table shows: the same rows in the same order, figure by figure. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from '../pages/fixtures.ts';

const cellsOf = (text: string): readonly (readonly string[])[] =>
  text
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.split('\t'));

/** Lists in one spelling, times to the second. */
function plain(cell: string): string {
  return /^\d{4}-\d\d-\d\dT/.test(cell) ? cell.slice(0, 19) : cell.replaceAll('; ', ', ');
}

async function exported(page: Page): Promise<readonly (readonly string[])[]> {
  await page.getByRole('button', { name: 'Export' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'TSV' }).click(),
  ]);
  return cellsOf(await readFile(await file.path(), 'utf8'));
}

async function copied(page: Page): Promise<readonly (readonly string[])[]> {
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await page.locator('#page').getByRole('grid').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).not.toBe('');
  return cellsOf(await page.evaluate(() => navigator.clipboard.readText()));
}

test('users, addresses, devices, hosts, accounts, files, OAuth apps and posture', async ({ sample, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page } = sample;
  // Where tables show all columns that they show by themselves.
  await page.setViewportSize({ width: 1920, height: 1080 });
  for (const title of ['Users', 'Sources', 'Devices', 'Unmatched hosts', 'Accounts', 'Files', 'OAuth apps', 'Posture'])
    await test.step(title, async () => {
      await sample.goTo(title);
      await expect(page.locator('#page').getByRole('grid').getByRole('row').nth(1)).toBeVisible();
      const [head = [], ...shown] = await copied(page);
      const [titles = [], ...rows] = await exported(page);
      // Roles that can be taken stand in a column of their own.
      const kept = titles.flatMap((one, at) => (one === 'Eligible role' ? [] : [at]));
      expect(kept).toHaveLength(head.length);
      // Files have bytes in figures, and say so.
      expect(kept.map((at) => titles[at]?.replace(/ \(bytes\)$/, ''))).toEqual(head);
      const compared = (from: readonly (readonly string[])[], places: readonly number[]) =>
        from.map((cells) => places.map((at) => plain(cells[at] ?? '')));
      // Roles that can be taken are words of their column there.
      const isRoles = (at: number) => head[at] === 'Roles';
      const places = head.flatMap((_, at) => (isRoles(at) ? [] : [at]));
      expect(
        compared(
          rows,
          places.map((at) => kept[at] ?? -1),
        ),
      ).toEqual(compared(shown, places));
    });
});
