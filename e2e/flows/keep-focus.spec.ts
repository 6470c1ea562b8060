/** What is taken away under the keyboard's focus gives it on: the watcher alone, in a real browser, on a page of nothing else. */
import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { expect, type Page, test } from '@playwright/test';

const SOURCE = new URL('../../renderer/app/keep-focus.ts', import.meta.url);

const TABLE = `
  <button id="before">Before</button>
  <main id="page" tabindex="-1">
    <table><tbody>
      ${[1, 2, 3].map((n) => `<tr id="row${n}"><td><a href="#x" id="open${n}">Open</a> <button id="remove${n}">Remove</button></td></tr>`).join('')}
    </tbody></table>
    <button id="add">Add</button>
  </main>`;

test.beforeEach(async ({ page }) => {
  const script = stripTypeScriptTypes(await readFile(SOURCE, 'utf8')).replace(
    'export function',
    'window.keepFocus = function',
  );
  await page.setContent(TABLE);
  await page.addScriptTag({ type: 'module', content: `${script}\nwindow.stop = window.keepFocus(document.body);` });
  await page.waitForFunction(() => Reflect.has(window, 'stop'));
});

/** Takes an element away while it, or what is in it, has the focus. */
async function takeAway(page: Page, focus: string, gone = focus): Promise<void> {
  await page.locator(focus).focus();
  await page.locator(gone).evaluate((element) => element.remove());
}

test('a removed row gives it to the same control of the row that takes its place', async ({ page }) => {
  await takeAway(page, '#remove2', '#row2');
  await expect(page.locator('#remove3')).toBeFocused();
});

test('the last row gives it to the one that is last now, and the last of all to what follows', async ({ page }) => {
  await takeAway(page, '#remove3', '#row3');
  await expect(page.locator('#remove2')).toBeFocused();
  await takeAway(page, '#remove2', '#row2');
  await takeAway(page, '#remove1', '#row1');
  await expect(page.locator('#page')).toBeFocused();
});

test('a control that goes away alone gives it to its neighbour', async ({ page }) => {
  await takeAway(page, '#open1');
  await expect(page.locator('#remove1')).toBeFocused();
});

test('it goes to nothing that is hidden, switched off or out of the tab order', async ({ page }) => {
  await page.locator('#remove3').evaluate((button) => button.setAttribute('disabled', ''));
  await page.locator('#open3').evaluate((link) => link.setAttribute('tabindex', '-1'));
  await page.locator('#row1').evaluate((row) => row.setAttribute('hidden', ''));
  await takeAway(page, '#remove2', '#row2');
  await expect(page.locator('#page')).toBeFocused();
});

test('in a menu it goes to the item that takes the place, and to nothing beyond the menu', async ({ page }) => {
  await page.evaluate(() => {
    const item = (id: string): string => `<button role="menuitem" tabindex="-1" id="${id}">Delete</button>`;
    const over = `<div id="menu" role="menu">${item('first')}${item('second')}</div><button>Toast</button>`;
    document.body.insertAdjacentHTML('beforeend', `<div data-portal="true">${over}</div>`);
  });
  await takeAway(page, '#first');
  await expect(page.locator('#second')).toBeFocused();
  await takeAway(page, '#second');
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
});

test('what is switched off while it works has it again, and nobody who went elsewhere is called back', async ({
  page,
}) => {
  const add = page.locator('#add');
  const turn = (isOff: boolean) => add.evaluate((button, off) => button.toggleAttribute('disabled', off), isOff);
  await add.focus();
  await turn(true);
  await turn(false);
  await expect(add).toBeFocused();
  await turn(true);
  await page.locator('#before').focus();
  await turn(false);
  await expect(page.locator('#before')).toBeFocused();
  // Clicked away from, it is left, whatever changes on the page.
  await add.focus();
  await add.evaluate((button) => button.blur());
  await page.locator('#row1').evaluate((row) => row.remove());
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
});

test('whoever gives the focus on by itself is left alone', async ({ page }) => {
  await page.locator('#remove2').focus();
  await page.evaluate(() => {
    document.querySelector('#row2')?.remove();
    document.querySelector<HTMLElement>('#before')?.focus();
  });
  // Long enough for a watcher that would take it.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
  await expect(page.locator('#before')).toBeFocused();
});

test('what goes away elsewhere moves nothing, and neither does anything after its end', async ({ page }) => {
  await page.locator('#add').focus();
  await page.locator('#row1').evaluate((row) => row.remove());
  await expect(page.locator('#add')).toBeFocused();
  await page.evaluate(() => (Reflect.get(window, 'stop') as () => void)());
  await takeAway(page, '#remove2', '#row2');
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
});
