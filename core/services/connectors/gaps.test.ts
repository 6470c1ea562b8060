import { describe, expect, it } from 'vitest';
import { gapsOf } from './gaps.ts';

/** Hours 8 to 17 of the given days, from a Monday on. */
const office = (days: readonly number[]): number[] =>
  days.flatMap((day) => Array.from({ length: 10 }, (_, hour) => day * 24 + 8 + hour));
const workdays = (weeks: number): number[] =>
  Array.from({ length: weeks * 7 }, (_, day) => day).filter((day) => day % 7 < 5);

describe('gaps', () => {
  it('takes nights and weekends for pauses', () => {
    expect(gapsOf(office(workdays(3)))).toEqual([]);
  });
  it('tells a week that is missing', () => {
    const days = workdays(6).filter((day) => Math.floor(day / 7) !== 3);
    expect(gapsOf(office(days))).toEqual([{ from: (18 * 24 + 18) * 3_600_000, to: (28 * 24 + 8) * 3_600_000 }]);
  });
  it('says nothing of a few days or of nothing', () => {
    expect(gapsOf([])).toEqual([]);
    expect(gapsOf([0, 500])).toEqual([]);
  });
});
