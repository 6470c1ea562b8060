/**
 * The engine's process is killed between the steps of a collector's hand-over: a batch that joins the import of its day, the instant
 * between that and clearing the spool (or the watched folder) up. What was acknowledged is imported once, whoever comes next.
 */
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { portOf, sendTcp, until } from '../../core/collect/collect.test-kit.ts';
import {
  createWorkspace,
  openWorkspace,
  squidLog,
  startEngine,
  type TestEngine,
  TestFolder,
} from '../../core/host/host.test-kit.ts';
import { callsOf } from '../harness/end-calls.ts';
import type { ContractCall } from '../harness/make-calls.ts';

const folder = new TestFolder();
const base = folder.path('base.undercast');
const workspace = folder.path('case.undercast');
const drop = folder.path('drop');
const OPEN: ContractCall = ['workspace.open', { token: `file:${workspace}` }];
const IMPORT: ContractCall = ['collectors.importNow', {}];
let test: TestEngine;

beforeAll(async () => {
  vi.stubEnv('UNDERCAST_CONFIG', folder.path('config'));
  test = await startEngine(1);
});
afterAll(async () => {
  await test.stop();
  vi.unstubAllEnvs();
  folder.remove();
});

function startAgain(): void {
  rmSync(workspace, { recursive: true, force: true });
  cpSync(base, workspace, { recursive: true });
}

/** What the workspace holds of what was collected, after whoever comes next has imported what waits, and once more. */
async function afterNext(start: readonly number[]): Promise<unknown> {
  await openWorkspace(test, workspace);
  for (const id of start) await test.client.call('collectors.start', { id });
  await test.client.run('collectors.importNow', {});
  await test.client.run('collectors.importNow', {});
  const { kpis } = await test.client.call('discovery.getDashboard', {});
  const imports = await test.client.call('imports.list', {});
  const { problems } = await test.client.run('workspace.checkIntegrity', {});
  const { rows } = await test.client.call('discovery.listEvidence', { limit: 1000 });
  const { records } = await test.client.call('activities.list', {});
  const snapshots = await test.client.call('snapshots.list', {});
  await test.client.call('workspace.close', {});
  return {
    transactions: kpis.transactions,
    lines: rows.length,
    activities: records,
    snapshots: snapshots.map(({ kind }) => kind),
    stored: imports.map(({ state, ledger }) => [state, ledger?.stored]),
    waiting: readdirSync(path.join(workspace, 'spool', 'sealed')),
    problems,
  };
}

it('a batch of segments is imported once, wherever its hand-over to the day and the spool ended', async () => {
  await createWorkspace(test, base);
  const receiver = { kind: 'tcp', host: '127.0.0.1', port: 0 } as const;
  const { id } = await test.client.call('collectors.save', { name: 'fw', stream: 'Branch', receiver });
  await test.client.call('collectors.start', { id });
  const synced = async (): Promise<number> => (await status())?.synced ?? 0;
  const status = async () => (await test.client.call('collectors.list', {})).rows[0]?.status;
  const running = await status();
  const port = running ? portOf(running) : 0;
  await sendTcp(port, [squidLog(0, 100)]);
  await until(async () => (await synced()) === 100);
  await test.client.run('collectors.importNow', {});
  await sendTcp(port, [squidLog(100, 160)]);
  await until(async () => (await synced()) === 160);
  await test.client.call('workspace.close', {});

  for (const step of [
    // Evidence stands behind the day's, of which the database is not told.
    'after 1 ^fdatasyncSync .*[/\\\\]1\\.frames',
    "after 1 ^sql UPDATE import SET state = 'done'",
    // Imported, and nobody was told.
    'before 1 ^rename .*sealed.*done',
  ]) {
    startAgain();
    expect([step, (await callsOf([OPEN, IMPORT], step)).signal]).toEqual([step, 'SIGKILL']);
    expect([step, await afterNext([])]).toEqual([
      step,
      {
        ...{ transactions: 160, lines: 160, activities: 0, snapshots: [] },
        stored: [['done', 160]],
        waiting: [],
        problems: [],
      },
    ]);
  }
});

it('a file of a watched folder is imported once and put away, whether it was before or after its import', async () => {
  rmSync(base, { recursive: true, force: true });
  await createWorkspace(test, base);
  mkdirSync(drop);
  const receiver = { kind: 'folder', path: test.grant(drop), settleSeconds: 0 } as const;
  const { id } = await test.client.call('collectors.save', { name: 'ftp', stream: 'FTP', receiver });
  await test.client.call('workspace.close', {});
  for (const step of ["before 1 ^sql UPDATE import SET state = 'done'", 'before 1 ^rename .*drop.*imported']) {
    startAgain();
    rmSync(drop, { recursive: true });
    mkdirSync(path.join(drop, 'imported'), { recursive: true });
    folder.write('drop/a.log', squidLog(0, 50));
    const calls = [OPEN, ['collectors.start', { id }], IMPORT] as const;
    expect([step, (await callsOf(calls, step)).signal]).toEqual([step, 'SIGKILL']);
    expect([step, await afterNext([id])]).toMatchObject([step, { transactions: 50, lines: 50, problems: [] }]);
    const left = readdirSync(drop).filter((name) => !name.startsWith('.'));
    expect([step, left, readdirSync(path.join(drop, 'imported'))]).toEqual([step, ['imported'], ['a.log']]);
  }
});

it('what else a watched folder gets is kept once as well, wherever its import and its putting away ended', async () => {
  rmSync(base, { recursive: true, force: true });
  await createWorkspace(test, base);
  const receiver = { kind: 'folder', path: test.grant(drop), settleSeconds: 0 } as const;
  const { id } = await test.client.call('collectors.save', { name: 'ftp', stream: 'FTP', receiver });
  await test.client.call('workspace.close', {});
  const audit = [1, 2, 3].map((at) => ({
    CreationTime: `2026-03-02T08:00:0${at}`,
    Id: `00000000-0000-4000-8000-00000000000${at}`,
    Operation: 'FileDownloaded',
    Workload: 'OneDrive',
    UserId: 'alice@example.com',
  }));
  for (const step of [
    // Traffic is visible, its audit logs are not; both are, the state of the tenant is not; all is, and nobody was told.
    "before 2 ^sql UPDATE import SET state = 'done'",
    'before 1 ^sql INSERT INTO tenant_snapshot',
    'before 1 ^rename .*drop.*imported',
    'before 3 ^rename .*drop.*imported',
  ]) {
    startAgain();
    rmSync(drop, { recursive: true, force: true });
    mkdirSync(path.join(drop, 'imported'), { recursive: true });
    folder.write('drop/a.log', squidLog(0, 50));
    folder.write('drop/audit.json', JSON.stringify(audit));
    folder.write('drop/users.csv', 'UserPrincipalName,DisplayName,Id\na@example.com,A,1\n');
    const calls = [OPEN, ['collectors.start', { id }], IMPORT] as const;
    expect([step, (await callsOf(calls, step)).signal]).toEqual([step, 'SIGKILL']);
    expect([step, await afterNext([id])]).toMatchObject([
      step,
      { transactions: 50, lines: 50, activities: 3, snapshots: ['users'], problems: [] },
    ]);
    expect([step, readdirSync(path.join(drop, 'imported')).sort()]).toEqual([
      step,
      ['a.log', 'audit.json', 'users.csv'],
    ]);
  }
});
