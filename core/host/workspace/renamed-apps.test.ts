import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeWriter, openWriter } from '../../store/open.ts';
import { createWorkspace, openWorkspace, startEngine, type TestEngine, TestFolder } from '../host.test-kit.ts';

const folder = new TestFolder();
const workspace = folder.path('case.undercast');
let test: TestEngine;

beforeAll(async () => {
  test = await startEngine(1);
  await createWorkspace(test, workspace);
});
afterAll(async () => {
  await test.stop();
  folder.remove();
});

it('keeps tag, note and correction of an app that the catalog calls otherwise now', async () => {
  const { client } = test;
  await client.call('catalog.tagApps', { apps: [{ id: 'dropbox', tag: 'unsanctioned' }] });
  await client.call('catalog.setNote', { id: 'dropbox', note: 'ours no more' });
  await client.call('catalog.setCustomTags', { apps: ['dropbox', 'box'], add: ['Pilot'], remove: [] });
  await client.call('workspace.close', {});
  const db = openWriter(workspace);
  for (const table of ['app_state', 'app_custom_tag'])
    db.prepare(`UPDATE ${table} SET app = 'dropbox-com' WHERE app = 'dropbox'`).run();
  closeWriter(db);

  await openWorkspace(test, workspace);
  const app = await client.call('catalog.getApp', { id: 'dropbox' });
  expect(app).toMatchObject({ tag: 'unsanctioned', note: 'ours no more', customTags: ['Pilot'] });
  await client.call('catalog.tagApps', { apps: [{ id: 'dropbox', tag: null }] });
  expect(await client.call('catalog.getApp', { id: 'dropbox' })).toMatchObject({ tag: null, note: 'ours no more' });
});
