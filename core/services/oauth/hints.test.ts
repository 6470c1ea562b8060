import { expect, it } from 'vitest';
import { hintsFor } from './hints.ts';

const DAY = 86_400_000;
const detailsOf = (users: number, credentials: number, idleDays: number): string[] =>
  hintsFor({
    name: 'Example mail',
    level: 'high',
    permissions: [],
    users,
    adminConsent: false,
    consentedByUser: true,
    consentedByExternal: false,
    lastActive: 0,
    logEnd: idleDays * DAY,
    credentials,
    isBanned: false,
    usedAfter: null,
  }).map(({ detail }) => detail);

it('counts in words that fit one and many', () => {
  expect(detailsOf(1, 1, 90)).toEqual([
    'one user consented to permissions of the highest level',
    'for 90 days of the log',
    'once',
  ]);
  expect(detailsOf(3, 2, 89)).toEqual(['3 users consented to permissions of the highest level', '2 times']);
});
