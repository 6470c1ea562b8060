/** `undercast collect` as a process: its words, its end in good order, and its end by kill -9. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { portOf, sealedLines, sendTcp, until } from '../../collect/collect.test-kit.ts';
import { Collector } from '../../collect/collector.ts';
import type { SourceStatus } from '../../contract/collectors.ts';
import { callCli, squidLog, temporaryFolder } from '../run-cli.test-kit.ts';

const ENTRY = fileURLToPath(new URL('../undercast.mjs', import.meta.url));
const END_AT_STEP = fileURLToPath(new URL('../../../e2e/harness/end-at-step.mjs', import.meta.url));
const root = temporaryFolder();
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

interface Running {
  readonly child: ChildProcess;
  /** The latest status of each source. */
  readonly status: () => readonly SourceStatus[];
  readonly ended: Promise<number | null>;
  readonly said: () => string;
}

/** Starts a collector and waits until it listens. */
/** @param endAt as `end-at-step.mjs` reads it */
async function collect(words: readonly string[], endAt: string | null = null): Promise<Running> {
  const node = endAt === null ? [] : ['--import', END_AT_STEP];
  const env = endAt === null ? process.env : { ...process.env, UNDERCAST_END_AT: endAt };
  const child = spawn(process.execPath, [...node, ENTRY, 'collect', '--json', '--status-every', '1', ...words], {
    env,
  });
  running.add(child);
  let latest: readonly SourceStatus[] = [];
  let said = '';
  createInterface({ input: child.stdout }).on('line', (line) => {
    latest = (JSON.parse(line) as { readonly sources: readonly SourceStatus[] }).sources;
  });
  child.stderr.on('data', (text) => {
    said += String(text);
  });
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', (status) => {
      running.delete(child);
      resolve(status);
    });
  });
  await until(() => latest.length > 0 || child.exitCode !== null);
  return { child, status: () => latest, ended, said: () => said };
}

describe('undercast collect', () => {
  it('loses no acknowledged line when it is killed at any moment, and doubles none', async () => {
    const spool = path.join(root, 'killed');
    let acknowledged = 0;
    // At any instant, and where a segment is ended but not in its place yet, or is there and nobody was told.
    for (const [round, step] of [null, 'before 3 ^rename .*fw', 'after 3 ^rename .*fw'].entries()) {
      const words = ['--spool', spool, '--syslog', 'tcp://127.0.0.1:0?name=fw', '--seal-size', '200'];
      const one = await collect(words, step);
      const socket = connect(portOf(one.status()[0] as SourceStatus), '127.0.0.1');
      socket.on('error', () => undefined);
      let line = 0;
      const timer = setInterval(() => {
        for (const end = line + 400; line < end; line++) socket.write(`<13>round ${round} line ${line}\n`);
      }, 5);
      await until(() => (step === null ? (one.status()[0]?.synced ?? 0) > 0 : one.child.signalCode !== null));
      const synced = one.status()[0]?.synced ?? 0;
      one.child.kill('SIGKILL');
      await one.ended;
      clearInterval(timer);
      socket.destroy();
      acknowledged += synced;
      await (await Collector.open({ spoolFolder: spool })).stop();
      const lines = (await sealedLines(spool)).filter((text) => text.includes(`round ${round} `));
      expect(lines.length).toBeGreaterThanOrEqual(synced);
      expect(lines).toEqual(lines.map((_, i) => `<13>round ${round} line ${i}`));
    }
    expect((await sealedLines(spool)).length).toBeGreaterThanOrEqual(acknowledged);
    expect(readdirSync(path.join(spool, 'open'))).toEqual([]);
  });

  it('collects into a new workspace, and imports everything before it ends', async () => {
    const workspace = path.join(root, 'case.undercast');
    const drop = path.join(root, 'drop');
    mkdirSync(drop);
    const words = ['--workspace', workspace, '--syslog', 'tcp://127.0.0.1:0?stream=Branch', '--watch', `${drop}=FTP`];
    const one = await collect(words);
    const tcp = one.status().find((source) => source.address.startsWith('tcp'));
    await sendTcp(portOf(tcp as SourceStatus), [squidLog(200)]);
    await until(() => one.status().some((source) => source.synced === 200));
    one.child.kill('SIGINT');
    expect(await one.ended).toBe(0);
    // Ending seals what is open; either that import or the steady one a moment before takes it.
    expect(one.said()).toMatch(/Imported what was left: [01] segments, 0 files, (20)?0 transactions\./);
    const { out } = await callCli(['imports', 'list', '--workspace', workspace, '--json']);
    expect(JSON.parse(out)).toMatchObject([{ stream: 'Branch', state: 'done', ledger: { stored: 200 } }]);
  });

  it('reads its sources from a file and says what is wrong with one', async () => {
    const config = path.join(root, 'collect.json');
    const receiver = { kind: 'udp', host: '127.0.0.1', port: 0 };
    writeFileSync(
      config,
      JSON.stringify({ sources: [{ name: 'a', stream: 'A', receiver: { ...receiver, port: -1 } }] }),
    );
    const spool = ['--spool', path.join(root, 'unused')];
    const wrong: readonly (readonly [readonly string[], string])[] = [
      [['--config', config], 'sources.0.receiver.port'],
      [['--syslog', 'http://127.0.0.1'], 'begins with udp://, tcp:// or tls:// only'],
      [['--syslog', 'udp://0.0.0.0:5514'], '0.0.0.0 can be reached by other machines'],
      [['--syslog', 'tls://127.0.0.1:6514'], 'needs the PEM files'],
      [['--syslog', 'udp://127.0.0.1:1?colour=red'], 'knows no "colour"'],
      [
        ['--syslog', 'tcp://127.0.0.1:5514?name=a', '--syslog', 'tcp://127.0.0.1:5514?name=b'],
        'a and b listen on the same port, 5514',
      ],
      [[], 'Say what to listen on'],
    ];
    const results = await Promise.all(wrong.map(([words]) => callCli(['collect', ...spool, ...words])));
    for (const [at, result] of results.entries()) {
      expect(result.status).toBe(2);
      expect(result.err).toContain(wrong[at]?.[1]);
    }
    writeFileSync(config, JSON.stringify({ sources: [{ name: 'a', stream: 'A', receiver }] }));
    const one = await collect(['--config', config, ...spool]);
    expect(one.status().map(({ name, state }) => [name, state])).toEqual([['a', 'listening']]);
    one.child.kill('SIGTERM');
    expect(await one.ended).toBe(0);
  });
});
