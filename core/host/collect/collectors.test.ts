/** The collector of a workspace: what sources receive becomes imports, once, whatever stops or dies in between. */
import { copyFileSync, mkdirSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { portOf, sendTcp, until as untilTrue } from '../../collect/collect.test-kit.ts';
import type { CollectorRow } from '../../contract/collectors.ts';
import type { MethodInput } from '../../contract/methods.ts';
import {
  createWorkspace,
  importFiles,
  openWorkspace,
  squidLog,
  startEngine,
  type TestEngine,
  TestFolder,
} from '../host.test-kit.ts';

const folder = new TestFolder();
let test: TestEngine;

beforeAll(async () => {
  vi.stubEnv('UNDERCAST_CONFIG', folder.path('config'));
  test = await startEngine(2, { autoStart: true, limits: { sealMs: 50 }, lookMs: 50 });
});
afterAll(async () => {
  await test.stop();
  vi.unstubAllEnvs();
  folder.remove();
});

type Saved = MethodInput<'collectors.save'>;

async function add(name: string, receiver: Saved['receiver'], stream = 'Branch'): Promise<number> {
  const { id } = await test.client.call('collectors.save', { name, stream, receiver });
  await test.client.call('collectors.start', { id });
  return id;
}

async function row(name: string): Promise<CollectorRow> {
  const { rows } = await test.client.call('collectors.list', {});
  const found = rows.find((one) => one.source.name === name);
  if (!found) throw new Error(`no source ${name}`);
  return found;
}

async function port(name: string): Promise<number> {
  const { status } = await row(name);
  return status ? portOf(status) : 0;
}

async function stored(stream: string): Promise<number> {
  const streams = await test.client.call('streams.list', {});
  return streams.find((one) => one.name === stream)?.transactions ?? 0;
}

/** Waits until so many transactions of the stream are visible. */
async function until(stream: string, transactions: number): Promise<void> {
  let found = -1;
  await untilTrue(async () => {
    found = await stored(stream);
    return found >= transactions;
  });
  expect(found).toBe(transactions);
}

/** All of it is one import of today (two over midnight) that accounts for every line, shows it, and can be read again and removed. */
async function expectOneDay(lines: number): Promise<void> {
  const days = await test.client.call('imports.list', {});
  expect(days.length).toBeLessThanOrEqual(new Set(days.map(({ day }) => day)).size);
  expect(days.reduce((sum, row) => sum + (row.ledger?.stored ?? 0), 0)).toBe(lines);
  expect(days.flatMap((row) => row.files.first ?? [])).toEqual(days.map(() => 'fw'));
  const { rows } = await test.client.call('discovery.listEvidence', {
    subject: { source: '10.1.1.1' },
  });
  const wanted = squidLog(0, lines)
    .split('\n')
    .filter((line) => line.includes(' 10.1.1.1 '));
  expect(rows.map(({ raw }) => raw).sort()).toEqual(wanted.sort());
  expect((await test.client.run('workspace.checkIntegrity', {})).problems).toEqual([]);
  const { ledger } = await test.client.run('imports.reread', { id: days[0]?.id ?? 0 });
  expect(ledger.stored).toBe(days[0]?.ledger?.stored);
  // Of what runs by itself, the last is enough.
  expect((await test.client.call('jobs.list', {})).filter(({ isRoutine }) => isRoutine).length).toBeLessThanOrEqual(1);
}

const TCP = { kind: 'tcp', host: '127.0.0.1', port: 0 } as const;

describe('sources of a workspace', () => {
  it('import what they receive by themselves, go on after the workspace was closed, and stop when told', async () => {
    const place = folder.fresh('syslog.undercast');
    await createWorkspace(test, place);
    const id = await add('fw', TCP);
    await sendTcp(await port('fw'), [squidLog(0, 100)]);
    await until('Branch', 100);
    // Closed with lines that nobody imported yet; they are when it is open again.
    await sendTcp(await port('fw'), [squidLog(100, 130)]);
    await test.client.call('workspace.close', {});
    await openWorkspace(test, place);
    await until('Branch', 130);
    await sendTcp(await port('fw'), [squidLog(130, 140)]);
    await until('Branch', 140);
    await test.client.call('collectors.stop', { id });
    expect(await row('fw')).toMatchObject({ enabled: false, status: null });
    expect((await row('fw')).lastData).toBeGreaterThan(0);
    const streams = await test.client.call('streams.list', {});
    expect(streams[0]).toMatchObject({ name: 'Branch', kind: 'continuous' });
    const { rows } = await test.client.call('governance.list', {});
    expect(rows.map(({ action }) => action).filter((action) => !action.startsWith('workspace'))).toEqual([
      'collector.stop',
      'collector.start',
      'collector.add',
    ]);
    await expectOneDay(140);
  });

  it('read complete files of a watched folder once, put them away, and follow no link out of it', async () => {
    await createWorkspace(test, folder.fresh('watch.undercast'));
    const drop = folder.fresh('drop');
    mkdirSync(path.join(drop, 'branch'), { recursive: true });
    writeFileSync(path.join(drop, 'whole.log'), squidLog(0, 50));
    writeFileSync(path.join(drop, 'branch', 'deep.log'), squidLog(50, 60));
    writeFileSync(path.join(drop, 'coming.log.part'), squidLog(60, 80));
    writeFileSync(path.join(drop, 'letter.txt'), 'dear all,\nthis is no log\n');
    symlinkSync(folder.write('outside.log', squidLog(900, 950)), path.join(drop, 'link.log'));
    const choice = { kind: 'folder', path: test.grant(drop), settleSeconds: 0.1 } as const;
    await add('ftp', choice, 'FTP');
    await until('FTP', 60);
    renameSync(path.join(drop, 'coming.log.part'), path.join(drop, 'coming.log'));
    await until('FTP', 80);
    // The same content under another name adds nothing.
    copyFileSync(path.join(drop, 'imported', 'whole.log'), path.join(drop, 'again.log'));
    await untilTrue(() => readdirSync(path.join(drop, 'imported')).includes('again.log'));
    expect(await stored('FTP')).toBe(80);
    expect(readdirSync(path.join(drop, 'imported')).sort()).toEqual([
      'again.log',
      'branch-deep.log',
      'coming.log',
      'whole.log',
    ]);
    expect(readdirSync(path.join(drop, 'failed'))).toEqual(['letter.txt']);
    const { events } = await test.client.call('collectors.list', {});
    expect(events.map(({ message }) => message).join()).toContain(
      `It is at ${path.join(drop, 'failed', 'letter.txt')} now`,
    );
    // Counted a moment after the file is in its place.
    await untilTrue(async () => (await row('ftp')).status?.files === 4);
    expect((await row('ftp')).status).toMatchObject({ files: 4, failedFiles: 1, state: 'listening', waiting: 0 });
  });

  it('refuse what other machines could reach, a second name, and folders that nobody chose', async () => {
    await createWorkspace(test, folder.fresh('refuse.undercast'));
    const save = (receiver: Saved['receiver'], name = 'x') =>
      test.client.call('collectors.save', { name, stream: 'S', receiver });
    await expect(save({ kind: 'udp', host: '0.0.0.0', port: 0 })).rejects.toThrow('can be reached by other machines');
    await expect(
      test.client.call('collectors.save', {
        name: 'x',
        stream: 'S',
        receiver: { kind: 'tcp', host: '999.0.2.1', port: 0 },
        allowRemote: true,
      }),
    ).rejects.toThrow('"999.0.2.1" is no address to listen on');
    await expect(save({ kind: 'folder' })).rejects.toThrow('Choose the folder to watch.');
    await expect(save({ kind: 'folder', path: 'not-a-token' })).rejects.toThrow('was not chosen');
    await save(TCP);
    await expect(save(TCP)).rejects.toThrow('There is a source "x" already');
    expect((await test.client.call('collectors.list', {})).rows).toHaveLength(1);
    // One that runs goes on as it was where its change is refused.
    const id = await add('fw', TCP);
    const change = { id, name: 'x', stream: 'S', receiver: TCP };
    await expect(test.client.call('collectors.save', change)).rejects.toThrow('There is a source "x" already');
    expect((await row('fw')).status).toMatchObject({ state: 'listening' });
  });

  it('refuse the port that another source has, naming it; its own, another protocol and another address are free', async () => {
    await createWorkspace(test, folder.fresh('ports.undercast'));
    const save = (name: string, receiver: Saved['receiver'], id?: number) =>
      test.client.call('collectors.save', { id, name, stream: 'S', receiver });
    const at = { host: '127.0.0.1', port: 5514 };
    const { id } = await save('branch', { kind: 'tcp', ...at });
    const second = save('office', { kind: 'tcp', ...at, host: 'localhost' });
    await expect(second).rejects.toThrow('The source "branch" listens on port 5514 of 127.0.0.1 already');
    await save('branch', { kind: 'tcp', ...at }, id);
    const office = await save('office', { kind: 'udp', ...at });
    await save('other', { kind: 'tcp', ...at, host: '127.0.0.2' });
    await expect(save('office', { kind: 'tcp', ...at }, office.id)).rejects.toThrow('The source "branch" listens');
    expect((await row('office')).source.receiver).toMatchObject({ kind: 'udp' });
  });

  it('that cannot start say why, and keep neither the workspace nor other sources', async () => {
    const place = folder.fresh('mixed.undercast');
    await createWorkspace(test, place);
    await test.client.call('privacy.createKey', { passphrase: 'correct horse battery staple' });
    const sealed = { name: 'sealed', stream: 'Mixed', anonymise: true, receiver: TCP };
    const { id } = await test.client.call('collectors.save', sealed);
    await test.client.call('collectors.start', { id });
    await add('fw', TCP);
    // Before anything came, somebody makes a clear stream of this name.
    await importFiles(test, [folder.write('clear.log', squidLog(0, 5))], { stream: 'Mixed' });
    await test.client.call('workspace.close', {});
    await openWorkspace(test, place);
    expect((await row('sealed')).status).toBeNull();
    expect((await row('fw')).status).toMatchObject({ state: 'listening' });
    const { events } = await test.client.call('collectors.list', {});
    expect(events.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^sealed did not start: .*Mixed/),
    );
  });

  it('count a segment once when the engine died between importing and clearing up', async () => {
    const place = folder.fresh('twice.undercast');
    await createWorkspace(test, place);
    await add('fw', TCP);
    await sendTcp(await port('fw'), [squidLog(0, 20)]);
    await until('Branch', 20);
    const done = path.join(place, 'spool', 'done');
    await untilTrue(() => readdirSync(done).length === 1);
    await test.client.call('workspace.close', {});
    const [name = ''] = readdirSync(done);
    renameSync(path.join(done, name), path.join(place, 'spool', 'sealed', name));
    await openWorkspace(test, place);
    await untilTrue(() => readdirSync(path.join(place, 'spool', 'sealed')).length === 0);
    expect(await stored('Branch')).toBe(20);
    expect(await test.client.call('imports.list', {})).toHaveLength(1);
  });
});
