import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countryName } from '../../kit/country-name.ts';
import { readPlace } from './countries.ts';

describe('a place that somebody typed', () => {
  it.each([
    ['Germany', 'DE', null],
    ['de', 'DE', null],
    ['Georgia', 'GE', null],
    ['Essen, Germany', 'DE', 'Essen'],
    ['Essen , Ruhr, GERMANY', 'DE', 'Essen'],
    ['Lyon, FR', 'FR', 'Lyon'],
    ['London, UK', 'GB', 'London'],
    ['New York, USA', 'US', 'New York'],
  ])('%s names %s and its city', (text, country, city) => {
    expect(readPlace(text)).toEqual({ country, city });
  });
  it.each(['Branch 7', '', ',', 'Wilmington, DE', 'Atlanta, Georgia', 'Ontario, CA', 'Germany 2'])(
    '%s names none for certain',
    (text) => {
      expect(readPlace(text)).toBeNull();
    },
  );
  it('never gives a country that has no name', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const place = readPlace(text);
        if (place !== null) expect(countryName(place.country)).not.toBeNull();
      }),
    );
  });
});
