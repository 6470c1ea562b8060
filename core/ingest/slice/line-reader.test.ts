import { expect, test } from 'vitest';
import { TRAFFIC_FORMATS } from '../formats/registry.ts';
import { LineReader } from './line-reader.ts';

const reader = new LineReader({
  formats: TRAFFIC_FORMATS,
  zone: 'UTC',
  profile: { organisation: '', managedDomains: [], internalRanges: [], logZone: 'UTC' },
  skipForeignDirection: false,
  wantDetail: false,
  requireTime: true,
});

/** Verdict and reason: 0 parsed, 1 skipped, 2 rejected. */
function read(record: unknown): [number, string] {
  const line = typeof record === 'string' ? record : JSON.stringify(record);
  return [reader.read(line, 0, line.length), reader.draft.reason];
}

test('skips the texts of a table of messages that are of no traffic', () => {
  const row = { TimeGenerated: '2025-01-01T00:00:00Z', HostName: 'fw1' };
  expect(read({ ...row, SyslogMessage: '32:01) sessiond[2539]: receive wgapi message: cmd=5' })).toEqual([
    1,
    'no-traffic',
  ]);
  expect(read({ ...row, message: '<134>Jan 15 10:11:12 lb1 crond[6551]: (root) CMD (nice -n 19 sync)' })).toEqual([
    1,
    'no-traffic',
  ]);
});

test('rejects records that lack an end, and lines that are nobody’s', () => {
  expect(read({ timestamp: '2025-01-01T00:00:00Z', sourceIp: '10.1.2.3', message: 'logged in from afar' })).toEqual([
    2,
    'address',
  ]);
  expect(read('32:01) sessiond[2539]: receive wgapi message: cmd=5')).toEqual([2, 'shape']);
});

test('skips the rows of a table that have the columns for both ends and leave them empty', () => {
  const row = { 'EventTime [UTC]': '1/1/2025, 0:00:00.000 AM', SrcIpAddr: '', Url: '' };
  expect(read({ ...row, Description: 'Starting the cache' })).toEqual([1, 'message-type']);
  expect(read({ ...row, SrcIpAddr: '10.1.2.3', Description: 'Starting the cache' })).toEqual([2, 'address']);
});

test('reads a line as it was before a table, a string of JSON or rsyslog changed it', () => {
  const line =
    'date=2025-01-01 time=00:00:05 devname="fw" devid="FG1" logid="0000000013" type="traffic" subtype="forward" vd="root" srcip=10.0.0.5 dstip=198.51.100.22 dstport=80 action="close"';
  const ways = [
    line,
    `${line}#015`,
    `"${line.replaceAll('"', '""')}"`,
    JSON.stringify(line),
    `2025-01-01 00:00:06\tLocal7.Info\t192.0.2.1\t${line}`,
    JSON.stringify({ data: { message: line } }),
  ];
  for (const way of ways) {
    expect(read(way)).toEqual([0, '']);
    expect([reader.formatId, reader.draft.sourceIp, reader.draft.destinationIp]).toEqual([
      'fortigate',
      '10.0.0.5',
      '198.51.100.22',
    ]);
  }
  const row = String.raw`\"2025-01-16 17:48:41\",\"alice@example.com\",\"alice@example.com\",\"10.20.0.2\",\"203.0.113.110\",\"Allowed\",\"1 (A)\",\"NOERROR\",\"www.example.com.\",\"Software\",\"AD Users\",\"AD Users\",\"\"`;
  expect([...read(row), reader.formatId]).toEqual([0, '', 'umbrella']);
});
