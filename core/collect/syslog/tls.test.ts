/** Syslog over TLS with real certificates: who has none that our authority signed hears no. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect as connectPlain } from 'node:net';
import path from 'node:path';
import { type ConnectionOptions, connect } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { portOf, sealedLines, sourceOf, statusOf, temporaryFolder, until } from '../collect.test-kit.ts';
import { Collector } from '../collector.ts';
import { StreamReceiver } from './stream-receiver.ts';

const folder = temporaryFolder();
const at = (name: string): string => path.join(folder, name);

function openssl(...words: readonly string[]): void {
  execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' });
}

/** An authority, and a certificate of it for a server and a client; a stranger's besides. False where there is no openssl. */
function makeCertificates(): boolean {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  try {
    openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Example CA');
    openssl('req', '-x509', ...key, '-keyout', 'stranger.key', '-out', 'stranger.pem', '-subj', '/CN=Stranger');
    for (const name of ['server', 'client']) {
      openssl('req', ...key.slice(0, 5), '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
      const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2'];
      openssl('x509', '-req', '-in', `${name}.csr`, ...signed, '-out', `${name}.pem`);
    }
    // A certificate that ended before it began: no openssl signs one of the past otherwise.
    const ended = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '-1'];
    openssl('x509', '-req', '-in', 'client.csr', ...ended, '-out', 'expired.pem');
    execFileSync('cp', ['client.key', 'expired.key'], { cwd: folder });
    // One signed by an authority in between, with that sent along and without.
    const request = (name: string): void =>
      openssl('req', ...key.slice(0, 5), '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
    writeFileSync(at('between.ext'), 'basicConstraints=critical,CA:TRUE\n');
    const fromCa = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2'];
    request('between');
    openssl('x509', '-req', '-in', 'between.csr', ...fromCa, '-out', 'between.pem', '-extfile', 'between.ext');
    const fromBetween = ['-CA', 'between.pem', '-CAkey', 'between.key', '-CAcreateserial', '-days', '2'];
    request('branch');
    openssl('x509', '-req', '-in', 'branch.csr', ...fromBetween, '-out', 'branch.pem');
    writeFileSync(at('both.pem'), read('ca.pem') + read('between.pem'));
    writeFileSync(at('chain.pem'), read('branch.pem') + read('between.pem'));
    execFileSync('cp', ['branch.key', 'chain.key'], { cwd: folder });
    // Of the authority, but for servers only.
    writeFileSync(at('purpose.ext'), 'extendedKeyUsage=serverAuth\n');
    openssl('x509', '-req', '-in', 'client.csr', ...fromCa, '-out', 'purpose.pem', '-extfile', 'purpose.ext');
    execFileSync('cp', ['client.key', 'purpose.key'], { cwd: folder });
    return true;
  } catch {
    return false;
  }
}

const hasCertificates = makeCertificates();

/** @returns null when all was sent, else why not */
function send(
  port: number,
  text: string,
  client: string | null,
  options: ConnectionOptions = {},
): Promise<string | null> {
  const identity = client === null ? {} : identityOf(client);
  return new Promise((resolve) => {
    const socket = connect({
      port,
      host: '127.0.0.1',
      ca: read('ca.pem'),
      checkServerIdentity: () => undefined,
      ...identity,
      ...options,
    });
    socket.on('secureConnect', () => socket.end(text));
    socket.on('error', (cause) => resolve(cause.message));
    socket.on('close', () => resolve(null));
    socket.resume();
  });
}

function identityOf(client: string): ConnectionOptions {
  return { cert: read(`${client}.pem`), key: read(`${client}.key`) };
}

/** Whose certificate a listener shows to whoever comes now. */
function subjectOn(port: number): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...identityOf('client') }, () => {
      const { CN } = socket.getPeerCertificate().subject;
      socket.destroy();
      resolve(typeof CN === 'string' ? CN : CN?.[0]);
    });
    socket.on('error', reject);
  });
}

function read(name: string): string {
  return execFileSync('cat', [at(name)], { encoding: 'utf8' });
}

describe.skipIf(!hasCertificates)(hasCertificates ? 'syslog over TLS' : 'skipped: no openssl (Debian: openssl)', () => {
  const certificate = { cert: at('server.pem'), key: at('server.key') };

  it('takes lines from anybody where no authority is named', async () => {
    const spool = temporaryFolder();
    const collector = await Collector.open({ spoolFolder: spool, limits: { minFreeBytes: 0 } });
    await collector.add(sourceOf('tls', { kind: 'tls', host: '127.0.0.1', port: 0, ...certificate, ca: null }));
    const port = portOf(statusOf(collector, 'tls'));
    expect(await send(port, '12 <13>one line13 <13>two lines', null)).toBeNull();
    await until(() => statusOf(collector, 'tls').synced === 2);
    await collector.stop();
    expect(await sealedLines(spool)).toEqual(['<13>one line', '<13>two lines']);
  });

  it('takes lines only from senders whose certificate the authority signed', async () => {
    const spool = temporaryFolder();
    const collector = await Collector.open({ spoolFolder: spool, limits: { minFreeBytes: 0 } });
    const ca = at('ca.pem');
    await collector.add(sourceOf('mutual', { kind: 'tls', host: '127.0.0.1', port: 0, ...certificate, ca }));
    const port = portOf(statusOf(collector, 'mutual'));
    await send(port, '<13>nobody\n', null);
    await send(port, '<13>stranger\n', 'stranger');
    expect(await send(port, '<13>client\n', 'client')).toBeNull();
    await until(() => statusOf(collector, 'mutual').synced === 1 && statusOf(collector, 'mutual').refused === 2);
    await collector.stop();
    expect(await sealedLines(spool)).toEqual(['<13>client']);
  });

  it.each([
    ['ca', 'chain', true, null],
    ['both', 'branch', true, null],
    ['ca', 'branch', false, 'where one between them signed it, the sender must send that as well'],
    ['ca', 'purpose', false, 'lacks clientAuth'],
  ])('with the authority %s takes a sender that shows %s: %s', async (authority, client, isTaken, why) => {
    const collector = await Collector.open({ spoolFolder: temporaryFolder(), limits: { minFreeBytes: 0 } });
    const ca = at(`${authority}.pem`);
    await collector.add(sourceOf('mutual', { kind: 'tls', host: '127.0.0.1', port: 0, ...certificate, ca }));
    await send(portOf(statusOf(collector, 'mutual')), '<13>line\n', client);
    await until(() => (statusOf(collector, 'mutual').synced ?? 0) + statusOf(collector, 'mutual').refused === 1);
    expect(statusOf(collector, 'mutual').synced).toBe(isTaken ? 1 : 0);
    expect(statusOf(collector, 'mutual').lastRefusal ?? '').toContain(why ?? '');
    await collector.stop();
  });

  it('says in words who was refused, and why', async () => {
    const collector = await Collector.open({ spoolFolder: temporaryFolder() });
    const ca = at('ca.pem');
    await collector.add(sourceOf('mutual', { kind: 'tls', host: '127.0.0.1', port: 0, ...certificate, ca }));
    const port = portOf(statusOf(collector, 'mutual'));
    const words: (string | null)[] = [];
    const note = async (attempt: Promise<unknown>): Promise<void> => {
      const before = words.length;
      await attempt;
      await until(() => statusOf(collector, 'mutual').refused > before);
      words.push(statusOf(collector, 'mutual').lastRefusal);
    };
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const;
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      for (const name of [null, 'stranger', 'expired'])
        await note(send(port, '<13>x\n', name, { maxVersion: version }));
    }
    await note(send(port, '<13>x\n', 'client', old));
    const plain = connectPlain(port, '127.0.0.1', () => plain.end('<13>plain\n'.repeat(3)));
    await note(
      new Promise((resolve) =>
        plain
          .on('error', () => undefined)
          .on('close', resolve)
          .resume(),
      ),
    );
    const certificates = [
      '127.0.0.1: it showed no certificate',
      '127.0.0.1: its certificate is of none of the given authorities',
      '127.0.0.1: its certificate has expired',
    ];
    expect(words).toEqual([
      ...certificates,
      ...certificates,
      '127.0.0.1: it offered no version of TLS from 1.2 on',
      '127.0.0.1: it did not speak TLS',
    ]);
    expect(statusOf(collector, 'mutual').lines).toBe(0);
    await collector.stop();
  });

  it('takes over files that change, and keeps the old ones where the new ones are no good', async () => {
    const own = temporaryFolder();
    const put = (from: string, to: string): void => copyFileSync(at(from), path.join(own, to));
    const place = { cert: path.join(own, 'cert.pem'), key: path.join(own, 'key.pem'), ca: path.join(own, 'ca.pem') };
    put('server.pem', 'cert.pem');
    put('server.key', 'key.pem');
    put('ca.pem', 'ca.pem');
    const notes: string[] = [];
    const spool = temporaryFolder();
    const note = (level: string, message: string) => notes.push(`${level} ${message}`);
    const collector = await Collector.open({ spoolFolder: spool, limits: { minFreeBytes: 0 }, note });
    await collector.add(sourceOf('tls', { kind: 'tls', host: '127.0.0.1', port: 0, ...place }));
    const port = portOf(statusOf(collector, 'tls'));
    const problem = (): string | null => statusOf(collector, 'tls').problem;
    const shown = () => subjectOn(port);
    expect(await shown()).toBe('server');

    // An open connection goes on, whatever becomes of the files.
    const open = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...identityOf('client') });
    open.on('error', () => undefined).write('<13>before\n');
    await until(() => statusOf(collector, 'tls').synced === 1);

    // The certificate of another key: kept out, said once, and taken as soon as its key is there too.
    put('client.pem', 'cert.pem');
    await until(() => problem() !== null);
    expect(problem()).toMatch(/not the one of this certificate.*stays in force: the certificate of CN=server/);
    expect(await shown()).toBe('server');
    expect(statusOf(collector, 'tls').state).toBe('listening');
    put('client.key', 'key.pem');
    await until(() => problem() === null);
    expect(await shown()).toBe('client');

    for (const [file, to, words] of [
      ['expired.pem', 'cert.pem', 'The certificate ended'],
      ['server.csr', 'cert.pem', 'no PEM file'],
      ['server.csr', 'ca.pem', 'holds no certificate'],
    ] as const) {
      put(file, to);
      await until(() => problem()?.includes(words) === true);
      expect(await shown()).toBe('client');
      put(to === 'ca.pem' ? 'ca.pem' : 'client.pem', to);
      await until(() => problem() === null);
    }
    rmSync(place.key);
    await until(() => problem()?.includes('key.pem cannot be read') === true);
    put('client.key', 'key.pem');
    await until(() => problem() === null);

    // Other authorities: whom the old one signed is a stranger now.
    put('stranger.pem', 'ca.pem');
    await until(() => notes.filter((one) => one.includes('are in force:')).length === 2);
    await send(port, '<13>client\n', 'client');
    expect(await send(port, '<13>stranger\n', 'stranger')).toBeNull();
    open.end('<13>after\n');
    await until(() => statusOf(collector, 'tls').synced === 3);
    await collector.stop();
    expect((await sealedLines(spool)).sort()).toEqual(['<13>after', '<13>before', '<13>stranger']);
    const warned = notes.filter((one) => one.startsWith('warn'));
    expect(warned).toHaveLength(5);
    expect(warned[0]).toMatch(/^warn tls: the TLS files changed and are not used: The key/);
  });

  it('says which file it cannot read', async () => {
    const collector = await Collector.open({ spoolFolder: temporaryFolder() });
    const receiver = { kind: 'tls', host: '127.0.0.1', port: 0, ...certificate, ca: at('none.pem') } as const;
    await collector.add(sourceOf('tls', receiver));
    expect(statusOf(collector, 'tls')).toMatchObject({ state: 'failed' });
    expect(statusOf(collector, 'tls').problem).toContain('none.pem cannot be read');
    await collector.stop();
  });

  it.each([
    [
      'a file that is no certificate',
      { cert: at('server.csr'), key: at('server.key') },
      'no PEM file that can be used',
    ],
    [
      'the key of another certificate',
      { cert: at('server.pem'), key: at('client.key') },
      'not the one of this certificate',
    ],
  ])('says in words what is wrong with %s', async (_, files, words) => {
    const collector = await Collector.open({ spoolFolder: temporaryFolder() });
    await collector.add(sourceOf('tls', { kind: 'tls', host: '127.0.0.1', port: 0, ...files, ca: null }));
    expect(statusOf(collector, 'tls').problem).toContain(words);
    await collector.stop();
  });
});

it.skipIf(!hasCertificates)('handshakes that do not end make room for senders that speak', async () => {
  const lines: string[] = [];
  const sink = {
    accept: (line: Buffer) => lines.push(line.toString()),
    drop: () => undefined,
    isCongested: false,
    onRelief: (resume: () => void) => resume(),
  };
  const files = { cert: at('server.pem'), key: at('server.key'), ca: null };
  const limits = { maxConnections: 3, maxHeldBytes: 100_000, silentMs: 50 };
  const receiver = new StreamReceiver('127.0.0.1', 0, sink, files, limits);
  await receiver.start();
  const port = receiver.facts().address?.port ?? 0;
  const idle = [0, 1, 2].map(() => connectPlain(port, '127.0.0.1').on('error', () => undefined));
  await Promise.all(idle.map((socket) => new Promise<void>((resolve) => socket.on('connect', () => resolve()))));
  // A sender that tries again until it is let in.
  const reasons: (string | null)[] = [];
  await until(async () => {
    await send(port, '<13>late\n', null);
    reasons.push(receiver.facts().lastRefusal);
    return lines.length > 0;
  });
  expect(reasons).toContain('127.0.0.1: it did not finish its handshake in time');
  for (const socket of idle) socket.destroy();
  await receiver.stop();
});
