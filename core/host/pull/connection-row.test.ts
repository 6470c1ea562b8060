import { expect, it } from 'vitest';
import { findProvider } from '../../pull/index.ts';
import { Reply } from '../../pull/reply.ts';
import type { StoredConnection } from '../../store/write/connections.ts';
import { connectionRow } from './connection-row.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 2, 4, 12);
const STORED: StoredConnection = {
  id: 1,
  config: {
    ...{
      name: 'Okta',
      provider: 'okta',
      settings: { domain: 'example.okta.com' },
      feeds: ['system-log'],
      stream: 'Okta',
    },
    ...{ intervalMinutes: 30, lookBackDays: 7, writes: false, listings: [] },
  },
  ...{
    vault: 'v',
    enabled: true,
    state: 'error',
    problem: '500 Internal server error.',
    created: 0,
    lastTry: NOW - HOUR,
  },
  ...{ lastSuccess: null, notBefore: null, failingSince: NOW - HOUR, secretExpires: null, feeds: [] },
};
const FACTS = { hasSecrets: true, isLocked: false, isScheduled: true, activity: null, listings: [] };
const row = (change: Partial<StoredConnection>) => connectionRow({ ...STORED, ...change }, FACTS, NOW);

it('a fault needs attention once it has lasted for a day, and is still tried', () => {
  expect(row({})).toMatchObject({ state: 'error', problem: '500 Internal server error.' });
  const lasting = row({ failingSince: NOW - 24 * HOUR });
  expect(lasting).toMatchObject({
    state: 'attention',
    problem: 'It has failed at every try since 2026-03-03 12:00 UTC. 500 Internal server error.',
  });
  expect(lasting.nextTry).toBe(row({}).nextTry);
  expect(row({ failingSince: NOW - 24 * HOUR, state: 'attention', problem: 'Enter a new token.' })).toMatchObject({
    problem: 'Enter a new token.',
    nextTry: null,
  });
  expect(row({ failingSince: NOW - 24 * HOUR, enabled: false }).state).toBe('disabled');
});

it('knows when a secret ends from what its provider says, and claims nothing else', () => {
  const ends = (provider: string, json: unknown, headers: Record<string, string> = {}, secret = 'abc-secret') =>
    findProvider(provider)?.secretExpiry?.read(
      new Reply(200, new Headers(headers), Buffer.from(JSON.stringify(json))),
      { clientSecret: secret },
    );
  const at = { 'github-authentication-token-expiration': '2026-12-01 10:00:00 UTC' };
  expect(ends('github', {}, at)).toBe(Date.UTC(2026, 11, 1, 10));
  expect(ends('github', {})).toBeNull();
  const secrets = (...hints: string[]) => ({
    passwordCredentials: hints.map((hint) => ({ hint, endDateTime: '2026-12-01T00:00:00Z' })),
  });
  expect(ends('microsoft-365', secrets('abc', 'xyz'))).toBe(Date.UTC(2026, 11, 1));
  expect(ends('microsoft-365', secrets('xyz'))).toBeNull();
  expect(ends('microsoft-365', secrets('abc', 'abc'))).toBeNull();
  expect(ends('microsoft-365', { error: { code: 'Authorization_RequestDenied' } })).toBeNull();
});
