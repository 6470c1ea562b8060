import { expect, type Locator, type Page } from '@playwright/test';

/** More than any page has between what was done and what is next. */
const MOST = 80;

/** Presses Tab until the focus is there. */
export async function tabTo(page: Page, to: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(to).toBeVisible();
  const isThere = () => to.evaluate((one) => one === document.activeElement);
  for (let presses = 0; presses < MOST && !(await isThere()); presses++) await page.keyboard.press(key);
  await expect(to).toBeFocused();
}

/** Goes there by Tab and presses it. */
export async function press(page: Page, to: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await tabTo(page, to, key);
  await page.keyboard.press('Enter');
}

/** Goes there by Tab and writes into it. */
export async function write(page: Page, to: Locator, text: string): Promise<void> {
  await tabTo(page, to);
  await page.keyboard.insertText(text);
}
