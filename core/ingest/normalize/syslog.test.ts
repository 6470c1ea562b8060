import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSyslogHeader, stripSyslog } from './syslog.ts';

function strip(line: string): {
  message: string;
  host: string;
  tag: string;
  time: string;
  yearless: boolean;
  local: boolean;
} {
  const header = createSyslogHeader();
  stripSyslog(line, 0, line.length, header);
  const time = Number.isNaN(header.timeMs) ? '' : new Date(header.timeMs).toISOString().slice(0, 19);
  return {
    message: line.slice(header.start),
    host: header.host,
    tag: header.tag,
    time,
    yearless: header.timeIsYearless,
    local: header.timeIsLocal,
  };
}

describe('lines without a header', () => {
  it.each([
    '1735689600.123    245 10.1.2.3 TCP_MISS/200 5321 GET http://files.example.com/ - HIER_DIRECT/192.0.2.10 -',
    '10.1.2.3 - alice [01/Jan/2025:00:00:00 +0000] "GET http://files.example.com/a.zip HTTP/1.1" 200 5321',
    '2025-01-01 00:00:00 120 10.1.2.3 alice Staff - OBSERVED "Storage" - 200 TCP_NC_MISS POST',
    '2025-01-01T00:00:00.000000Z my-balancer 192.0.2.1:2817 10.0.0.1:80 0.000073',
    'CEF:0|Zscaler|NSSWeblog|5.0|Allowed|Allowed|3|act=Allowed',
    '%ASA-6-302013: Built outbound TCP connection 1',
    '#Fields: date time c-ip',
    'ZSCALERNSS: time=Mon Jun 20 15:29:11 2022^^timezone=GMT',
    'date=2025-01-01 time=00:00:00 devname="fw"',
    '1,2025/01/01 00:00:00,0011,TRAFFIC,end',
    'Wed Jan 01 00:00:10 2025\tkate\tHTTPS\tdocs.example.com',
    'Jan 01 00:00:10',
    '',
  ])('%s', (line) => {
    expect(strip(line)).toEqual({ message: line, host: '', tag: '', time: '', yearless: false, local: false });
  });
});

describe('RFC 3164', () => {
  it.each([
    [
      '<134>Jan  2 03:04:05 proxy1 squid[123]: 1735689600.123 5 10.0.0.1',
      '1735689600.123 5 10.0.0.1',
      'proxy1',
      'squid',
    ],
    ['Jan  2 03:04:05 proxy1 squid: hello', 'hello', 'proxy1', 'squid'],
    [
      '<133>Jan  2 03:04:05 proxy1 squid 1735689600.123    5 10.0.0.1',
      '1735689600.123    5 10.0.0.1',
      'proxy1',
      'squid',
    ],
    ['Jan  2 03:04:05 proxy1 squid[77] 1735689600.123 5', '1735689600.123 5', 'proxy1', 'squid'],
    [
      'Jan  2 03:04:05 web1 nginx  10.0.0.1 - ana [02/Jan/2025:03:04:05 +0000]',
      '10.0.0.1 - ana [02/Jan/2025:03:04:05 +0000]',
      'web1',
      'nginx',
    ],
    ['<133>Jan  2 03:04:05 ids1 suricata {"timestamp":""}', '{"timestamp":""}', 'ids1', 'suricata'],
    ['Jan  2 03:04:05 px1 px1 squid[7]: hello', 'hello', 'px1', 'squid'],
    ['Jan  2 03:04:05 px1 px12 hello', 'px12 hello', 'px1', ''],
    ['Jan  2 03:04:05 fw1 Deny 10.0.0.1 8.8.8.8 tcp', 'Deny 10.0.0.1 8.8.8.8 tcp', 'fw1', ''],
    ['Jan  2 03:04:05 fw1 Built 1735689600 connections', 'Built 1735689600 connections', 'fw1', ''],
    ['Jan  2 03:04:05 proxy1 1735689600.123 5', '1735689600.123 5', 'proxy1', ''],
    ['Jan 02 2025 03:04:05 fw1 : %ASA-6-302013: Built', '%ASA-6-302013: Built', 'fw1', ''],
    ['Jan 02 2025 03:04:05 fw1: %ASA-6-302013: Built', '%ASA-6-302013: Built', 'fw1', ''],
    ['<166>:Jan 02 03:04:05 CEST: %ASA-6-302013: Built', '%ASA-6-302013: Built', '', ''],
    ['<189>45: *Jan 02 03:04:05.678: %SEC-6-IPACCESSLOGP: list', '%SEC-6-IPACCESSLOGP: list', '', ''],
    ['<189>45: rtr1: *Jan 02 03:04:05.678: %SEC-6-IPACCESSLOGP: list', '%SEC-6-IPACCESSLOGP: list', 'rtr1', ''],
    ['45: rtr1: *Jan 02 03:04:05.678: %SEC-6-IPACCESSLOGP: list', '%SEC-6-IPACCESSLOGP: list', 'rtr1', ''],
    ['45: rtr1: 000123: .Jan 02 03:04:05.678: %SEC-6-IPACCESSLOGP: list', '%SEC-6-IPACCESSLOGP: list', 'rtr1', ''],
    ['000123: Jan 02 03:04:05.678 CET: %SEC-6-IPACCESSLOGP: list', '%SEC-6-IPACCESSLOGP: list', '', ''],
    [
      '<14>Jan  2 03:04:05 10.0.0.9 CEF:0|Vendor|X|1|a|b|3|src=10.0.0.1',
      'CEF:0|Vendor|X|1|a|b|3|src=10.0.0.1',
      '10.0.0.9',
      '',
    ],
    ['<14>Jan  2 03:04:05 CEF: 0|Vendor|X|1|a|b|3|', 'CEF: 0|Vendor|X|1|a|b|3|', '', ''],
    ['<14>Jan  2 03:04:05 fw date=2025-01-01 time=00:00:00', 'date=2025-01-01 time=00:00:00', 'fw', ''],
    ['<30>device="SFW" date=2025-01-01', 'device="SFW" date=2025-01-01', '', ''],
    ['<134> id=firewall sn=1', 'id=firewall sn=1', '', ''],
    ['Jan  2 03:04:05 pa 1,2025/01/02 03:04:05,001,TRAFFIC', '1,2025/01/02 03:04:05,001,TRAFFIC', 'pa', ''],
    ['Jan  2 03:04:05 <local0.info> ns1 squid: hello', 'hello', 'ns1', 'squid'],
    ['Jan  2 03:04:05 <Entry><a.b>1</a.b></Entry>', '<Entry><a.b>1</a.b></Entry>', '', ''],
    ['Jan  2 03:04:05 1,2025/01/02 03:04:05,001,TRAFFIC', '1,2025/01/02 03:04:05,001,TRAFFIC', '', ''],
  ])('%s', (line, message, host, tag) => {
    expect(strip(line)).toMatchObject({ message, host, tag });
  });

  it('says that the year and the zone are missing', () => {
    expect(strip('<134>Feb 29 03:04:05 h t: m')).toMatchObject({
      yearless: true,
      local: true,
      time: '2000-02-29T03:04:05',
    });
    expect(strip('<134>Feb 28 2025 03:04:05 h t: m')).toMatchObject({ yearless: false, time: '2025-02-28T03:04:05' });
  });
});

describe('RFC 5424 and stamped headers', () => {
  it.each([
    ['<134>1 2025-01-02T03:04:05.678Z px1 squid 77 - - GET http', 'GET http', 'px1', 'squid'],
    ['<134>1 2025-01-02T03:04:05Z px1 squid 77 ID1 [x@1 a="b]" c="\\"]"][y@1 z=""] GET', 'GET', 'px1', 'squid'],
    [
      '<14>1 2025-01-02T03:04:05Z srx RT_FLOW - RT_FLOW_SESSION_CLOSE [j@2 a="b"]',
      'RT_FLOW_SESSION_CLOSE [j@2 a="b"]',
      'srx',
      'RT_FLOW',
    ],
    [
      '<134>1 2025-01-02T03:04:05Z cp CheckPoint 12 - [action:"Accept"; src:"10.0.0.1"]',
      '[action:"Accept"; src:"10.0.0.1"]',
      'cp',
      'CheckPoint',
    ],
    ['<134>1 - - - - - - message', 'message', '', ''],
    ['83 <134>1 2025-01-02T03:04:05Z px1 app - - - m', 'm', 'px1', 'app'],
    ['1 2025-01-02T03:04:05Z px1 app - - - m', 'm', 'px1', 'app'],
    ['<134>2025-01-02T03:04:05+01:00 px1 app[3]: m', 'm', 'px1', 'app'],
    ['<166>2025-01-02T03:04:05Z: %ASA-6-302013: Built', '%ASA-6-302013: Built', '', ''],
    ['<166>:2025-01-02T03:04:05Z: %ASA-6-302013: Built', '%ASA-6-302013: Built', '', ''],
    ['2025-01-02T03:04:05+01:00 px1 app[3]: m', 'm', 'px1', 'app'],
    ['2025-01-02T03:04:05+01:00 px1 px1 app[3]: m', 'm', 'px1', 'app'],
    ['2025-01-02T03:04:05.123456+00:00 px1 CEF:0|a|b|c', 'CEF:0|a|b|c', 'px1', ''],
    ['2025 Jan  2 03:04:05 wsa1 accesslogs: Info: 1735689600.123', 'Info: 1735689600.123', 'wsa1', 'accesslogs'],
    ['2025:01:02-03:04:05 utm httpproxy[4711]: id="0001"', 'id="0001"', 'utm', 'httpproxy'],
    ['<30>2025:01:02-03:04:05 utm httpproxy[4711]: id="0001"', 'id="0001"', 'utm', 'httpproxy'],
  ])('%s', (line, message, host, tag) => {
    expect(strip(line)).toMatchObject({ message, host, tag });
  });
});

it('takes a relay header off as well, and believes the inner one', () => {
  const line = '<13>Jan  3 10:00:00 relay1 <134>Jan  2 03:04:05 fw1 squid[1]: 1735689600.123 5';
  expect(strip(line)).toMatchObject({
    message: '1735689600.123 5',
    host: 'fw1',
    tag: 'squid',
    time: '2000-01-02T03:04:05',
  });
  expect(strip('Jan  3 10:00:00 10.9.9.9 Jan  2 03:04:05 fw1 app: x')).toMatchObject({ message: 'x', host: 'fw1' });
});

it('never throws and looks only at its window', () => {
  const piece = fc.constantFrom(
    '<134>',
    '<',
    '1 ',
    'Jan  1 00:00:00 ',
    '2025-01-01T00:00:00Z ',
    'host ',
    'tag[1]: ',
    'x: ',
    '- ',
    '[a b="c"]',
    '[',
    '"',
    ':',
    '\u0000',
    'ÿ',
    '12 ',
    'CEF:0|',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.nat(60), fc.nat(5), (pieces, length, offset) => {
      const text = pieces.join('');
      const start = Math.min(offset, text.length);
      const end = Math.min(start + length, text.length);
      const inside = createSyslogHeader();
      const alone = createSyslogHeader();
      stripSyslog(text, start, end, inside);
      stripSyslog(text.slice(start, end), 0, end - start, alone);
      expect(inside.start).toBeGreaterThanOrEqual(start);
      expect(inside.start).toBeLessThanOrEqual(end);
      expect({ ...inside, start: inside.start - start }).toEqual(alone);
    }),
    { numRuns: 5000 },
  );
});

describe('other words in front of a line', () => {
  const row = '1,2025/01/01 00:00:00,0011,TRAFFIC,end';
  it.each([
    ['2025-01-02T03:04:05+01:00 fw1 {"src_ip":"10.0.0.1"}', '{"src_ip":"10.0.0.1"}', 'fw1', '2025-01-02T02:04:05'],
    [`2025-01-02T03:04:05Z fw1 ${row}`, row, 'fw1', '2025-01-02T03:04:05'],
    [
      '2025-01-02 03:04:05\tLocal7.Info\t192.0.2.1\tid=firewall sn=1',
      'id=firewall sn=1',
      '192.0.2.1',
      '2025-01-02T03:04:05',
    ],
    ['2025-01-02 03:04:05 Local0.Notice 192.0.2.1 {"a":1}', '{"a":1}', '192.0.2.1', '2025-01-02T03:04:05'],
    ['2025-01-02T03:04:05.123456789Z stdout F 10.0.0.1 - - [x]', '10.0.0.1 - - [x]', '', '2025-01-02T03:04:05'],
    ['Jan  2 03:04:05 192.0.2.1 local0.info id=firewall sn=1', 'id=firewall sn=1', '192.0.2.1', '2023-01-02T03:04:05'],
    ['fw1 {"src_ip":"10.0.0.1"}', '{"src_ip":"10.0.0.1"}', 'fw1', ''],
    ['192.0.2.1: {"src_ip":"10.0.0.1"}', '{"src_ip":"10.0.0.1"}', '192.0.2.1', ''],
    [`192.0.2.1 ${row}`, row, '192.0.2.1', ''],
  ])('%s', (line, message, host, time) => {
    const found = strip(line);
    expect([found.message, found.host]).toEqual([message, host]);
    expect(found.time.slice(5)).toBe(time.slice(5));
  });

  it.each([
    '2025-01-01 00:00:02 30 10.1.2.5 - - dns_unresolved_hostname',
    '2025-01-01T00:00:00+0000 accessLog, applianceName=a, tenantName=b',
    '2025-01-01 00:00:00 Local news.example.com 10.0.0.1',
    'alice {not an object}',
  ])('%s is a line of its own', (line) => expect(strip(line).message).toBe(line));
});
