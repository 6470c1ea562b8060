/** A workspace that refuses to make an import visible, as a full disk does at the last moment: what was there stays, nothing half done remains. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWriter } from '../../store/open.ts';
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
let place: string;

beforeAll(async () => {
  test = await startEngine(1);
  place = folder.fresh('refuses.undercast');
  await createWorkspace(test, place);
});
afterAll(async () => {
  await test.stop();
  folder.remove();
});

/** The log takes no entry any more, or does again. */
function refuse(isRefusing: boolean): void {
  const db = openWriter(place);
  db.exec(
    isRefusing
      ? "CREATE TRIGGER refuses BEFORE INSERT ON governance BEGIN SELECT RAISE(ABORT, 'no room'); END"
      : 'DROP TRIGGER refuses',
  );
  db.close();
}

const imports = async () =>
  (await test.client.call('imports.list', {})).map(({ state, stream }) => [stream, state] as const);

it('an import, one read again, and a removal are all or nothing, with their entry in the log', async () => {
  const audit = [1, 2, 3].map((at) => ({
    CreationTime: `2026-03-02T08:00:0${at}`,
    Id: `00000000-0000-4000-8000-00000000000${at}`,
    Operation: 'FileDownloaded',
    Workload: 'OneDrive',
    UserId: 'alice@example.com',
  }));
  const { importId } = await importFiles(test, [folder.write('first.log', squidLog(0, 50))], { stream: 'First' });
  const records = await importFiles(test, [folder.write('audit.json', JSON.stringify(audit))], { connector: 'auto' });
  const before = [await figuresOf(test.client), (await test.client.call('activities.list', {})).records];
  const streams = await imports();
  refuse(true);
  for (const id of [importId, records.importId]) {
    await expect(test.client.run('imports.reread', { id })).rejects.toThrow();
    await expect(test.client.run('imports.remove', { id })).rejects.toThrow();
  }
  const [{ id: stream } = { id: 0 }] = (await test.client.call('streams.list', {})).filter(
    (one) => one.name === 'First',
  );
  await expect(test.client.run('streams.remove', { id: stream })).rejects.toThrow();
  expect(await imports()).toEqual(streams);
  const more = folder.write('more.log', squidLog(50, 60));
  await expect(importFiles(test, [more], { stream: 'First' })).rejects.toThrow();
  refuse(false);
  expect(await imports()).toEqual([['First', 'failed'], ...streams]);
  expect([await figuresOf(test.client), (await test.client.call('activities.list', {})).records]).toEqual(before);
  expect((await test.client.run('workspace.checkIntegrity', {})).problems).toEqual([]);
  expect((await importFiles(test, [more], { stream: 'First' })).ledger.stored).toBe(10);
  expect((await test.client.run('imports.reread', { id: records.importId })).ledger.stored).toBe(3);
});
