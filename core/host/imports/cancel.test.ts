import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Job } from '../../contract/jobs.ts';
import { DirectClient } from '../direct-client.ts';
import {
  createWorkspace,
  figuresOf,
  importFiles,
  squidLog,
  startEngine,
  type TestEngine,
  TestFolder,
} from '../host.test-kit.ts';

const folder = new TestFolder();
let test: TestEngine;
let big: string;
const BIG_LINES = 400_000;

beforeAll(async () => {
  test = await startEngine();
  big = folder.write('big.log', squidLog(100_000, 100_000 + BIG_LINES));
});
afterAll(async () => {
  await test.stop();
  folder.remove();
});

it('a cancelled import counts nothing, the one behind it goes on, and another connection hears of both', async () => {
  const workspace = folder.fresh('cancel.undercast');
  await createWorkspace(test, workspace);
  await importFiles(test, [folder.write('first.log', squidLog(0, 1000))]);
  const before = await figuresOf(test.client);
  const heard: Job[] = [];
  const stop = test.client.on('job.changed', (job) => heard.push(job));

  const { jobId } = await test.client.call('imports.start', { tokens: [test.grant(big)] });
  const next = importFiles(test, [folder.write('second.log', squidLog(1000, 1500))]);
  await new Promise<void>((resolve) => {
    const off = test.client.on('job.changed', (job) => {
      if (job.id === jobId && job.linesDone > 0) {
        off();
        resolve();
      }
    });
  });
  await test.client.call('jobs.cancel', { id: jobId });
  expect((await next).ledger.stored).toBe(500);
  stop();

  const other = new DirectClient(test.engine);
  const jobs = await other.call('jobs.list', {});
  expect(jobs.slice(0, 2)).toMatchObject([
    { state: 'done', result: { ledger: { stored: 500 } } },
    { id: jobId, state: 'cancelled', error: { code: 'job.cancelled' } },
  ]);
  other.close();
  // Two parsers hold two slices of 8 MiB each at most; each stops at its next frame.
  expect(jobs[1]?.linesDone).toBeLessThan(BIG_LINES);

  const mine = heard.filter((job) => job.id === jobId);
  const shares = mine.flatMap((job) => job.progress ?? []);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));

  const rows = await test.client.call('imports.list', {});
  expect(rows.map(({ state }) => state)).toEqual(['done', 'cancelled', 'done']);
  const cancelled = rows[1];
  expect(cancelled).toMatchObject({
    jobId,
    evidenceBytes: 0,
    ledger: null,
    files: { count: 1, first: big },
    error: null,
  });
  expect(existsSync(path.join(workspace, 'evidence', `${cancelled?.id}.frames`))).toBe(false);
  expect(readdirSync(path.join(workspace, 'evidence')).length).toBe(2);

  await test.client.run('imports.remove', { id: rows[0]?.id ?? -1 });
  expect(await figuresOf(test.client)).toEqual(before);
  expect(await test.client.run('workspace.checkIntegrity', {})).toMatchObject({ ok: true });
});

it('a cancelled re-read leaves the import as it was', async () => {
  await createWorkspace(test, folder.fresh('reread.undercast'));
  await importFiles(test, [folder.write('a.log', squidLog(0, 20_000))]);
  await importFiles(test, [folder.write('b.log', squidLog(10_000, 40_000))]);
  const before = await figuresOf(test.client);
  const [, first] = await test.client.call('imports.list', {});
  const { jobId } = await test.client.call('imports.reread', { id: first?.id ?? -1, stream: 'elsewhere' });
  await test.client.call('jobs.cancel', { id: jobId });
  const job = await new Promise<Job>((resolve) => {
    const look = async (): Promise<void> => {
      const now = await test.client.call('jobs.get', { id: jobId });
      if (now.ended === null) setImmediate(() => void look());
      else resolve(now);
    };
    void look();
  });
  expect(job.state).toBe('cancelled');
  expect(await figuresOf(test.client)).toEqual(before);
  expect((await test.client.call('imports.list', {})).map((row) => row.stream)).not.toContain('elsewhere');
});
