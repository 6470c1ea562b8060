import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineWindows } from '../formats/api.ts';
import { createSyslogHeader, stripSyslog } from './syslog.ts';
import { plainHeaderTime, plainMessageStart } from './syslog-bytes.ts';

const startOf = (line: string): number => plainMessageStart(Buffer.from(line, 'latin1'), 0, line.length);

function stripped(line: string, from: number): number {
  const header = createSyslogHeader();
  stripSyslog(line, from, line.length, header);
  return header.start;
}

describe('plainMessageStart', () => {
  it.each([
    ['<134>Jan  2 03:04:05 proxy1 ', '1735689600.123 5 10.0.0.1 TCP_MISS/200'],
    ['Jan 12 03:04:05 10.0.0.1 squid[123]: ', '1735689600.123 5 10.0.0.1 TCP_MISS/200'],
    ['<189>Jan 12 03:04:05 FGT1 ', 'date=2025-01-01 time=00:00:00 devname="fw"'],
    ['<14>2025-01-02T03:04:05.123456+01:00 PA-220 ', '1,2025/01/01 00:00:00,0011,TRAFFIC,end'],
    ['2025-01-02T03:04:05Z relay squid: ', '1735689600.123 5 10.0.0.1 TCP_MISS/200'],
    ['<14>1 2025-01-02T03:04:05.123Z fw1 RT_FLOW - 7 - ', '1,2025/01/01 00:00:00,0011,TRAFFIC,end'],
    ['<14>1 2025-01-02T03:04:05.123Z fw1 app - 7 [id key="a]b"][two] ', 'date=2025-01-01 time=00:00:00'],
    ['<14>1 2025-01-02T03:04:05.123Z fw1 RT_FLOW - ', 'RT_FLOW_SESSION_CLOSE [junos@2636 reason="a\\"]"]'],
    ['<14>1 2025-01-02T03:04:05.123Z fw1 app - - ', '[id key="value"]'],
    ['<14>1 2025-01-02T03:04:05.123Z lb1 tmm 7 23003137 ', '[F5@12276 action="Drop"] Drop,10.0.0.1'],
    ['<190>Jan  1 2025 00:00:00 USG6000 ', '%%01SECLOG/6/SESSION_TEARDOWN(l):IPVer=4'],
    ['2025:01:02-03:04:05 utm httpproxy[4711]: ', 'id="0001" severity="info"'],
    ['<30>2025:01:02-03:04:05 utm ', 'id="0001" severity="info"'],
  ])('finds what stands behind %s', (header, message) => {
    expect(startOf(header + message)).toBe(header.length);
  });

  it.each([
    'Jan 12 03:04:05 UTC 2025 fw1 date=2025-01-01 time=00:00:00',
    'Jan 12 03:04:05 FGT 2025 date=2025-01-01 time=00:00:00',
    'Jan 32 03:04:05 fw1 date=2025-01-01 time=00:00:00',
    '2025-01-01T00:00:00.000000Z my-balancer 192.0.2.1:2817 10.0.0.1:80 0.000073',
    '<14>1 2025-01-02T03:04:05.123Z fw1 app - 7 [id key="value] date=2025-01-01',
    'Jan 12 1970 03:04:05 fw1 date=2025-01-01 time=00:00:00',
    '2025:02:30-03:04:05 utm httpproxy[4711]: id="0001" severity="info"',
    '1735689600.123    245 10.1.2.3 TCP_MISS/200 5321 GET http://files.example.com/',
    '<133>Jan  2 03:04:05 proxy1 squid 1735689600.123    5 10.0.0.1 TCP_MISS/200 5321',
    'Jan  2 03:04:05 ids1 suricata[7] {"timestamp":"2025-01-02T03:04:05"}',
    '',
  ])('leaves %s to be read as text', (line) => {
    expect(startOf(line)).toBe(-1);
  });

  it.each([
    '<134>Jan  2 03:04:05 proxy1 ',
    'Dec 31 23:59:59 10.0.0.1 squid[123]: ',
    '<14>2025-01-02T03:04:05.123456+01:00 PA-220 ',
    '<14>2025-01-02T03:04:05 PA-220 ',
    '2025-01-02T03:04:05Z relay squid: ',
    '<14>1 2025-01-02T03:04:05.1Z fw1 RT_FLOW - 7 - ',
    '<190>Jan  1 2025 00:00:00 USG6000 ',
    '<30>2025:01:02-03:04:05 utm httpproxy[4711]: ',
    '<14>1 2025-01-02T03:04:05.1+01:00 fw1 RT_FLOW - 7 [id key="value"] ',
  ])('reads the time of %s', (header) => {
    const line = `${header}CEF:0|a|b`;
    const want = createSyslogHeader();
    stripSyslog(line, 0, line.length, want);
    const windows = new LineWindows();
    const bytes = Buffer.from(line, 'latin1');
    expect(plainHeaderTime(bytes, 0, plainMessageStart(bytes, 0, bytes.length), windows)).toBe(true);
    const { timeMs, timeIsLocal, timeIsYearless } = want;
    expect(windows).toMatchObject({ timeMs, timeIsLocal, timeIsYearless });
  });

  it('reads the year behind the clock where no host follows it', () => {
    const line = '<142>Jan  1 00:00:00 2025 src="10.1.2.3:53090" dst="192.0.2.10:443"';
    const want = createSyslogHeader();
    stripSyslog(line, 0, line.length, want);
    const windows = new LineWindows();
    const bytes = Buffer.from(line, 'latin1');
    expect(plainMessageStart(bytes, 0, bytes.length)).toBe(want.start);
    expect(plainHeaderTime(bytes, 0, want.start, windows)).toBe(true);
    expect(windows.timeMs).toBe(want.timeMs);
    expect(windows.timeIsYearless).toBe(false);
  });

  const word = fc.stringMatching(/^[ \t:=|,%"<>[\]\-+.*A-Za-z0-9]{0,8}$/);
  const part = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(' ', ' ', '  ', ': ', ':', '-', ' - ', '[7]: ', '') },
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        '<14>',
        '1 ',
        'Jan 12',
        'Feb  2',
        'Wed Jan 01',
        '2025',
        '03:04:05',
        '2025:01:02-03:04:05',
        '[id a="b"]',
        '[F5@1 a="b"]',
        '.123',
        'Z',
        '+01:00',
      ),
    },
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        '2025-01-02T03:04:05',
        'fw1',
        'FGT',
        'UTC',
        '10.0.0.1',
        'squid',
        'CEF:0|',
        'date=1',
        '7: ',
        'squid ',
        '1735689600.123 ',
        '{',
      ),
    },
    { weight: 1, arbitrary: word },
  );
  const soup = fc.array(part, { maxLength: 16 }).map((parts) => parts.join(''));
  const header = fc.constantFrom(
    '<134>Jan  2 03:04:05 proxy1 ',
    'Jan 12 03:04:05 FGT squid[123]: ',
    '<14>2025-01-02T03:04:05.123456+01:00 PA-220 ',
    '2025-01-02T03:04:05Z relay squid: ',
    '<14>1 2025-01-02T03:04:05.123Z fw1 RT_FLOW - 7 - ',
    '<14>1 2025-01-02T03:04:05.123Z fw1 app - 7 [id key="a]b" two="c\\"d"] ',
    '<190>Jan  1 2025 00:00:00 USG6000 ',
    '<30>2025:01:02-03:04:05 utm httpproxy[4711]: ',
  );
  /** A header with something put over its end. */
  const spoiled = fc
    .tuple(header, fc.nat(70), fc.nat(2), part, soup)
    .map(([text, at, over, put, rest]) => text.slice(0, at) + put + text.slice(at + over) + rest);

  it('begins where stripSyslog goes on', () => {
    fc.assert(
      fc.property(fc.oneof(soup, spoiled, spoiled), (line) => {
        const start = startOf(line);
        // stripSyslog gives up behind three headers, wherever it begins; byte readers take no line with that many.
        const marks = line.slice(Math.max(start, 0)).match(/<|\d\d:\d\d:\d\d/g)?.length ?? 0;
        if (start >= 0 && marks < 3) expect(stripped(line, 0)).toBe(stripped(line, start));
      }),
      { numRuns: 2000 },
    );
  });
});
