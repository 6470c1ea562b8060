/** The senders that most machines have: `logger` and rsyslog, over every transport they speak. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { portOf, sealedLines, sourceOf, statusOf, temporaryFolder, until } from './collect.test-kit.ts';
import { Collector } from './collector.ts';

function has(program: string, ...words: readonly string[]): boolean {
  try {
    execFileSync(program, words, { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

async function listen(
  kinds: readonly ('udp' | 'tcp')[],
): Promise<{ collector: Collector; spool: string; ports: number[] }> {
  const spool = temporaryFolder();
  const collector = await Collector.open({ spoolFolder: spool, limits: { minFreeBytes: 0 } });
  for (const [at, kind] of kinds.entries()) {
    await collector.add(sourceOf(`${kind}${at}`, { kind, host: '127.0.0.1', port: 0 }));
  }
  return { collector, spool, ports: kinds.map((kind, at) => portOf(statusOf(collector, `${kind}${at}`))) };
}

const hasLogger = has('logger', '--version');
const loggerTitle = hasLogger ? 'logger' : 'skipped: no logger (Debian: bsdutils)';

describe.skipIf(!hasLogger)(loggerTitle, () => {
  it('is heard over UDP and TCP, by RFC 3164 and RFC 5424, octet-counted or not', async () => {
    const { collector, spool, ports } = await listen(['udp', 'tcp']);
    const [udp = '', tcp = ''] = ports.map(String);
    const send = (...words: readonly string[]): void => {
      execFileSync('logger', ['-n', '127.0.0.1', ...words], { stdio: 'pipe' });
    };
    send('-d', '-P', udp, '--rfc3164', 'datagram of 3164');
    send('-d', '-P', udp, '--rfc5424', 'datagram of 5424');
    send('-T', '-P', tcp, '--rfc3164', 'stream of 3164');
    send('-T', '-P', tcp, '--rfc5424', '--octet-count', 'stream of 5424, counted');
    await until(() => collector.status().reduce((sum, one) => sum + (one.synced ?? 0), 0) === 4);
    await collector.stop();
    const lines = await sealedLines(spool);
    for (const line of lines) expect(line).toMatch(/^<13>/);
    expect(lines.map((line) => /(datagram|stream) of .*$/.exec(line)?.[0]).sort()).toEqual([
      'datagram of 3164',
      'datagram of 5424',
      'stream of 3164',
      'stream of 5424, counted',
    ]);
  });
});

const hasRsyslog = has('rsyslogd', '-v');
const rsyslogTitle = hasRsyslog ? 'rsyslog' : 'skipped: no rsyslogd (Debian: rsyslog)';

describe.skipIf(!hasRsyslog)(rsyslogTitle, () => {
  it('relays a file line by line over UDP, TCP and octet-counted TCP', async () => {
    const { collector, spool, ports } = await listen(['udp', 'tcp', 'tcp']);
    const [udp, tcp, counted] = ports;
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'work'));
    const log = path.join(folder, 'proxy.log');
    const count = 300;
    writeFileSync(log, Array.from({ length: count }, (_, i) => `line ${i} of the proxy\n`).join(''));
    const target = (port: number | undefined, more: string): string =>
      `action(type="omfwd" target="127.0.0.1" port="${port}" ${more})`;
    const config = path.join(folder, 'rsyslog.conf');
    writeFileSync(
      config,
      [
        `global(workDirectory="${path.join(folder, 'work')}")`,
        'module(load="imfile" mode="polling" pollingInterval="1")',
        `input(type="imfile" file="${log}" tag="proxy:" ruleset="relay")`,
        'ruleset(name="relay") {',
        target(udp, 'protocol="udp"'),
        target(tcp, 'protocol="tcp"'),
        target(counted, 'protocol="tcp" tcp_framing="octet-counted" template="RSYSLOG_SyslogProtocol23Format"'),
        '}',
      ].join('\n'),
    );
    const rsyslog = spawn('rsyslogd', ['-n', '-f', config, '-i', path.join(folder, 'pid')], { stdio: 'ignore' });
    try {
      await until(() => collector.status().every((one) => one.synced === count));
    } finally {
      rsyslog.kill();
      await once(rsyslog, 'exit');
      await collector.stop();
    }
    const lines = await sealedLines(spool);
    for (let i = 0; i < count; i++) {
      expect(
        lines.filter(
          (line) => line.endsWith(`proxy: line ${i} of the proxy`) || line.endsWith(`- line ${i} of the proxy`),
        ),
      ).toHaveLength(3);
    }
  });
});
