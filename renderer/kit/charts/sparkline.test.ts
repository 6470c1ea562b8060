import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Sparkline } from './sparkline.tsx';

const WIDTH = 88;

/** Left edge, width and height of each bar that is drawn. */
function bars(values: readonly number[], width = WIDTH): readonly (readonly [number, number, number])[] {
  const markup = renderToStaticMarkup(createElement(Sparkline, { values, label: 'Requests a day', width }));
  return [...markup.matchAll(/M([\d.]+) \d+h([\d.]+)v-([\d.]+)/g)].map(([, x, w, h]) => [
    Number(x),
    Number(w),
    Number(h),
  ]);
}

it('draws a few values as narrow bars at the end, where the newest is', () => {
  const drawn = bars([1, 2, 4]);
  expect(drawn).toHaveLength(3);
  for (const [, width] of drawn) expect(width).toBeLessThanOrEqual(8);
  const [left, width] = drawn.at(-1) ?? [0, 0];
  expect(left + width).toBeGreaterThan(WIDTH - 3);
  expect(drawn[0]?.[0]).toBeGreaterThan(WIDTH / 2);
});

it.each([1, 7, 31, 90, 400])('keeps %i values inside its width, in their order', (count) => {
  const drawn = bars(Array.from({ length: count }, (_, at) => at + 1));
  expect(drawn).toHaveLength(count);
  for (const [at, [left, width]] of drawn.entries()) {
    expect(left).toBeGreaterThanOrEqual(at === 0 ? 0 : (drawn[at - 1]?.[0] ?? 0));
    // A bar is at least a pixel wide, so that where there are more values than pixels the last one may stand a pixel out.
    expect(left + width).toBeLessThanOrEqual(WIDTH + 1);
  }
});

it('is as tall as its value, shows the smallest, and leaves zero out', () => {
  const [half, whole, least] = bars([50, 100, 0, 0.001]).map(([, , height]) => height);
  expect([half, whole, least]).toEqual([9.5, 19, 1]);
});

it('draws no trend where there is none', () => {
  expect(bars([])).toEqual([]);
  const none = renderToStaticMarkup(createElement(Sparkline, { values: [0, 0], label: 'No requests' }));
  expect(none).toBe('<span title="No requests">–</span>');
});
