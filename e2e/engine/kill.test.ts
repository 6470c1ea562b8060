/**
 * The process that imports is killed at random instants: what was stored before stands, the import is absent, and again is right. The steps
 * where something is half done have their own tests (`kill-stages.test.ts`); this one meets what nobody thought of.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Ledger } from '../../core/contract/imports.ts';
import type { Engine } from '../../core/host/api.ts';
import { DirectClient } from '../../core/host/direct-client.ts';
import { createEngine } from '../../core/host/engine.ts';
import { generate } from '../../core/sample/index.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
/** Run by this very Node, which suits: the entry does not hand over to another process, so that the one killed is the engine. */
const ENTRY = path.join(ROOT, 'core', 'cli', 'undercast.mjs');
const LINES = 60_000;
const FIRST_LINES = 2_000;
const KILLS = 3;
const WORKSPACE_TOKEN = 'the workspace';
const START = Date.UTC(2026, 2, 2);

const folder = mkdtempSync(path.join(tmpdir(), 'undercast-kill-'));
const workspace = path.join(folder, 'case.undercast');
const untouched = path.join(folder, 'untouched.undercast');
const log = path.join(folder, 'access.log');
const first = path.join(folder, 'first.log');

let engine: Engine;
let client: DirectClient;
/** The import started last; one that a test did not wait for ends with it. */
let running: ChildProcess | null = null;

beforeAll(async () => {
  writeFileSync(log, [...generate({ seed: 11, lines: LINES, format: 'squid', start: START, days: 14 })].join(''));
  writeFileSync(
    first,
    [...generate({ seed: 12, lines: FIRST_LINES, format: 'bluecoat', start: START, days: 2 })].join(''),
  );
  engine = await createEngine({
    resourcesDir: path.join(ROOT, 'resources'),
    version: '0.0.0-test',
    actor: 'tester',
    parsers: 1,
    log: () => undefined,
  });
  client = new DirectClient(engine);
  engine.grant(WORKSPACE_TOKEN, workspace, true);
});
afterAll(async () => {
  running?.kill('SIGKILL');
  client.close();
  await engine.shutdown();
  rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  readonly status: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly ms: number;
}

/** @param killAfter milliseconds after the process was started; null lets it end */
function runImport(file: string, killAfter: number | null): Promise<Ended> {
  const started = performance.now();
  const child = spawn(process.execPath, [ENTRY, 'import', file, '--workspace', workspace, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running = child;
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  if (killAfter !== null) {
    setTimeout(() => child.kill('SIGKILL'), killAfter);
  }
  return new Promise((resolve) => {
    child.on('close', (status, signal) => resolve({ status, signal, out, ms: performance.now() - started }));
  });
}

interface Found {
  readonly transactions: number;
  readonly bytes: number | null;
  readonly states: readonly string[];
  readonly evidenceFiles: readonly string[];
  readonly kept: readonly string[];
  readonly problems: readonly string[];
}

/** Opens the workspace as the next start would, looks at everything and closes it. */
async function look(): Promise<Found> {
  await client.call('workspace.open', { token: WORKSPACE_TOKEN });
  const { kpis } = await client.call('discovery.getDashboard', {});
  const imports = await client.call('imports.list', {});
  const { problems } = await client.run('workspace.checkIntegrity', {});
  await client.call('workspace.close', {});
  return {
    transactions: kpis.transactions,
    bytes: kpis.bytesTotal,
    states: imports.map((row) => row.state).reverse(),
    evidenceFiles: readdirSync(path.join(workspace, 'evidence')).sort(),
    kept: imports.flatMap((row) => (row.state === 'done' ? [`${row.id}.frames`] : [])).sort(),
    problems,
  };
}

/** Numbers from 0 to 1, the same in every run. */
function* seeded(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

function replaceWorkspace(from: string): void {
  rmSync(workspace, { recursive: true, force: true });
  cpSync(from, workspace, { recursive: true });
}

it('never counts half, never counts twice, and leaves nothing behind', async () => {
  await runImport(first, null);
  const before = await look();
  expect(before.transactions).toBeGreaterThan(FIRST_LINES / 2);
  cpSync(workspace, untouched, { recursive: true });

  // How long an import takes here and now tells which instants are inside of one.
  const whole = await runImport(log, null);
  const expected = (JSON.parse(whole.out) as Ledger).stored;
  expect(expected).toBeGreaterThan(LINES / 2);
  const complete = await look();
  expect(complete.transactions).toBe(before.transactions + expected);
  replaceWorkspace(untouched);

  const random = seeded(5);
  let absent = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    await runImport(log, whole.ms * (0.1 + 0.8 * (random.next().value ?? 0)));
    const found = await look();
    expect(found.problems).toEqual([]);
    expect(found.evidenceFiles).toEqual(found.kept);
    expect(found.states).not.toContain('running');
    if (found.transactions === before.transactions) {
      absent++;
      expect(found).toMatchObject({ bytes: before.bytes, kept: before.kept });
    } else {
      expect(found).toMatchObject({ transactions: complete.transactions, bytes: complete.bytes });
      // The next kill is to hit an import again, not the look that finds the file known.
      replaceWorkspace(untouched);
    }
  }
  expect(absent).toBeGreaterThan(0);

  expect(JSON.parse((await runImport(log, null)).out)).toMatchObject({ stored: expected });
  expect(JSON.parse((await runImport(log, null)).out)).toMatchObject({ stored: 0, files: [{ alreadyImported: true }] });
  const after = await look();
  expect(after).toMatchObject({ transactions: complete.transactions, bytes: complete.bytes, problems: [] });
  expect(after.evidenceFiles).toEqual(after.kept);
}, 240_000);

const RECORDS = 20_000;
const AUDIT_KILLS = 2;

/** Records of a unified audit log, one event each. */
function auditLog(): string {
  const records = Array.from({ length: RECORDS }, (_, at) =>
    JSON.stringify({
      CreationTime: new Date(START + at * 1000).toISOString().slice(0, 19),
      Id: `10000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
      Operation: 'FileDownloaded',
      Workload: 'OneDrive',
      UserId: `user${at % 900}@example.com`,
      ClientIP: `192.0.2.${at % 250}`,
      ObjectId: `https://example.sharepoint.com/documents/${at % 5000}.docx`,
    }),
  );
  return records.join('\n');
}

it('stores each activity once, however often an import of them is killed', async () => {
  const audit = path.join(folder, 'audit.json');
  writeFileSync(audit, auditLog());
  rmSync(workspace, { recursive: true, force: true });
  await runImport(first, null);
  cpSync(workspace, untouched, { recursive: true, force: true });
  const whole = await runImport(audit, null);
  expect(JSON.parse(whole.out)).toMatchObject({ stored: RECORDS });
  replaceWorkspace(untouched);

  const records = async (): Promise<number> => {
    await client.call('workspace.open', { token: WORKSPACE_TOKEN });
    const described = await client.call('activities.describe', {});
    const { problems } = await client.run('workspace.checkIntegrity', {});
    await client.call('workspace.close', {});
    expect(problems).toEqual([]);
    return described.records;
  };
  const random = seeded(7);
  for (let kill = 0; kill < AUDIT_KILLS; kill++) {
    await runImport(audit, whole.ms * (0.3 + 0.6 * (random.next().value ?? 0)));
    expect([0, RECORDS]).toContain(await records());
  }
  await runImport(audit, null);
  expect(await records()).toBe(RECORDS);
  expect(JSON.parse((await runImport(audit, null)).out)).toMatchObject({ stored: 0, duplicates: RECORDS });
  expect(await records()).toBe(RECORDS);
}, 240_000);
