import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { known } from '../../kit/known.ts';
import { createZone } from '../../kit/zone.ts';
import { EventDraft } from '../formats/api.ts';
import { normalizeHost } from './host.ts';
import { type NormalizeContext, normalizeDraft } from './normalize.ts';
import { toAsciiHost } from './punycode.ts';
import { toRecord } from './record.ts';
import { normalizeUser } from './user.ts';

const FILE_DATE = Date.parse('2025-03-10T12:00:00Z');
const UTC: NormalizeContext = { zoneOffset: () => 0, fileDateMs: FILE_DATE, requireTime: true };

function draftOf(values: Partial<EventDraft>): EventDraft {
  return Object.assign(new EventDraft(), { timeMs: FILE_DATE - 1000, wantDetail: true }, values);
}

/** The normalised fields asked for, or the problem. */
function normalized(values: Partial<EventDraft>, context: NormalizeContext = UTC): EventDraft {
  const draft = draftOf(values);
  expect(normalizeDraft(draft, context)).toBe('');
  return draft;
}

describe('users', () => {
  it.each([
    ['alice', 'alice'],
    ['CORP\\alice', 'CORP\\alice'],
    ['alice@corp.example', 'alice@corp.example'],
    ['"CORP\\alice@corp.example"', 'CORP\\alice@corp.example'],
    ['CORP%5Calice', 'CORP\\alice'],
    ['alice%20example', 'alice example'],
    ['m%C3%BCller', 'm\u00fcller'],
    ['m\u00c3\u00bcller', 'm\u00fcller'],
    ['LDAP://192.0.2.1 OU=Staff,DC=corp/Alice Example', 'Alice Example'],
    ['WinNT://CORP/alice', 'CORP\\alice'],
    ['CORP\\\\alice', 'CORP\\alice'],
    ['(CORP)alice', 'CORP\\alice'],
    ['(CORP)\\alice', 'CORP\\alice'],
    ['(unauthenticated)alice', 'alice'],
    ['alice@(CORP)', 'alice@CORP'],
    ['(ext) Alice Example', '(ext) Alice Example'],
    ['Alice (admin)', 'Alice (admin)'],
    ['\\\\server\\alice', '\\\\server\\alice'],
    ['alice?', 'alice'],
    ['100%', '100%'],
    ['nancy', 'nancy'],
    ['anna', 'anna'],
    ['unni', 'unni'],
  ])('%s', (raw, user) => expect(normalizeUser(raw)).toBe(user));

  it.each([
    '',
    '-',
    'N/A',
    'anonymous',
    '(null)',
    '""',
    '"-"',
    'None',
    'null',
    'Unknown',
    'Unknown (SSO failed)',
    '<n/a>',
    '(unauthenticated)',
    '?',
    '%2D',
    ' - ',
  ])('%s is nobody', (raw) => expect(normalizeUser(raw)).toBe(''));
});

describe('hosts', () => {
  it.each([
    ['Files.Example.COM.', 'files.example.com'],
    ['files.example.com:443', 'files.example.com'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['b\u00c3\u00bccher.example', 'xn--bcher-kva.example'],
    ['B\u00dcCHER.example', 'xn--bcher-kva.example'],
    ['"files.example.com"', 'files.example.com'],
    ['under_score.example.com', 'under_score.example.com'],
    ['2001:db8::1', '2001:db8::1'],
    ['a-very-plain.host.example.com', 'a-very-plain.host.example.com'],
  ])('%s', (raw, host) => expect(normalizeHost(raw)).toBe(host));

  it.each(['', '-', 'n/a', 'NULL', '.', 'none'])('%s is none', (raw) => expect(normalizeHost(raw)).toBe(''));

  it('encodes names as the platform does', () => {
    const label = fc.string({
      unit: fc.constantFrom('a', 'b', '-x', '\u00fc', '\u00e9', '\u4f8b', '\u05d0', '1'),
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 3 }), (labels) => {
        const host = `${labels.join('.')}.example`;
        let expected = '';
        try {
          expected = new URL(`http://${host}/`).hostname;
        } catch {
          // Not a name that IDNA allows (mixed directions, leading dashes): nothing to compare with.
          return;
        }
        expect(toAsciiHost(host)).toBe(expected);
      }),
    );
  });
});

describe('destination', () => {
  it('is derived from the URL when absent', () => {
    expect(normalized({ url: 'https://files.example.com:8443/x' })).toMatchObject({
      destinationHost: 'files.example.com',
      destinationPort: 8443,
    });
    expect(normalized({ url: '/path' }).destinationHost).toBe('');
  });

  it('goes to the address when the host is one', () => {
    expect(normalized({ destinationHost: '192.0.2.7' })).toMatchObject({
      destinationHost: '',
      destinationIp: '192.0.2.7',
    });
    expect(normalized({ destinationHost: '[2001:DB8::7]:443' })).toMatchObject({
      destinationHost: '',
      destinationIp: '2001:db8::7',
    });
    expect(normalized({ destinationHost: '192.0.2.7.example.com' }).destinationIp).toBe('');
  });

  it('cleans addresses', () => {
    expect(normalized({ sourceIp: 'FE80::1%eth0', destinationIp: '::ffff:192.0.2.1' })).toMatchObject({
      sourceIp: 'fe80::1',
      destinationIp: '192.0.2.1',
    });
    expect(normalized({ sourceIp: '-', destinationIp: 'none' })).toMatchObject({ sourceIp: '', destinationIp: '' });
  });

  it('does not depend on what was seen before', () => {
    for (const host of ['', 'files.example.com', 'www.example.com']) {
      known.host = host;
      known.ipv4 = '192.0.2.1';
      expect(normalized({ destinationHost: 'files.example.com', sourceIp: '192.0.2.1' })).toMatchObject({
        destinationHost: 'files.example.com',
        sourceIp: '192.0.2.1',
      });
    }
  });
});

describe('time', () => {
  const berlin = createZone('Europe/Berlin');
  const zoned: NormalizeContext = {
    ...UTC,
    zoneOffset: (wall) => berlin?.offsetAtWall(wall) ?? 0,
    fileDateMs: Date.parse('2025-11-10T00:00:00Z'),
  };
  const iso = (draft: EventDraft) => new Date(draft.timeMs).toISOString();
  const local = (wall: string) => normalized({ timeMs: Date.parse(`${wall}Z`), timeIsLocal: true }, zoned);

  it('reads local times in the import\u2019s zone', () => {
    expect(iso(local('2025-07-01T12:00:00'))).toBe('2025-07-01T10:00:00.000Z');
    expect(iso(local('2025-03-30T02:30:00'))).toBe('2025-03-30T01:30:00.000Z');
    expect(iso(local('2025-10-26T02:30:00'))).toBe('2025-10-26T00:30:00.000Z');
    expect(local('2025-07-01T12:00:00').timeIsLocal).toBe(false);
  });

  it.each([
    ['2000-03-10T11:00:00', '2025-03-10T11:00:00.000Z'],
    ['2000-12-31T23:59:59', '2024-12-31T23:59:59.000Z'],
    ['2000-03-12T11:59:00', '2025-03-12T11:59:00.000Z'],
    ['2000-03-12T12:01:00', '2024-03-12T12:01:00.000Z'],
    ['2000-02-29T00:00:00', '2024-02-29T00:00:00.000Z'],
  ])('gives %s the year that fits the file', (wall, expected) => {
    const draft = normalized({ timeMs: Date.parse(`${wall}Z`), timeIsLocal: true, timeIsYearless: true });
    expect(iso(draft)).toBe(expected);
    expect(draft.timeIsYearless).toBe(false);
  });

  it('gives a line the same year whatever line was read before it', () => {
    const clock = fc.nat(86_399_999);
    const hours = fc.integer({ min: -14, max: 14 });
    // Days of the leap year that times without one are built with; near the file's date and the year's ends is where they differ.
    const day = fc.oneof(fc.nat(365), fc.integer({ min: 66, max: 74 }), fc.constantFrom(0, 59, 365));
    fc.assert(
      fc.property(day, clock, clock, hours, fc.boolean(), clock, (days, first, second, zone, timeIsLocal, into) => {
        const fileDateMs = Date.parse('2025-03-10T00:00:00Z') + into;
        const context = { ...UTC, fileDateMs, zoneOffset: () => zone * 3_600_000 };
        const dayMs = Date.UTC(2000, 0, 1) + days * 86_400_000;
        const read = (timeMs: number) => normalized({ timeMs, timeIsLocal, timeIsYearless: true }, context).timeMs;
        const forget = () => read(Date.UTC(2000, 5, days === 152 ? 2 : 1));
        forget();
        const want = read(dayMs + second);
        forget();
        read(dayMs + first);
        expect(read(dayMs + second)).toBe(want);
      }),
    );
  });

  it('refuses times that cannot be', () => {
    const problem = (timeMs: number, context = UTC) => normalizeDraft(draftOf({ timeMs }), context);
    expect(problem(Date.parse('1994-12-31T23:59:59Z'))).toBe('time-implausible');
    expect(problem(FILE_DATE + 2 * 86_400_000 + 1)).toBe('time-implausible');
    expect(problem(FILE_DATE + 2 * 86_400_000)).toBe('');
    expect(problem(Number.NaN)).toBe('time-missing');
    expect(problem(Number.NaN, { ...UTC, requireTime: false })).toBe('');
  });

  it('takes the time of receipt where the line names none, and says so', () => {
    const context = { ...UTC, receivedMs: FILE_DATE - 5000 };
    const silent = draftOf({ timeMs: Number.NaN });
    expect(normalizeDraft(silent, context)).toBe('');
    expect(toRecord(silent, 1, 'cef')).toMatchObject({
      time: new Date(FILE_DATE - 5000).toISOString(),
      timeBasis: 'received',
    });
    const dated = draftOf({ timeMs: FILE_DATE - 60_000 });
    expect(normalizeDraft(dated, context)).toBe('');
    expect(toRecord(dated, 1, 'cef')).not.toHaveProperty('timeBasis');
    expect(normalizeDraft(draftOf({ timeMs: 0 }), context)).toBe('time-implausible');
  });

  it('refuses infinite times', () => {
    const problem = (timeMs: number, context = UTC) => normalizeDraft(draftOf({ timeMs }), context);
    expect(problem(Number.POSITIVE_INFINITY)).toBe('time-implausible');
  });
});

describe('record', () => {
  it('holds only what the line says', () => {
    const draft = normalized({ sourceIp: '10.0.0.1', bytesReceived: 0, status: 0, method: '-', userAgent: '"x"' });
    expect(toRecord(draft, 7, 'squid-native')).toEqual({
      line: 7,
      format: 'squid-native',
      time: '2025-03-10T11:59:59.000Z',
      sourceIp: '10.0.0.1',
      bytesReceived: 0,
      status: 0,
      userAgent: 'x',
    });
  });

  it('keeps the reason of an inbound visit', () => {
    expect(normalized({ reason: 'inbound', sourceIp: '198.51.100.1' }).reason).toBe('inbound');
  });
});

it('changes nothing the second time', () => {
  const text = fc.oneof(
    fc.string({
      unit: fc.constantFrom(
        'a',
        'B',
        '.',
        ':',
        '%41',
        '%',
        '"',
        '-',
        '?',
        '\\',
        '/',
        ' ',
        '\u00c3\u00a9',
        '[',
        ']',
        '1',
        '://',
        'LDAP://',
        '\u3002',
      ),
    }),
    fc.ipV4(),
    fc.ipV6(),
    fc.webUrl(),
    fc.domain(),
  );
  fc.assert(
    fc.property(
      fc.record({
        url: text,
        destinationHost: text,
        destinationIp: text,
        sourceIp: text,
        sourceUser: text,
        sourceHost: text,
        userAgent: text,
      }),
      (values) => {
        const once = normalized(values);
        const before = JSON.stringify(once);
        expect(normalizeDraft(once, UTC)).toBe('');
        expect(JSON.stringify(once)).toBe(before);
      },
    ),
    { numRuns: 3000 },
  );
});

describe('IPv6', () => {
  it.each([
    ['2001:0db8:85a3:0000:0000:8a2e:0370:7334', '2001:db8:85a3::8a2e:370:7334'],
    ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:db8::1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['::1', '::1'],
    ['64:ff9b::192.0.2.1', '64:ff9b::c000:201'],
  ])('writes %s as %s', (raw, canonical) => {
    expect(normalized({ sourceIp: raw }).sourceIp).toBe(canonical);
  });
});
