import { expect, test } from 'vitest';
import { periodEnds, periodText } from './period.ts';

const at = (text: string): number => Date.parse(`${text}Z`);

test('whole days are named by their dates, one day once, and part of a day to the minute', () => {
  const days = { from: at('2026-03-01T00:00:00'), to: at('2026-03-08T00:00:00') };
  expect(periodEnds(days, 'UTC')).toEqual(['2026-03-01', '2026-03-07']);
  expect(periodText(days, 'UTC')).toBe('2026-03-01 to 2026-03-07');
  expect(periodText({ from: at('2026-03-01T00:00:00'), to: at('2026-03-02T00:00:00') }, 'UTC')).toBe('2026-03-01');
  expect(periodText(days, 'America/New_York')).toBe('2026-02-28 19:00 to 2026-03-07 18:59');
  expect(periodText(null, 'UTC')).toBe('No data');
});

test('a minute that a period begins and ends in is named once', () => {
  const minute = { from: at('2026-03-01T09:30:00'), to: at('2026-03-01T09:30:20') };
  expect(periodEnds(minute, 'UTC')).toEqual(['2026-03-01 09:30']);
});
