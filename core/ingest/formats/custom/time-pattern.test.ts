import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeReader } from './field-readers.ts';
import { guessTimePattern } from './guess-time.ts';
import { compilePattern, epochReader } from './time-pattern.ts';

function read(pattern: string, value: string): string | null {
  const reader = epochReader(pattern) ?? compilePattern(pattern);
  if (typeof reader === 'string') throw new Error(reader);
  const target = { timeMs: Number.NaN, timeIsLocal: false, timeIsYearless: false };
  if (!reader(value, 0, value.length, target)) {
    expect(target.timeMs).toBeNaN();
    return null;
  }
  const year = target.timeIsYearless ? 'yearless ' : '';
  return `${year}${new Date(target.timeMs).toISOString()}${target.timeIsLocal ? ' local' : ''}`;
}

describe('time patterns', () => {
  it.each([
    ['d/M/yyyy HH:mm:ss', '7/3/2025 09:05:06', '2025-03-07T09:05:06.000Z local'],
    ['d/M/yyyy HH:mm:ss', '07/03/2025   09:05:06', '2025-03-07T09:05:06.000Z local'],
    ['M/d/yy h:mm a', '3/7/25 12:05 AM', '2025-03-07T00:05:00.000Z local'],
    ['M/d/yy h:mm a', '3/7/25 1:05 pm', '2025-03-07T13:05:00.000Z local'],
    ["yyyy-MM-dd'T'HH:mm:ss.SSSZ", '2025-03-07T09:05:06.5+01:00', '2025-03-07T08:05:06.500Z'],
    ['EEE, dd MMM yyyy HH:mm:ss Z', 'Fri, 07 Mar 2025 09:05:06 GMT', '2025-03-07T09:05:06.000Z'],
    ['EEE d MMMM HH:mm:ss', 'Friday 7 March 09:05:06', 'yearless 2000-03-07T09:05:06.000Z local'],
    ['yyyyMMddHHmmss', '20250307090506', '2025-03-07T09:05:06.000Z local'],
    ['epoch-us', '1735689600123456', '2025-01-01T00:00:00.123Z'],
    ['epoch-ns', '1735689600123456789', '2025-01-01T00:00:00.123Z'],
    ['d/M/yyyy HH:mm:ss', '31/2/2025 09:05:06', null],
    ['d/M/yyyy HH:mm:ss', '7/3/2025 25:05:06', null],
    ['d/M/yyyy HH:mm:ss', '7/3/2025 09:05:06 x', null],
    ['h:mm a d/M/yyyy', '13:05 pm 1/1/2025', null],
    ['epoch-s', '12x', null],
  ])('%s reads %s as %s', (pattern, value, expected) => {
    expect(read(pattern, value)).toBe(expected);
  });

  it('are refused in words', () => {
    expect(compilePattern('dd/MM/yyyy')).toBe('the hour is needed');
    expect(compilePattern('HH:mm')).toBe('day and month are needed');
    expect(compilePattern("d/M HH 'x")).toBe('a quote is not closed');
    expect(compilePattern('d/M HH b')).toContain('the letter b means nothing here');
  });

  it('are guessed from values, day and month told apart by what makes sense', () => {
    const two = (n: number): string => String(n).padStart(2, '0');
    const writers: Record<string, (time: Date) => string> = {
      'd/M/yyyy HH:mm:ss': (t) =>
        `${t.getUTCDate()}/${t.getUTCMonth() + 1}/${t.getUTCFullYear()} ${t.toISOString().slice(11, 19)}`,
      'M/d/yyyy HH:mm:ss': (t) =>
        `${t.getUTCMonth() + 1}/${t.getUTCDate()}/${t.getUTCFullYear()} ${t.toISOString().slice(11, 19)}`,
      'd.M.yyyy HH:mm': (t) =>
        `${two(t.getUTCDate())}.${two(t.getUTCMonth() + 1)}.${t.getUTCFullYear()} ${t.toISOString().slice(11, 16)}`,
      auto: (t) => t.toISOString(),
      'epoch-s': (t) => String(t.getTime() / 1000),
    };
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(writers)), fc.integer({ min: 1, max: 20_000 }), (pattern, day) => {
        const first = Date.UTC(2000, 0, 1) + day * 86_400_000;
        const values = Array.from(
          { length: 40 },
          (_, n) => writers[pattern]?.(new Date(first + n * 43_200_000 + 61_000)) ?? '',
        );
        const guess = guessTimePattern(values) ?? '';
        const readers = [guess, pattern].map(timeReader);
        for (const value of values) {
          const [own, right] = readers.map((reader) => {
            const target = { timeMs: Number.NaN, timeIsLocal: false, timeIsYearless: false };
            reader(value, 0, value.length, target);
            return target;
          });
          expect(own).toEqual(right);
        }
      }),
      { numRuns: 60 },
    );
    expect(guessTimePattern(['alpha', 'beta'])).toBeUndefined();
  });
});
