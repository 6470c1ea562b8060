/** Traffic stays traffic: of no traffic log a file of activities is made, nor an activity of a record in it. */
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { ActivityReader, CONNECTORS, detectConnector } from '../../connectors/index.ts';
import { detectFormat } from '../../ingest/detect/detect.ts';
import { EventDraft, PARSED } from '../../ingest/formats/api.ts';
import { readLine } from '../../ingest/formats/kv/test-kit.ts';
import { TRAFFIC_FORMATS } from '../../ingest/formats/registry.ts';
import { generateLog, LOG_FORMATS } from '../../sample/index.ts';
import { auditConnectors } from './audit-log.ts';

const LATE = Date.UTC(2030, 0, 1);
/** Those that are asked last: by the names of fields, by sentences, by what devices say of themselves. */
const LAST: ReadonlySet<string> = new Set(CONNECTORS.filter(({ isLast }) => isLast === true).map(({ id }) => id));

function connectorsOf(name: string, text: string) {
  return auditConnectors(name, () => Promise.resolve(Readable.from([Buffer.from(text, 'latin1')])), []);
}

/** Lines that the connectors for what nobody knows would take, were they in an audit log. */
function takenByNames(text: string): readonly string[] {
  const reader = new ActivityReader(CONNECTORS, { fileName: '' }, LATE);
  return text
    .split('\n')
    .filter((line) => reader.readLine(line).events.some(({ connector }) => LAST.has(connector.id)));
}

describe.each(TRAFFIC_FORMATS)('a log of $id', ({ id, createParser }) => {
  const text = readFileSync(new URL(`../../ingest/formats/${id}/sample.log`, import.meta.url), 'latin1');

  test('is no audit log', async () => expect(await connectorsOf('sample.log', text)).toEqual([]));

  test('has no flow that is read by the names of its fields', () => {
    const parser = createParser();
    const isFlow = (line: string): boolean => readLine(parser, line, 0, line.length, new EventDraft()) === PARSED;
    expect(takenByNames(text).filter(isFlow)).toEqual([]);
  });
});

test.each(LOG_FORMATS)('a made-up %s log is no audit log', async (format) => {
  const { chunks } = generateLog({ seed: 7, lines: 200, format, start: Date.UTC(2026, 4, 4), days: 1 });
  const text = [...chunks].join('');
  expect(await connectorsOf(`${format}.log`, text)).toEqual([]);
  expect(takenByNames(text)).toEqual([]);
});

describe('JSON of an unknown product', () => {
  const at = (second: number): string => `2026-05-04T10:20:${second}Z`;
  test.each<[string, object]>([
    [
      'a proxy',
      { time: at(30), user: 'alice', client_ip: '192.0.2.1', action: 'allowed', url: 'https://example.com/a' },
    ],
    ['a firewall', { timestamp: at(31), src_ip: '192.0.2.1', dst_ip: '198.51.100.7', dst_port: 443, action: 'allow' }],
    [
      'a gateway',
      { ts: at(32), username: 'alice', source_ip: '192.0.2.1', host: 'example.com', bytes_in: 9, event: 'http' },
    ],
    ['a resolver', { timestamp: at(33), client_ip: '192.0.2.1', query: 'example.com', type: 'A', action: 'blocked' }],
    [
      'a broker',
      { time: at(34), user: 'alice', srcip: '192.0.2.1', domain: 'example.com', sent: 1, received: 2, action: 'pass' },
    ],
  ])('stays traffic: %s', async (_, record) => {
    const text = `${JSON.stringify(record)}\n`.repeat(3);
    expect(await connectorsOf('unknown.json', text)).toEqual([]);
    expect(detectFormat({ text, fileName: 'unknown.json' }, TRAFFIC_FORMATS)).not.toEqual([]);
    expect(takenByNames(text)).toEqual([]);
  });
});

test('an upload that Netskope stopped on its way is traffic, as the alerts beside it are', async () => {
  const alert = {
    timestamp: 1777890030,
    type: 'nspolicy',
    alert: 'yes',
    alert_type: 'DLP',
    access_method: 'Client',
    traffic_type: 'CloudApp',
    activity: 'Upload',
    action: 'block',
    app: 'Example Drive',
    object: 'plan.docx',
    user: 'ann@example.com',
    srcip: '192.0.2.7',
    dstip: '198.51.100.7',
    url: 'drive.example.com/upload',
    ccl: 'high',
  };
  const text = `${JSON.stringify(alert)}\n`.repeat(3);
  expect(await connectorsOf('alerts.json', text)).toEqual([]);
  const found = `${JSON.stringify({ ...alert, access_method: 'API Connector', traffic_type: undefined })}\n`;
  expect((await connectorsOf('alerts.json', found)).map(({ format }) => format)).toContain('netskope-audit');
});

test('records of an unknown provider are below what makes a file an audit log', async () => {
  const text = `${JSON.stringify({ time: '2026-05-04T10:20:30Z', user: 'alice@example.com', action: 'doc.share', ip: '192.0.2.1' })}\n`;
  expect(detectConnector({ text, fileName: 'a.json' }).map(({ format }) => format)).toEqual(['audit-records']);
  expect(await connectorsOf('a.json', text)).toEqual([]);
});

describe('acts among what else a server or a device says', () => {
  const CRON = 'May  4 10:20:30 web1 CRON[7]: (root) CMD (run-parts /etc/cron.hourly)\n';
  const SSHD = 'May  4 10:20:31 web1 sshd[9]: Accepted password for eve from 203.0.113.9 port 1 ssh2\n';
  const SQUID =
    '1777890032.123 12 192.0.2.4 TCP_MISS/200 512 GET http://example.com/ eve DIRECT/203.0.113.1 text/html\n';

  test.each([
    ['all of it', SSHD.repeat(3)],
    ['some of it', SSHD + CRON.repeat(6)],
  ])('make an audit log: %s', async (_, text) => {
    expect((await connectorsOf('auth.log', text)).map(({ format }) => format)).toEqual(['host-messages']);
  });

  test.each([
    ['host-messages', 'May  4 10:20:31 web1 webmin[9]: Invalid login as root from 203.0.113.9'],
    [
      'host-messages',
      'May  4 10:20:31 mac1 screensharingd[9]: Authentication: FAILED :: User Name: eve :: Viewer Address: 203.0.113.9',
    ],
    ['host-messages', '<188>May  4 10:20:31 2026 sw1 %%10LOGIN/5/LOGIN_FAILED: eve failed to log in from 203.0.113.9.'],
    [
      'device-admin',
      'date=2026-05-04 time=10:20:31 device_id=FEVM020000000001 log_id=0001001623 type=kevent subtype=admin pri=information user=eve ui=GUI(203.0.113.9) action=login status=success',
    ],
    ['host-messages', 'May  4 10:20:31 rdp1 xrdp-sesman[9]: [INFO ] AUTHFAIL: user=eve ip=203.0.113.9 time=1777890031'],
    ['audit-records', '[2026-05-04 10:20:31 -0400] info [cpsrvd] 203.0.113.9 - eve - SUCCESS LOGIN cpaneld'],
    ['audit-records', '[2026-05-04 10:20:31,000 +0000] 8f29e8dd eve a/1000 LOGIN FROM 203.0.113.9'],
    [
      'audit-records',
      '203.0.113.9 | RepositoryCreatedEvent | eve | 1777890031000 | TOOLS/scripts | {"id":2} | @9AB12Cx969x540x0 | 1abc2d',
    ],
    [
      'audit-records',
      '2026/05/04 10:20:31 INFO: eve 203.0.113.9 "POST /groups" with parameters {} and body {"group_id": "web"} done in 0.01s: 200',
    ],
  ])('are told by their program or kind: %s', async (connector, line) => {
    expect((await connectorsOf('messages.log', `${line}\n`.repeat(3))).map(({ format }) => format)).toContain(
      connector,
    );
  });

  test.each([
    ['too few of them', SSHD + CRON.repeat(20)],
    ['a flow beside them', SSHD.repeat(5) + SQUID],
    ['none', CRON.repeat(3)],
  ])('make none: %s', async (_, text) => {
    expect(await connectorsOf('auth.log', text)).toEqual([]);
  });
});
