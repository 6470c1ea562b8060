import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import {
  createWorkspace,
  importFiles,
  openWorkspace,
  squidLog,
  startEngine,
  type TestEngine,
  TestFolder,
} from '../host.test-kit.ts';
import { makeSigner, smallApp, smallCatalog, writeUpdate } from './update.test-kit.ts';

const folder = new TestFolder();
const workspace = folder.path('case.undercast');
const kept = path.join(folder.path('config'), 'catalog');
const signer = makeSigner();
let test: TestEngine;

async function update(name: string, version: string, date: string, id = 'dropbox-files'): Promise<string> {
  const apps = [
    smallApp(id, ['dropbox.com'], { factors: { isSoc2: { value: true, source: 's', basis: 'known', asOf: '2026' } } }),
    smallApp('example-net', ['files.example.net']),
    smallApp('hub', ['github.com'], { name: 'Hub' }),
  ];
  const file = folder.path(name);
  const bytes = smallCatalog(apps, { version, date, renamed: { dropbox: id } });
  await writeUpdate(file, bytes, 'Example maintainers', signer.privateKey);
  return file;
}

const appOf = async (host: string): Promise<string | undefined> =>
  (await test.client.call('catalog.lookUpHosts', { hosts: [host] }))[0]?.app?.id;
const release = async () => (await test.client.call('catalog.getRelease', {})).inForce.version;
const actions = async (): Promise<string[]> =>
  (await test.client.call('governance.list', {})).rows.map(({ action, subject }) => `${action} ${subject}`);

let first = '';
beforeAll(async () => {
  vi.stubEnv('UNDERCAST_CONFIG', folder.path('config'));
  test = await startEngine(1);
  await createWorkspace(test, workspace);
  await importFiles(test, [folder.write('access.log', squidLog(0, 400))]);
  await test.client.call('catalog.tagApps', { apps: [{ id: 'dropbox', tag: 'unsanctioned' }] });
  await test.client.call('catalog.setNote', { id: 'slack', note: 'kept' });
  first = await update('first.undercat', '2026.12.1', '2026-12-01');
});
afterAll(async () => {
  await test.stop();
  folder.remove();
  vi.unstubAllEnvs();
});

it('takes no update before its key is trusted', async () => {
  const { client } = test;
  const token = test.grant(first);
  await expect(client.call('catalog.inspectUpdate', { token })).rejects.toMatchObject({ code: 'catalog.unknownKey' });
  await expect(client.call('catalog.applyUpdate', { token })).rejects.toMatchObject({ code: 'catalog.unknownKey' });
  const key = test.grant(folder.write('example.pub', signer.publicKey));
  expect(await client.call('catalog.trustKey', { token: key, name: 'Example' })).toMatchObject({ id: signer.key.id });
  const { keys } = await client.call('catalog.getRelease', {});
  expect(keys.map(({ name, builtIn }) => [name, builtIn])).toEqual([
    [expect.stringContaining('Undercast'), true],
    ['Example', false],
  ]);
});

it('says what an update would change, and changes nothing', async () => {
  const { client } = test;
  const found = await client.call('catalog.inspectUpdate', { token: test.grant(first) });
  expect(found).toMatchObject({ relation: 'newer', apps: 3, release: { version: '2026.12.1', key: 'Example' } });
  const { diff } = found;
  expect(diff.addedApps.map(({ id }) => id)).toEqual(['example-net', 'hub']);
  expect(diff.changedApps.map(({ before, after }) => [before.id, after.id])).toEqual([['dropbox', 'dropbox-files']]);
  expect(diff.removedApps[0]).toMatchObject({ id: 'slack', decided: true });
  expect(diff.movedDomains).toContainEqual({ domain: 'github.com', before: 'GitHub', after: 'Hub' });
  const hosts = new Map(diff.discovered?.hosts.map(({ host, ...apps }) => [host, apps]));
  expect(hosts.get('slack.com')).toEqual({ before: 'Slack', after: null });
  expect(hosts.get('api.github.com')).toEqual({ before: 'GitHub', after: 'Hub' });
  expect(hosts.get('files.example.net')).toEqual({ before: null, after: 'The example-net' });
  expect(hosts.has('www.dropbox.com')).toBe(false);
  expect(diff.discovered?.bandChanges).toBe(diff.discovered?.bands.length);
  expect(await appOf('slack.com')).toBe('slack');
  expect(existsSync(path.join(kept, 'in-force.json'))).toBe(false);
});

it('applies it: the past is matched anew, decisions follow ids, the log says so', async () => {
  const { client } = test;
  const { id } = await client.call('catalog.inspectUpdate', { token: test.grant(first) });
  const other = await update('other.undercat', '2026.12.2', '2026-12-02');
  const wrong = client.call('catalog.applyUpdate', { token: test.grant(other), id });
  await expect(wrong).rejects.toMatchObject({ code: 'catalog.updateInvalid' });
  expect(await client.call('catalog.applyUpdate', { token: test.grant(first), id })).toMatchObject({
    inForce: { version: '2026.12.1', publisher: 'Example maintainers', key: 'Example' },
  });
  const page = await client.call('discovery.listRows', { table: 'apps', page: { limit: 100 } });
  expect(page.columns.id?.toSorted()).toEqual(['dropbox-files', 'example-net', 'hub']);
  expect(await client.call('catalog.getApp', { id: 'dropbox' })).toMatchObject({
    id: 'dropbox-files',
    tag: 'unsanctioned',
  });
  expect(
    await client.call('discovery.listRows', { table: 'apps', filter: 'appId:dropbox', page: { limit: 9 } }),
  ).toMatchObject({
    total: 1,
  });
  const log = await actions();
  expect(log).toContain('catalog.change 2026.12.1');
  expect(log).toContain('app.rename dropbox-files');
  // Slow questions have a reader of their own.
  expect((await client.call('catalog.getStats', {})).apps).toBe(3);
});

it('refuses an older release unless told, and goes back', async () => {
  const { client } = test;
  const old = test.grant(await update('old.undercat', '2026.10.1', '2026-10-01', 'dropbox-old'));
  await expect(client.call('catalog.applyUpdate', { token: old })).rejects.toMatchObject({
    code: 'catalog.olderUpdate',
  });
  expect(await release()).toBe('2026.12.1');
  await client.call('catalog.applyUpdate', { token: old, allowOlder: true });
  expect(await appOf('dropbox.com')).toBe('dropbox-old');
  await client.call('catalog.rollBack', { to: 'previous' });
  expect(await release()).toBe('2026.12.1');
  await client.call('catalog.rollBack', { to: 'shipped' });
  expect(await appOf('slack.com')).toBe('slack');
  expect(await client.call('catalog.getApp', { id: 'slack' })).toMatchObject({ note: 'kept' });
  await expect(client.call('catalog.rollBack', { to: 'shipped' })).rejects.toMatchObject({ code: 'input.invalid' });
  await client.call('catalog.rollBack', { to: 'previous' });
  expect(await appOf('dropbox.com')).toBe('dropbox-files');
});

it('follows what another process puts in force while the workspace is open', async () => {
  const file = path.join(kept, 'in-force.json');
  const before = readFileSync(file);
  writeFileSync(file, JSON.stringify({ current: null, previous: null, over: null }));
  await expect.poll(() => appOf('slack.com')).toBe('slack');
  writeFileSync(file, before);
  await expect.poll(() => appOf('dropbox.com')).toBe('dropbox-files');
});

it('keeps the catalog of before when it cannot write, and sweeps what a crash left', async () => {
  const { client } = test;
  const next = test.grant(await update('next.undercat', '2026.12.3', '2026-12-03', 'dropbox-next'));
  const file = path.join(kept, 'in-force.json');
  const before = readFileSync(file);
  rmSync(file);
  // Where a folder is, no file can be put: as when the process ended just before the last step.
  mkdirSync(path.join(file, 'x'), { recursive: true });
  await expect(client.call('catalog.applyUpdate', { token: next })).rejects.toMatchObject({ code: 'file.notReadable' });
  rmSync(file, { recursive: true });
  writeFileSync(file, before);
  expect(readdirSync(kept).some((name) => name.endsWith('.part'))).toBe(false);
  mkdirSync(path.join(kept, 'part-left-by-a-crash'));
  expect(await release()).toBe('2026.12.1');
  await client.call('catalog.applyUpdate', { token: next });
  expect(await release()).toBe('2026.12.3');
  // The one in force, the one before it, and no more.
  expect(readdirSync(kept).filter((name) => !name.endsWith('.json'))).toHaveLength(2);
});

it('reads a workspace with the shipped catalog when the update is damaged or its key no longer trusted', async () => {
  const { client } = test;
  const current = String(
    (JSON.parse(readFileSync(path.join(kept, 'in-force.json'), 'utf8')) as { current: string }).current,
  );
  const catalog = path.join(kept, current, 'catalog.bin');
  const copy = folder.path('catalog.bin');
  cpSync(catalog, copy);
  const damaged = readFileSync(catalog);
  damaged[100] = (damaged[100] ?? 0) ^ 1;
  writeFileSync(catalog, damaged);
  await client.call('workspace.close', {});
  await openWorkspace(test, workspace);
  const found = await client.call('catalog.getRelease', {});
  // A reader that has it open goes on; one that opens it anew refuses it.
  expect(found.problem === null || found.problem.includes('not the one that was signed')).toBe(true);
  cpSync(copy, catalog);
  await client.call('catalog.distrustKey', { id: signer.key.id });
  const after = await client.call('catalog.getRelease', {});
  expect(after.problem).toMatch(/not trusted/);
  expect(after.inForce.publisher).toBeNull();
  expect(await appOf('slack.com')).toBe('slack');
  expect(await client.call('catalog.getApp', { id: 'dropbox' })).toMatchObject({ tag: 'unsanctioned' });
});
