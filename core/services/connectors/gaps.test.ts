import { describe, expect, it } from 'vitest';
import { gapsOf } from './gaps.ts';

/** Monday, 5 January 1970. */
const MONDAY = 4 * 24;
/** Hours 8 to 17 of the given days, from a Monday on. */
const office = (days: readonly number[]): number[] =>
  days.flatMap((day) => Array.from({ length: 10 }, (_, hour) => MONDAY + day * 24 + 8 + hour));
const workdays = (weeks: number): number[] =>
  Array.from({ length: weeks * 7 }, (_, day) => day).filter((day) => day % 7 < 5);

describe('gaps', () => {
  it('takes nights and weekends for pauses', () => {
    expect(gapsOf(office(workdays(3)))).toEqual([]);
  });
  it('tells a week that is missing', () => {
    const days = workdays(6).filter((day) => Math.floor(day / 7) !== 3);
    expect(gapsOf(office(days))).toEqual([
      { from: (MONDAY + 18 * 24 + 18) * 3_600_000, to: (MONDAY + 28 * 24 + 8) * 3_600_000 },
    ]);
  });
  it('takes one weekend without work for a pause, even where people mostly work through them', () => {
    const days = Array.from({ length: 28 }, (_, day) => day).filter((day) => day !== 12 && day !== 13);
    expect(gapsOf(office(days))).toEqual([]);
  });
  it('tells two days in the middle of a week', () => {
    const gaps = gapsOf(office(workdays(4).filter((day) => day !== 8 && day !== 9)));
    expect(gaps).toEqual([{ from: (MONDAY + 7 * 24 + 18) * 3_600_000, to: (MONDAY + 10 * 24 + 8) * 3_600_000 }]);
  });
  it('tells two days of a log of two weeks', () => {
    const gaps = gapsOf(office([0, 1, 4, 7, 8, 9]));
    expect(gaps).toEqual([{ from: (MONDAY + 24 + 18) * 3_600_000, to: (MONDAY + 4 * 24 + 8) * 3_600_000 }]);
  });
  it('tells hours of a log that otherwise goes on night and day', () => {
    const hours = Array.from({ length: 3 * 24 }, (_, hour) => MONDAY + hour);
    expect(gapsOf(hours)).toEqual([]);
    expect(gapsOf(hours.filter((hour) => hour < MONDAY + 30 || hour >= MONDAY + 39))).toEqual([
      { from: (MONDAY + 30) * 3_600_000, to: (MONDAY + 39) * 3_600_000 },
    ]);
  });
  it('says nothing of a few days or of nothing', () => {
    expect(gapsOf([])).toEqual([]);
    expect(gapsOf([0, 500])).toEqual([]);
  });
});
