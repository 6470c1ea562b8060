import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

export interface Inspection {
  /** CSS selector of the part to look at; the whole page when absent. */
  readonly within?: string;
  /** Schemes to look at it in; the one it stands in when absent. */
  readonly schemes?: readonly ('light' | 'dark' | undefined)[];
}

/** The page breaks no rule of WCAG 2.1 A and AA and none of axe's best practices; each fault is named with its element. */
export async function expectAccessible(page: Page, { within, schemes = [undefined] }: Inspection = {}): Promise<void> {
  // A tooltip under the pointer lives outside the landmarks by design of every tooltip; move away from it.
  await page.mouse.move(0, 0);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  for (const colorScheme of schemes) {
    if (colorScheme !== undefined) await page.emulateMedia({ colorScheme });
    const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).withTags(RULES);
    if (within !== undefined) axe.include(within);
    const { violations } = await axe.analyze();
    const words = violations.flatMap(({ id, help, nodes }) =>
      nodes.slice(0, 5).map((node) => `${id}: ${help}\n  ${node.html.slice(0, 200)}\n  ${node.failureSummary ?? ''}`),
    );
    expect(words.join('\n')).toBe('');
  }
}
