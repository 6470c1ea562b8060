/** Activities of a workspace that an earlier version made: stored under ids that the catalog has given up, they are of the same app as new ones. */
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorkspace, importFiles, startEngine, type TestEngine, TestFolder } from '../host.test-kit.ts';

let test: TestEngine;
const folder = new TestFolder();

beforeAll(async () => {
  test = await startEngine();
});
afterAll(async () => {
  await test.stop();
  folder.remove();
});

function logs(from: number): string {
  return [0, 1]
    .map((at) =>
      JSON.stringify({
        txid: `11111111-2222-4333-8444-9a000000000${from + at}`,
        timestamp: Date.UTC(2026, 2, 4, 9, from + at) / 1000,
        event_type: 'authentication',
        result: 'success',
        reason: 'user_approved',
        factor: 'duo_push',
        user: { key: 'k', name: 'alice@example.com' },
        application: { key: 'a', name: 'VPN' },
        access_device: { ip: '192.0.2.10' },
      }),
    )
    .join('\n');
}

it('join those under the present id, in lists and in filters', async () => {
  const workspace = folder.fresh('former.undercast');
  await createWorkspace(test, workspace);
  await importFiles(test, [folder.write('early.json', logs(0))], { connector: 'auto' });
  await test.client.call('workspace.close', {});
  const db = new Database(path.join(workspace, 'workspace.db'));
  expect(db.prepare("UPDATE activity_word SET text = 'duo' WHERE text = 'cisco-duo'").run().changes).toBe(1);
  db.close();
  await test.client.call('workspace.open', { token: test.grant(workspace, true) });
  await importFiles(test, [folder.write('late.json', logs(2))], { connector: 'auto' });
  const apps = await test.client.call('connectors.list', {});
  expect(apps.map(({ app, inCatalog, activities }) => [app, inCatalog, activities])).toEqual([['cisco-duo', true, 4]]);
  for (const filter of ['app:cisco-duo', 'app:duo', 'app:"Cisco Duo"', 'app = cisco-duo']) {
    expect([filter, (await test.client.call('activities.list', { filter })).records]).toEqual([filter, 4]);
  }
  expect((await test.client.call('activities.list', { filter: 'not app:cisco-duo' })).records).toBe(0);
});
