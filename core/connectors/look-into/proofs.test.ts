/** Patterns that look into records of other people's making. */
import { expect, it } from 'vitest';
import { PROOFS } from './proofs.ts';

it.each(Object.entries(PROOFS))('%s cannot be slowed down by a hostile record', (_, { pattern }) => {
  // Repeats without an end, next to each other, are what makes matching quadratic.
  expect(pattern.source).not.toMatch(/[*+](?!\))/);
});

it('gives each proof a bit of its own', () => {
  const bits = Object.values(PROOFS).map(({ bit }) => bit);
  expect(new Set(bits).size).toBe(bits.length);
});
