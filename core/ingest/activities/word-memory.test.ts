/** A parser's numbers of words go on from slice to slice, and each word is handed over once, until its column is forgotten. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { takeFresh, WordMemory, Words } from './word-memory.ts';

it('numbers go on from slice to slice, and a batch brings what no earlier one brought', () => {
  const memory = new WordMemory();
  const first = memory.ofSlice();
  expect(['ana', '', 'bo', 'ana'].map((text) => first.user.number(text))).toEqual([1, 0, 2, 1]);
  expect(takeFresh(first).user).toEqual({ first: 1, texts: ['ana', 'bo'] });
  const second = memory.ofSlice();
  expect(['bo', 'cy'].map((text) => second.user.number(text))).toEqual([2, 3]);
  expect(takeFresh(second).user).toEqual({ first: 3, texts: ['cy'] });
  expect(takeFresh(second).user).toEqual({ first: 4, texts: [] });
});

it.each([
  ['many', Array.from({ length: 16_385 }, (_, at) => `plan${at}`)],
  ['long', Array.from({ length: 300 }, (_, at) => `${at}`.padEnd(16_384, 'x'))],
])('forgets a column between two slices once its words are too %s, and counts it from 1 again', (_, texts) => {
  const memory = new WordMemory();
  const first = memory.ofSlice();
  for (const text of texts) first.object.number(text);
  first.user.number('ana');
  takeFresh(first);
  const second = memory.ofSlice();
  expect([second.object.number('another'), second.user.number('bo')]).toEqual([1, 2]);
  const fresh = takeFresh(second);
  expect([fresh.object, fresh.user]).toEqual([
    { first: 1, texts: ['another'] },
    { first: 2, texts: ['bo'] },
  ]);
});

it('cuts long words, but does not take two for one that are the same so far', () => {
  const words = new Words();
  const long = 'x'.repeat(2000);
  expect([`${long}a`, `${long}b`, `${long}a`].map((text) => words.number(text))).toEqual([1, 2, 1]);
  expect(words.takeFresh().texts.map(({ length }) => length)).toEqual([1024, 1024]);
  const { grant } = new WordMemory().ofSlice();
  grant.number(long);
  expect(grant.takeFresh().texts).toEqual([long]);
});

it('stands for every word with a number, whatever the words are and however many', () => {
  const some = fc.string({ unit: 'binary', minLength: 1, maxLength: 400 });
  fc.assert(
    fc.property(fc.array(fc.oneof(some, fc.constantFrom('ana', 'bo', 'cy')), { maxLength: 200 }), (texts) => {
      const words = new Words();
      const numbers = texts.map((text) => words.number(text));
      const list = words.takeFresh().texts;
      expect(numbers.map((number) => list[number - 1])).toEqual(texts);
      expect(texts.map((text) => words.number(text)).slice(-1)).toEqual(numbers.slice(-1));
    }),
  );
});

it('knows most words of a column again that has thousands, and those that it does not by another number', () => {
  const words = new Words();
  const texts = Array.from({ length: 4000 }, (_, at) => `user${at}@example.com`);
  const numbers = [...texts, ...texts].map((text) => words.number(text));
  const list = words.takeFresh().texts;
  expect(numbers.map((number) => list[number - 1])).toEqual([...texts, ...texts]);
  expect(list.length).toBeLessThan(5000);
});

it('tells words apart that are longer than what is looked at first', () => {
  const words = new Words();
  const texts = Array.from({ length: 50 }, (_, at) => `${'x'.repeat(at)}y${'x'.repeat(499 - at)}`);
  const numbers = [...texts, ...texts].map((text) => words.number(text));
  const list = words.takeFresh().texts;
  expect(numbers.map((number) => list[number - 1])).toEqual([...texts, ...texts]);
});
