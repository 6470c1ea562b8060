import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNear, TIP_GAP, tipPlace } from './tip-place.ts';

const WINDOW = { width: 1280, height: 800 };
const TIP = { width: 200, height: 30 };

describe('tipPlace', () => {
  it('stands above the middle of what it tells of', () => {
    expect(tipPlace({ left: 400, top: 300, width: 100, height: 20 }, TIP, WINDOW, 'above')).toEqual({
      left: 350,
      top: 265,
    });
  });

  it('stands below where there is no room above', () => {
    expect(tipPlace({ left: 400, top: 20, width: 100, height: 20 }, TIP, WINDOW, 'above').top).toBe(45);
  });

  it('stands at the right where that is asked for and has room', () => {
    const of = { left: 10, top: 300, width: 40, height: 40 };
    expect(tipPlace(of, TIP, WINDOW, 'right')).toEqual({ left: 55, top: 305 });
    expect(tipPlace({ ...of, left: 1200 }, TIP, WINDOW, 'right')).toEqual({ left: 1075, top: 265 });
  });

  it('is never beyond an edge of a window that it fits into', () => {
    const at = fc.integer({ min: 0, max: 800 });
    const side = fc.constantFrom('above' as const, 'right' as const);
    fc.assert(
      fc.property(at, at, fc.integer({ min: 1, max: 400 }), side, (left, top, size, to) => {
        const place = tipPlace({ left, top, width: size, height: 20 }, TIP, WINDOW, to);
        expect(place.left).toBeGreaterThanOrEqual(TIP_GAP);
        expect(place.top).toBeGreaterThanOrEqual(TIP_GAP);
        expect(place.left + TIP.width).toBeLessThanOrEqual(WINDOW.width);
        expect(place.top + TIP.height).toBeLessThanOrEqual(WINDOW.height);
      }),
    );
  });
});

describe('isNear', () => {
  it('counts the gap on the way to a tip', () => {
    const box = { left: 100, top: 100, width: 50, height: 20 };
    expect(isNear(box, 100, 100 - TIP_GAP)).toBe(true);
    expect(isNear(box, 120, 110)).toBe(true);
    expect(isNear(box, 100, 100 - TIP_GAP - 1)).toBe(false);
    expect(isNear(box, 150 + TIP_GAP + 1, 110)).toBe(false);
  });
});
