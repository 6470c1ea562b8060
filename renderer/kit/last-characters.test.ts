import { expect, test } from 'vitest';
import { lastCharacters } from './last-characters.ts';

test('the end of a text, without half a character', () => {
  expect(lastCharacters('consent-grants.json', 5)).toBe('.json');
  expect(lastCharacters('ab', 5)).toBe('ab');
  expect(lastCharacters('x🦊y', 2)).toBe('y');
  expect(lastCharacters('x🦊y', 3)).toBe('🦊y');
});
