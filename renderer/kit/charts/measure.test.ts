import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesMeasure, countMeasure, ticksUpTo } from './measure.ts';

describe('ticksUpTo', () => {
  it('gives round numbers of the decimal and of the binary kind', () => {
    expect(ticksUpTo(92, 4, false)).toEqual([0, 50, 100]);
    expect(ticksUpTo(3, 4, false)).toEqual([0, 1, 2, 3]);
    expect(ticksUpTo(900 * 1024, 4, true)).toEqual([0, 256 * 1024, 512 * 1024, 768 * 1024, 1024 * 1024]);
    expect(ticksUpTo(0, 4, false)).toEqual([0]);
  });

  it('starts at 0, covers the maximum, rises evenly and stays few', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 ** 50 }),
        fc.integer({ min: 2, max: 8 }),
        fc.boolean(),
        (max, wanted, binary) => {
          const ticks = ticksUpTo(max, wanted, binary);
          expect(ticks[0]).toBe(0);
          expect(ticks.at(-1)).toBeGreaterThanOrEqual(max);
          expect(ticks.length).toBeLessThanOrEqual(wanted + 2);
          const step = ticks[1] ?? 0;
          for (const [index, tick] of ticks.entries()) expect(tick).toBe(index * step);
        },
      ),
    );
  });
});

describe('axis texts', () => {
  it('write whole units without decimals', () => {
    expect(
      bytesMeasure('Traffic')
        .formatAxis(2 ** 30)
        .replace(/\s/g, ' '),
    ).toBe('1 GiB');
    expect(bytesMeasure('Traffic').formatAxis(0).replace(/\s/g, ' ')).toBe('0 B');
    expect(countMeasure('Users', 'users').formatAxis(25_000).replace(/\s/g, ' ')).toBe('25 k');
  });
});
