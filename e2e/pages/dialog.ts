import { expect, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';

/** A field that the keyboard can begin in. */
const FIELD = ':is(input, select, textarea):not([type=hidden], [type=file], :disabled)';

/**
 * What every dialog owes: no rule broken, and the keyboard inside it, on no button that closes it unseen while there is a field to
 * begin with.
 */
export async function expectSoundDialog(page: Page, title: string | RegExp): Promise<Locator> {
  const dialog = page.getByRole('dialog', { name: title });
  await expect(dialog).toBeVisible();
  await expect(dialog.locator('.uc-bones, [aria-busy=true]')).toHaveCount(0);
  await expect(dialog.locator(':focus')).toHaveCount(1);
  const hasField = (await dialog.locator(FIELD).count()) > 0;
  const cross = dialog.locator('header').getByRole('button', { name: 'Close', exact: true });
  if (hasField) await expect(cross, 'the keyboard begins in a field').not.toBeFocused();
  await expectAccessible(page, { within: '[role=dialog]' });
  return dialog;
}

/** Closed by Escape, with the focus where it was opened from. */
export async function expectLeft(page: Page, dialog: Locator, opener: Locator): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
}
