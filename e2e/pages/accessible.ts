import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];
/** What another colour scheme can break: everything else of a page is the same in both. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** Added to what a test may take: a look at a page with a full table is seconds of computing, many where the machine is busy. */
const INSPECTION_MS = 15_000;

type Scheme = 'light' | 'dark';

export interface Inspection {
  /** CSS selector of the part to look at; the whole page when absent. */
  readonly within?: string;
  /** Schemes to look at it in, the first in every respect, the others for their colours; the one it stands in when absent. */
  readonly schemes?: readonly Scheme[];
}

/** For pages that are looked at once, in both schemes. It ends in the one that it began in. */
export const BOTH_SCHEMES: readonly Scheme[] = ['dark', 'light'];

/** The page breaks no rule of WCAG 2.1 A and AA and none of axe's best practices; each fault is named with its element. */
export async function expectAccessible(page: Page, { within, schemes = [] }: Inspection = {}): Promise<void> {
  // A tooltip under the pointer lives outside the landmarks by design of every tooltip; move away from it.
  await page.mouse.move(0, 0);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  if (schemes.length === 0) await expectNoFaults(page, within, false);
  for (const [at, scheme] of schemes.entries()) {
    await page.emulateMedia({ colorScheme: scheme });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme);
    await expectNoFaults(page, within, at > 0);
  }
}

async function expectNoFaults(page: Page, within: string | undefined, onlyColours: boolean): Promise<void> {
  const runOnly = onlyColours
    ? { type: 'rule' as const, values: COLOUR_RULES }
    : { type: 'tag' as const, values: RULES };
  const info = test.info();
  info.setTimeout(info.timeout + INSPECTION_MS);
  // No page has frames of other origins, for which results would be put together in a page of their own.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'], runOnly });
  if (within !== undefined) axe.include(within);
  const { violations } = await axe.analyze();
  const words = violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 5).map((node) => `${id}: ${help}\n  ${node.html.slice(0, 200)}\n  ${node.failureSummary ?? ''}`),
  );
  expect(words.join('\n')).toBe('');
}
