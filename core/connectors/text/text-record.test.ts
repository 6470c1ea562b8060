/** Lines of CEF, LEEF, structured data and pairs as records: names, escapes, headers, and whatever an attacker writes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fixturesOf } from '../connectors.test-kit.ts';
import { CONNECTORS } from '../index.ts';
import { recordsOf } from '../unwrap.ts';
import { mayHoldRecords } from './marks.ts';
import { textRecord } from './text-record.ts';

const CLOCK = { fileDateMs: Date.UTC(2026, 4, 10), zoneOffset: () => 0 };

const fieldsOf = (line: string): Readonly<Record<string, unknown>> | undefined => {
  const record = textRecord(line, CLOCK);
  return record === undefined ? undefined : { ...record.data };
};

test.each([
  ['May  4 10:20:32 h sshd[1]: Accepted password for eve from 203.0.113.9 port 1 ssh2', '2026-05-04T08:20:32.000Z'],
  ['2026-05-04 10:20:32,250 Accepted password for eve from 203.0.113.9 port 1 ssh2', '2026-05-04T08:20:32.250Z'],
  ['2026-05-04T10:20:32Z h sshd[1]: Accepted password for eve from 203.0.113.9 port 1', '2026-05-04T10:20:32.000Z'],
  ['2026-05-04 10:20:32+05:00 Accepted password for eve from 203.0.113.9 port 1 ssh2', '2026-05-04T05:20:32.000Z'],
])('a header’s clock that names no zone is read in the log’s: %s', (line, time) => {
  const record = textRecord(line, { ...CLOCK, zoneOffset: () => 2 * 3_600_000 });
  expect(new Date(record?.envelopeTime() ?? Number.NaN).toISOString()).toBe(time);
});

describe('CEF', () => {
  const HEAD = 'CEF:0|Acme|Portal|1.2|100|Sign-in|3|';

  test('has the header’s columns and the full names of its keys', () =>
    expect(fieldsOf(`${HEAD}suser=alice src=192.0.2.1 outcome=success act=allow`)).toEqual({
      deviceVendor: 'Acme',
      deviceProduct: 'Portal',
      deviceVersion: '1.2',
      signatureId: '100',
      name: 'Sign-in',
      severity: '3',
      sourceUserName: 'alice',
      sourceAddress: '192.0.2.1',
      eventOutcome: 'success',
      deviceAction: 'allow',
    }));

  test('names custom fields by their labels, wherever these stand', () =>
    expect(
      fieldsOf(`${HEAD}cs1=Prod cs1Label="Safe Name" cn2Label=Ticket cn2=7 cs3=x c6a1Label=IPv6 c6a1=2001:db8::1`),
    ).toMatchObject({
      'Safe Name': 'Prod',
      Ticket: '7',
      deviceCustomString3: 'x',
      IPv6: '2001:db8::1',
    }));

  test('lets no label take the place of another field', () =>
    expect(fieldsOf(`${HEAD}cs1Label=suser cs1=mallory cs2Label=name cs2=other suser=alice`)).toMatchObject({
      name: 'Sign-in',
      sourceUserName: 'alice',
      deviceCustomString1: 'mallory',
      deviceCustomString2: 'other',
    }));

  test('undoes escapes, and leaves a domain that nobody escaped', () =>
    expect(
      fieldsOf('CEF:0|A\\|B|P\\\\Q|1|2|n|3|suser=CORP\\\\bob duser=corp\\nora request=/?a\\=b msg=one\\ntwo'),
    ).toMatchObject({
      deviceVendor: 'A|B',
      deviceProduct: 'P\\Q',
      sourceUserName: 'CORP\\bob',
      destinationUserName: 'corp\\nora',
      requestURL: '/?a=b',
      message: 'one two',
    }));

  test.each([
    ['1777890032000', '2026-05-04T10:20:32.000Z'],
    ['May 04 2026 10:20:32', '2026-05-04T10:20:32.000Z'],
    ['May 04 2026 10:20:32.500 UTC', '2026-05-04T10:20:32.500Z'],
    ['2026-05-04T12:20:32+02:00', '2026-05-04T10:20:32.000Z'],
    ['May 04 2026 12:20:32 dtz=+02:00', '2026-05-04T10:20:32.000Z'],
    ['soon', 'soon'],
  ])('reads the time %s', (rt, time) => expect(fieldsOf(`${HEAD}rt=${rt}`)).toMatchObject({ deviceReceiptTime: time }));

  test('is read where a relay has taken its mark for a program', () =>
    expect(fieldsOf('1 2026-05-04T10:20:33Z HOST CEF 1 ID \uFEFF0|Acme|Portal|1|100|Alert|5|suser=bob')).toMatchObject({
      signatureId: '100',
      sourceUserName: 'bob',
    }));

  test('in a field of a log service’s record is that record', () => {
    const [record] = recordsOf(JSON.stringify({ '@timestamp': '2026-05-04T10:20:33Z', message: `${HEAD}suser=alice` }));
    expect(record?.text('sourceUserName')).toBe('alice');
    expect(record?.envelopeTime()).toBe(Date.UTC(2026, 4, 4, 10, 20, 33));
  });
});

test.each([
  ['tabs', 'LEEF:1.0|Acme|Portal|1|Login|usrName=alice\tsrc=192.0.2.1\tresource=a b'],
  ['a delimiter of its own', 'LEEF:2.0|Acme|Portal|1|Login|^|usrName=alice^src=192.0.2.1^resource=a b'],
  ['blanks in front of its signs', 'LEEF:1.0|Acme|Portal|1|Login|usrName =alice src=192.0.2.1 resource=a b'],
])('LEEF with %s has its header and its own names', (_, line) =>
  expect(fieldsOf(line)).toEqual({
    deviceVendor: 'Acme',
    deviceProduct: 'Portal',
    deviceVersion: '1',
    signatureId: 'Login',
    usrName: 'alice',
    src: '192.0.2.1',
    resource: 'a b',
  }),
);

test('structured data gives its parameters, unescaped, and the message behind', () =>
  expect(
    fieldsOf(
      '<134>1 2026-05-04T10:20:32Z host app - - [audit@32473 user="al\\"ice" path="a\\]b"][origin ip="192.0.2.1"] was here',
    ),
  ).toEqual({ structuredDataId: 'audit@32473', user: 'al"ice', path: 'a]b', ip: '192.0.2.1', message: 'was here' }));

describe('pairs', () => {
  test.each([
    ['blanks', 'audit: user=alice action="delete user" ip=192.0.2.1'],
    ['commas', 'INFO [audit] user=alice, action=delete user, ip=192.0.2.1'],
    ['semicolons', '%AUDIT: user="alice";action="delete user";ip=192.0.2.1;'],
  ])('between %s keep their names', (_, line) =>
    expect(fieldsOf(line)).toMatchObject({ user: 'alice', action: 'delete user', ip: '192.0.2.1' }),
  );

  test('may hold their separator in quotes', () =>
    expect(fieldsOf('a="1";b="x;y=z";c="";d="4"')).toEqual({ a: '1', b: 'x;y=z', d: '4' }));

  test('keep the words in front of them', () =>
    expect(fieldsOf('[wabauth] action="a" user="b" ip="c"')).toMatchObject({ preamble: '[wabauth]' }));

  test.each(['one=1 and two=2', 'GET /index.html?a=1&b=2&c=3 HTTP/1.1', 'plain words', ''])(
    'are not seen in %j',
    (line) => expect(fieldsOf(line)).toBeUndefined(),
  );
});

describe('a syslog header', () => {
  const timeOf = (line: string, fileDateMs = CLOCK.fileDateMs): string =>
    new Date(recordsOf(line, { ...CLOCK, fileDateMs })[0]?.envelopeTime() ?? Number.NaN).toISOString();
  const CEF = 'CEF:0|Acme|Portal|1|100|Sign-in|3|suser=alice';

  test.each([
    ['<134>May  4 10:20:32 host', '2026-05-04T10:20:32.000Z'],
    ['May 04 10:20:32 host', '2026-05-04T10:20:32.000Z'],
    ['<5>1 2026-05-04T12:20:32+02:00 host app - - -', '2026-05-04T10:20:32.000Z'],
    ['<5>1 2026-05-04T10:20:32Z host', '2026-05-04T10:20:32.000Z'],
    ['2026-05-04T10:20:32.5Z host', '2026-05-04T10:20:32.500Z'],
  ])('%s gives the time', (head, time) => expect(timeOf(`${head} ${CEF}`)).toBe(time));

  test('without a year is of the year before where the file is older', () =>
    expect(timeOf(`Dec 31 23:59:59 host ${CEF}`, Date.UTC(2026, 0, 2))).toBe('2025-12-31T23:59:59.000Z'));
});

test('an object in a value is asked for first, the line for what nobody knows', () => {
  const [inner] = recordsOf('log: user=alice action=update ip=192.0.2.1 data={"who":"bob"}');
  expect(inner?.text('who')).toBe('bob');
  expect(inner?.asLowered()?.otherForm()?.text('user')).toBe('alice');
});

test('every text fixture has a mark by which its file is told to hold records', () => {
  for (const { name, lines } of CONNECTORS.filter(({ isLast }) => isLast !== true).flatMap(fixturesOf))
    expect({ name, has: lines.every((line) => line.startsWith('\u001f') || mayHoldRecords(line)) }).toEqual({
      name,
      has: true,
    });
});

test('never throws, whatever a line holds, and takes no key of an object’s own', () => {
  const piece = fc.constantFrom(
    ...[
      'CEF:0|',
      '|',
      'LEEF:2.0|',
      '=',
      '\\',
      '"',
      ' ',
      ';',
      ',',
      '\t',
      '[',
      ']',
      '<1>',
      '1 ',
      'cs1Label=',
      'cs1=',
      '__proto__',
      'constructor',
    ],
    ...['2026-05-04T10:20:32Z ', 'May  4 10:20:32 ', 'a', '{', '}', '\uFEFF', '|a|b|c|d|e|f|'],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      for (const record of recordsOf(pieces.join(''))) {
        for (const value of Object.values(record.data))
          expect(['string', 'number', 'object', 'boolean']).toContain(typeof value);
        record.text('constructor', '__proto__', 'cs1');
        record.envelopeTime();
      }
    }),
    { numRuns: 2000 },
  );
});
