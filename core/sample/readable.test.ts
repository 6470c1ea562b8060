import { describe, expect, test } from 'vitest';
import { PARSED, SKIPPED } from '../ingest/formats/api.ts';
import { TRAFFIC_FORMATS } from '../ingest/formats/registry.ts';
import { toRecord } from '../ingest/normalize/record.ts';
import { LineReader } from '../ingest/slice/line-reader.ts';
import type { TrafficRecord } from '../model/traffic.ts';
import { generateLog, LOG_FORMATS, type LogFormat } from './index.ts';

const START = Date.UTC(2025, 2, 3);
const IDS: Readonly<Record<LogFormat, string>> = {
  squid: 'squid-native',
  bluecoat: 'w3c',
  paloalto: 'paloalto',
  fortigate: 'fortigate',
  zscaler: 'zscaler-nss',
  asa: 'cisco-asa',
};
/** Lines that a layout's real logs hold beside traffic. */
const OTHER: Readonly<Record<LogFormat, number>> = {
  squid: 0,
  bluecoat: 5,
  paloalto: 1,
  fortigate: 0,
  zscaler: 0,
  asa: 2500,
};

/** Reads a generated log as an import would, finding the format by itself. */
function read(format: LogFormat) {
  const log = generateLog({ seed: 5, lines: 5001, format, start: START, days: 7 });
  const reader = new LineReader({
    formats: TRAFFIC_FORMATS,
    zone: 'UTC',
    profile: { organisation: '', managedDomains: ['example.com'], internalRanges: ['10.0.0.0/8'], logZone: 'UTC' },
    skipForeignDirection: false,
    wantDetail: true,
    requireTime: true,
  });
  reader.beginFile(START + 7 * 86_400_000);
  const records: TrafficRecord[] = [];
  const rejects: string[] = [];
  const directions = new Map<string, number>();
  let skipped = 0;
  const text = [...log.chunks].join('');
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start);
    const verdict = reader.read(text, start, end);
    if (verdict === PARSED) {
      records.push(toRecord(reader.draft, 1, reader.formatId));
      directions.set(reader.direction, (directions.get(reader.direction) ?? 0) + 1);
    } else if (verdict === SKIPPED) skipped++;
    else rejects.push(`${reader.draft.reason}: ${text.slice(start, end)}`);
    start = end + 1;
  }
  return { log, records, rejects, skipped, directions };
}

describe.each(LOG_FORMATS)('%s', (format) => {
  const { records, rejects, skipped, directions } = read(format);

  test('is read by its own format, line for line', () => {
    expect(rejects.slice(0, 3)).toEqual([]);
    expect(new Set(records.map((record) => record.format))).toEqual(new Set([IDS[format]]));
    expect(records.length + skipped).toBe(5001);
    // The line that fills up an odd number is no traffic either.
    expect(Math.abs(skipped - OTHER[format])).toBeLessThanOrEqual(200);
  });

  test('is outbound traffic, but for the intranet', () => {
    expect(directions.get('inbound') ?? 0).toBe(0);
    expect((directions.get('outbound') ?? 0) / records.length).toBeGreaterThan(0.85);
  });

  test('says in time order who went where', () => {
    const times = records.map((record) => record.time ?? '');
    expect([...times].sort()).toEqual(times);
    expect(times[0]?.startsWith('2025-03-0')).toBe(true);
    expect(records.every((record) => record.sourceIp?.startsWith('10.'))).toBe(true);
    // Two of the intranet's servers are known by address only.
    const outside = records.filter((record) => record.destinationIp?.startsWith('10.0.4.') !== true);
    const named = outside.filter((record) => record.destinationHost !== undefined).length;
    const share = named / outside.length;
    if (format === 'paloalto') expect(share).toBeCloseTo(0.5, 1);
    else expect(share).toBe(format === 'asa' ? 0 : 1);
  });
});

// A firewall's traffic lines know addresses only, so a story cannot be found in them by its host.
describe.each(LOG_FORMATS.filter((format) => format !== 'asa' && format !== 'paloalto'))('%s', (format) => {
  const { log, records } = read(format);

  test('holds its stories with their bytes', () => {
    for (const story of log.stories) {
      const own = records.filter((record) => record.destinationHost === story.host);
      expect(own.length).toBe(story.transactions);
      expect(own.filter((record) => record.action === 'blocked').length).toBe(story.blocked);
      const sent = own.reduce((sum, record) => sum + (record.bytesSent ?? 0), 0);
      expect(sent).toBe(format === 'squid' ? 0 : story.bytesSent);
      const users = new Set(own.map((record) => record.sourceUser?.replace(/@.*$/, '')));
      expect([...users].sort()).toEqual(story.users);
    }
  });
});
