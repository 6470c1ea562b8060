import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countryName } from './country-name.ts';
import { placeText, readPlace, typedPlaceText } from './place.ts';

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

describe('a place for people', () => {
  it('names its country as tables, filters and files do', () => {
    expect(placeText('London, GB', 'GB')).toBe('London, United Kingdom');
    expect(placeText('London,gb', 'GB')).toBe('London, United Kingdom');
    expect(placeText('DE', 'DE')).toBe('Germany');
    expect(typedPlaceText('Lyon, fr')).toBe('Lyon, France');
    // What was not read as a country stays as it was typed.
    expect(placeText('Essen, Germany', 'DE')).toBe('Essen, Germany');
    expect(placeText('Warehouse, IT', null)).toBe('Warehouse, IT');
    expect(typedPlaceText('Wilmington, DE')).toBe('Wilmington, DE');
  });
});
