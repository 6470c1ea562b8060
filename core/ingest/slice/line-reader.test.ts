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

const ROW =
  '1735689600.123    245 10.1.2.3 TCP_MISS/200 5321 GET http://files.example.com/a.zip alice HIER_DIRECT/192.0.2.10 -';

test.each([
  `squid[991]: ${ROW}`,
  `proxy1 squid[991]: ${ROW}`,
  `proxy1 ${ROW}`,
  `192.0.2.1 ${ROW}`,
  `2025-01-01T00:00:00Z proxy1 ${ROW}`,
  `2025-01-01T00:00:00Z proxy1 <134>Jan  1 00:00:00 proxy1 squid[991]: ${ROW}`,
  `proxy1 squid: ${ROW}`,
  `${ROW}#012`,
  `${ROW}#015#012`,
  `${ROW}\\n`,
  `2025-01-01T00:00:00+00:00\tsyslog.local0.info\t${JSON.stringify({ host: 'proxy1', ident: 'squid', message: ROW })}`,
  JSON.stringify({ version: '1.1', host: 'proxy1', short_message: ROW, timestamp: 1735689600.1, _source: 'x' }),
  JSON.stringify({ timestamp: '2025-01-01T00:00:00.000+0000', agent: { id: '000' }, full_log: ROW, location: 'x' }),
  JSON.stringify({ time: 1735689600, host: 'proxy1', source: 'udp:514', sourcetype: 'squid', event: ROW }),
  JSON.stringify({ id: 'x', attributes: { host: 'proxy1', message: ROW } }),
])('reads a line behind what is left of a header, before what ends it, and in records of collectors: %s', (way) => {
  expect(read(way)).toEqual([0, '']);
  expect([reader.formatId, reader.draft.sourceIp, reader.draft.sourceUser]).toEqual([
    'squid-native',
    '10.1.2.3',
    'alice',
  ]);
});

test('takes a name or a time in front of a message back that was taken for the header\u2019s', () => {
  const screen =
    'RT_SCREEN_TCP: TCP port scan! source: 203.0.113.10:54886, destination: 10.0.0.1:406, zone name: untrust, interface name: ge-0/0/0.0, action: drop';
  expect([...read(`<134>Jan  1 00:00:00 fw1 ${screen}`), reader.formatId]).toEqual([0, '', 'juniper-srx']);
  expect([
    ...read('<134>2025-01-01 00:00:00 ALLOW TCP 10.1.2.3 192.0.2.10 50345 443 0 - 0 0 0 - - - SEND'),
    reader.formatId,
  ]).toEqual([0, '', 'windows-firewall']);
});

test('leaves prose what it is, and rejects it for the same reason', () => {
  expect(read('gateway one restarted by alice')).toEqual([2, 'shape']);
  expect(read('2025-01-01T00:00:00Z fw1 link is down')).toEqual([2, 'shape']);
});

test('reads the text of an object that was taken for the record of a product by what the text holds', () => {
  const event = {
    type: 'Event::Endpoint::WebFilteringBlocked',
    endpoint_id: 'e1',
    source_info: { ip: '10.1.2.3' },
    name: 'Access was blocked to "bad.example.com" because of "x".',
    when: '2025-01-01T00:00:00.000Z',
  };
  expect([...read({ '@timestamp': '2025-01-01T00:00:00Z', message: JSON.stringify(event) }), reader.formatId]).toEqual([
    0,
    '',
    'sophos-central',
  ]);
});

test('reads an end that has as many interfaces as a line has room for', () => {
  const end = 'outside:'.repeat(100_000);
  const line = `Jan 01 2025 00:01:11 fw1 : %ASA-6-106015: Deny TCP (no connection) from 10.1.2.3/389 to ${end}192.0.2.9/443 flags RST`;
  expect([...read(line), reader.formatId]).toEqual([0, '', 'cisco-asa']);
});
