import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorkspace, startEngine, type TestEngine, TestFolder } from '../host.test-kit.ts';

const folder = new TestFolder();
let test: TestEngine;

beforeAll(async () => {
  test = await startEngine(1);
});
afterAll(async () => {
  await test.stop();
  folder.remove();
});

it('finds entries by the words that people read, by code, and by what they are about', async () => {
  await createWorkspace(test, folder.fresh('log.undercast'));
  await test.client.call('catalog.tagApps', { apps: [{ id: 'dropbox', tag: 'monitored' }] });
  const found = async (search: string) =>
    (await test.client.call('governance.list', { search })).rows.map((row) => row.action);
  expect(await found('app tagged')).toEqual(['app.tag']);
  expect(await found('app.tag')).toEqual(['app.tag']);
  expect(await found('monitored')).toEqual(['app.tag']);
  expect(await found('nothing of the kind')).toEqual([]);
  const { rows } = await test.client.call('governance.list', { search: 'tagged', subject: 'box' });
  expect(rows).toEqual([]);
});

it('names the apps that entries are about', async () => {
  await createWorkspace(test, folder.fresh('names.undercast'));
  const custom = { name: 'Our portal', category: 'crm', domains: ['portal.example'] };
  const { id } = await test.client.call('catalog.createCustomApp', custom);
  await test.client.call('catalog.tagApps', { apps: [{ id, tag: 'sanctioned' }] });
  const { rows } = await test.client.call('governance.list', { subject: id });
  expect(rows[0]).toMatchObject({ action: 'app.tag', subject: id, subjectName: 'Our portal' });
  const named = await test.client.call('governance.list', { search: 'our portal' });
  expect(named.rows.map(({ action }) => action)).toContain('app.tag');
  expect(named.total).toBe(named.rows.length);
  const all = await test.client.call('governance.list', {});
  expect(all.rows.find(({ action }) => action === 'workspace.create')?.subjectName ?? null).toBeNull();
});
