import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
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

beforeAll(async () => {
  test = await startEngine(2);
  await createWorkspace(test, folder.fresh('death.undercast'));
});
afterAll(async () => {
  vi.restoreAllMocks();
  await test.stop();
  folder.remove();
});

it('a parser thread that dies fails its import only; the next one gets a new thread', async () => {
  await importFiles(test, [folder.write('first.log', squidLog(0, 1000))]);
  const before = await figuresOf(test.client);

  const post = Worker.prototype.postMessage;
  let killed = 0;
  vi.spyOn(Worker.prototype, 'postMessage').mockImplementation(function (this: Worker, message: unknown, ...rest) {
    if (killed === 0 && (message as { readonly type?: string }).type === 'slice') {
      killed++;
      void this.terminate();
      return;
    }
    Reflect.apply(post, this, [message, ...rest]);
  });
  const big = folder.write('big.log', squidLog(10_000, 210_000));
  await expect(importFiles(test, [big])).rejects.toMatchObject({ code: 'engine.gone' });
  expect(killed).toBe(1);
  expect(await figuresOf(test.client)).toEqual(before);

  const { ledger } = await importFiles(test, [big]);
  expect(ledger).toMatchObject({ read: 200_000, parsed: 200_000, stored: 200_000 });
  expect((await test.client.call('discovery.getDashboard', {})).kpis.transactions).toBe(201_000);
  expect(await test.client.run('workspace.checkIntegrity', {})).toMatchObject({ ok: true, problems: [] });
});
