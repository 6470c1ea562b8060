/** The disk that holds the workspace fills up: a clear word, what stood before stands, and with room again the import is right. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
} from '../../core/host/host.test-kit.ts';

const DISK_MB = 12;
const FIRST = 1000;
const MANY = 80_000;

/** A disk of a few megabytes, or why there is none. */
function mountSmallDisk(): { readonly disk: string } | { readonly reason: string } {
  if (process.platform !== 'linux') return { reason: 'a small disk is mounted on Linux only' };
  const disk = mkdtempSync(path.join(tmpdir(), 'undercast-small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'tmpfs', disk], { stdio: 'pipe' });
    return { disk };
  } catch {
    rmSync(disk, { recursive: true });
    return { reason: 'mounting a small disk needs root' };
  }
}

const mounted = mountSmallDisk();
const disk = 'disk' in mounted ? mounted.disk : '';
const title = 'reason' in mounted ? `skipped: ${mounted.reason}` : 'on a disk of a few megabytes';

describe.skipIf(disk === '')(title, () => {
  const folder = new TestFolder();
  const filler = path.join(disk, 'filler');
  const workspace = path.join(disk, 'case.undercast');
  let test: TestEngine;

  beforeAll(async () => {
    test = await startEngine();
  });
  afterAll(async () => {
    await test.stop();
    execFileSync('umount', [disk]);
    rmSync(disk, { recursive: true });
    folder.remove();
  });

  /** Leaves about `kilobytes` free. */
  function fill(kilobytes: number): void {
    const room = Number(execFileSync('df', ['--output=avail', '-k', disk], { encoding: 'utf8' }).split('\n')[1]);
    writeFileSync(filler, Buffer.alloc(Math.max(0, room - kilobytes) * 1024));
  }

  it('an import that finds no room counts nothing, says so, and again with room is whole', async () => {
    const first = folder.write('first.log', squidLog(0, FIRST));
    const many = folder.write('many.log', squidLog(FIRST, FIRST + MANY));
    await createWorkspace(test, workspace);
    await importFiles(test, [first]);
    const before = await figuresOf(test.client);

    for (const kilobytes of [64, 400, 900]) {
      fill(kilobytes);
      await expect(importFiles(test, [many])).rejects.toMatchObject({ code: 'workspace.diskFull' });
      expect(await figuresOf(test.client)).toEqual(before);
      unlinkSync(filler);
      expect(await test.client.run('workspace.checkIntegrity', {})).toMatchObject({ ok: true, problems: [] });
    }

    fill(64);
    await expect(importFiles(test, [many])).rejects.toMatchObject({ code: 'workspace.diskFull' });
    await test.client.call('workspace.close', {});
    unlinkSync(filler);
    await openWorkspace(test, workspace);
    expect(await figuresOf(test.client)).toEqual(before);
    expect((await importFiles(test, [many])).ledger).toMatchObject({ stored: MANY, duplicates: 0 });
    expect((await test.client.call('discovery.getDashboard', {})).kpis.transactions).toBe(FIRST + MANY);

    fill(64);
    await expect(test.client.run('workspace.compactEvidence', {})).rejects.toMatchObject({
      code: 'workspace.diskFull',
    });
    unlinkSync(filler);
    expect(await test.client.run('workspace.checkIntegrity', {})).toMatchObject({ ok: true, problems: [] });
    // The small import was written anew already.
    expect(await test.client.run('workspace.compactEvidence', {})).toMatchObject({ imports: 1 });

    await test.client.call('workspace.close', {});
    // Not even room for what SQLite's connections share.
    fill(0);
    await expect(openWorkspace(test, workspace)).rejects.toMatchObject({ code: 'workspace.diskFull' });
    unlinkSync(filler);
    await openWorkspace(test, workspace);
    expect((await test.client.call('discovery.getDashboard', {})).kpis.transactions).toBe(FIRST + MANY);
  });
});
