/** The keyboard alone: every page is walked by Tab, in its order, seen at each stop, and left again. */
import type { Page } from '@playwright/test';
import { expect, test } from '../pages/fixtures.ts';

/** Stops that are looked at on a page; long lists go on in the same way. */
const STOPS = 16;
/** Presses between two looks at what they did. */
const STEP = 8;

interface Stop {
  readonly element: string;
  readonly inPage: boolean;
  readonly faults: readonly string[];
}

declare global {
  interface Window {
    stops: Stop[];
  }
}

/** Notes every stop of the focus, with what is wrong of it. */
async function watchFocus(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.stops = [];
    let last: Element | null = null;
    let seen = new WeakSet<Element>();
    const isRinged = (part: Element | null | undefined): boolean => {
      if (part == null) return false;
      const style = getComputedStyle(part);
      const ring = getComputedStyle(document.documentElement).getPropertyValue('--uc-focus');
      const probe = document.createElement('i');
      probe.style.color = ring;
      document.body.append(probe);
      const colour = getComputedStyle(probe).color;
      probe.remove();
      const isOutlined = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1;
      return isOutlined || style.boxShadow.includes(colour) || style.borderTopColor === colour;
    };
    document.addEventListener('focusin', ({ target }) => {
      if (!(target instanceof HTMLElement || target instanceof SVGElement)) return;
      if (target.id === 'page') {
        window.stops = [];
        last = null;
        seen = new WeakSet();
        return;
      }
      const inPage = document.getElementById('page')?.contains(target) === true;
      const faults: string[] = [];
      // Of a switch or a radio button what is drawn stands beside the control or around it.
      const drawn = target.getBoundingClientRect().width > 2 ? target : target.parentElement;
      const box = drawn?.getBoundingClientRect() ?? new DOMRect();
      const isInView = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
      if (box.width === 0 || box.height === 0 || !isInView) faults.push('not in view');
      if (target.tabIndex > 0) faults.push('an order of its own');
      if (last !== null && (last.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING) !== 0)
        faults.push('before the stop before it');
      if (seen.has(target)) faults.push('met twice');
      const parts = [
        target,
        target.nextElementSibling,
        target.parentElement,
        target.closest('label, .mantine-Input-input'),
      ];
      if (!parts.some(isRinged)) faults.push('the focus does not show');
      seen.add(target);
      last = target;
      window.stops.push({ element: target.outerHTML.slice(0, 160), inPage, faults });
    });
  });
}

test('every page is walked by Tab: in its order, seen at every stop, and left at its end', async ({ sample }) => {
  const { page } = sample;
  const titles = await page.getByRole('navigation', { name: 'Pages' }).getByRole('link').allInnerTexts();
  await watchFocus(page);
  for (const title of titles.map((text) => text.split('\n')[0] ?? ''))
    await test.step(title, async () => {
      await sample.goTo(title);
      await expect(page.locator('#page').locator('.uc-bones, [aria-busy=true]')).toHaveCount(0);
      await page.locator('.uc-skip').press('Enter');
      await expect(page.locator('#page')).toBeFocused();
      let stops: readonly Stop[] = [];
      while (stops.length < STOPS && stops.every(({ inPage }) => inPage)) {
        const before = stops.length;
        for (let press = 0; press < STEP; press++) await page.keyboard.press('Tab');
        stops = await page.evaluate(() => window.stops);
        expect(stops.length, `${title}: Tab goes on`).toBeGreaterThan(before);
      }
      const left = stops.findIndex(({ inPage }) => !inPage);
      const walked = stops.slice(0, left === -1 ? stops.length : left).filter(({ faults }) => faults.length > 0);
      expect.soft(walked, title).toEqual([]);
    });
});
