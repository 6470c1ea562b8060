/** Lines of servers, devices and databases: what their words mean, and that no other line is taken for one. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textRecord } from './text-record.ts';

const CLOCK = { fileDateMs: Date.UTC(2026, 4, 10), zoneOffset: () => 0 };
const fieldsOf = (line: string): Readonly<Record<string, unknown>> => ({ ...textRecord(line, CLOCK)?.data });

describe('a sentence', () => {
  test.each([
    ['Failed password for invalid user eve from 203.0.113.9 port 1 ssh2', 'eve', '203.0.113.9', 'failure'],
    ['User <eve> IP <2001:db8::9> assigned to session', 'eve', '2001:db8::9', undefined],
    ['pam_unix(su:session): session opened for user root(uid=0) by eve(uid=1000)', 'root', undefined, 'success'],
    ['User eve@203.0.113.9 logged in as VMware-client/6.5', 'eve', '203.0.113.9', 'success'],
    ['Login Success [user: eve] [Source: 203.0.113.9] [localport: 22]', 'eve', '203.0.113.9', 'success'],
  ])('%s', (message, user, ip, outcome) =>
    expect(fieldsOf(`<86>May  4 10:20:32 host1 app[1]: ${message}`)).toMatchObject({
      sentenceUser: user,
      ...(ip === undefined ? {} : { sentenceIp: ip }),
      ...(outcome === undefined ? {} : { sentenceOutcome: outcome }),
    }),
  );

  test.each([
    'session closed TCP FIN: 192.0.2.7/34494->192.0.2.30/443 junos-https',
    'the user interface was started',
    'login page served',
    'AAA server 192.0.2.30 is reachable',
  ])('%s is nobody’s', (message) =>
    expect(fieldsOf(`<86>May  4 10:20:32 host1 app[1]: ${message}`)).not.toHaveProperty('sentenceAct'),
  );

  test('of sudo names who, as whom and the command', () =>
    expect(
      fieldsOf('May  4 10:20:32 host1 sudo:  eve : TTY=pts/0 ; PWD=/home/eve ; USER=root ; COMMAND=/bin/ls -l'),
    ).toMatchObject({ sentenceUser: 'eve', sentenceTarget: 'root', sentenceCommand: '/bin/ls -l' }));
});

test('an event of Windows has its data and XML’s five entities', () =>
  expect(
    fieldsOf(
      '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><EventID Qualifiers="0">4624</EventID><Channel>Security</Channel></System>' +
        '<EventData><Data Name="TargetUserName">a&amp;b&bad;</Data><Data Name="Empty"/></EventData></Event>',
    ),
  ).toEqual({ EventID: '4624', Channel: 'Security', TargetUserName: 'a&b&bad;' }));

test('columns of Palo Alto keep commas within quotes', () =>
  expect(
    fieldsOf(
      'May  4 10:20:32 fw1 1,2026/05/04 10:20:32,001,SYSTEM,auth,0,2026/05/04 10:20:32,,auth-fail,,0,0,general,medium,"a, ""b"", c",1',
    ),
  ).toMatchObject({ eventid: 'auth-fail', opaque: 'a, "b", c' }));

test('an unquoted value of structured data is a value', () =>
  expect(
    fieldsOf(
      '<14>1 2026-05-04T10:20:32Z h app - - [origin id="1"] [instanceId=31210 UserName="CORP\\eve" Version="1"] said',
    ),
  ).toMatchObject({ instanceId: '31210', UserName: 'CORP\\eve', message: 'said' }));

test('no line makes it throw', () => {
  const bits = fc.constantFrom(
    'user ',
    'Failed password for ',
    '192.0.2.1 ',
    '::',
    '[a="',
    "'",
    '"',
    ': ',
    'CISE_',
    'COMMAND=',
    ',SYSTEM,',
    '<Data Name=',
    'AUDIT: ',
    '[ A = b ] ',
    '\t',
    '; ',
    'User [ann] was deleted by ',
    ' - ive - [192.0.2.1] ann(r)[x] - Login ',
    ': default GUI LOGIN 1 0 : ',
    '<AuditBase>',
    ' = {',
    '[Originator@6876 a=b] ',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(bits, fc.string({ maxLength: 8 })), { maxLength: 60 }), (parts) => {
      textRecord(`<13>May  4 10:20:32 h p: ${parts.join('')}`, CLOCK);
    }),
    { numRuns: 500 },
  );
});
