import { expect, test } from 'vitest';
import { placeMinutes, seasonMinutes } from './web-zone.ts';

test.each([
  ['(GMT-8:00)Pacific Time(US&Canada)', -480],
  ['(GMT+5:30)Kolkata', 330],
  ['(GMT)Greenwich Mean Time', 0],
  ['Berlin', Number.NaN],
  ['(GMT+99:00)x', Number.NaN],
])('reads the place %s', (value, minutes) => expect(placeMinutes(value)).toBe(minutes));

test.each([
  ['GMTa+7', -420],
  ['GMTg-8', 480],
  ['GMT-5:30', 330],
  ['GMTb+0', 0],
  ['', Number.NaN],
])('reads the season %s', (value, minutes) => expect(seasonMinutes(value)).toBe(minutes));
