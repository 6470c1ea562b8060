import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Locator } from '@playwright/test';
import { startConsole } from '../harness/start-console.ts';
import { ConsolePage } from '../pages/console-page.ts';
import { expect, test } from '../pages/fixtures.ts';

/** At 32 pixels each they are half as high again as a page's element is drawn. */
const ROWS = 500_000;
const CLI = join(import.meta.dirname, '..', '..', 'core', 'cli', 'undercast.mjs');

/** In the order of the table, where all figures are the same. */
const ADDRESSES = Array.from({ length: ROWS }, (_, at) => `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`).sort();

/** Index of the row at the top of what is seen, told from its text and its place. */
function topRow(grid: Locator): Promise<number> {
  return grid.evaluate((element) => {
    const head = element.querySelector('.uc-table__head')?.getBoundingClientRect().bottom ?? 0;
    const rows = [...element.querySelectorAll('.uc-table__body > [role=row]')];
    const first = rows.find((row) => row.getBoundingClientRect().bottom > head + 1);
    return Number(first?.getAttribute('aria-rowindex')) - 2;
  });
}

test('a table higher than a page may be is scrolled to each of its rows', async ({ page }, info) => {
  const log = info.outputPath('access.log');
  const workspace = info.outputPath('Many.undercast');
  const line = (from: string) =>
    `1768204800.000 5 ${from} TCP_MISS/200 9 GET http://a.example.com/ - HIER_DIRECT/192.0.2.10 -\n`;
  await writeFile(log, ADDRESSES.map(line).join(''));
  const env = { ...process.env, UNDERCAST_CONFIG: info.outputPath('config') };
  await promisify(execFile)(process.execPath, [CLI, 'import', log, '--workspace', workspace], { env });
  const host = await startConsole({ workspace });
  try {
    await page.goto(host.url);
    const console = new ConsolePage(page);
    await console.workspaceName('Many').waitFor();
    await console.goTo('Sources');
    const grid = page.getByRole('grid', { name: 'Sources' });
    await expect(grid).toHaveAttribute('aria-rowcount', String(ROWS + 1));
    const last = grid.locator(`[aria-rowindex="${ROWS + 1}"]`);
    await grid.focus();

    await page.keyboard.press('End');
    await expect(last).toContainText(ADDRESSES.at(-1) ?? '');
    await expect(last).toBeInViewport({ ratio: 0.99 });
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Home');
    await expect.poll(() => topRow(grid)).toBe(0);

    // As a thumb is dragged: the scroller is set to a part of its whole way.
    const dragTo = (part: number) =>
      grid.evaluate((element, to) => {
        element.scrollTop = (element.scrollHeight - element.clientHeight) * to;
      }, part);
    for (const part of [0.25, 0.5, 0.9]) {
      await dragTo(part);
      await expect.poll(async () => Math.abs((await topRow(grid)) / ROWS - part)).toBeLessThan(0.06);
    }
    await dragTo(1);
    await expect(last).toBeInViewport({ ratio: 0.99 });

    await dragTo(0.5);
    await expect.poll(async () => Math.abs((await topRow(grid)) / ROWS - 0.5)).toBeLessThan(0.01);
    const before = await topRow(grid);
    await grid.hover();
    await page.mouse.wheel(0, 320);
    await expect.poll(() => topRow(grid)).toBe(before + 10);
    await page.mouse.wheel(0, -640);
    await expect.poll(() => topRow(grid)).toBe(before - 10);

    // Keys go on where the cursor is, row by row, and a row that is gone to is read.
    const row = grid.locator(`[aria-rowindex="${before + 2}"]`);
    await row.click();
    for (let step = 0; step < 25; step++) await page.keyboard.press('ArrowDown');
    const cursor = grid.locator('[data-cursor]');
    await expect(cursor).toHaveAttribute('aria-rowindex', String(before + 27));
    await expect(cursor).toBeInViewport({ ratio: 0.99 });
    await expect(cursor).toContainText(ADDRESSES[before + 25] ?? '');
  } finally {
    await host.stop();
  }
});
