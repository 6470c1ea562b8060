import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorkspace, importFiles, squidLog, startEngine, type TestEngine, TestFolder } from '../host.test-kit.ts';

const folder = new TestFolder();
let test: TestEngine;
/** Several files, so that most of the import is still to come when the first figures are there. */
let big: string[];

beforeAll(async () => {
  test = await startEngine();
  big = [1, 2, 3].map((n) => folder.write(`big-${n}.log`, squidLog(n * 200_000, (n + 1) * 200_000)));
});
afterAll(async () => {
  await test.stop();
  folder.remove();
});

/** Resolves when figures of the job can be asked for. */
function nextFigures(): Promise<void> {
  return new Promise((resolve) => {
    const off = test.client.on('data.changed', ({ topics }) => {
      if (topics.length === 1 && topics[0] === 'discovery') {
        off();
        resolve();
      }
    });
  });
}

it('the first import shows provisional figures while it runs, and none once it is cancelled', async () => {
  await createWorkspace(test, folder.fresh('first.undercast'));
  const shown = nextFigures();
  const { jobId } = await test.client.call('imports.start', { tokens: big.map((file) => test.grant(file)) });
  await shown;
  const during = await test.client.call('discovery.getDashboard', {});
  expect(during).toMatchObject({ provisional: true, extent: null });
  expect(during.kpis.transactions).toBeGreaterThan(0);
  await test.client.call('jobs.cancel', { id: jobId });
  await new Promise<void>((resolve) => {
    const off = test.client.on('job.changed', (job) => {
      if (job.id === jobId && job.ended !== null) {
        off();
        resolve();
      }
    });
  });
  const after = await test.client.call('discovery.getDashboard', {});
  expect(after).toMatchObject({ provisional: false, extent: null, kpis: { transactions: 0 } });
});

it('figures of finished imports stay alone while another one runs', async () => {
  await createWorkspace(test, folder.fresh('second.undercast'));
  await importFiles(test, [folder.write('small.log', squidLog(0, 500))]);
  const { jobId } = await test.client.call('imports.start', { tokens: big.map((file) => test.grant(file)) });
  const during = await test.client.call('discovery.getDashboard', {});
  expect(during).toMatchObject({ provisional: false, kpis: { transactions: 500 } });
  await test.client.call('jobs.cancel', { id: jobId });
});
