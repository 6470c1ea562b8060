import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveHandle, snapRange } from './range-model.ts';

const HOUR = 3_600_000;
const extent = { from: 0, to: 100 * HOUR };

describe('snapRange', () => {
  it('turns a drag in either direction into whole buckets', () => {
    expect(snapRange(2.2 * HOUR, 4.7 * HOUR, HOUR, 0, extent)).toEqual({ from: 2 * HOUR, to: 5 * HOUR });
    expect(snapRange(4.7 * HOUR, 2.2 * HOUR, HOUR, 0, extent)).toEqual({ from: 2 * HOUR, to: 5 * HOUR });
    expect(snapRange(3.1 * HOUR, 3.1 * HOUR, HOUR, 0, extent)).toEqual({ from: 3 * HOUR, to: 4 * HOUR });
  });
});

describe('moveHandle', () => {
  it('never turns a range around, empties it or leaves the extent', () => {
    const instant = fc.integer({ min: 0, max: 99 });
    fc.assert(
      fc.property(
        instant,
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: -300, max: 300 }),
        fc.constantFrom('from' as const, 'to' as const, 'both' as const),
        (start, length, delta, handle) => {
          const range = { from: start * HOUR, to: Math.min(100, start + length) * HOUR };
          const moved = moveHandle(range, handle, delta * HOUR, HOUR, extent);
          expect(moved.from).toBeGreaterThanOrEqual(extent.from);
          expect(moved.to).toBeLessThanOrEqual(extent.to);
          expect(moved.to - moved.from).toBeGreaterThanOrEqual(HOUR);
          if (handle === 'both') expect(moved.to - moved.from).toBe(range.to - range.from);
        },
      ),
    );
  });
});
