import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir, uptime } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAttemptMemory, downloadElectron, electronObstacle, findElectron } from './electron-runtime.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'undercast-runtime-'));
  await mkdir(join(root, 'node_modules', 'electron'), { recursive: true });
});
afterEach(() => rm(root, { recursive: true, force: true }));

const home = (...parts: string[]): string => join(root, 'node_modules', 'electron', ...parts);

test('finds the runtime only when it is all there', async () => {
  expect(findElectron(root)).toBeNull();
  await writeFile(home('path.txt'), 'electron');
  expect(findElectron(root)).toBeNull();
  await mkdir(home('dist'));
  await writeFile(home('dist', 'electron'), '');
  expect(findElectron(root)).toBe(home('dist', 'electron'));
});

describe('the download', () => {
  const run = async (code: string, quietMs: number): Promise<boolean> => {
    const installer = join(root, 'install.mjs');
    await writeFile(installer, code);
    return downloadElectron({ root, installer, quietMs });
  };

  test('ends when nothing arrives any more', async () => {
    expect(await run('setInterval(() => {}, 1000);', 200)).toBe(false);
  });

  test('goes on as long as something arrives, longer than the patience', async () => {
    const grows = `
      import { appendFileSync } from 'node:fs';
      import { tmpdir } from 'node:os';
      let left = 50;
      setInterval(() => {
        appendFileSync(tmpdir() + '/part', 'x'.repeat(1000));
        if (--left === 0) process.exit(0);
      }, 60);`;
    // Small steps and a patience of many: a machine that is late with some of them is none that has stopped.
    expect(await run(grows, 2500)).toBe(true);
  });

  test('a failed one is a failure, and nothing stays in the temporary folder', async () => {
    const before = (await readdir(tmpdir())).filter((name) => name.startsWith('undercast-electron-'));
    expect(await run('process.exit(1)', 2500)).toBe(false);
    const after = (await readdir(tmpdir())).filter((name) => name.startsWith('undercast-electron-'));
    expect(after.length).toBeLessThanOrEqual(before.length);
    expect(await downloadElectron({ root })).toBe(false);
  });
});

test('a failed attempt is remembered for a while and not across a restart of the computer', async () => {
  let now = Date.now();
  const memory = createAttemptMemory(root, () => now);
  expect(await memory.failedLately()).toBe(false);
  await memory.noteFailure();
  expect(await memory.failedLately()).toBe(true);
  now += 13 * 3600 * 1000;
  expect(await memory.failedLately()).toBe(false);
  // The clock at which this computer was started again.
  now = Date.now() - uptime() * 1000 - 60_000;
  await memory.noteFailure();
  now = Date.now();
  expect(await memory.failedLately()).toBe(false);
});

test('names what keeps Electron from opening a window', () => {
  expect(electronObstacle('linux', {}, 1000)).toBe('there is no display');
  expect(electronObstacle('linux', { DISPLAY: ':0' }, 0)).toBe('it does not run as root');
  expect(electronObstacle('linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000)).toBeNull();
  expect(electronObstacle('win32', {}, undefined)).toBeNull();
});
