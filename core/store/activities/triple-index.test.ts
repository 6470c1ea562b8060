import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TripleIndex } from './triple-index.ts';

it('numbers keys as a map does', () => {
  const key = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom(2 ** 32 - 1, 2 ** 31, 4096));
  fc.assert(
    fc.property(fc.array(fc.tuple(key, key, key), { maxLength: 300 }), (keys) => {
      const index = new TripleIndex();
      const known = new Map<string, number>();
      for (const [a, b, c] of keys) {
        const name = `${a}/${b}/${c}`;
        const number = known.get(name) ?? known.size;
        known.set(name, number);
        expect(index.numberOf(a, b, c)).toBe(number);
        expect([index.a[number], index.b[number], index.c[number]]).toEqual([a, b, c]);
      }
      expect(index.size).toBe(known.size);
    }),
  );
});

it('grows', () => {
  const index = new TripleIndex();
  for (let key = 0; key < 20_000; key++) expect(index.numberOf(key % 7, key, key % 3)).toBe(key);
  for (let key = 0; key < 20_000; key++) expect(index.numberOf(key % 7, key, key % 3)).toBe(key);
});
