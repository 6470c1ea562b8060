import { expect, it } from 'vitest';
import { LastUsed } from './last-used.ts';

it('makes a value once while it is among those asked for last', () => {
  const held = new LastUsed<{ readonly key: string }>(2);
  const made: string[] = [];
  const ask = (key: string) =>
    held.get(key, () => {
      if (key === 'bad') throw new Error('bad');
      made.push(key);
      return { key };
    });
  expect(ask('a')).toBe(ask('a'));
  ask('b');
  ask('a');
  ask('c');
  expect(() => ask('bad')).toThrow('bad');
  ask('a');
  ask('b');
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});
