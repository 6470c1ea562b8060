import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page, test } from '@playwright/test';
import type { RunOptions } from 'axe-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];
/** What another colour scheme can break: everything else of a page is the same in both. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** Added to what a test may take: a look at a page with a full table is seconds of computing, many where the machine is busy. */
const INSPECTION_MS = 15_000;

declare global {
  interface Window {
    readonly axe: typeof import('axe-core');
  }
}

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
  const runOnly: RunOptions['runOnly'] = onlyColours
    ? { type: 'rule', values: COLOUR_RULES }
    : { type: 'tag', values: RULES };
  const info = test.info();
  info.setTimeout(info.timeout + INSPECTION_MS);
  // A page is given the engine once, however often it is looked at.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const faults = await page.evaluate(
    async ([part, options]) => {
      const { violations } = await window.axe.run(part === null ? document : { include: [part] }, options);
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.slice(0, 5).map((node) => `${id}: ${help}\n  ${node.html.slice(0, 200)}\n  ${node.failureSummary ?? ''}`),
      );
    },
    [within ?? null, { resultTypes: ['violations'], runOnly } satisfies RunOptions] as const,
  );
  expect(faults.join('\n')).toBe('');
}
