import { expect, it } from 'vitest';
import { createKeySequence } from './key-sequence.ts';

it('joins two keys that were pressed shortly after each other, once', () => {
  const keys = createKeySequence();
  expect(keys.complete('i', 0)).toBeNull();
  keys.lead('g', 1000);
  expect(keys.complete('i', 2100)).toBe('g i');
  expect(keys.complete('i', 2200)).toBeNull();
});

it('lets a first key pass after a while', () => {
  const keys = createKeySequence();
  keys.lead('g', 1000);
  expect(keys.complete('i', 2201)).toBeNull();
});
