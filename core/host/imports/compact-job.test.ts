import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  createWorkspace,
  importFiles,
  openWorkspace,
  squidLog,
  startEngine,
  type TestEngine,
  TestFolder,
} from '../host.test-kit.ts';

const folder = new TestFolder();
let test: TestEngine;
beforeAll(async () => {
  process.env.UNDERCAST_CONFIG = folder.path('config');
  test = await startEngine(1);
});
afterAll(async () => {
  await test.stop();
  folder.remove();
});

const evidence = (workspace: string) => readdirSync(path.join(workspace, 'evidence')).sort();
const lines = async () =>
  (await test.client.call('discovery.listEvidence', { limit: 10_000 })).rows.map(
    (row) => `${row.file}:${row.line} ${row.raw}`,
  );

it('evidence written anew holds the same lines, is found by imports that overlap it, and travels in a backup', async () => {
  const workspace = folder.fresh('case.undercast');
  await createWorkspace(test, workspace);
  await importFiles(test, [folder.write('a.log', squidLog(0, 6_000))]);
  const before = await lines();
  const result = await test.client.run('workspace.compactEvidence', {});
  expect(result).toMatchObject({ imports: 1 });
  expect(result.bytesAfter).toBeLessThan(result.bytesBefore);
  expect(evidence(workspace)).toEqual(['1.1.frames']);
  expect(statSync(path.join(workspace, 'evidence', '1.1.frames')).size).toBe(result.bytesAfter);
  expect((await test.client.call('imports.list', {}))[0]?.evidenceBytes).toBe(result.bytesAfter);
  expect(await lines()).toEqual(before);
  expect(await test.client.run('workspace.checkIntegrity', {})).toMatchObject({ ok: true });
  expect(await test.client.run('workspace.compactEvidence', {})).toMatchObject({ imports: 0 });

  const grown = await importFiles(test, [folder.write('b.log', squidLog(2_000, 7_000))]);
  expect(grown.ledger).toMatchObject({ parsed: 5_000, duplicates: 4_000 });
  const archive = folder.fresh('case.undercastz');
  await test.client.run('workspace.backup', { token: test.grant(archive, true) });
  const restored = folder.fresh('restored.undercast');
  await test.client.run('workspace.restore', { archive: test.grant(archive), target: test.grant(restored, true) });
  expect((await lines()).slice(0, before.length)).toEqual(before);
  await test.client.run('imports.reread', { id: 1, zone: 'Asia/Tokyo' });
  await test.client.run('imports.remove', { id: (await test.client.call('imports.list', {})).at(-1)?.id ?? 0 });
  expect(await test.client.run('workspace.checkIntegrity', {})).toMatchObject({ ok: true });
  expect((await test.client.call('discovery.getDashboard', {})).kpis.transactions).toBe(5_000);
});

it('what a crash or a cancellation leaves goes; what is valid stays', async () => {
  const workspace = folder.fresh('crash.undercast');
  await createWorkspace(test, workspace);
  await importFiles(test, [folder.write('c.log', squidLog(0, 30_000))]);
  const before = await lines();
  // A crash after the second file was written and before the database said so.
  writeFileSync(path.join(workspace, 'evidence', '1.1.frames'), 'half a file');
  await test.client.call('workspace.close', {});
  await openWorkspace(test, workspace);
  expect(evidence(workspace)).toEqual(['1.frames']);
  const { jobId } = await test.client.call('workspace.compactEvidence', {});
  await expect.poll(() => existsSync(path.join(workspace, 'evidence', '1.1.frames')), { interval: 1 }).toBe(true);
  await test.client.call('jobs.cancel', { id: jobId });
  await expect.poll(async () => (await test.client.call('jobs.get', { id: jobId })).state).toBe('cancelled');
  expect(evidence(workspace)).toEqual(['1.frames']);
  expect(await lines()).toEqual(before);
  await test.client.run('workspace.compactEvidence', {});
  // A crash after the database said so and before the first file was removed.
  writeFileSync(path.join(workspace, 'evidence', '1.frames'), 'the first file');
  await test.client.call('workspace.close', {});
  await openWorkspace(test, workspace);
  expect(evidence(workspace)).toEqual(['1.1.frames']);
  expect(await lines()).toEqual(before);
});

it('sealed evidence is written anew sealed, once its key is there', async () => {
  const workspace = folder.fresh('sealed.undercast');
  await createWorkspace(test, workspace);
  await test.client.call('privacy.createKey', { passphrase: 'correct horse' });
  await importFiles(test, [folder.write('d.log', squidLog(0, 6_000))], { anonymise: true });
  const before = await lines();
  await test.client.call('privacy.lock', {});
  expect(await test.client.run('workspace.compactEvidence', {})).toMatchObject({ imports: 0 });
  await test.client.call('privacy.unlock', { passphrase: 'correct horse' });
  expect(await test.client.run('workspace.compactEvidence', {})).toMatchObject({ imports: 1 });
  expect(await lines()).toEqual(before);
  await test.client.call('privacy.lock', {});
  expect(await test.client.run('workspace.checkIntegrity', {})).toMatchObject({ ok: true });
});
