import { expect, it } from 'vitest';
import { closest } from './suggest.ts';

it.each([
  ['tpye', ['time', 'type'], 'type'],
  ['tyep', ['time', 'type'], 'type'],
  ['contry', ['category', 'country'], 'country'],
  ['usr', ['user', 'url'], 'user'],
  ['xyz', ['time', 'type'], null],
])('takes %s for the nearest name', (typed, names, meant) => {
  expect(closest(typed, names)).toBe(meant);
});
