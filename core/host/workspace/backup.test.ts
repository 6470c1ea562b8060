import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createWorkspace,
  figuresOf,
  importFiles,
  openWorkspace,
  squidLog,
  startEngine,
  type TestEngine,
  TestFolder,
} from '../host.test-kit.ts';

const folder = new TestFolder();
const workspace = folder.path('case.undercast');
const whole = folder.path('whole.undercastz');
const bare = folder.path('bare.undercastz');
let test: TestEngine;
let figures: unknown;
let evidence: readonly unknown[];

beforeAll(async () => {
  test = await startEngine(1);
  await createWorkspace(test, workspace);
  await importFiles(test, [folder.write('a.log', squidLog(0, 3000))]);
  await importFiles(test, [folder.write('b.log', squidLog(2000, 5000))]);
  await test.client.call('catalog.tagApps', { apps: [{ id: 'dropbox', tag: 'unsanctioned' }] });
  figures = await figuresOf(test.client);
  evidence = await evidenceOf();
  await test.client.run('workspace.backup', { token: test.grant(whole, true) });
  await test.client.run('workspace.backup', { token: test.grant(bare, true), includeEvidence: false });
});
afterAll(async () => {
  await test.stop();
  folder.remove();
});

async function evidenceOf(): Promise<readonly unknown[]> {
  const { rows } = await test.client.call('discovery.listEvidence', { limit: 10_000 });
  return rows;
}

function restore(archive: string, target: string) {
  return test.client.run('workspace.restore', { archive: test.grant(archive), target: test.grant(target, true) });
}

describe('a backup', () => {
  it('gives back every figure and every line', async () => {
    expect(evidence.length).toBe(5000);
    const target = folder.fresh('restored.undercast');
    expect(await restore(whole, target)).toMatchObject({ path: target, imports: 2, readOnly: false });
    expect(await figuresOf(test.client)).toEqual(figures);
    expect(await evidenceOf()).toEqual(evidence);
    expect(await test.client.run('workspace.checkIntegrity', {})).toMatchObject({ ok: true, problems: [] });
    // What was restored lives its own life.
    expect((await importFiles(test, [folder.write('c.log', squidLog(4500, 6000))])).ledger.stored).toBe(1000);
    expect(await openWorkspace(test, workspace)).toMatchObject({ path: workspace, imports: 2 });
    expect(await figuresOf(test.client)).toEqual(figures);
  });

  it('without evidence is smaller, has every figure, and says that its lines were not kept', async () => {
    expect(readFileSync(bare).length).toBeLessThan(readFileSync(whole).length);
    await restore(bare, folder.fresh('bare.undercast'));
    expect(await figuresOf(test.client)).toEqual(figures);
    expect(await test.client.call('discovery.listEvidence', {})).toMatchObject({ rows: [], withoutEvidence: 5000 });
    expect(await test.client.call('imports.list', {})).toMatchObject([
      { keepEvidence: false, evidenceBytes: 0 },
      { keepEvidence: false, evidenceBytes: 0 },
    ]);
    expect(await test.client.run('workspace.checkIntegrity', {})).toMatchObject({ ok: true, problems: [] });
    const [, first] = await test.client.call('imports.list', {});
    await expect(test.client.run('imports.reread', { id: first?.id ?? -1, zone: 'UTC' })).rejects.toMatchObject({
      code: 'import.evidenceOff',
    });
    // The workspace it was taken from has its lines still.
    await openWorkspace(test, workspace);
    expect(await evidenceOf()).toEqual(evidence);
  });

  it('is written to the log of who did what', async () => {
    await openWorkspace(test, workspace);
    const { rows } = await test.client.call('governance.list', {});
    expect(rows.filter((row) => row.action === 'workspace.backup').map((row) => row.detail.includeEvidence)).toEqual([
      false,
      true,
    ]);
  });

  it('leaves nothing but the archive beside it', () => {
    expect(readdirSync(folder.root).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

describe('a backup that is not whole', () => {
  it.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 40_000)],
    [
      'damaged inside',
      (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 9000), Buffer.alloc(64, 0xa5), bytes.subarray(9064)]),
    ],
    ['no archive', () => Buffer.from('this is a text')],
  ])('is refused and leaves nothing: %s', async (_name, damage) => {
    await openWorkspace(test, workspace);
    const archive = folder.fresh('damaged.undercastz');
    writeFileSync(archive, damage(readFileSync(whole)));
    const target = folder.fresh('damaged.undercast');
    const before = readdirSync(folder.root);
    await expect(restore(archive, target)).rejects.toMatchObject({
      code: expect.stringMatching(/^(workspace|archive|file)\./),
    });
    expect(readdirSync(folder.root)).toEqual(before);
    // What was open stays open.
    expect(await figuresOf(test.client)).toEqual(figures);
  });

  it('is not restored over something else', async () => {
    await openWorkspace(test, workspace);
    const taken = folder.fresh('taken.undercast');
    cpSync(workspace, taken, { recursive: true });
    await expect(restore(whole, taken)).rejects.toMatchObject({ code: 'workspace.exists' });
    expect(existsSync(path.join(taken, 'workspace.db'))).toBe(true);
  });
});
