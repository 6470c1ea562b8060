/** A workspace on a disk that is read-only, as a DVD with a case on it: it is looked at, and what would write says why it does not. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DirectClient } from '../direct-client.ts';
import { createEngine } from '../engine.ts';
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

const isRoot = process.getuid?.() === 0;
const folder = new TestFolder();
const isPossible = process.platform !== 'win32' && (!isRoot || canMount());
let engine: TestEngine;
let log: string;

beforeAll(async () => {
  log = folder.write('log.log', squidLog(0, 800));
  if (isPossible) engine = await startEngine(1);
});
afterEach(async () => {
  await engine.client.call('workspace.close', {});
});
afterAll(async () => {
  await engine?.stop();
  folder.remove();
});

describe.skipIf(!isPossible)(
  isPossible
    ? 'where nothing can be written'
    : 'where nothing can be written (not on Windows; root needs the right to mount)',
  () => {
    it('a workspace opens, and nothing is imported into it', async () => {
      const workspace = folder.fresh('media.undercast');
      await createWorkspace(engine, workspace);
      await importFiles(engine, [log]);
      const before = await figuresOf(engine.client);
      await engine.client.call('workspace.close', {});
      const allow = forbidWriting(workspace);
      try {
        const info = await openWorkspace(engine, workspace);
        expect(info.readOnly).toBe(true);
        expect(info.readOnlyReason).toContain('cannot be written to');
        await expect(importFiles(engine, [log])).rejects.toMatchObject({
          code: 'workspace.readOnly',
          message: expect.stringContaining('To change it, work on a copy'),
        });
        expect(await figuresOf(engine.client)).toEqual(before);
        expect((await engine.client.call('discovery.listEvidence', { limit: 10 })).rows.length).toBe(10);
        await engine.client.call('workspace.close', {});
      } finally {
        allow();
      }
    });

    it('a workspace of an older version says that it must be brought up to date first, also to a command that imports', async () => {
      const workspace = folder.fresh('older.undercast');
      await createWorkspace(engine, workspace);
      await engine.client.call('workspace.close', {});
      const db = new Database(path.join(workspace, 'workspace.db'));
      db.pragma('user_version = 30');
      db.close();
      const importer = await createEngine({
        resourcesDir: path.resolve('resources'),
        version: '0',
        actor: 'tester',
        parsers: 1,
        importsSoon: true,
        log: () => undefined,
      });
      importer.grant('the older one', workspace, true);
      const client = new DirectClient(importer);
      const allow = forbidWriting(workspace);
      try {
        const older = { code: 'workspace.readOnly', message: expect.stringContaining('written by an older Undercast') };
        await expect(openWorkspace(engine, workspace)).rejects.toMatchObject(older);
        await expect(client.call('workspace.open', { token: 'the older one' })).rejects.toMatchObject(older);
      } finally {
        client.close();
        await importer.shutdown();
        allow();
      }
    });

    it('a new workspace is refused for what is the matter', async () => {
      const place = folder.fresh('new.undercast');
      await createWorkspace(engine, place);
      await engine.client.call('workspace.close', {});
      const allow = forbidWriting(place);
      try {
        const inside = path.join(place, 'evidence', 'case.undercast');
        await expect(createWorkspace(engine, inside)).rejects.toMatchObject({
          code: 'file.notWritable',
          message: expect.stringMatching(
            /: (what it is on is read-only|you may not do that there)\. Choose another place/,
          ),
        });
        expect(existsSync(inside)).toBe(false);
      } finally {
        allow();
      }
    });
  },
);

/** Root in a container may not. */
function canMount(): boolean {
  try {
    execFileSync('mount', ['--bind', folder.root, folder.root], { stdio: 'ignore' });
    execFileSync('umount', [folder.root], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Root writes whatever the modes say, but not to a read-only mount. @returns what undoes it */
function forbidWriting(workspace: string): () => void {
  if (isRoot) {
    execFileSync('mount', ['--bind', workspace, workspace]);
    execFileSync('mount', ['-o', 'remount,ro,bind', workspace]);
    return () => void execFileSync('umount', [workspace]);
  }
  const all = ['', 'evidence', 'workspace.db', 'workspace.undercast'].map((name) => path.join(workspace, name));
  const modes = all.map((file) => statSync(file).mode);
  for (const file of all) chmodSync(file, statSync(file).isDirectory() ? 0o555 : 0o444);
  return () => {
    all.forEach((file, at) => {
      chmodSync(file, modes[at] ?? 0o755);
    });
  };
}
