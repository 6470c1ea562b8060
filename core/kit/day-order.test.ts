import { describe, expect, test } from 'vitest';
import { DayVotes, provenOrder, timeInFigures } from './day-order.ts';

const LATE = Date.UTC(2030, 0, 1);

function orderOf(texts: readonly string[], latestMs = LATE): ReturnType<DayVotes['order']> {
  const votes = new DayVotes();
  for (const text of texts) votes.see(text);
  return votes.order(latestMs);
}

describe('timeInFigures', () => {
  test.each([
    ['3/4/2026, 9:05:10.250 PM +02:00', { first: '3', second: '4', hour: '21', fraction: '250', zone: '+02:00' }],
    ['03-04-2026 21.05', { first: '03', second: '04', hour: '21', isHalfDay: false, zone: undefined }],
    ['3/4/2026 12:05:10 a. m.', { hour: '0', isHalfDay: true }],
  ])('takes %s apart', (text, parts) => expect(timeInFigures(text)).toMatchObject(parts));

  test.each(['3/4/2026', '2026-03-04 09:05', '3/4-2026 09:05', '3/4/2026 13:05 PM', 'x'])('is not %s', (text) =>
    expect(timeInFigures(text)).toBeUndefined(),
  );
});

test('a figure above 12 proves the order, two of them none', () => {
  const proven = (text: string) => {
    const time = timeInFigures(text);
    return time === undefined ? 'none' : provenOrder(time);
  };
  expect(proven('13/04/2026 09:00')).toBe('day-first');
  expect(proven('04/13/2026 09:00')).toBe('month-first');
  expect(proven('04/03/2026 09:00')).toBeUndefined();
  expect(proven('14/13/2026 09:00')).toBeUndefined();
});

describe('the times of a file', () => {
  test('decide by the one that proves the order', () => {
    expect(orderOf(['03/04/2026 09:00', '13/04/2026 09:00'])).toBe('day-first');
    expect(orderOf(['03/04/2026 09:00', '03/31/2026 09:00'])).toBe('month-first');
    expect(orderOf(['3/4/2026 9:00:00 PM', '31/3/2026 9:00:00 PM'])).toBe('day-first');
  });

  test('decide nothing where they contradict each other', () =>
    expect(orderOf(['13/04/2026 09:00', '04/13/2026 09:00'])).toBeUndefined());

  test('decide by the order in which they lie close together', () => {
    const april = ['01', '02', '03', '04', '05'].map((day) => `${day}/04/2026 09:00`);
    expect(orderOf(april)).toBe('day-first');
    expect(orderOf(april.map((text) => text.replace(/^(\d\d)\/(\d\d)/, '$2/$1')))).toBe('month-first');
  });

  test('decide by the order in which none lies ahead of the file', () => {
    const written = Date.UTC(2026, 3, 6);
    expect(orderOf(['05/04/2026 09:00'], written)).toBe('day-first');
    expect(orderOf(['04/05/2026 09:00'], written)).toBe('month-first');
  });

  test.each([
    ['one day alone', ['03/04/2026 09:00', '03/04/2026 10:00']],
    [
      'twelve hours, which are American until proved otherwise',
      ['3/4/2026 9:00 PM', '4/4/2026 9:00 PM', '5/4/2026 9:00 PM'],
    ],
    ['other times', ['2026-03-04T09:00:00Z', '03.04.2026 09:00', '']],
  ])('decide nothing by %s', (_, texts) => expect(orderOf(texts)).toBeUndefined());
});
