import { expect, it } from 'vitest';
import { isMostlyRejected } from './mostly-rejected.ts';

it('doubts an import that rejects more lines than it reads', () => {
  expect(isMostlyRejected({ parsed: 2, rejected: 98, skipped: 0 })).toBe(true);
  expect(isMostlyRejected({ parsed: 50, rejected: 50, skipped: 0 })).toBe(false);
  expect(isMostlyRejected({ parsed: 0, rejected: 0, skipped: 0 })).toBe(false);
  // Visits to servers of one's own were read, and left out on purpose.
  expect(isMostlyRejected({ parsed: 0, rejected: 25, skipped: 22_000 })).toBe(false);
  expect(isMostlyRejected(null)).toBe(false);
});
