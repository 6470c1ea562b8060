/** A share that was unmounted: its mount point is an empty folder, which must not look like a quiet source. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { type SourceConfig, sourceConfig } from '../../contract/collectors.ts';
import { NEVER_HEARD } from '../health.ts';
import { DEFAULT_LIMITS } from '../spool/spool.ts';
import { FolderSource } from './folder-source.ts';
import { isMounted, mountPointOf } from './mount-point.ts';

const root = mkdtempSync(path.join(tmpdir(), 'undercast-mount-'));
const share = path.join(root, 'share');
mkdirSync(share);
/** Needs the right to mount, which whoever runs tests seldom has. */
const mount = (): boolean => spawnSync('mount', ['-t', 'tmpfs', 'none', share]).status === 0;
const canMount = process.platform === 'linux' && mount();
if (canMount) execFileSync('umount', [share]);
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('is found above a folder, and missed once it is gone, whatever device comes back', async () => {
  const devices = new Map(Object.entries({ '/': 1, '/mnt': 1, '/mnt/share': 7, '/mnt/share/logs': 7, '/var': 1 }));
  const deviceOf = async (folder: string): Promise<number> => {
    const device = devices.get(folder);
    if (device === undefined) throw new Error('ENOENT');
    return device;
  };
  expect(await mountPointOf('/mnt/share/logs', deviceOf)).toBe('/mnt/share');
  expect(await mountPointOf('/var', deviceOf)).toBeNull();
  expect(await isMounted('/mnt/share', deviceOf)).toBe(true);
  devices.set('/mnt/share', 1);
  expect(await isMounted('/mnt/share', deviceOf)).toBe(false);
  devices.set('/mnt/share', 9);
  expect(await isMounted('/mnt/share', deviceOf)).toBe(true);
  devices.delete('/mnt/share');
  expect(await isMounted('/mnt/share', deviceOf)).toBe(false);
});

it.skipIf(!canMount)('is told of, nothing is read from below it, and watching goes on when it is back', async () => {
  const drop = path.join(share, 'drop');
  mkdirSync(drop);
  writeFileSync(path.join(drop, 'below.log'), 'not of the share\n');
  execFileSync('mount', ['-t', 'tmpfs', 'none', share]);
  mkdirSync(drop);
  const said: string[] = [];
  const receiver = { kind: 'folder', path: drop, settleSeconds: 0 } as const;
  const config: SourceConfig = sourceConfig.parse({ name: 'share', stream: 'Share', receiver });
  const tools = {
    spoolFolder: root,
    limits: DEFAULT_LIMITS,
    sealer: null,
    now: Date.now,
    sealed: () => undefined,
    note: (_: string, message: string) => said.push(message),
  };
  const source = new FolderSource(
    config,
    config.receiver as Extract<SourceConfig['receiver'], { kind: 'folder' }>,
    tools,
    NEVER_HEARD,
  );
  try {
    await source.start();
    expect(source.status()).toMatchObject({ state: 'listening', problem: null });
    execFileSync('umount', [share]);
    await source.sealNow();
    await source.sealNow();
    expect(source.status()).toMatchObject({
      state: 'failed',
      problem: `${share} is no longer mounted, so nothing comes into ${drop}. Mount the share again.`,
    });
    expect(source.readyFiles()).toEqual([]);
    execFileSync('mount', ['-t', 'tmpfs', 'none', share]);
    mkdirSync(drop);
    writeFileSync(path.join(drop, 'new.log'), 'of the share\n');
    await source.sealNow();
    await source.sealNow();
    expect(source.status()).toMatchObject({ state: 'listening', problem: null });
    expect(source.readyFiles().map((file) => path.basename(file.path))).toEqual(['new.log']);
  } finally {
    await source.stop();
    spawnSync('umount', [share]);
  }
});
