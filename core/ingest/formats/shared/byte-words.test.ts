import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteWords } from './byte-words.ts';
import { findWord } from './fields.ts';

test('finds each word where the reader of text finds it', () => {
  const words = ['ab', ' ab', 'aab', ' b', 'ba ', 'b', ': a'] as const;
  const finder = new ByteWords(words);
  fc.assert(
    fc.property(fc.stringMatching(/^[ab: ]{0,20}$/), fc.nat(4), fc.nat(4), (text, from, cut) => {
      const end = Math.max(from, text.length - cut);
      finder.find(Buffer.from(text, 'latin1'), from, end);
      expect([...finder.places]).toEqual(words.map((word) => findWord(text, word, from, end)));
      const first = words.find((word) => findWord(text, word, from, end) >= 0);
      expect(finder.behind(0, words.length - 1)).toBe(
        first === undefined ? -1 : findWord(text, first, from, end) + first.length,
      );
    }),
  );
});

test('finds the word that stands first, the earlier in the list of several in one place', () => {
  const words = ['ab', 'aab', ' b', 'aa', 'a', 'ba '] as const;
  const finder = new ByteWords(words);
  fc.assert(
    fc.property(fc.stringMatching(/^[ab ]{0,12}$/), fc.nat(4), fc.nat(4), (text, from, cut) => {
      const end = Math.max(from, text.length - cut);
      // A word that begins with a blank stands where its second letter does.
      const placeOf = (word: string): number => findWord(text, word, from, end) + (word.startsWith(' ') ? 1 : 0);
      const found = words.filter((word) => findWord(text, word, from, end) >= 0);
      const nearest = Math.min(...found.map(placeOf));
      const first = words.findIndex((word) => found.includes(word) && placeOf(word) === nearest);
      expect(finder.first(Buffer.from(text, 'latin1'), from, end)).toBe(first);
      if (first >= 0) expect(finder.places[first]).toBe(findWord(text, words[first] ?? '', from, end));
    }),
  );
});
