import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PackedNames } from './packed-names.ts';

/** Few letters, so that names share beginnings and lengths; some take more than a byte a character, some are long. */
const name = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', '\0', 'ÿ', 'ж', '\ud800'), maxLength: 6 }),
  fc.string({ unit: fc.constantFrom('a', 'ÿ'), minLength: 253, maxLength: 258 }),
);

it('gives each name its own number', () => {
  fc.assert(
    fc.property(fc.array(name, { maxLength: 60 }), fc.integer(), (names, seed) => {
      const packed = new PackedNames(seed);
      const numbers = new Map<string, number>();
      for (const [at, text] of names.entries()) {
        expect(packed.get(text)).toBe(numbers.get(text));
        packed.set(text, at);
        numbers.set(text, at);
        expect(packed.size).toBe(numbers.size);
      }
      for (const [text, number] of numbers) expect(packed.get(text)).toBe(number);
    }),
  );
});

it('keeps what it knows while it grows', () => {
  const packed = new PackedNames(7);
  for (let at = 0; at < 50_000; at++) packed.set(`host-${at}.example.com`, at);
  for (let at = 0; at < 50_000; at++) expect(packed.get(`host-${at}.example.com`)).toBe(at);
  expect(packed.get('host-50000.example.com')).toBeUndefined();
});
