import { expect, test } from 'vitest';
import { readDayMonthTime } from './day-month-time.ts';

test.each([
  ['6/1/2021, 12:42:28.603 PM', '2021-06-01T12:42:28.603Z'],
  ['6/1/2021 12:05 AM', '2021-06-01T00:05:00.000Z'],
  ['11/8/2006 0:00:05', '2006-11-08T00:00:05.000Z'],
  ['01/16/2025:15:22:40', '2025-01-16T15:22:40.000Z'],
  ['16/01/2025 15:22', '2025-01-16T15:22:00.000Z'],
  ['14.1.2025 10:11:12', '2025-01-14T10:11:12.000Z'],
  ['1-2-2025T10:11:12', '2025-02-01T10:11:12.000Z'],
  ['01/16/25-15:22:40.123456', '2025-01-16T15:22:40.123Z'],
  ['16 Jan 2025 15:22:40', '2025-01-16T15:22:40.000Z'],
  ['1-Feb-2025 15:22', '2025-02-01T15:22:00.000Z'],
  ['1/1/25 1:02\u00e2\u0080\u00afPM', '2025-01-01T13:02:00.000Z'],
])('reads %s', (text, expected) => {
  const out = { timeMs: 0, timeIsLocal: false, timeIsYearless: true };
  expect(readDayMonthTime(text, 0, text.length, out)).toBe(text.length);
  expect([new Date(out.timeMs).toISOString(), out.timeIsLocal, out.timeIsYearless]).toEqual([expected, true, false]);
});

test('leaves the year open where a dash follows month and day', () => {
  const out = { timeMs: 0, timeIsLocal: false, timeIsYearless: false };
  expect(readDayMonthTime('02/29-15:22:40.5 ', 0, 17, out)).toBe(16);
  expect(out).toEqual({ timeMs: Date.UTC(2000, 1, 29, 15, 22, 40, 500), timeIsLocal: true, timeIsYearless: true });
});

test('takes the day first where the format says so, and a zone that follows', () => {
  const out = { timeMs: 0, timeIsLocal: true, timeIsYearless: true };
  readDayMonthTime('02/07/2024 07:51:20 GMT', 0, 23, out, 'day-first');
  expect([new Date(out.timeMs).toISOString(), out.timeIsLocal]).toEqual(['2024-07-02T07:51:20.000Z', false]);
});

test.each([
  ['07/02/2024 07:51:20 GMT+08:00', '2024-07-01T23:51:20.000Z'],
  ['7/2/2024 7:51 AM UTC-0530', '2024-07-02T13:21:00.000Z'],
  ['16 Jan 2025 15:22:40 +0100', '2025-01-16T14:22:40.000Z'],
])('counts the offset of %s', (text, expected) => {
  const out = { timeMs: 0, timeIsLocal: true, timeIsYearless: true };
  expect(readDayMonthTime(text, 0, text.length, out)).toBe(text.length);
  expect([new Date(out.timeMs).toISOString(), out.timeIsLocal]).toEqual([expected, false]);
});

test.each([
  '',
  '1/2',
  '1/2/2025',
  '13/13/2025 10:00',
  '1/2/2025 25:00',
  '1/2/2025 10',
  '1/2/025 10:00',
  '13/1-10:00:00',
  '1/2-',
  '1.2.3.4:80',
])('leaves %j alone', (text) => {
  const out = { timeMs: 5, timeIsLocal: false, timeIsYearless: false };
  expect(readDayMonthTime(text, 0, text.length, out)).toBe(-1);
  expect(out.timeMs).toBe(5);
});
