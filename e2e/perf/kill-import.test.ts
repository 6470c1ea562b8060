/**
 * A process that dies in the middle of an import loses nothing that was there before and counts nothing twice: the import
 * is finished at the next opening or absent, and importing the file again leaves the figures of one import.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generate } from '../../core/sample/index.ts';
import { Random } from '../../core/sample/random.ts';
import { writeLog } from '../generate/write-log.ts';

const LINES = 60_000;
const KILLS = 10;
const cli = join(import.meta.dirname, '../../core/cli/undercast.mjs');
const scratch = mkdtempSync(join(tmpdir(), 'undercast-kill-'));
const log = join(scratch, 'proxy.log');

function undercast(...words: string[]): unknown {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...words, '--json'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout);
}

interface Totals {
  readonly transactions: number;
  readonly bytesReceived: number;
  readonly rows: number;
}

/** Sums over apps and unmatched hosts: together they are every transaction. */
function totals(workspace: string): readonly Totals[] {
  return ['apps', 'unmatched'].map((table) => {
    const rows = undercast(table, '--workspace', workspace) as { transactions: number; bytesReceived: number | null }[];
    return {
      rows: rows.length,
      transactions: rows.reduce((sum, row) => sum + row.transactions, 0),
      bytesReceived: rows.reduce((sum, row) => sum + (row.bytesReceived ?? 0), 0),
    };
  });
}

/** Starts an import and kills its process after `ms`; tells whether it was still running. */
function importAndKill(workspace: string, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [cli, 'import', log, '--workspace', workspace, '--json'], {
      stdio: 'ignore',
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), ms);
    child.on('exit', (_code, signal) => {
      clearTimeout(timer);
      resolve(signal === 'SIGKILL');
    });
  });
}

let expected: readonly Totals[] = [];
let duration = 0;

beforeAll(() => {
  writeLog(log, generate({ seed: 11, lines: LINES, format: 'squid', start: Date.UTC(2025, 5, 2), days: 7 }));
  const whole = join(scratch, 'whole.undercast');
  const begun = performance.now();
  undercast('import', log, '--workspace', whole);
  duration = performance.now() - begun;
  expected = totals(whole);
}, 120_000);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test(`an import killed at any of ${KILLS} instants leaves the figures right`, async () => {
  const random = new Random(2025);
  let killed = 0;
  for (let i = 0; i < KILLS; i++) {
    const workspace = join(scratch, `killed-${i}.undercast`);
    // From the first file being written to just before the end.
    if (await importAndKill(workspace, Math.round(duration * (0.15 + (0.8 * random.below(1000)) / 1000)))) killed++;
    undercast('import', log, '--workspace', workspace);
    expect(totals(workspace), `kill ${i}`).toEqual(expected);
    const check = undercast('workspace', 'check', '--workspace', workspace) as { ok: boolean; problems: string[] };
    expect(check).toMatchObject({ ok: true, problems: [] });
    rmSync(workspace, { recursive: true, force: true });
  }
  // A machine that got faster meanwhile may finish one or two first.
  expect(killed).toBeGreaterThan(KILLS / 2);
}, 300_000);
