import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';

/** Digits of a text as a number: "1 615 hosts" is 1615. */
export function numberIn(text: string | null): number {
  return Number((text ?? '').replaceAll(/[^\d]/g, ''));
}

/** The Discovery pages and the side panel. */
export class DiscoveryPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** A dashboard card by its title. */
  card(title: string): Locator {
    return this.page.getByRole('region', { name: new RegExp(`^${title}`) });
  }

  kpi(title: string): Locator {
    return this.page.getByRole('list', { name: 'Key figures' }).getByRole('button', { name: new RegExp(`^${title}`) });
  }

  async kpiNumber(title: string): Promise<number> {
    const text = (await this.kpi(title).textContent()) ?? '';
    return numberIn(text.replace(title, ''));
  }

  table(name: string): Locator {
    return this.page.getByRole('grid', { name });
  }

  /** Rows of the whole result, as the grid tells them to assistive technology once it has them; what is asked next may change them. */
  async rowCount(name: string): Promise<number> {
    const settled = this.page.locator(`[role=grid][aria-label="${name}"][aria-busy=false]`);
    return Number(await settled.getAttribute('aria-rowcount')) - 1;
  }

  /** The whole result has, or comes to have, so many rows. */
  async expectRows(name: string, rows: number): Promise<void> {
    await expect(this.table(name)).toHaveAttribute('aria-rowcount', String(rows + 1));
  }

  row(table: string, text: string): Locator {
    return this.table(table).getByRole('row').filter({ hasText: text }).first();
  }

  panel(kind: string): Locator {
    return this.page.getByRole('complementary', { name: new RegExp(`^${kind}:`) });
  }

  async filter(text: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: 'Filter' });
    await field.fill(text);
    await field.press('Enter');
  }

  async download(act: () => Promise<void>): Promise<{ readonly name: string; readonly text: string }> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), act()]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
  }

  async expectNoPageScroll(): Promise<void> {
    const over = (): Promise<number[]> =>
      this.page.evaluate(() => {
        const page = document.querySelector('#page');
        return [
          document.documentElement.scrollWidth - document.documentElement.clientWidth,
          (page?.scrollWidth ?? 0) - (page?.clientWidth ?? 0),
        ];
      });
    await expect.poll(over).toEqual([0, 0]);
  }
}
