import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NO_ROWS, rowsInView, topShowing } from './rows-in-view.ts';

const VIEW = { top: 0, height: 352, head: 32, rowHeight: 32 };

it('draws the rows in view and some beyond, as many as there are', () => {
  expect(rowsInView(VIEW, 1_000_000, NO_ROWS)).toEqual({ first: 0, last: 21 });
  expect(rowsInView({ ...VIEW, top: 32_000 }, 1_000_000, NO_ROWS)).toEqual({ first: 988, last: 1021 });
  expect(rowsInView(VIEW, 3, NO_ROWS)).toEqual({ first: 0, last: 2 });
  expect(rowsInView(VIEW, 0, NO_ROWS)).toEqual(NO_ROWS);
  expect(rowsInView({ ...VIEW, height: 0 }, 9, NO_ROWS)).toEqual(NO_ROWS);
});

it('draws the same while the view is well within them, and others before it reaches their end', () => {
  const now = rowsInView({ ...VIEW, top: 3200 }, 5000, NO_ROWS);
  expect(rowsInView({ ...VIEW, top: 3200 + 3 * 32 }, 5000, now)).toBe(now);
  expect(rowsInView({ ...VIEW, top: 3200 + 10 * 32 }, 5000, now)).not.toBe(now);
  // Fewer rows than before, as a filter leaves them.
  expect(rowsInView(VIEW, 4, now)).toEqual({ first: 0, last: 3 });
});

it('always draws every row in view, and few others', () => {
  const view = fc.record({
    top: fc.nat(400_000),
    height: fc.integer({ min: 1, max: 2000 }),
    head: fc.constant(32),
    rowHeight: fc.constantFrom(26, 32),
  });
  const range = fc.tuple(fc.nat(9000), fc.nat(200)).map(([first, more]) => ({ first, last: first + more }));
  fc.assert(
    fc.property(view, fc.integer({ min: 1, max: 10_000 }), range, (at, total, now) => {
      const { first, last } = rowsInView(at, total, now);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(last).toBeLessThan(total);
      const visible = Math.ceil(at.height / at.rowHeight) + 1;
      expect(last - first).toBeLessThanOrEqual(visible + 50);
      const from = Math.min(total - 1, Math.floor(at.top / at.rowHeight));
      expect(first).toBeLessThanOrEqual(from);
      expect(last).toBeGreaterThanOrEqual(from);
    }),
  );
});

it('scrolls as far as a row needs to be whole, and not where it is', () => {
  const view = { ...VIEW, top: 320 };
  expect(topShowing(view, 10)).toBe(320);
  expect(topShowing(view, 19)).toBe(320);
  expect(topShowing(view, 20)).toBe(352);
  expect(topShowing(view, 9)).toBe(288);
  expect(topShowing(view, 0)).toBe(0);
});
