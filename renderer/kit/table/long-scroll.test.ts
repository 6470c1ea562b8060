import fc from 'fast-check';
import { expect, it } from 'vitest';
import { afterScroll, bodyHeight, type LongPlace, placeFor, type Span, spanOf, TALLEST } from './long-scroll.ts';
import { topShowing } from './rows-in-view.ts';

const ROW = 32;
const VISIBLE = 640;
const MANY = 10_000_000;
const LONG = spanOf(MANY, ROW, VISIBLE);
const START: LongPlace = { scrollTop: 0, shift: 0 };

const top = ({ scrollTop, shift }: LongPlace): number => scrollTop + shift;
const leapTo = (scrollTop: number, span: Span): LongPlace =>
  afterScroll({ scrollTop: scrollTop + 1e7, shift: 0 }, scrollTop, span);
const table = fc.record({
  total: fc.oneof(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 300_000, max: 100_000_000 })),
  rowHeight: fc.constantFrom(26, 32),
  visible: fc.integer({ min: 64, max: 2100 }),
});

it('leaves tables alone that are no higher than a page may be', () => {
  const span = spanOf(20_000, ROW, VISIBLE);
  expect(bodyHeight(20_000, ROW)).toBe(640_000);
  expect(leapTo(400_000.5, span)).toEqual({ scrollTop: 400_000.5, shift: 0 });
  expect(placeFor(123, span)).toEqual({ scrollTop: 123, shift: 0 });
  expect(bodyHeight(MANY, ROW)).toBe(TALLEST);
});

it('comes by dragging to every part, and to both ends', () => {
  expect(top(leapTo(0, LONG))).toBe(0);
  expect(top(leapTo(LONG.scroll, LONG))).toBe(MANY * ROW - VISIBLE);
  const half = top(leapTo(LONG.scroll / 2, LONG)) / LONG.rows;
  expect(half).toBeCloseTo(0.5, 3);
});

it('moves by as many pixels as a wheel asks, anywhere', () => {
  const at = leapTo(LONG.scroll / 3, LONG);
  expect(top(afterScroll(at, at.scrollTop + 100, LONG)) - top(at)).toBe(100);
  expect(top(afterScroll(at, at.scrollTop - 100, LONG)) - top(at)).toBe(-100);
});

it('comes to its last row by a wheel from shortly before, however the scroller was left there', () => {
  let at = placeFor(LONG.rows - 30_000, LONG);
  for (let step = 0; step < 300; step++) at = afterScroll(at, Math.min(LONG.scroll, at.scrollTop + 100), LONG);
  expect(top(at)).toBe(LONG.rows);
});

it('never goes back where the scroller goes on', () => {
  fc.assert(
    fc.property(table, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }), (of, parts) => {
      const span = spanOf(of.total, of.rowHeight, of.visible);
      const tops = parts.sort((a, b) => a - b).map((part) => top(leapTo(part * span.scroll, span)));
      expect(tops).toEqual([...tops].sort((a, b) => a - b));
      for (const one of tops) expect(one).toBeLessThanOrEqual(span.rows + 1);
    }),
  );
});

it('shows every row whole, at a place that the scroller has', () => {
  fc.assert(
    fc.property(table, fc.nat(), fc.nat(), ({ total, rowHeight, visible }, from, to) => {
      const span = spanOf(total, rowHeight, visible);
      const [before, index] = [from % total, to % total];
      const view = {
        top: Math.min(span.rows, before * rowHeight),
        height: visible + rowHeight,
        head: rowHeight,
        rowHeight,
      };
      const place = placeFor(topShowing(view, index), span);
      expect(place.scrollTop).toBeGreaterThanOrEqual(0);
      expect(place.scrollTop).toBeLessThanOrEqual(span.scroll);
      const drawnAt = index * rowHeight - place.shift;
      expect(drawnAt).toBeGreaterThanOrEqual(place.scrollTop);
      expect(drawnAt + rowHeight).toBeLessThanOrEqual(place.scrollTop + visible);
      expect(drawnAt + rowHeight).toBeLessThanOrEqual(bodyHeight(total, rowHeight));
      // The event that follows changes nothing.
      expect(afterScroll(place, place.scrollTop, span)).toEqual(place);
    }),
  );
});

it('settles where it stands, and stays there', () => {
  fc.assert(
    fc.property(
      table,
      fc.array(fc.integer({ min: -3000, max: 3000 }), { maxLength: 20 }),
      fc.nat(),
      (of, steps, at) => {
        const span = spanOf(of.total, of.rowHeight, of.visible);
        let place = leapTo(at % (span.scroll + 1), span);
        for (const step of steps) {
          const scrollTop = Math.min(span.scroll, Math.max(0, place.scrollTop + step));
          place = afterScroll(place, scrollTop, span);
          const settled = placeFor(top(place), span);
          expect(top(settled)).toBe(top(place));
          expect(placeFor(top(settled), span)).toEqual(settled);
        }
      },
    ),
  );
  expect(placeFor(0, LONG)).toEqual(START);
});
