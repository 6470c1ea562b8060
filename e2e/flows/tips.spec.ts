/** What a cell, a head or a button tells besides its words: reached, read and sent away by pointer and by keyboard. */
import { expect, test } from '../pages/fixtures.ts';

test('a tip is told of by pointer and keyboard, stays under the pointer, and goes with Escape', async ({ sample }) => {
  const { page } = sample;
  await sample.goTo('Apps');
  await sample.expectFilled('Apps');
  const grid = page.locator('#page').getByRole('grid');
  const tip = page.getByRole('tooltip');
  const tile = grid.locator('.uc-table__body .uc-score').nth(3);
  const words = (await tile.locator('svg').getAttribute('aria-label')) ?? '';
  expect(words).toContain('of the weight is known');

  await tile.hover();
  await expect(tip).toHaveText(words);
  await expect(tile).toHaveAccessibleDescription(words);
  await expect(tip).toBeInViewport({ ratio: 1 });

  // From the cell over to the tip, and about on it: what then lies below has tips of its own, and keeps them.
  const box = await tip.boundingBox();
  if (box === null) throw new Error('The tip has no place.');
  const middle = box.x + box.width / 2;
  await page.mouse.move(middle, box.y + box.height - 1, { steps: 4 });
  await page.mouse.move(middle, box.y + 2, { steps: 8 });
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 400)));
  await expect(tip).toHaveText(words);
  await page.mouse.move(0, 0, { steps: 4 });
  await expect(tip).toHaveCount(0);
  await expect(tile).not.toHaveAttribute('aria-describedby');

  await tile.hover();
  await expect(tip).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tip).toHaveCount(0);

  // By the keyboard a head tells what its column means, until the focus goes on.
  await page.mouse.move(0, 0);
  await grid.focus();
  await page.keyboard.press('Tab');
  const head = grid.locator('button.uc-table__sort').first();
  await expect(head).toBeFocused();
  await expect(tip).toHaveText('App');
  await page.keyboard.press('Tab');
  await expect(tip).toHaveText(/^0 is the highest risk/);
  await expect(grid.locator('button.uc-table__sort').nth(1)).toHaveAccessibleDescription(/^0 is the highest risk/);
  await page.keyboard.press('Escape');
  await expect(tip).toHaveCount(0);
  await expect(grid.locator('button.uc-table__sort').nth(1)).toBeFocused();
});
