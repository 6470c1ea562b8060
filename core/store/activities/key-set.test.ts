import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KeySet } from './key-set.ts';

it('knows what it was given, as a set does', () => {
  const half = fc.integer({ min: 0, max: 3 }).chain((low) => fc.constantFrom(low, low * 4096, 2 ** 32 - 1 - low));
  fc.assert(
    fc.property(fc.array(fc.tuple(half, half), { maxLength: 300 }), (keys) => {
      const set = new KeySet();
      const known = new Set<string>();
      for (const [high, low] of keys) {
        expect(set.add(high, low)).toBe(!known.has(`${high}/${low}`));
        known.add(`${high}/${low}`);
      }
    }),
  );
});

it('grows', () => {
  const set = new KeySet();
  for (let key = 0; key < 20_000; key++) expect(set.add(key % 7, key)).toBe(true);
  for (let key = 0; key < 20_000; key++) expect(set.add(key % 7, key)).toBe(false);
});
