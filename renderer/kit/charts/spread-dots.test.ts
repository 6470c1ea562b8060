import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadDots } from './spread-dots.ts';

describe('spreadDots', () => {
  it('leaves a lone dot in the middle and moves a second one aside', () => {
    const shifts = spreadDots(
      [
        { key: 'a', column: 5, y: 10, radius: 4 },
        { key: 'b', column: 5, y: 10, radius: 4 },
        { key: 'c', column: 6, y: 10, radius: 4 },
      ],
      30,
    );
    expect(shifts.get('a')).toBe(0);
    expect(Math.abs(shifts.get('b') ?? 0)).toBe(8);
    expect(shifts.get('c')).toBe(0);
  });

  it('keeps every dot inside its column, whatever the order they come in', () => {
    const dot = fc.record({
      key: fc.uuid(),
      column: fc.integer({ min: 0, max: 10 }),
      y: fc.integer({ min: 0, max: 200 }),
      radius: fc.integer({ min: 3, max: 12 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(dot, { selector: (one) => one.key, maxLength: 60 }), (dots) => {
        const shifts = spreadDots(dots, 20);
        for (const one of dots)
          expect(Math.abs(shifts.get(one.key) ?? Number.NaN)).toBeLessThanOrEqual(20 - one.radius);
        const reversed = spreadDots([...dots].reverse(), 20);
        for (const one of dots) expect(reversed.get(one.key)).toBe(shifts.get(one.key));
      }),
    );
  });
});
