import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readWorkspacePlace } from '../../store/workspace-folder.ts';
import {
  createWorkspace,
  figuresOf,
  importFiles,
  openWorkspace,
  squidLog,
  startEngine,
  type TestEngine,
  TestFolder,
} from '../host.test-kit.ts';
import { leaseAddress, leaseKey } from './lease.ts';

const folder = new TestFolder();
/** Engines that no test uses: their threads run already, and their workspace is closed. */
const idle: TestEngine[] = [];
const used = new Set<TestEngine>();
let log: string;
let more: string;

async function start(): Promise<TestEngine> {
  const engine = idle.pop() ?? (await startEngine(1));
  used.add(engine);
  return engine;
}

async function stop(engine: TestEngine): Promise<void> {
  used.delete(engine);
  await engine.stop();
}

beforeAll(() => {
  log = folder.write('log.log', squidLog(0, 800));
  more = folder.write('more.log', squidLog(800, 1000));
});
afterEach(async () => {
  for (const engine of used) {
    await engine.client.call('workspace.close', {});
    idle.push(engine);
  }
  used.clear();
});
afterAll(async () => {
  for (const engine of idle) await engine.stop();
  folder.remove();
});

/** An engine of its own process that has the workspace open and dies without a word. */
async function killedHolder(workspace: string): Promise<void> {
  const script = folder.write(
    'holder.ts',
    `const { createEngine } = await import(${JSON.stringify(path.join(import.meta.dirname, '..', 'engine.ts'))});
const { DirectClient } = await import(${JSON.stringify(path.join(import.meta.dirname, '..', 'direct-client.ts'))});
const engine = await createEngine({ resourcesDir: ${JSON.stringify(path.resolve('resources'))}, version: '0', actor: 'x', parsers: 1, log: () => undefined });
engine.grant('the workspace', ${JSON.stringify(workspace)}, true);
const client = new DirectClient(engine);
await client.call('workspace.open', { token: 'the workspace' });
await client.call('workspace.setDisplayZone', { zone: 'Asia/Tokyo' });
process.stdout.write('open');
setInterval(() => undefined, 1000);`,
  );
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = new Promise((resolve) => child.once('close', resolve));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  child.kill('SIGKILL');
  await closed;
}

const addressOf = (workspace: string): string => leaseAddress(leaseKey(readWorkspacePlace(workspace)));

describe('a workspace that another engine has open', () => {
  it('is reached through it: figures, imports with their events, results', async () => {
    const [holder, second] = [await start(), await start()];
    const workspace = folder.fresh('held.undercast');
    await createWorkspace(holder, workspace);
    await importFiles(holder, [log]);

    const info = await openWorkspace(second, workspace);
    expect(info).toMatchObject({ name: 'Test', readOnly: false });
    expect(await figuresOf(second.client)).toEqual(await figuresOf(holder.client));

    const heard: string[] = [];
    second.client.on('job.changed', (job) => heard.push(job.state));
    expect((await importFiles(second, [more])).ledger.stored).toBe(200);
    expect(heard).toContain('running');
    expect((await holder.client.call('imports.list', {})).length).toBe(2);
    expect(await figuresOf(second.client)).toEqual(await figuresOf(holder.client));
    await expect(second.client.call('imports.get', { id: 99 })).rejects.toMatchObject({ code: 'import.unknown' });
    await expect(importFiles(second, ['-'])).rejects.toMatchObject({ code: 'host.unsupported' });

    await second.client.call('workspace.close', {});
    expect(await second.client.call('workspace.get', {})).toBeNull();
    expect(await holder.client.call('workspace.get', {})).toMatchObject({ imports: 2 });
  });

  it('takes the folder of a source that the other one names', async () => {
    const [holder, second] = [await start(), await start()];
    const workspace = folder.fresh('watching.undercast');
    await createWorkspace(holder, workspace);
    await openWorkspace(second, workspace);
    const watched = folder.fresh('drops');
    mkdirSync(watched);
    second.engine.grant('the folder', watched, false);
    const receiver = { kind: 'folder', path: 'the folder', after: 'move', keep: 20 } as const;
    await second.client.call('collectors.save', { name: 'Drops', stream: 'Branch', receiver });
    const { rows } = await holder.client.call('collectors.list', {});
    expect(rows).toMatchObject([{ source: { name: 'Drops', receiver: { path: watched } } }]);
  });

  it('is taken over when that one closes it or ends', async () => {
    const [holder, second] = [await start(), await start()];
    const workspace = folder.fresh('over.undercast');
    await createWorkspace(holder, workspace);
    await importFiles(holder, [log]);
    await openWorkspace(second, workspace);
    const before = await figuresOf(second.client);
    const opened = new Promise<boolean>((resolve) =>
      second.client.on('workspace.changed', ({ open }) => resolve(open)),
    );
    await stop(holder);
    expect(await opened).toBe(true);
    expect(await figuresOf(second.client)).toEqual(before);
    expect((await importFiles(second, [more])).ledger.stored).toBe(200);
  });

  it('stays open until what the other one asked for is done, where its holder waits', async () => {
    const [holder, second] = [await start(), await start()];
    const workspace = folder.fresh('waits.undercast');
    await createWorkspace(holder, workspace);
    await openWorkspace(second, workspace);
    const imported = importFiles(second, [log]);
    await new Promise<void>((resolve) => holder.client.on('job.changed', () => resolve()));
    await holder.engine.finishOthers();
    await stop(holder);
    const { ledger } = await imported;
    expect(ledger.stored).toBe(ledger.parsed);
    expect(ledger.stored).toBeGreaterThan(0);
  });

  it('is left for another one without touching the first', async () => {
    const [holder, second] = [await start(), await start()];
    const held = folder.fresh('first.undercast');
    const other = folder.fresh('other.undercast');
    await createWorkspace(holder, held);
    await openWorkspace(second, held);
    await createWorkspace(second, other, 'Other');
    await importFiles(second, [log]);
    expect(await second.client.call('workspace.get', {})).toMatchObject({ name: 'Other', imports: 1 });
    expect(await holder.client.call('workspace.get', {})).toMatchObject({ name: 'Test', imports: 0 });
  });

  it('opens read-only beside it, and follows what is written', async () => {
    const [holder, second] = [await start(), await start()];
    const workspace = folder.fresh('beside.undercast');
    await createWorkspace(holder, workspace);
    await importFiles(holder, [log]);
    expect(await openWorkspace(second, workspace, true)).toMatchObject({ readOnly: true, readOnlyReason: null });
    await importFiles(holder, [more]);
    expect(await figuresOf(second.client)).toEqual(await figuresOf(holder.client));
    await expect(importFiles(second, [more])).rejects.toMatchObject({ code: 'workspace.readOnly' });
    // Closing must not wait for, or fail because of, the one that only reads.
    await holder.client.call('workspace.close', {});
    expect(await second.client.call('workspace.get', {})).toMatchObject({ imports: 2 });
    await second.client.call('workspace.close', {});
    expect(await openWorkspace(holder, workspace)).toMatchObject({ imports: 2 });
  });
});

describe('a copy of an open workspace', () => {
  it('is another workspace, although it has the same id', async () => {
    const [holder, second] = [await start(), await start()];
    const workspace = folder.fresh('original.undercast');
    await createWorkspace(holder, workspace);
    await importFiles(holder, [log]);
    await holder.client.call('workspace.close', {});
    const copy = folder.fresh('copy.undercast');
    cpSync(workspace, copy, { recursive: true });
    await openWorkspace(holder, workspace);
    expect(await openWorkspace(second, copy)).toMatchObject({ path: copy });
    await importFiles(second, [more]);
    expect(await holder.client.call('workspace.get', {})).toMatchObject({ path: workspace, imports: 1 });
    expect(await openWorkspace(holder, copy)).toMatchObject({ path: copy, imports: 2 });
  });
});

describe('a workspace whose process was killed', () => {
  it('is read as it is: an import that nobody runs any more is called interrupted', async () => {
    const [holder, reader] = [await start(), await start()];
    const workspace = folder.fresh('left.undercast');
    await createWorkspace(holder, workspace);
    await importFiles(holder, [log]);
    const statesFor = async (engine: TestEngine) =>
      (await engine.client.call('imports.list', {})).map(({ state }) => state);
    const db = new Database(path.join(workspace, 'workspace.db'));
    db.exec("UPDATE import SET state = 'running'");
    db.close();
    await openWorkspace(reader, workspace, true);
    expect(await statesFor(reader)).toEqual(['running']);
    await holder.client.call('workspace.close', {});
    expect(await statesFor(reader)).toEqual(['interrupted']);
    expect(await reader.client.call('imports.get', { id: 1 })).toMatchObject({ state: 'interrupted' });
  });

  it('opens with its log of changes, the stale socket notwithstanding', async () => {
    const engine = await start();
    const workspace = folder.fresh('killed.undercast');
    await createWorkspace(engine, workspace);
    await importFiles(engine, [log]);
    const before = await figuresOf(engine.client);
    await engine.client.call('workspace.close', {});
    await killedHolder(workspace);
    expect(existsSync(path.join(workspace, 'workspace.db-wal'))).toBe(true);
    if (process.platform !== 'win32') expect(existsSync(addressOf(workspace))).toBe(true);

    expect(await openWorkspace(engine, workspace, true)).toMatchObject({ displayZone: 'Asia/Tokyo' });
    expect(await openWorkspace(engine, workspace)).toMatchObject({ readOnly: false, displayZone: 'Asia/Tokyo' });
    expect(await engine.client.run('workspace.checkIntegrity', {})).toMatchObject({ ok: true });
    await engine.client.call('workspace.setDisplayZone', { zone: 'UTC' });
    expect((await figuresOf(engine.client)).apps).toEqual(before.apps);
  });

  it.skipIf(process.platform === 'win32')('is given to one of those who open it at once', async () => {
    const engines = [await start(), await start(), await start()];
    const workspace = folder.fresh('race.undercast');
    const [first] = engines;
    if (!first) throw new Error('no engine');
    await createWorkspace(first, workspace);
    await first.client.call('workspace.close', {});
    // What a killed process leaves: a socket nobody listens on.
    const address = addressOf(workspace);
    const left = net.createServer().listen(`${address}.x`);
    await new Promise((resolve) => left.once('listening', resolve));
    renameSync(`${address}.x`, address);
    await new Promise((resolve) => left.close(resolve));
    expect(existsSync(address)).toBe(true);
    const infos = await Promise.all(engines.map((engine) => openWorkspace(engine, workspace)));
    expect(infos.map((info) => info.readOnly)).toEqual([false, false, false]);
    for (const [at, engine] of engines.entries()) {
      await importFiles(engine, [folder.write(`race-${at}.log`, squidLog(at * 100, at * 100 + 100))]);
    }
    for (const engine of engines) {
      expect(await engine.client.call('workspace.get', {})).toMatchObject({ imports: 3 });
    }
  });
});

describe('a closed workspace', () => {
  it('is one plain database and its evidence', async () => {
    const engine = await start();
    const workspace = folder.fresh('closed.undercast');
    await createWorkspace(engine, workspace);
    await importFiles(engine, [log]);
    await engine.client.call('workspace.close', {});
    expect(readdirSync(workspace).sort()).toEqual(['evidence', 'workspace.db', 'workspace.undercast']);
    const db = new Database(path.join(workspace, 'workspace.db'), { readonly: true });
    expect(db.pragma('journal_mode', { simple: true })).toBe('delete');
    db.close();
    if (process.platform !== 'win32') expect(existsSync(addressOf(workspace))).toBe(false);
  });
});
