import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { KnownFrame } from './frame-index.ts';
import { FrameTimes } from './frame-times.ts';

const DAY = 86_400;
const time = fc.integer({ min: -3 * DAY, max: 40 * DAY });
const span = fc.tuple(time, fc.oneof(fc.nat(3 * DAY), fc.nat(30 * DAY))).map(([min, length]) => ({
  min,
  max: min + length,
}));

it('finds the frames with events in a time, in the order in which they came, and forgets the last ones', () => {
  fc.assert(
    fc.property(fc.array(fc.option(span, { nil: null })), fc.nat(5), fc.array(span), (given, taken, questions) => {
      const times = new FrameTimes();
      const frames = given.map(
        (one, id): KnownFrame => ({
          id,
          hash: '',
          rlen: 0,
          lines: 0,
          firstHash: 0,
          lastHash: 0,
          tMin: one?.min ?? null,
          tMax: one?.max ?? null,
          evidence: null,
        }),
      );
      const lists = frames.map((frame) => times.add(frame));
      const kept = Math.max(0, frames.length - taken);
      for (const own of lists.slice(kept).reverse()) for (const list of own) list.pop();
      for (const { min, max } of questions) {
        const naive = frames
          .slice(0, kept)
          .filter(({ tMin, tMax }) => tMin !== null && tMax !== null && tMin <= max && tMax >= min);
        expect(times.within({ min, max })).toEqual(naive);
      }
    }),
  );
});
