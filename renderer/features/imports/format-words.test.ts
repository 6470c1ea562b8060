import { expect, it } from 'vitest';
import { formatsText } from './format-words.ts';

const text = (counts: Record<string, number>) => formatsText(counts, (id) => id.toUpperCase());

it('names the formats of most files, and says how many there are besides', () => {
  expect(text({ a: 1, b: 2 })).toBe('B, A');
  expect(text({ a: 1, b: 1, c: 1, d: 1 })).toBe('A, B, C, D');
  expect(text({ a: 1, b: 1, c: 1, d: 1, e: 2 })).toBe('E, A, B and 2 more formats');
});

it('takes text that no format knows for no format', () => {
  expect(text({ unknown: 2, a: 1 })).toBe('A');
  expect(text({ unknown: 1 })).toBe('');
});
