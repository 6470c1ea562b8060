import { expect, test } from 'vitest';
import { readSize } from './size.ts';

test.each([
  ['414   x', 414],
  ['3.09 K z', 3164],
  ['52.0   x', 52],
  ['1.2 M', 1_258_291],
  ['2 G', 2_147_483_648],
  ['20.0 Kx', 20_480],
  ['', -1],
  ['x', -1],
  ['12345678901234567', -1],
])('reads %j as %d bytes', (text, bytes) => {
  expect(readSize(text, 0, text.length)).toBe(bytes);
});
