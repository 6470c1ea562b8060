import { expect, it } from 'vitest';
import { countryName, countryText } from './country-name.ts';

it('names a country by its code, and no two alike', () => {
  expect(['DE', 'CG', 'CD', 'KR'].map(countryName)).toEqual([
    'Germany',
    'Congo - Brazzaville',
    'Congo - Kinshasa',
    'South Korea',
  ]);
  expect(['de', 'Germany', 'DEU', 'QQ', ''].map(countryName)).toEqual([null, null, null, null, null]);
});

it('leaves what is no code as the provider wrote it', () => {
  expect(['DE', 'de', 'Deutschland', 'QQ', ''].map(countryText)).toEqual([
    'Germany',
    'Germany',
    'Deutschland',
    'QQ',
    '',
  ]);
});
