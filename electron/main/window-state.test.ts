import fc from 'fast-check';
import { expect, test } from 'vitest';
import { display } from '../testing/boot-under-test.ts';
import { placeOnScreen, rememberPlace } from './window-state.ts';

const size = fc.record({
  x: fc.integer({ min: -5000, max: 9000 }),
  y: fc.integer({ min: -5000, max: 9000 }),
  width: fc.integer({ min: 1, max: 9000 }),
  height: fc.integer({ min: 1, max: 9000 }),
});

test('wherever the window was, it opens wholly on one screen', () => {
  const screens = [display(1, 0, 25, 1366, 740), display(2, -1920, 0, 1920, 1080)];
  const [primary] = screens;
  if (primary === undefined) throw new Error('no display');
  fc.assert(
    fc.property(size, fc.constantFrom(1, 2, 3), fc.boolean(), (bounds, last, maximized) => {
      const state = rememberPlace(null, last, { bounds, maximized });
      const placed = placeOnScreen(state, screens, primary);
      const { x, y, width, height } = placed.bounds;
      const inside = screens.some(
        ({ workArea: area }) =>
          x >= area.x && y >= area.y && x + width <= area.x + area.width && y + height <= area.y + area.height,
      );
      expect(inside).toBe(true);
    }),
  );
});

test('the oldest of many displays is forgotten', () => {
  const place = { bounds: { x: 0, y: 0, width: 1000, height: 700 }, maximized: false };
  let state = rememberPlace(null, 1001, place);
  for (let id = 1002; id < 1020; id++) state = rememberPlace(state, id, place);
  expect(Object.keys(state.byDisplay)).toHaveLength(8);
  expect(state.last).toBe(1019);
});
