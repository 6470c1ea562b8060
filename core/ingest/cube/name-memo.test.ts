import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NameMemo } from './name-memo.ts';

/** Few letters, so that names share beginnings, ends and lengths. */
const name = fc.string({ unit: fc.constantFrom('a', 'b', '\0', 'ÿ'), maxLength: 12 });

it('knows a window by its bytes alone, wherever it stands', () => {
  fc.assert(
    fc.property(fc.array(name, { maxLength: 60 }), fc.integer(), (names, seed) => {
      const memo = new NameMemo(seed);
      const ids = new Map<string, number>();
      for (const [at, text] of names.entries()) {
        const line = Buffer.from(`${'x'.repeat(at % 5)}${text} rest`, 'latin1');
        const [start, end] = [at % 5, (at % 5) + text.length];
        expect(memo.find(line, start, end)).toBe(text === '' ? 0 : (ids.get(text) ?? -1));
        if (text !== '' && !ids.has(text)) ids.set(text, at + 1);
        memo.learn(line, start, end, at + 1);
        expect(memo.find(line, start, end)).toBe(text === '' ? 0 : ids.get(text));
      }
    }),
  );
});

it('keeps what it knows while it grows, and takes no name that is too long', () => {
  const memo = new NameMemo(7);
  const bytes = Buffer.from(Array.from({ length: 10_000 }, (_, at) => String(at).padStart(6, '0')).join(''));
  for (let at = 0; at < 10_000; at++) memo.learn(bytes, at * 6, at * 6 + 6, at + 1);
  for (let at = 0; at < 10_000; at++) expect(memo.find(bytes, at * 6, at * 6 + 6)).toBe(at + 1);
  memo.learn(bytes, 0, 300, 1);
  expect(memo.find(bytes, 0, 300)).toBe(-1);
});

it('makes room for long names, and forgets them once they are too many', () => {
  const memo = new NameMemo(7);
  const names = 20_000;
  const bytes = Buffer.from(Array.from({ length: names }, (_, at) => String(at).padStart(240, '0')).join(''));
  for (let at = 0; at < 10_000; at++) memo.learn(bytes, at * 240, at * 240 + 240, at + 1);
  for (let at = 0; at < 10_000; at++) expect(memo.find(bytes, at * 240, at * 240 + 240)).toBe(at + 1);
  for (let at = 10_000; at < names; at++) memo.learn(bytes, at * 240, at * 240 + 240, at + 1);
  expect(memo.find(bytes, 0, 240)).toBe(-1);
  expect(memo.find(bytes, (names - 1) * 240, names * 240)).toBe(names);
});
