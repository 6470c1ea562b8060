import { expect, test } from 'vitest';
import { CONNECTORS } from '../../connectors/index.ts';
import { dayOrderOfBytes } from './day-order.ts';

const FILE = { name: 'report.csv', modifiedMs: Date.UTC(2026, 3, 1) };
const order = (text: string) => dayOrderOfBytes(Buffer.from(text), CONNECTORS, FILE);
const row = (date: string, time: string): string =>
  JSON.stringify({ Date: date, Time: time, Admin: 'ann@example.com', Activity: 'Changed policy' });

test('the cells of day and of time of day decide together, as one cell does', () => {
  expect(order(`${row('10/03/2026', '09:50')}\n${row('14/03/2026', '16:05')}\n`)).toBe('day-first');
});

test('a file whose times are plain tells of no order', () => {
  expect(order(`${row('2026-03-14', '09:50')}\n`)).toBeUndefined();
});
