import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FramePairs } from './frame-pairs.ts';

const id = fc.oneof(fc.nat(5), fc.nat(5000), fc.integer({ min: 0, max: 2 ** 32 - 1 }));

it('gives each pair once, by user, then destination, frame after frame', () => {
  const pairs = new FramePairs();
  fc.assert(
    fc.property(fc.array(fc.tuple(id, id), { maxLength: 300 }), (frame) => {
      for (const [user, dest] of frame) pairs.add(user, dest);
      const { users, dests } = pairs.take();
      const want = [...new Map(frame.map((pair) => [pair.join('/'), pair])).values()].sort(
        (a, b) => a[0] - b[0] || a[1] - b[1],
      );
      expect(Array.from(users, (user, at) => [user, dests[at]])).toEqual(want);
    }),
  );
});

it('holds a frame of more pairs than it has room for at first', () => {
  const pairs = new FramePairs();
  for (let at = 0; at < 10_000; at++) pairs.add(9999 - at, at % 7);
  const { users } = pairs.take();
  expect(users).toEqual(Uint32Array.from({ length: 10_000 }, (_, at) => at));
});
