import { expect, it } from 'vitest';
import { Rate } from './rate.ts';

it('tells lines a second over a short and a long span', () => {
  const rate = new Rate();
  rate.note(0, 1_000_000);
  for (let second = 1; second <= 120; second++)
    rate.note(second <= 100 ? second * 10 : 1000, 1_000_000 + second * 1000);
  const now = 1_000_000 + 120_000;
  expect(rate.over(5, now)).toBe(0);
  expect(rate.over(60, now)).toBeCloseTo(400 / 60);
  expect(rate.over(60, now + 600_000)).toBe(0);
});

it('tells a rate from the first second on', () => {
  const rate = new Rate();
  expect(rate.over(5, 500)).toBe(0);
  rate.note(0, 1000);
  rate.note(500, 1900);
  expect(rate.over(60, 2000)).toBe(250);
});
