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
