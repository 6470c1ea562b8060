import { expect, it } from 'vitest';
import { formatsText } from './format-words.ts';

const text = (...ids: string[]) => formatsText(ids, (id) => id.toUpperCase());

it('names the formats of most files, and says how many there are besides', () => {
  expect(text('a', 'b', 'b')).toBe('B, A');
  expect(text('a', 'b', 'c', 'd')).toBe('A, B, C, D');
  expect(text('a', 'b', 'c', 'd', 'e', 'e')).toBe('E, A, B and 2 more formats');
});

it('takes text that no format knows for no format', () => {
  expect(text('unknown', 'a')).toBe('A');
  expect(text('unknown')).toBe('');
});
