/** What words in paths say, and what they must not be taken to say. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findByWords } from './by-words.ts';

describe('finds', () => {
  test.each<[string, object, object]>([
    [
      'a person, an address and an act below other names',
      {
        log: {
          when: '2026-03-05T09:36:00Z',
          eventCode: 'USER_UPDATED',
          performer: { loginName: 'ann', clientAddress: '192.0.2.1' },
        },
      },
      {
        isAct: true,
        time: '2026-03-05T09:36:00Z',
        operation: 'USER_UPDATED',
        sourceUser: 'ann',
        sourceIp: '192.0.2.1',
      },
    ],
    [
      'a browser wherever it stands',
      { who: 'ann@example.com', what: 'exported', extra: { x: 'Mozilla/5.0 (X11)' } },
      { userAgent: 'Mozilla/5.0 (X11)', operation: 'exported', sourceUser: 'ann@example.com' },
    ],
    [
      'fields that are lists of names and values, and the first of the addresses a request came through',
      {
        action: 'user.login',
        is_failure: true,
        received: '2026-03-05T09:36:00Z',
        fields: [
          { key: 'X-Forwarded-For', value: '192.0.2.1, 198.51.100.1' },
          { key: 'User-Agent', value: 'curl/8.5.0' },
        ],
      },
      { time: '2026-03-05T09:36:00Z', sourceIp: '192.0.2.1', outcome: 'failure', userAgent: 'curl/8.5.0' },
    ],
    [
      'a number where nothing else says what was done, and never what only counts records',
      { performedBy: { name: 'lea' }, auditType: 75, eventId: '16e4fa0b', list: [{ name: 'Domain controllers' }] },
      { operation: '75', sourceUser: 'lea' },
    ],
    ['a failure by its flag', { action: 'a.b', user: 'ann', failed: true }, { outcome: 'failure' }],
    ['a failure by its status', { action: 'a.b', user: 'ann', responseCode: 403 }, { outcome: 'failure' }],
    ['a mail address before an id', { userId: 'u1', userEmail: 'ann@example.com' }, { sourceUser: 'ann@example.com' }],
  ])('%s', (_, data, found) => expect(findByWords(data as Record<string, unknown>)).toMatchObject(found));
});

describe('leaves', () => {
  test.each<[string, object, object]>([
    ['a target’s address', { action: 'a.b', targetIp: '192.0.2.1', server: { ip: '192.0.2.2' } }, { sourceIp: '' }],
    ['a target’s name', { action: 'a.b', targetUser: 'bob', affectedUser: { name: 'cat' } }, { sourceUser: '' }],
    ['a time of expiry', { expirationTime: '2026-03-05T09:36:00Z' }, { time: '' }],
    ['a level for an act', { type: 'INFO', user: 'ann', ip: '192.0.2.1' }, { operation: '', isAct: false }],
    ['a method for an act', { action: 'GET', user: 'ann', ip: '192.0.2.1' }, { operation: '', isAct: false }],
    ['a flow', { action: 'close', user: 'ann', src: '192.0.2.1', dstip: '192.0.2.2', sent_bytes: 4 }, { isAct: false }],
    ['a request', { event: 'page', user: 'ann', ip: '192.0.2.1', url: '/a' }, { isAct: false }],
    ['what did it for who', { action: 'a.b', actor: 'service', ip: '192.0.2.1' }, { sourceUser: '' }],
    ['a rule for who', { message: 'access was blocked by policy', ip: '192.0.2.1' }, { sourceUser: '' }],
    ['a sentence that nobody did', { message: 'all is well', ip: '192.0.2.1' }, { isAct: false }],
  ])('%s', (_, data, found) => expect(findByWords(data as Record<string, unknown>)).toMatchObject(found));

  test('whatever is no text: it never throws', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (data) => {
        for (const value of Object.values(findByWords(data))) expect(['string', 'boolean']).toContain(typeof value);
      }),
      { numRuns: 300 },
    );
  });
});
