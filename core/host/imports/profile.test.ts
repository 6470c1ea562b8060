import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Job } from '../../contract/jobs.ts';
import {
  createWorkspace,
  figuresOf,
  importFiles,
  squidLine,
  squidLog,
  startEngine,
  type TestEngine,
  TestFolder,
} from '../host.test-kit.ts';

const folder = new TestFolder();
let test: TestEngine;

beforeAll(async () => {
  test = await startEngine(1);
});
afterAll(async () => {
  await test.stop();
  folder.remove();
});

const PROFILE = {
  organisation: 'Example',
  managedDomains: ['example.net'],
  internalRanges: ['192.0.2.0/24'],
  logZone: 'UTC',
};

/** Sets the profile and waits for the job that reads everything again. */
async function setProfile(profile: typeof PROFILE): Promise<void> {
  const ended = new Promise<Job>((resolve) => {
    const stop = test.client.on('job.changed', (job) => {
      if (job.ended !== null) {
        stop();
        resolve(job);
      }
    });
  });
  await test.client.call('workspace.setProfile', profile);
  expect(await ended).toMatchObject({ state: 'done', error: null });
}

it('a changed profile gives the figures of imports made with it', async () => {
  const files = [folder.write('a.log', squidLog(0, 3000)), folder.write('b.log', squidLog(1500, 4000))];
  await createWorkspace(test, folder.fresh('with.undercast'));
  await test.client.call('workspace.setProfile', PROFILE);
  for (const file of files) await importFiles(test, [file]);
  const wanted = await figuresOf(test.client);
  const wantedLedgers = (await test.client.call('imports.list', {})).map((row) => row.ledger?.reasons);

  await createWorkspace(test, folder.fresh('later.undercast'));
  for (const file of files) await importFiles(test, [file]);
  const before = await figuresOf(test.client);
  expect(before).not.toEqual(wanted);
  await setProfile(PROFILE);
  expect(await figuresOf(test.client)).toEqual(wanted);
  const ledgers = (await test.client.call('imports.list', {})).map((row) => row.ledger);
  expect(ledgers.map((ledger) => ledger?.reasons)).toEqual(wantedLedgers);
  expect(ledgers[0]?.skipped).toBeGreaterThan(0);
  const { rows } = await test.client.call('governance.list', {});
  expect(rows.map((row) => row.action)).toContain('import.rereadAll');

  await setProfile({ ...PROFILE, managedDomains: [], internalRanges: [] });
  expect(await figuresOf(test.client)).toEqual(before);
});

it('without a profile, what goes to a private address is the inside’s own', async () => {
  await createWorkspace(test, folder.fresh('nobody.undercast'));
  const to = (host: string) => squidLine(1).replace(/CONNECT \S+:443/, `CONNECT ${host}:443`);
  await importFiles(test, [folder.write('inside.log', to('10.1.2.3') + to('192.168.7.9') + to('app.example.org'))]);
  const [row] = await test.client.call('imports.list', {});
  expect(row?.ledger).toMatchObject({ stored: 1, reasons: { internal: 2 } });
});

it('imports without evidence stay as they were read, and cannot be removed from under others', async () => {
  const [a, b] = [folder.write('c.log', squidLog(0, 1000)), folder.write('d.log', squidLog(500, 2000))];
  await createWorkspace(test, folder.fresh('off.undercast'));
  await importFiles(test, [a], { keepEvidence: false });
  // Whole frames of it are known by their hash; the copy stands on the lines that were not kept.
  await importFiles(test, [a]);
  await importFiles(test, [b], { stream: 'other', keepEvidence: false });
  const before = await figuresOf(test.client);
  const rows = await test.client.call('imports.list', {});
  const first = rows.at(-1);
  await expect(test.client.run('imports.remove', { id: first?.id ?? -1 })).rejects.toMatchObject({
    code: 'import.evidenceOff',
  });
  await expect(test.client.run('imports.reread', { id: first?.id ?? -1, zone: 'UTC' })).rejects.toMatchObject({
    code: 'import.evidenceOff',
  });
  expect(await figuresOf(test.client)).toEqual(before);
  expect((await test.client.call('imports.list', {})).map((row) => row.id)).toEqual(rows.map((row) => row.id));
  // Nothing stands on this one: it goes, evidence or not.
  await test.client.run('imports.remove', { id: rows[0]?.id ?? -1 });
  expect((await test.client.call('discovery.getDashboard', {})).kpis.transactions).toBe(1000);
});

it('a changed profile leaves imports without evidence alone and reads the others', async () => {
  await createWorkspace(test, folder.fresh('mixed.undercast'));
  await importFiles(test, [folder.write('e.log', squidLog(0, 500))], { keepEvidence: false, stream: 'bare' });
  await importFiles(test, [folder.write('f.log', squidLog(0, 500))], { stream: 'kept' });
  await setProfile(PROFILE);
  const stored = new Map((await test.client.call('imports.list', {})).map((row) => [row.stream, row.ledger?.stored]));
  const outbound = Array.from({ length: 500 }, (_, i) => squidLine(i)).filter(
    (line) => !/example\.net|192\.0\.2\.80/.test(line),
  );
  expect(stored.get('bare')).toBe(500);
  expect(stored.get('kept')).toBe(outbound.length);
});
