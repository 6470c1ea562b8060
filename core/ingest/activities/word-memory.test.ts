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
  expect(words.number(long, 2000)).toBe(3);
  expect(words.takeFresh().texts.map(({ length }) => length)).toEqual([1024, 1024, 2000]);
});

it('stands for every word with one number, whatever the words are', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 30 })), (texts) => {
      const words = new Words();
      const numbers = texts.map((text) => words.number(text));
      const list = words.takeFresh().texts;
      expect(numbers.map((number) => list[number - 1])).toEqual(texts);
      expect(new Set(list).size).toBe(list.length);
    }),
  );
});

it('looks words up no more where nearly all are new, and finds out anew after a while', () => {
  const memory = new WordMemory();
  // Far enough apart that what was met of late has been overwritten.
  const texts = Array.from({ length: 16_500 }, (_, at) => `plan ${(at * 0x9e3779b1) >>> 0}`);
  const lengths = Array.from({ length: 9 }, () => {
    const { object } = memory.ofSlice();
    const numbers = [...texts, ...texts].map((text) => object.number(text));
    const list = object.takeFresh().texts;
    expect(numbers.map((number) => list[number - 1])).toEqual([...texts, ...texts]);
    return list.length;
  });
  // Half of them are known: worth it.
  expect(new Set(lengths)).toEqual(new Set([texts.length]));
  const once = Array.from({ length: 10 }, (_, round) => {
    const { folder } = memory.ofSlice();
    for (const text of texts) folder.number(text);
    const before = folder.takeFresh().texts.length;
    for (const text of texts.slice(0, 1000)) folder.number(text);
    return [before, round, folder.takeFresh().texts.length];
  });
  const again = once.map(([, , count]) => (count ?? 0) > 0);
  expect(again).toEqual([false, true, true, true, true, true, true, true, false, true]);
});
