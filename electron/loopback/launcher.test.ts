import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const START = join(import.meta.dirname, 'start.mjs');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undercast-launch-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function start(words: readonly string[], script = START, env: Readonly<Record<string, string>> = {}) {
  const run = spawnSync(process.execPath, [script, ...words], {
    encoding: 'utf8',
    env: { ...process.env, UNDERCAST_HOME: folder, UNDERCAST_CONFIG: folder, ...env },
  });
  return { status: run.status, lines: run.stderr.trim().split('\n'), out: run.stdout };
}

describe('a mistake gets one line and its status', () => {
  test.each([
    [['--port', 'x'], 2, /“x” is no port/],
    [['--port', '70000'], 2, /no port/],
    [['--no-such'], 2, /--no-such/],
    [['a', 'b'], 2, /one workspace/],
    [['--sample', 'a'], 2, /not both/],
    [['--no-electron', '/no/such/place'], 1, /There is nothing at .*no.such.place/],
    [['--no-electron', START], 1, /is no workspace/],
  ])('%j', (words, status, message) => {
    const run = start(words);
    expect(run.status).toBe(status);
    expect(run.lines).toHaveLength(1);
    expect(run.lines[0]).toMatch(message);
  });

  test('help lists the options', () => {
    const run = start(['--help']);
    expect(run.status).toBe(0);
    for (const option of ['--sample', '--workspace', '--port', '--no-open', '--no-electron']) {
      expect(run.out).toContain(option);
    }
  });
});

describe('the Node it runs on', () => {
  test('an old Node without the pinned one gets one clear line', async () => {
    // A copy in an empty project finds no pinned Node; the version is what an old Node would say.
    const script = join(folder, 'old', 'electron', 'loopback', 'start.mjs');
    await mkdir(join(folder, 'old', 'electron', 'loopback'), { recursive: true });
    await writeFile(
      join(folder, 'old', 'pretend.mjs'),
      "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.11.1' } });",
    );
    await copyFile(START, script);
    await mkdir(join(folder, 'old', 'core', 'cli'), { recursive: true });
    for (const name of ['find-node.mjs', 'compile-cache.mjs']) {
      await copyFile(join(dirname(START), '..', '..', 'core', 'cli', name), join(folder, 'old', 'core', 'cli', name));
    }
    const pretend = join(folder, 'old', 'pretend.mjs');
    const run = spawnSync(process.execPath, ['--import', pathToFileURL(pretend).href, script], { encoding: 'utf8' });
    expect(run.status).toBe(1);
    expect(run.stderr.trim().split('\n')).toHaveLength(1);
    expect(run.stderr).toMatch(/Node 20\.11\.1 is too old .* Run npm ci, or use Node 22\.18 or newer\./);
  });
});
