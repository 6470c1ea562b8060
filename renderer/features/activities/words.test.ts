import { expect, test } from 'vitest';
import { rangePlaceText } from './words.ts';

test('the place of an own range names its country as tables and facets do', () => {
  const text = (location: string | null, country: string | null) => rangePlaceText({ location, country });
  expect(text('London, GB', 'GB')).toBe('London, United Kingdom');
  expect(text('London,gb', 'GB')).toBe('London, United Kingdom');
  expect(text('DE', 'DE')).toBe('Germany');
  // What was not read as a country stays as it was typed.
  expect(text('Essen, Germany', 'DE')).toBe('Essen, Germany');
  expect(text('Warehouse, IT', null)).toBe('Warehouse, IT');
  expect(text(null, null)).toBe('');
});
