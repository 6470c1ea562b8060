import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'undercast-generate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const command = join(import.meta.dirname, 'index.ts');
const run = (...args: string[]) => spawnSync(process.execPath, [command, ...args], { encoding: 'latin1' });

test('writes a file and standard output alike', () => {
  const out = join(folder, 'a.log');
  const toFile = run('--lines', '500', '--seed', '4', '--out', out, '--stories');
  expect(toFile.status).toBe(0);
  expect(JSON.parse(toFile.stderr)).toHaveLength(3);
  const toScreen = run('--lines', '500', '--seed', '4');
  expect(toScreen.stdout).toBe(readFileSync(out, 'latin1'));
  expect(toScreen.stdout.split('\n').length).toBe(501);
});

test('refuses what it cannot write, in one line', () => {
  const odd = run('--format', 'nonsense');
  expect(odd.status).toBe(1);
  expect(odd.stderr).toContain('squid, bluecoat');
  const few = run('--lines', '1');
  expect(few.status).toBe(2);
  expect(few.stderr).toBe('generate: lines must be at least 20\n');
});
