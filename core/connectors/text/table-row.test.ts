/** Lines of syslog in the tables and objects that keep them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tableLine } from './table-row.ts';

describe('gives the line as it was sent', () => {
  test.each<[string, Record<string, unknown>, string]>([
    [
      'of a table',
      {
        SyslogMessage: 'Accepted password for ann',
        EventTime: '2026-03-09T08:20:00Z',
        HostName: 's1',
        ProcessName: 'sshd',
      },
      '<13>1 2026-03-09T08:20:00.000Z s1 sshd - - - Accepted password for ann',
    ],
    [
      'of a table that a portal has written in its own way',
      { SyslogMessage: 'x y', 'EventTime [UTC]': '3/9/2026, 8:20:00.250 AM', ProcessName: 'a b' },
      '<13>1 2026-03-09T08:20:00.250Z - - - - - x y',
    ],
    [
      'with its structured data in their place',
      { SyslogMessage: '[a@1 user="ann"]', EventTime: '2026-03-09T08:20:00Z' },
      '<13>1 2026-03-09T08:20:00.000Z - - - - [a@1 user="ann"]',
    ],
    [
      'of a shipper that names the program',
      { '@timestamp': '2026-03-09T08:20:00Z', process: { name: 'su' }, host: { name: 's2' }, message: 'x y' },
      '<13>1 2026-03-09T08:20:00.000Z s2 su - - - x y',
    ],
    [
      'of the journal',
      {
        __REALTIME_TIMESTAMP: '1773044400123999',
        _SOURCE_REALTIME_TIMESTAMP: '1773044400123456',
        SYSLOG_IDENTIFIER: 'sudo',
        _COMM: 'sudo',
        _HOSTNAME: 's3',
        MESSAGE: 'x y',
      },
      '<13>1 2026-03-09T08:20:00.123Z s3 sudo - - - x y',
    ],
    [
      'of the journal, of a program that names itself nowhere',
      { __REALTIME_TIMESTAMP: '1773044400123999', _COMM: 'vsftpd', MESSAGE: 'x y' },
      '<13>1 2026-03-09T08:20:00.123Z - vsftpd - - - x y',
    ],
  ])('%s', (_, row, line) => expect(tableLine(row)).toBe(line));
});

describe('leaves', () => {
  test.each<[string, Record<string, unknown>]>([
    [
      'what was read already',
      { '@timestamp': '2026-03-09T08:20:00Z', process: { name: 'su' }, user: {}, message: 'x' },
    ],
    ['a message of no program', { '@timestamp': '2026-03-09T08:20:00Z', message: 'User ann logged in' }],
    ['a row without a time', { SyslogMessage: 'Accepted password for ann' }],
    ['a message that is bytes', { __REALTIME_TIMESTAMP: '1773044400123999', MESSAGE: [104, 105] }],
    ['an object in the message', { SyslogMessage: '{"a":1}', EventTime: '2026-03-09T08:20:00Z' }],
  ])('%s', (_, row) => expect(tableLine(row)).toBeUndefined());

  test('whatever else it is: it never throws', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('SyslogMessage', 'EventTime', 'process', 'message', 'MESSAGE', '__REALTIME_TIMESTAMP'),
          fc.anything(),
        ),
        (row) => {
          expect(['string', 'undefined']).toContain(typeof tableLine(row));
        },
      ),
    );
  });
});
