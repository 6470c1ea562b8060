/** The engine's process is killed at the very steps where something is half done: what was reported done stands, nothing counts twice. */
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { makeSigner, smallApp, smallCatalog, writeUpdate, writeZip } from '../../core/host/catalog/update.test-kit.ts';
import {
  createWorkspace,
  figuresOf,
  importFiles,
  openWorkspace,
  squidLog,
  startEngine,
  type TestEngine,
  TestFolder,
} from '../../core/host/host.test-kit.ts';
import { loadMigrations, migrate } from '../../core/store/migrate.ts';
import { openReader, type WriteConnection } from '../../core/store/open.ts';
import { createWorkspaceFolder, DATABASE_FILE, finishWorkspaceFolder } from '../../core/store/workspace-folder.ts';
import { writeMeta } from '../../core/store/write/meta.ts';
import { callsOf } from '../harness/end-calls.ts';
import type { ContractCall } from '../harness/make-calls.ts';

const folder = new TestFolder();
const base = folder.path('base.undercast');
const workspace = folder.path('case.undercast');
const OPEN: ContractCall = ['workspace.open', { token: `file:${workspace}` }];
const SECRET = 'someone-secret@example.com';
let test: TestEngine;
let zip = '';

beforeAll(async () => {
  vi.stubEnv('UNDERCAST_CONFIG', folder.path('config'));
  zip = await writeZip(folder.path('logs.zip'), {
    'a/one.log': Buffer.from(squidLog(5000, 9000)),
    'b/two.log': Buffer.from(squidLog(9000, 9500)),
  });
  test = await startEngine(1);
  await createWorkspace(test, base);
  await importFiles(test, [folder.write('first.log', squidLog(0, 6000))]);
  await test.client.call('exclusions.add', { kind: 'user', values: [SECRET] });
  await test.client.call('workspace.close', {});
});
afterAll(async () => {
  await test.stop();
  vi.unstubAllEnvs();
  folder.remove();
});

/** Opens the workspace as the next start would and looks at all of it, or does what `then` says besides. */
async function look(then: () => Promise<unknown> = async () => undefined): Promise<unknown> {
  await openWorkspace(test, workspace);
  await then();
  const figures = await figuresOf(test.client);
  const { records } = await test.client.call('activities.describe', {});
  const imports = await test.client.call('imports.list', {});
  const { problems } = await test.client.run('workspace.checkIntegrity', {});
  await test.client.call('workspace.close', {});
  expect(problems).toEqual([]);
  expect(imports.map(({ state }) => state)).not.toContain('running');
  const kept = imports.flatMap(({ id, evidenceBytes }) => (evidenceBytes > 0 ? [String(id)] : []));
  const files = readdirSync(path.join(workspace, 'evidence')).map((file) => file.replace(/\..*/, ''));
  expect(files.sort()).toEqual(kept.sort());
  return { ...figures, records };
}

function startAgain(): void {
  rmSync(workspace, { recursive: true, force: true });
  cpSync(base, workspace, { recursive: true });
}

/** Kills the call at each of the steps. @param again what makes up for it; may be told that it was done already */
async function killAtEach(call: ContractCall, steps: readonly string[], again: () => Promise<unknown>): Promise<void> {
  startAgain();
  const before = await look();
  const after = await look(again);
  for (const step of steps) {
    startAgain();
    expect([step, (await callsOf([OPEN, call], step)).signal]).toEqual([step, 'SIGKILL']);
    const found = await look();
    expect([before, after], step).toContainEqual(found);
    expect(await look(again), step).toEqual(after);
  }
}

it('an import from a zip is absent or whole', async () => {
  const steps = [
    // Lines are written of which the database is just told; of which it knows, but which are not synced; which are, and are about to be seen.
    'after 1 ^sql INSERT INTO frame_keys',
    'before 1 ^fdatasyncSync .*2\\.frames',
    "after 1 ^sql UPDATE import SET state = 'done'",
  ];
  await killAtEach(['imports.start', { tokens: [`file:${zip}`] }], steps, () => importFiles(test, [zip]));
});

it('an import of audit logs is absent or whole', async () => {
  const record = (at: number): string =>
    JSON.stringify({
      CreationTime: new Date(Date.UTC(2026, 2, 2, 9, 0, at)).toISOString().slice(0, 19),
      Id: `10000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
      Operation: 'FileDownloaded',
      Workload: 'OneDrive',
      UserId: `user${at % 9}@example.com`,
    });
  const audit = folder.write('audit.json', Array.from({ length: 500 }, (_, at) => record(at)).join('\n'));
  const steps = ['after 1 ^sql INSERT INTO activity_block', "after 1 ^sql UPDATE import SET state = 'done'"];
  await killAtEach(['imports.start', { tokens: [`file:${audit}`] }], steps, () => importFiles(test, [audit]));
});

it('a removal is done or not', async () => {
  const again = () => test.client.run('imports.remove', { id: 1 }).catch(() => undefined);
  await killAtEach(
    ['imports.remove', { id: 1 }],
    ['after 1 ^sql DELETE FROM frame ', 'before 1 ^rmSync .*1\\.frames'],
    again,
  );
});

it('evidence written anew is the first file or the second', async () => {
  const again = () => test.client.run('workspace.compactEvidence', {});
  const steps = [
    'after 1 ^fsyncSync .*1\\.1\\.frames',
    'after 1 ^sql UPDATE frame SET offset',
    'before 1 ^rmSync .*1\\.frames',
  ];
  await killAtEach(['workspace.compactEvidence', {}], steps, again);
});

it('lists that are sealed leave no clear word behind, however the sealing ended', async () => {
  const first = folder.write('sealed.log', squidLog(0, 10));
  const calls: readonly ContractCall[] = [
    OPEN,
    ['privacy.createKey', { passphrase: 'correct horse battery' }],
    ['imports.start', { tokens: [`file:${first}`], stream: 'Sealed', anonymise: true }],
  ];
  const isClear = (): boolean =>
    readdirSync(workspace).some(
      (file) => /^workspace\.db/.test(file) && readFileSync(path.join(workspace, file)).includes(SECRET),
    );
  for (const step of ['before 1 ^sql VACUUM', 'before 1 ^sql PRAGMA wal_checkpoint']) {
    startAgain();
    expect([isClear(), (await callsOf(calls, step)).signal]).toEqual([true, 'SIGKILL']);
    await look();
    expect([step, isClear()]).toEqual([step, false]);
  }
});

it('a workspace whose making was cut short is made in the same place', async () => {
  const create: ContractCall = ['workspace.create', { token: `file:${workspace}`, name: 'Case' }];
  for (const step of ['after 1 ^sql PRAGMA journal_mode', 'after 1 ^sql PRAGMA user_version = 20$']) {
    rmSync(workspace, { recursive: true, force: true });
    expect([step, (await callsOf([create], step)).signal]).toEqual([step, 'SIGKILL']);
    expect(readdirSync(workspace), step).toContain(DATABASE_FILE);
    await createWorkspace(test, workspace, 'Case');
    expect(await test.client.call('streams.list', {}), step).toEqual([]);
    await test.client.call('workspace.close', {});
  }
});

it('a database of an older version is brought up to date by whoever opens it next', async () => {
  const schemaOf = (place: string): readonly unknown[] => {
    const db = openReader(place);
    const rows = db.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all();
    db.close();
    return rows;
  };
  rmSync(workspace, { recursive: true, force: true });
  const place = createWorkspaceFolder(workspace, 'Old');
  const db = new Database(path.join(workspace, DATABASE_FILE)) as WriteConnection;
  migrate(db, loadMigrations().slice(0, 20));
  writeMeta(db, { name: 'Old', created: 1, displayZone: 'UTC', bucketMinutes: 0, profile: null, sample: false });
  db.exec("INSERT INTO stream (name, created, kind) VALUES ('Kept', 1, 'continuous')");
  db.close();
  finishWorkspaceFolder(place);
  // The step's tables are made, and its number is written; neither is committed.
  expect((await callsOf([OPEN], 'after 1 ^sql PRAGMA user_version = 27$')).signal).toBe('SIGKILL');
  await look(async () => expect(await test.client.call('streams.list', {})).toMatchObject([{ name: 'Kept' }]));
  expect(schemaOf(workspace)).toEqual(schemaOf(base));
});

it('the catalog in force is there after a crash at any step of an update, the same one again included', async () => {
  const signer = makeSigner();
  const update = async (version: string): Promise<string> => {
    const file = folder.path(`${version}.undercat`);
    const bytes = smallCatalog([smallApp('hub', ['github.com'])], { version, date: `${version.replaceAll('.', '-')}` });
    await writeUpdate(file, bytes, 'Example', signer.privateKey);
    return file;
  };
  const [one, two] = [await update('2026.12.01'), await update('2026.12.02')];
  await test.client.call('catalog.trustKey', {
    token: test.grant(folder.write('example.pub', signer.publicKey)),
    name: 'Example',
  });
  await test.client.call('catalog.applyUpdate', { token: test.grant(one) });
  const inForce = async (file: string, endAt: string): Promise<unknown> => {
    await callsOf([['catalog.applyUpdate', { token: `file:${file}` }]], endAt);
    const { out } = await callsOf([['catalog.getRelease', {}]], null);
    const [
      {
        inForce: { version },
        problem,
      },
    ] = JSON.parse(out) as [{ inForce: { version: string }; problem: string | null }];
    return [version, problem];
  };
  expect(await inForce(one, 'after 1 ^rmSync .*[0-9a-f]{64}$')).toEqual(['2026.12.01', null]);
  expect(await inForce(two, 'before 1 ^renameSync .*in-force')).toEqual(['2026.12.01', null]);
  expect(await inForce(two, 'after 1 ^renameSync .*in-force')).toEqual(['2026.12.02', null]);
  await test.client.call('catalog.applyUpdate', { token: test.grant(two) });
  expect(readdirSync(path.join(folder.path('config'), 'catalog')).filter((name) => name.includes('part'))).toEqual([]);
});
