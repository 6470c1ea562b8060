import { describe, expect, it } from 'vitest';
import { logTicks, toLog } from './log-axis.ts';

describe('logTicks', () => {
  it('covers the maximum with round figures from 0', () => {
    expect(logTicks(3e9, 5, true).map((tick) => tick.value)).toEqual([0, 1024, 1024 ** 2, 1024 ** 3, 1024 ** 4]);
    expect(logTicks(700, 5, false).map((tick) => tick.value)).toEqual([0, 1, 10, 100, 1000]);
    expect(logTicks(0, 5, false).map((tick) => tick.value)).toEqual([0, 1, 10]);
  });

  it('has a place for 0', () => {
    expect(toLog(0)).toBe(0);
  });
});
