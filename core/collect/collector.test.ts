/** A collector over real sockets: what is sent is in sealed segments, once and in full. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  portOf,
  sealedLines,
  sendTcp,
  sendUdp,
  sourceOf,
  statusOf,
  temporaryFolder,
  until,
} from './collect.test-kit.ts';
import { Collector } from './collector.ts';
import { DONE_FOLDER, SEALED_FOLDER } from './spool/segment-file.ts';

const LOCAL = { host: '127.0.0.1', port: 0 };
const LIMITS = { minFreeBytes: 0 };

describe('collector', () => {
  it('keeps what many TCP senders send at once, however they frame it', async () => {
    const spool = temporaryFolder();
    const collector = await Collector.open({ spoolFolder: spool, limits: { ...LIMITS, sealBytes: 20_000 } });
    await collector.add(sourceOf('tcp', { kind: 'tcp', ...LOCAL }));
    const port = portOf(statusOf(collector, 'tcp'));
    const expected: string[] = [];
    const sends = Array.from({ length: 300 }, (_, sender) => {
      const messages = Array.from(
        { length: 20 },
        (__, i) => `<134>Mar  2 08:00:00 fw${sender} app: line ${i} of ${sender}`,
      );
      expected.push(...messages);
      const framed =
        sender % 3 === 0
          ? messages.map((text) => `${text.length} ${text}`).join('')
          : messages.map((text) => text + (sender % 3 === 1 ? '\r\n' : '\0')).join('');
      // Cut where no message ends.
      const cut = 37 + sender;
      return sendTcp(port, [framed.slice(0, cut), framed.slice(cut)]);
    });
    await Promise.all(sends);
    await until(() => statusOf(collector, 'tcp').synced === expected.length);
    expect(statusOf(collector, 'tcp')).toMatchObject({
      state: 'listening',
      health: 'connected',
      lines: 6000,
      problem: null,
    });
    await collector.stop();
    expect((await sealedLines(spool)).sort()).toEqual(expected.sort());
  });

  it('keeps a burst of datagrams or says how many were lost', async () => {
    const spool = temporaryFolder();
    const collector = await Collector.open({ spoolFolder: spool, limits: LIMITS });
    await collector.add(sourceOf('udp', { kind: 'udp', ...LOCAL }));
    const port = portOf(statusOf(collector, 'udp'));
    const lists = Array.from({ length: 8 }, (_, sender) =>
      Array.from({ length: 500 }, (__, i) => `<134>1 2026-03-02T08:00:00Z fw${sender} app - - - line ${i}`),
    );
    await Promise.all(lists.map((list) => sendUdp(port, list)));
    const sum = () => {
      const { lines, dropped } = statusOf(collector, 'udp');
      return (lines ?? 0) + dropped.congested + (dropped.kernel ?? 0);
    };
    await until(() => sum() === 4000);
    const { lines, receiveBuffer } = statusOf(collector, 'udp');
    expect(receiveBuffer).toBeGreaterThan(0);
    await collector.stop();
    expect(await sealedLines(spool)).toHaveLength(lines ?? 0);
  });

  it('keeps several sources apart and the last segments of those imported', async () => {
    const spool = temporaryFolder();
    const collector = await Collector.open({ spoolFolder: spool, limits: { ...LIMITS, sealBytes: 1 }, keep: 3 });
    await collector.add(sourceOf('one', { kind: 'tcp', ...LOCAL }));
    await collector.add(sourceOf('two', { kind: 'tcp', ...LOCAL }));
    for (let i = 0; i < 5; i++) {
      await sendTcp(portOf(statusOf(collector, 'one')), [`a ${i}\n`]);
      await sendTcp(portOf(statusOf(collector, 'two')), [`b ${i}\n`]);
      await until(() => collector.sealed().length === 2 * (i + 1));
    }
    expect(collector.status().map(({ name, waiting, waitingBytes }) => [name, waiting, waitingBytes])).toEqual([
      ['one', 5, 20],
      ['two', 5, 20],
    ]);
    const places = collector.sealed().map(({ place }) => place);
    await collector.imported(places);
    expect(collector.sealed()).toEqual([]);
    expect(readdirSync(path.join(spool, DONE_FOLDER)).sort()).toEqual(
      places
        .slice(-6)
        .map((place) => path.basename(place))
        .sort(),
    );
    await collector.stop();
  });

  it('goes on by itself once a folder of its spool that was taken away is there again', async () => {
    const spool = temporaryFolder();
    const collector = await Collector.open({ spoolFolder: spool, limits: { ...LIMITS, sealBytes: 1, retryMs: 10 } });
    await collector.add(sourceOf('fw', { kind: 'tcp', ...LOCAL }));
    const port = portOf(statusOf(collector, 'fw'));
    rmSync(path.join(spool, SEALED_FOLDER), { recursive: true });
    await sendTcp(port, ['one\n']);
    await until(() => (statusOf(collector, 'fw').problem ?? '').includes('cannot be written'));
    const waiting = sendTcp(port, ['two\n']);
    mkdirSync(path.join(spool, SEALED_FOLDER));
    // The next line finds the segment before it ended, and not yet in its place.
    await waiting;
    await until(() => statusOf(collector, 'fw').synced === 2 && statusOf(collector, 'fw').problem === null);
    await collector.stop();
    expect(await sealedLines(spool)).toEqual(['one', 'two']);
  });

  it('says which port is taken and listens as soon as it is free', async () => {
    const first = await Collector.open({ spoolFolder: temporaryFolder(), limits: LIMITS });
    await first.add(sourceOf('a', { kind: 'tcp', ...LOCAL }));
    const port = portOf(statusOf(first, 'a'));
    const second = await Collector.open({ spoolFolder: temporaryFolder(), limits: LIMITS });
    await second.add(sourceOf('b', { kind: 'tcp', host: '127.0.0.1', port }));
    expect(statusOf(second, 'b')).toMatchObject({
      state: 'failed',
      problem: `tcp://127.0.0.1:${port} is in use already, by another source or another program. Stop that, or choose another port.`,
    });
    await first.stop();
    await second.stop();
  });

  it('holds its spool alone', async () => {
    const spool = temporaryFolder();
    const collector = await Collector.open({ spoolFolder: spool });
    await expect(Collector.open({ spoolFolder: spool })).rejects.toThrow('in use by process');
    await collector.stop();
    await (await Collector.open({ spoolFolder: spool })).stop();
  });

  it.skipIf(process.platform !== 'linux')(
    'is not kept by a program that has the number of a collector that died',
    async () => {
      const spool = temporaryFolder();
      const collector = await Collector.open({ spoolFolder: spool });
      const lock = path.join(spool, '.lock');
      const { started } = JSON.parse(readFileSync(lock, 'utf8')) as { started: string };
      await collector.stop();
      const [boot = '', ticks = ''] = started.split(' ');
      const alive = readFileSync(`/proc/${process.ppid}/stat`, 'utf8').split(')').at(-1)?.split(' ')[20];
      writeFileSync(lock, JSON.stringify({ pid: process.ppid, started: `${boot} ${alive}` }));
      await expect(Collector.open({ spoolFolder: spool })).rejects.toThrow(`in use by process ${process.ppid}`);
      for (const other of [`${boot} ${Number(ticks) + 1}`, `another-start ${alive}`]) {
        writeFileSync(lock, JSON.stringify({ pid: process.ppid, started: other }));
        await (await Collector.open({ spoolFolder: spool })).stop();
      }
    },
  );

  it.skipIf(process.platform !== 'linux')('is not kept by a killed one whose parent took no notice', async () => {
    const spool = temporaryFolder();
    const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      const pid = await once(parent.stdout, 'data').then(([text]) => Number(String(text).trim()));
      // A shell takes notice of its children; what it becomes does not.
      await until(() => readFileSync(`/proc/${parent.pid}/comm`, 'utf8').trim() === 'sleep');
      process.kill(pid, 'SIGKILL');
      const fields = (): string[] => readFileSync(`/proc/${pid}/stat`, 'utf8').split(')').at(-1)?.split(' ') ?? [];
      await until(() => fields()[1] === 'Z');
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
      writeFileSync(path.join(spool, '.lock'), JSON.stringify({ pid, started: `${boot} ${fields()[20]}` }));
      await (await Collector.open({ spoolFolder: spool })).stop();
    } finally {
      parent.kill();
      await once(parent, 'exit');
    }
  });
});
