/** A source that changes under the import's hands: what was read of it does not count, the other files do, and again is right. */
import { appendFileSync, renameSync, rmSync, truncateSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
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
const LINES = 150_000;
const WHOLE = squidLog(0, LINES);
const OTHER = squidLog(LINES, LINES + 1000);

beforeAll(async () => {
  test = await startEngine();
});
afterAll(async () => {
  await test.stop();
  folder.remove();
});

/** Runs `then` once lines of the running import are read. */
function whenReading(then: () => void): void {
  const off = test.client.on('job.changed', (job) => {
    if (job.state !== 'running' || job.linesDone === 0) return;
    off();
    then();
  });
}

it('a file cut short while it is read is left out and named; imported again, it counts once', async () => {
  const big = folder.write('big.log', WHOLE);
  const other = folder.write('other.log', OTHER);
  await createWorkspace(test, folder.fresh('only-other.undercast'));
  await importFiles(test, [other]);
  const onlyOther = await figuresOf(test.client);

  await createWorkspace(test, folder.fresh('cut.undercast'));
  whenReading(() => truncateSync(big, 100_000));
  const { ledger } = await importFiles(test, [big, other]);
  expect(ledger.files.map(({ error, stored }) => [error?.code ?? null, stored])).toEqual([
    ['file.changed', 0],
    [null, 1000],
  ]);
  expect(await figuresOf(test.client)).toEqual(onlyOther);
  expect(await test.client.run('workspace.checkIntegrity', {})).toMatchObject({ ok: true });

  folder.write('big.log', WHOLE);
  expect((await importFiles(test, [big])).ledger).toMatchObject({ stored: LINES, duplicates: 0 });
  expect((await test.client.call('discovery.getDashboard', {})).kpis.transactions).toBe(LINES + 1000);
});

it('a file that grows while it is read counts as it was; its tail comes with the next import', async () => {
  const big = folder.write('growing.log', WHOLE);
  await createWorkspace(test, folder.fresh('grown.undercast'));
  whenReading(() => appendFileSync(big, OTHER));
  expect((await importFiles(test, [big])).ledger).toMatchObject({ read: LINES, stored: LINES });
  expect((await importFiles(test, [big])).ledger).toMatchObject({ read: LINES + 1000, stored: 1000 });
  expect((await test.client.call('discovery.getDashboard', {})).kpis.transactions).toBe(LINES + 1000);
});

it('a file that is replaced by another, or written anew, while it is read is left out and named', async () => {
  const other = folder.write('other.log', OTHER);
  const next = squidLog(2 * LINES, 3 * LINES + 10);
  const changes: readonly ((big: string) => void)[] = [
    (big) => renameSync(folder.write('next.log', next), big),
    // As logrotate's copytruncate leaves it, and the logger goes on.
    (big) => {
      truncateSync(big, 0);
      appendFileSync(big, next);
    },
  ];
  for (const change of changes) {
    const big = folder.write('replaced.log', WHOLE);
    await createWorkspace(test, folder.fresh('replaced.undercast'));
    whenReading(() => change(big));
    const { ledger } = await importFiles(test, [big, other]);
    expect(ledger.files.map(({ error, stored }) => [error?.code ?? null, stored])).toEqual([
      ['file.changed', 0],
      [null, 1000],
    ]);
    expect((await test.client.call('discovery.getDashboard', {})).kpis.transactions).toBe(1000);
  }
});

it('a file that is gone before its turn is named, and the others are read', async () => {
  const big = folder.write('present.log', WHOLE);
  const gone = folder.write('gone.log', OTHER);
  await createWorkspace(test, folder.fresh('gone.undercast'));
  whenReading(() => rmSync(gone));
  const { ledger } = await importFiles(test, [big, gone]);
  expect(ledger.files.map(({ error, stored }) => [error?.code ?? null, stored])).toEqual([
    [null, LINES],
    ['file.notFound', 0],
  ]);
  // What the ledger says was stored is there.
  expect((await test.client.call('discovery.getDashboard', {})).kpis.transactions).toBe(LINES);
});

it('a file that is taken away while it is read counts whole or not at all', async () => {
  const big = folder.write('taken.log', WHOLE);
  const other = folder.write('other.log', OTHER);
  await createWorkspace(test, folder.fresh('taken.undercast'));
  whenReading(() => rmSync(big));
  const { ledger } = await importFiles(test, [big, other]);
  const [taken, rest] = ledger.files;
  expect([taken?.error?.code ?? null, taken?.stored]).toEqual(taken?.error ? ['file.notFound', 0] : [null, LINES]);
  expect(rest).toMatchObject({ error: null, stored: 1000 });
  const { kpis } = await test.client.call('discovery.getDashboard', {});
  expect(kpis.transactions).toBe((taken?.stored ?? 0) + 1000);
});
