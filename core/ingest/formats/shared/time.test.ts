import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  daysFromCivil,
  readAnyTime,
  readClfTime,
  readColonTime,
  readEpochTime,
  readIsoTime,
  readMonthTime,
  readSlashedTime,
  readYearFirstTime,
  type TimeTarget,
  YEARLESS_YEAR,
} from './time.ts';

type Reader = (text: string, at: number, end: number, out: TimeTarget) => number;

function read(reader: Reader, text: string): { at: number; iso: string; local: boolean; yearless: boolean } {
  const out: TimeTarget = { timeMs: Number.NaN, timeIsLocal: false, timeIsYearless: false };
  const at = reader(text, 0, text.length, out);
  const iso = Number.isNaN(out.timeMs) ? '' : new Date(out.timeMs).toISOString();
  return { at, iso, local: out.timeIsLocal, yearless: out.timeIsYearless };
}

describe('readIsoTime', () => {
  it.each([
    ['2025-01-02T03:04:05Z', '2025-01-02T03:04:05.000Z', false],
    ['2025-01-02 03:04:05', '2025-01-02T03:04:05.000Z', true],
    ['2025-01-02T03:04:05.5+02:00', '2025-01-02T01:04:05.500Z', false],
    ['2025-01-02T03:04:05,123456789-0330', '2025-01-02T06:34:05.123Z', false],
    ['2025-01-02 03:04:05 +0100', '2025-01-02T02:04:05.000Z', false],
    ['2025-01-02 03:04:05 UTC', '2025-01-02T03:04:05.000Z', false],
    ['2025-01-02 03:04:05 GMT+08:00', '2025-01-01T19:04:05.000Z', false],
    ['2025-01-02 03:04:05 UTC-0530', '2025-01-02T08:34:05.000Z', false],
    ['2025-01-02T03:04:05-5:00', '2025-01-02T08:04:05.000Z', false],
    ['2025-01-02T03:04:05--5:30', '2025-01-02T08:34:05.000Z', false],
    ['2025-01-02T03:04:05+1:00', '2025-01-02T02:04:05.000Z', false],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z', false],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.000Z', false],
  ])('%s', (text, iso, local) => {
    expect(read(readIsoTime, text)).toEqual({ at: text.length, iso, local, yearless: false });
  });

  it('leaves what follows alone', () => {
    expect(read(readIsoTime, '2025-01-02 03:04:05 -').at).toBe(19);
    expect(read(readIsoTime, '2025-01-02 03:04:05 -12').at).toBe(19);
    expect(read(readIsoTime, '2025-01-02 03:04:05 GMT-')).toMatchObject({ at: 23, local: false });
    expect(read(readIsoTime, '2025-01-02 03:04:05 120 10.0.0.1').at).toBe(19);
  });

  it.each(['2025-02-29T00:00:00Z', '2025-13-01T00:00:00Z', '2025-01-02T25:00:00Z', '2025-01-0', '', '2025-01-02'])(
    'refuses %s',
    (text) => expect(read(readIsoTime, text)).toMatchObject({ at: -1, iso: '' }),
  );
});

describe('other forms', () => {
  it('reads web server times', () => {
    const text = '10/Aug/2018:09:45:56 +0200';
    expect(read(readClfTime, text)).toEqual({ at: 26, iso: '2018-08-10T07:45:56.000Z', local: false, yearless: false });
    expect(read(readClfTime, '1/Aug/2018:09:45:56')).toMatchObject({ at: 19, local: true });
  });

  it('reads Palo Alto times and refuses dashes there', () => {
    expect(read(readSlashedTime, '2018/11/30 16:44:36').iso).toBe('2018-11-30T16:44:36.000Z');
    expect(read(readSlashedTime, '2018-11-30 16:44:36').at).toBe(-1);
  });

  it.each([
    ['Jan  1 00:00:01', `${YEARLESS_YEAR}-01-01T00:00:01.000Z`, true],
    ['Feb 29 23:59:59', `${YEARLESS_YEAR}-02-29T23:59:59.000Z`, true],
    ['Jul 31 2019 12:39:01', '2019-07-31T12:39:01.000Z', false],
    ['Wed Jul 31 12:39:01 2019', '2019-07-31T12:39:01.000Z', false],
    ['Mon Oct 02 16:21:40 CEST 2017', '2017-10-02T16:21:40.000Z', false],
    ['Jul 31 12:39:01.250', `${YEARLESS_YEAR}-07-31T12:39:01.250Z`, true],
  ])('reads %s', (text, iso, yearless) => {
    expect(read(readMonthTime, text)).toEqual({ at: text.length, iso, local: true, yearless });
  });

  it('reads zones of month times', () => {
    expect(read(readMonthTime, 'Jan 01 2025 00:00:00 +0000')).toMatchObject({ local: false, at: 26 });
    expect(read(readMonthTime, 'Jan 01 2025 00:00:00 GMT')).toMatchObject({ local: false, at: 24 });
    expect(read(readMonthTime, 'Jan 01 2025 00:00:00 host').at).toBe(20);
    expect(read(readMonthTime, 'Mon Oct 02 16:21:40 UTC 2017')).toMatchObject({
      iso: '2017-10-02T16:21:40.000Z',
      local: false,
      at: 28,
    });
    expect(read(readMonthTime, 'Oct  2 16:21:40 HOST x').at).toBe(15);
  });

  it('reads year-first and colon forms', () => {
    expect(read(readYearFirstTime, '2019 Jul 31 12:39:01').iso).toBe('2019-07-31T12:39:01.000Z');
    expect(read(readColonTime, '2024:01:02-03:04:05').iso).toBe('2024-01-02T03:04:05.000Z');
  });

  it.each([
    ['1735689600', 10],
    ['1735689600.000', 14],
    ['1735689600000', 13],
    ['1735689600000000', 16],
    ['1735689600000000000', 19],
  ])('reads epoch %s', (text, at) => {
    expect(read(readEpochTime, text)).toEqual({ at, iso: '2025-01-01T00:00:00.000Z', local: false, yearless: false });
  });
});

describe('properties', () => {
  it('agrees with Date on every day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), (day) => {
        const date = new Date(day * 86_400_000);
        expect(daysFromCivil(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())).toBe(day);
      }),
    );
  });

  it('reads back what Date writes', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1971-01-01'), max: new Date('2099-01-01'), noInvalidDate: true }),
        (date) => {
          expect(read(readAnyTime, date.toISOString()).iso).toBe(date.toISOString());
        },
      ),
    );
  });

  it('never throws, never reads past the end, and leaves the target alone on failure', () => {
    const readers: readonly Reader[] = [
      readIsoTime,
      readClfTime,
      readMonthTime,
      readYearFirstTime,
      readColonTime,
      readEpochTime,
      readAnyTime,
    ];
    const piece = fc.constantFrom(
      '2025',
      '-',
      '/',
      ':',
      ' ',
      '01',
      'Jan',
      'Mon',
      'T',
      'Z',
      '+',
      '.',
      'x',
      '1735689600',
      '23',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 16 }), fc.nat(20), (pieces, cut) => {
        const text = pieces.join('');
        const end = Math.min(cut, text.length);
        for (const reader of readers) {
          const whole: TimeTarget = { timeMs: 7, timeIsLocal: true, timeIsYearless: true };
          const alone: TimeTarget = { timeMs: 7, timeIsLocal: true, timeIsYearless: true };
          const at = reader(text, 0, end, whole);
          // The same window with nothing behind it must read the same: proof that nothing behind was looked at.
          expect(reader(text.slice(0, end), 0, end, alone)).toBe(at);
          expect(whole).toEqual(alone);
          expect(at).toBeLessThanOrEqual(end);
          if (at < 0) expect(whole).toEqual({ timeMs: 7, timeIsLocal: true, timeIsYearless: true });
        }
      }),
      { numRuns: 3000 },
    );
  });
});
