import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorkspace, importFiles, squidLog, startEngine, type TestEngine, TestFolder } from '../host.test-kit.ts';

const folder = new TestFolder();
let test: TestEngine;
/** So many files, each handed over by itself, that nearly all of the import is still to come when the first figures are there. */
let many: string;
const FILES = 600;

beforeAll(async () => {
  test = await startEngine();
  many = folder.fresh('many');
  mkdirSync(many);
  for (let n = 0; n < FILES; n++) writeFileSync(path.join(many, `${n}.log`), squidLog(n * 2, n * 2 + 2));
});
afterAll(async () => {
  await test.stop();
  folder.remove();
});

interface Running {
  readonly jobId: string;
  /** Resolves when figures of it can be asked for, and when it ended without: whoever asks then finds none. */
  readonly shown: Promise<void>;
  /** Resolves when it ended, be that before it is asked for. */
  readonly ended: Promise<void>;
}

async function startMany(): Promise<Running> {
  const ended = Promise.withResolvers<void>();
  const shown = Promise.withResolvers<void>();
  let id = '';
  const over = new Set<string>();
  const offs = [
    test.client.on('job.changed', (job) => {
      if (job.ended !== null) over.add(job.id);
      if (over.has(id)) {
        ended.resolve();
        shown.resolve();
      }
    }),
    test.client.on('data.changed', ({ topics }) => {
      if (topics.length === 1 && topics[0] === 'discovery') shown.resolve();
    }),
  ];
  id = (await test.client.call('imports.start', { tokens: [test.grant(many)] })).jobId;
  if (over.has(id)) ended.resolve();
  void ended.promise.then(() => {
    for (const off of offs) off();
  });
  return { jobId: id, shown: shown.promise, ended: ended.promise };
}

it('the first import shows provisional figures while it runs, and none once it is cancelled', async () => {
  await createWorkspace(test, folder.fresh('first.undercast'));
  const { jobId, shown, ended } = await startMany();
  await shown;
  const during = await test.client.call('discovery.getDashboard', {});
  expect(during).toMatchObject({ provisional: true, extent: null });
  expect(during.kpis.transactions).toBeGreaterThan(0);
  await test.client.call('jobs.cancel', { id: jobId });
  await ended;
  const after = await test.client.call('discovery.getDashboard', {});
  expect(after).toMatchObject({ provisional: false, extent: null, kpis: { transactions: 0 } });
});

it('figures of finished imports stay alone while another one runs', async () => {
  await createWorkspace(test, folder.fresh('second.undercast'));
  await importFiles(test, [folder.write('small.log', squidLog(0, 500))]);
  const { jobId, ended } = await startMany();
  const during = await test.client.call('discovery.getDashboard', {});
  expect(during).toMatchObject({ provisional: false, kpis: { transactions: 500 } });
  await test.client.call('jobs.cancel', { id: jobId });
  await ended;
});
