import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourStart } from '../../ingest/cube/columns.ts';
import { createZone } from '../../kit/zone.ts';
import { bucketsOf } from './buckets.ts';

const HOUR = 3_600_000;
const ZONES = [
  ['UTC', 0],
  ['Europe/Berlin', 0],
  ['America/Havana', 0],
  ['Asia/Beirut', 0],
  ['Asia/Kolkata', 30],
  ['Asia/Kathmandu', 45],
  ['America/St_Johns', 30],
  ['Australia/Lord_Howe', 30],
  ['Antarctica/Casey', 0],
] as const;

describe('bucketsOf', () => {
  it('puts every hour into one bucket, in order, behind its start', () => {
    const from = fc.integer({ min: Date.UTC(2008, 0, 1), max: Date.UTC(2030, 0, 1) });
    const hours = fc.oneof(fc.nat(300), fc.nat(40_000));
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        from,
        hours,
        fc.constantFrom(24, 120, 200),
        ([zone, shift], at, n, most) => {
          const { starts, ofHour, firstHour, bucketMs } = bucketsOf(at, at + n * HOUR, shift, zone, most);
          expect(starts.length).toBeLessThanOrEqual(most + 2);
          expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
          expect(ofHour[0]).toBe(0);
          expect(ofHour.at(-1)).toBe(starts.length - 1);
          // A day may begin inside an hour bucket, where a zone's offset changed after the shift was chosen.
          const wrong = ofHour.findIndex((bucket, i) => {
            const start = hourStart(firstHour + i, shift) * 1000;
            return start + HOUR <= (starts[bucket] ?? 0) || start >= (starts[bucket + 1] ?? Number.POSITIVE_INFINITY);
          });
          expect(wrong).toBe(-1);
          expect(bucketMs % HOUR).toBe(0);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('finds each hour its day as the calendar has it', () => {
    const from = fc.integer({ min: Date.UTC(2008, 0, 1), max: Date.UTC(2030, 0, 1) });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), from, ([name, shift], at) => {
        const { starts, ofHour, firstHour } = bucketsOf(at, at + 2000 * HOUR, shift, name, 90);
        const zone = createZone(name);
        const day = (ms: number) => Math.floor((ms + (zone?.offsetAtUtc(ms) ?? 0)) / (24 * HOUR));
        const wrong = ofHour.findIndex((bucket, i) => {
          const start = hourStart(firstHour + i, shift) * 1000;
          const first = ofHour.indexOf(bucket);
          return (
            day(start) !== day(hourStart(firstHour + first, shift) * 1000) && day(start) >= day(starts[bucket] ?? 0) + 1
          );
        });
        expect(wrong).toBe(-1);
      }),
      { numRuns: 40 },
    );
  });

  it('begins days at local midnight, also the ones that are 23 or 25 hours long', () => {
    const from = Date.UTC(2025, 9, 20);
    const { starts, ofHour } = bucketsOf(from, from + 10 * 24 * HOUR, 0, 'Europe/Berlin', 12);
    const zone = createZone('Europe/Berlin');
    expect(starts.every((start) => (start + (zone?.offsetAtUtc(start) ?? 0)) % (24 * HOUR) === 0)).toBe(true);
    const lengths = starts.map((_, bucket) => ofHour.filter((one) => one === bucket).length);
    expect(lengths).toEqual([22, 24, 24, 24, 24, 24, 25, 24, 24, 24, 1]);
  });

  it('keeps the hour that clocks show twice as two hours', () => {
    const from = Date.UTC(2025, 9, 26, 0);
    const { starts } = bucketsOf(from, from + 3 * HOUR, 0, 'Europe/Berlin');
    expect(starts).toEqual([from, from + HOUR, from + 2 * HOUR]);
  });

  it('begins weeks on Monday', () => {
    const from = Date.UTC(2026, 0, 1);
    const { starts, bucketMs } = bucketsOf(from, from + 100 * 24 * HOUR, 0, 'UTC', 20);
    expect(bucketMs).toBe(7 * 24 * HOUR);
    expect(starts.map((start) => new Date(start).getUTCDay())).toEqual(starts.map(() => 1));
  });
});
