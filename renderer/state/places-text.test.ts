import { expect, it } from 'vitest';
import { placesOf, placesText } from './places-text.ts';

it('brings places back as they were, with which rows are chosen', () => {
  const table = { selection: { head: 2, picked: new Set([1, 2]) }, keys: new Map([[1, 'alice']]), top: 40, left: 0 };
  const places = new Map<string, unknown>([
    ['a users', table],
    ['a page', 700],
  ]);
  expect(new Map(placesOf(placesText(places)))).toEqual(places);
});

it('keeps the newest where there are too many, and nothing of what is no such text', () => {
  const big = (rows: number) => ({ picked: new Set(Array.from({ length: rows }, (_, at) => at)) });
  const places = new Map<string, unknown>([
    ['old', big(100_000)],
    ['new', big(20)],
  ]);
  expect(placesOf(placesText(places)).map(([key]) => key)).toEqual(['new']);
  for (const text of ['', '{}', 'null', '[1, [2]]', '[["a"']) expect(placesOf(text)).toEqual([]);
});
