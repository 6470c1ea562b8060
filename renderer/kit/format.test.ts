import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatAgo,
  formatBytes,
  formatCount,
  formatDuration,
  formatInstant,
  formatShare,
  formatShort,
} from './format.ts';
import { endOfHour, fromWallText, toWallText } from './wall-time.ts';

/** Thin spaces as plain ones and the decimal sign of this machine's locale as a point. */
const plain = (text: string): string => text.replaceAll('\u2009', ' ').replace(',', '.');

describe('numbers', () => {
  it.each([
    [null, '–'],
    [0, '0 B'],
    [1023, '1 023 B'],
    [1023.6, '1.00 KiB'],
    [1536, '1.50 KiB'],
    [10 * 1024, '10.0 KiB'],
    [1024 ** 2 - 1, '1.00 MiB'],
    [3.2 * 1024 ** 4, '3.20 TiB'],
  ])('%s bytes are %s', (bytes, text) => expect(plain(formatBytes(bytes))).toBe(text));

  it.each([
    [null, '–'],
    [0, '0 %'],
    [0.0004, '< 0.1 %'],
    [0.07, '7 %'],
    [0.254, '25 %'],
    [0.997, '99.7 %'],
    [0.99999, '> 99.9 %'],
    [1, '100 %'],
  ])('a share of %s is %s', (share, text) => expect(plain(formatShare(share))).toBe(text));

  it('groups counts and shortens large ones', () => {
    expect(plain(formatCount(1234567))).toBe('1 234 567');
    expect(plain(formatShort(999))).toBe('999');
    expect(plain(formatShort(12_345))).toBe('12.3 k');
    expect(plain(formatShort(999_900))).toBe('1 M');
  });

  it('never shows an unknown as a number', () => {
    for (const format of [formatBytes, formatCount, formatShare, formatShort, formatDuration]) {
      expect(format(null)).toBe('–');
    }
  });
});

describe('times', () => {
  it('shows an instant in the zone, across the change of the clocks', () => {
    expect(formatInstant(Date.UTC(2026, 2, 29, 0, 59), 'Europe/Berlin')).toBe('2026-03-29 01:59');
    expect(formatInstant(Date.UTC(2026, 2, 29, 1, 0), 'Europe/Berlin')).toBe('2026-03-29 03:00');
    expect(formatInstant(Date.UTC(2026, 0, 1), 'Asia/Kathmandu', true)).toBe('2026-01-01 05:45:00');
  });

  it('reads back what it shows, away from hours that occur twice', () => {
    const whole = fc.integer({ min: Date.UTC(1996, 0, 1) / 1000, max: Date.UTC(2035, 0, 1) / 1000 });
    const zone = fc.constantFrom('UTC', 'Asia/Kolkata', 'Asia/Tokyo', 'America/Phoenix');
    fc.assert(
      fc.property(
        whole,
        zone,
        (seconds, name) => fromWallText(toWallText(seconds * 1000, name), name) === seconds * 1000,
      ),
    );
  });

  it('refuses what is no time', () => {
    for (const text of ['', 'yesterday', '2026-02-30 10:00', '2026-13-01', '2026-01-01 25:99', '2026-01-01 10:61']) {
      expect(fromWallText(text, 'UTC')).toBeNull();
    }
  });

  it('ends ranges with the hour on the zone’s own clock', () => {
    expect(endOfHour(Date.UTC(2026, 0, 1, 10, 20), 'UTC')).toBe(Date.UTC(2026, 0, 1, 11));
    expect(endOfHour(Date.UTC(2026, 0, 1, 10, 20), 'Asia/Kolkata')).toBe(Date.UTC(2026, 0, 1, 10, 30));
  });

  it('speaks of spans in their two largest units', () => {
    expect(plain(formatDuration(0))).toBe('0 s');
    expect(plain(formatDuration(130))).toBe('< 1 s');
    expect(plain(formatDuration(125_000))).toBe('2 min 5 s');
    expect(plain(formatDuration((3 * 24 + 4) * 3_600_000 + 59_000))).toBe('3 d 4 h');
    expect(formatAgo(0, 90 * 60_000)).toBe('2 h ago');
  });
});
