import { describe, expect, test } from 'vitest';
import { isTimeInFigures, orderOf, ownTimes } from './own-times.ts';

const at = (time: Partial<Parameters<typeof ownTimes>[0]>, value: unknown): string | null => {
  const readers = ownTimes({ from: ['t'], local: [], ...time });
  const exact = readers?.exact(value) ?? Number.NaN;
  const ms = Number.isNaN(exact) && typeof value === 'string' ? (readers?.locale(value) ?? Number.NaN) : exact;
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
};

describe('times of a described log', () => {
  test.each([
    [{ order: 'dmy' }, '3/4/2026, 9:05:10 PM', '2026-04-03T21:05:10.000Z'],
    [{ order: 'mdy' }, '3/4/2026, 9:05:10\u202fPM', '2026-03-04T21:05:10.000Z'],
    [{ order: 'mdy', zone: 'America/New_York' }, '7/4/2026 12:00:00 AM', '2026-07-04T04:00:00.000Z'],
    [{ order: 'dmy', zone: 'Europe/Berlin' }, '03.04.26 21:05', '2026-04-03T19:05:00.000Z'],
    [{ order: 'dmy', zone: 'Europe/Berlin' }, '03.04.2026 21:05:10.25 +05:30', '2026-04-03T15:35:10.250Z'],
    [{ zone: 'Europe/Berlin' }, '2026-01-02T10:00:00', '2026-01-02T09:00:00.000Z'],
    [{ zone: 'Europe/Berlin' }, '2026-01-02T10:00:00Z', '2026-01-02T10:00:00.000Z'],
    [{ zone: 'Europe/Berlin' }, 1_767_348_000, '2026-01-02T10:00:00.000Z'],
    [{ zone: 'Europe/Berlin' }, '1767348000', '2026-01-02T10:00:00.000Z'],
    [{ zone: 'Europe/Berlin' }, '3/4/2026 09:00:00', null],
    [{ order: 'dmy' }, '4/13/2026 09:00:00', null],
    [{ order: 'dmy' }, '3/4/2026 13:00 PM', null],
    [{ order: 'dmy' }, 'yesterday', null],
    [{ order: 'dmy' }, null, null],
  ] as const)('%j reads %j', (time, value, expected) => {
    expect(at(time, value)).toBe(expected);
  });

  test('are read the usual way where nothing is said of them', () => {
    expect(ownTimes({ from: ['t'], local: [] })).toBeUndefined();
  });

  test('prove their order where one of them can', () => {
    expect(orderOf(['03/04/2026 09:00', '14/04/2026 09:00'])).toBe('dmy');
    expect(orderOf(['03/04/2026 09:00', '04/14/2026 09:00'])).toBe('mdy');
    expect(orderOf(['03/04/2026 09:00'])).toBeUndefined();
    expect(orderOf(['14/04/2026 09:00', '04/14/2026 09:00'])).toBeUndefined();
    expect(isTimeInFigures('3/4/2026, 9:05:10\u202fPM')).toBe(true);
    expect(isTimeInFigures('10.0.0.1')).toBe(false);
  });
});
