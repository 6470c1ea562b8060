import { expect, it } from 'vitest';
import { filterTerms } from './filter-terms.ts';

it('finds what a filter asks of users, devices, sources and hosts', () => {
  expect(filterTerms('user:ana and (host:"files.example.com" or source:10.0.0.0/8) and score<3')).toEqual([
    'ana',
    'files.example.com',
    '10.0.0.0/8',
  ]);
  expect(filterTerms('host:*.example.com')).toEqual(['.example.com']);
  expect(filterTerms(undefined)).toEqual([]);
});
