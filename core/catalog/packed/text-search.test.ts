import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TextSearch } from './text-search.ts';

it('finds what a look at every text finds', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'B', 'ß', 'İ', '.', ' '), maxLength: 8 });
  fc.assert(
    fc.property(fc.array(text, { maxLength: 12 }), text, (texts, words) => {
      const wanted = words.toLowerCase();
      const found = new TextSearch(texts).matching(wanted);
      expect([...found]).toEqual(texts.map((one) => Number(wanted !== '' && one.toLowerCase().includes(wanted))));
    }),
  );
});
