import { expect, type Locator, type Page } from '@playwright/test';

/** The import dialog and the list of imports. */
export class ImportPage {
  readonly page: Page;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: 'Import logs' });
  }

  async start(): Promise<void> {
    const next = this.dialog.getByRole('button', { name: 'Next: your organisation' });
    const start = this.dialog.getByRole('button', { name: 'Start import' });
    // The preview reads the head of every file before.
    await expect(next.or(start)).toBeVisible({ timeout: 30_000 });
    if (await next.isVisible()) await next.click();
    await start.click();
    await expect(this.dialog).toBeHidden();
  }

  card(name: string): Locator {
    return this.page.getByRole('list', { name: 'Imports' }).getByRole('listitem').filter({ hasText: name });
  }

  async open(name: string): Promise<Locator> {
    const card = this.card(name);
    await card.getByRole('button', { expanded: false }).click();
    return card;
  }

  /** A figure of the ledger's two sums, by its word. */
  figure(card: Locator, word: string): Locator {
    const term = card.getByRole('term').filter({ hasText: new RegExp(`^${word}$`) });
    return term.first().locator('xpath=following-sibling::dd');
  }
}
