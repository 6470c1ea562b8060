import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketName, bucketText, isoWeek, timeTicks } from './time-axis.ts';

const at = (text: string): number => Date.parse(text);

describe('isoWeek', () => {
  it.each([
    ['2021-01-01T12:00:00Z', 2020, 53],
    ['2024-12-30T12:00:00Z', 2025, 1],
    ['2026-01-01T12:00:00Z', 2026, 1],
    ['2023-01-01T12:00:00Z', 2022, 52],
  ])('%s lies in %i week %i', (text, year, week) => {
    expect(isoWeek(at(text), 'UTC')).toEqual({ year, week });
  });

  it('follows the zone over midnight', () => {
    expect(isoWeek(at('2024-06-02T23:30:00Z'), 'UTC').week).toBe(22);
    expect(isoWeek(at('2024-06-02T23:30:00Z'), 'Europe/Berlin').week).toBe(23);
  });
});

describe('timeTicks', () => {
  it('names Mondays by ISO week over two months', () => {
    const ticks = timeTicks(at('2024-05-01T00:00:00Z'), at('2024-07-01T00:00:00Z'), 'UTC', 10);
    expect(ticks.map((tick) => tick.label).slice(0, 2)).toEqual(['W19 · 6 May', 'W20 · 13 May']);
    for (const tick of ticks) expect(new Date(tick.at).getUTCDay()).toBe(1);
  });

  it('puts day ticks on the zone’s midnights, also across a daylight-saving change', () => {
    const ticks = timeTicks(at('2024-03-29T00:00:00Z'), at('2024-04-02T00:00:00Z'), 'Europe/Berlin', 8);
    expect(ticks.map((tick) => new Date(tick.at).toISOString())).toContain('2024-03-30T23:00:00.000Z');
    expect(ticks.map((tick) => new Date(tick.at).toISOString())).toContain('2024-03-31T22:00:00.000Z');
  });

  it('says the date at midnight among hours', () => {
    const ticks = timeTicks(at('2024-05-01T18:00:00Z'), at('2024-05-02T06:00:00Z'), 'UTC', 5);
    expect(ticks.map((tick) => tick.label)).toEqual(['18:00', '21:00', '2 May', '03:00', '06:00']);
  });

  it('counts minutes and seconds where the range is no longer', () => {
    const labels = (to: string, most: number) =>
      timeTicks(at('2024-05-01T23:58:00Z'), at(to), 'UTC', most).map((tick) => tick.label);
    expect(labels('2024-05-02T00:02:00Z', 5)).toEqual(['23:58', '23:59', '2 May', '00:01', '00:02']);
    expect(labels('2024-05-01T23:58:10Z', 4)).toEqual(['23:58:00', '23:58:05', '23:58:10']);
  });

  it('stays inside the range, rising, and few', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('1996-01-01'), max: at('2040-01-01') }),
        fc.integer({ min: 2_000, max: 5 * 365 * 86_400_000 }),
        fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Chatham'),
        fc.integer({ min: 2, max: 14 }),
        (from, span, zone, most) => {
          const ticks = timeTicks(from, from + span, zone, most);
          expect(ticks.length).toBeLessThanOrEqual(most + 2);
          let last = Number.NEGATIVE_INFINITY;
          for (const tick of ticks) {
            expect(tick.at).toBeGreaterThan(last);
            expect(tick.at).toBeGreaterThanOrEqual(from);
            expect(tick.at).toBeLessThanOrEqual(from + span);
            last = tick.at;
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('bucketText', () => {
  it('says hours with both ends and days with their week', () => {
    expect(bucketText(at('2024-05-27T14:00:00Z'), 3_600_000, 'UTC')).toBe('Mon 2024-05-27 14:00–15:00');
    expect(bucketText(at('2024-05-27T00:00:00Z'), 86_400_000, 'UTC')).toBe('Mon 2024-05-27, W22');
    expect(bucketText(at('2024-05-27T14:00:05Z'), 5_000, 'UTC')).toBe('Mon 2024-05-27 14:00:05–14:00:10');
  });
});

describe('bucketName', () => {
  it.each([
    [1_000, '1 second'],
    [30_000, '30 seconds'],
    [900_000, '15 minutes'],
    [3_600_000, '1 hour'],
    [43_200_000, '12 hours'],
    [86_400_000, '1 day'],
    [604_800_000, '1 week'],
    [2 * 604_800_000, '2 weeks'],
  ])('%i ms are %s', (ms, name) => {
    expect(bucketName(ms)).toBe(name);
  });
});
