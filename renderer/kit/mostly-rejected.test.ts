import { expect, it } from 'vitest';
import { isMostlyRejected } from './mostly-rejected.ts';

it('doubts an import that rejects more lines than it reads', () => {
  expect(isMostlyRejected({ parsed: 2, rejected: 98 })).toBe(true);
  expect(isMostlyRejected({ parsed: 50, rejected: 50 })).toBe(false);
  expect(isMostlyRejected({ parsed: 0, rejected: 0 })).toBe(false);
  expect(isMostlyRejected(null)).toBe(false);
});
