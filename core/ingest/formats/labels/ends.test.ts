import { expect, test } from 'vitest';
import { labelledEnds } from './ends.ts';

const find = (text: string) => labelledEnds(text, 0, text.length);

test('takes ends, port, action and user from their labels', () => {
  const line =
    'User: ann; Source IP: 2001:db8::1, Destination IP address: 192.0.2.9; Destination port: 53; Action: drop.';
  expect(find(line)).toEqual({
    source: '2001:db8::1',
    destination: '192.0.2.9',
    port: 53,
    action: 'drop',
    user: 'ann',
  });
});

test.each([
  'Source IP: 10.0.0.1 only',
  'Source IP: 10.0.0.1.5, Destination IP: 192.0.2.9',
  'Source IP: unknown, Destination IP: 192.0.2.9',
  'Blocked host 10.0.0.1 at noon',
  'The source is 10.0.0.1 and the destination 192.0.2.9',
])('finds no two ends in "%s"', (line) => {
  expect(find(line)).toBeUndefined();
});

test('stays quick on a line that begins the same words again and again', () => {
  expect(find('Blocked host 10.0.0.1 at 10:10 by x using TCP/1 Source IP: 1.'.repeat(20_000))).toBeUndefined();
});
