/**
 * What activities cost: `node e2e/perf/activities/bench.ts [count]` imports that many seeded audit records with the real command line and asks
 * an engine in this process what the activity log asks.
 */
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DirectClient } from '../../../core/host/direct-client.ts';
import { createEngine } from '../../../core/host/engine.ts';
import { Random } from '../../../core/sample/random.ts';
import { runImport } from '../import-run.ts';
import { auditRecord } from './records.ts';

const root = path.join(import.meta.dirname, '../../..');
const PIECE = 4096;
const FILTERS = [
  '',
  'type:login.failed',
  'user:user77@example.com',
  'ip:198.51.100.0/24 and category:file',
  'admin:yes',
  'object:*document-4711*',
  'document-4711',
  'session:5e551011-0000-4000-8000-000000000000',
  'country:DE',
  'ip.category:risky or ip.kind:hosting',
  'isp:*telecom* and not ip.tag:Tor',
  'userAgent.tag:outdatedBrowser',
  'deviceType:mobile and user.domain:example.com',
  'anyone:*user77*',
  'not user:*1* and outcome:failure',
];

function writeRecords(file: string, count: number): void {
  const random = new Random(5);
  const out = openSync(file, 'w');
  for (let at = 0; at < count; at += PIECE) {
    let text = '';
    for (let i = at; i < Math.min(count, at + PIECE); i++) text += `${auditRecord(random, i, count)}\n`;
    writeSync(out, text);
  }
  closeSync(out);
}

async function timed(name: string, ask: () => Promise<string>): Promise<void> {
  const started = performance.now();
  const first = await ask();
  const again = performance.now();
  await ask();
  const ended = performance.now();
  const ms = (from: number, to: number): string => `${(to - from).toFixed(0)} ms`;
  console.log(`  ${name.padEnd(52)}${ms(started, again).padStart(10)}${ms(again, ended).padStart(10)}   ${first}`);
}

async function askAll(workspace: string): Promise<void> {
  const engine = await createEngine({
    resourcesDir: path.join(root, 'resources'),
    version: '0.0.0-bench',
    actor: 'bench',
    parsers: 1,
    log: () => undefined,
  });
  const client = new DirectClient(engine);
  try {
    engine.grant('bench', workspace, false);
    await client.call('workspace.open', { token: 'bench-token', readOnly: true }).catch(async () => {
      engine.grant('bench-token', workspace, false);
      await client.call('workspace.open', { token: 'bench-token', readOnly: true });
    });
    await client.call('activities.describe', {});
    console.log(`  ${'first page (200 rows) by filter'.padEnd(52)}${'first'.padStart(10)}${'again'.padStart(10)}`);
    for (const filter of FILTERS) {
      await timed(filter === '' ? '(none)' : filter, async () => {
        const { records } = await client.call('activities.list', filter === '' ? {} : { filter });
        return `${records.toLocaleString('en-US')} records`;
      });
    }
    await timed('facets of app, type, user, country', async () => {
      const facets = await client.call('activities.facets', { fields: ['app', 'type', 'user', 'country'] });
      return `${facets.user?.distinct ?? 0} users`;
    });
    await timed('histogram', async () => `${(await client.call('activities.histogram', {})).success.length} buckets`);
    await timed('accounts', async () => `${(await client.call('accounts.list', {})).total} people`);
    await timed('files', async () => `${(await client.call('files.list', {})).total} files`);
    await timed('OAuth apps', async () => `${(await client.call('oauth.list', {})).total} apps`);
    await timed('posture', async () => `${(await client.call('posture.list', { filter: 'state:found' })).total} found`);
    const [row] = (await client.call('activities.list', { limit: 1 })).rows;
    await timed('one record with its raw JSON', async () => {
      const { raw } = await client.call('activities.get', { ref: row?.ref ?? '' });
      return `${raw.length} characters`;
    });
  } finally {
    client.close();
    await engine.shutdown();
  }
}

const count = Number(process.argv[2] ?? 1_000_000);
const folder = mkdtempSync(path.join(tmpdir(), 'undercast-activities-'));
try {
  const file = path.join(folder, 'audit.json');
  writeRecords(file, count);
  const bytes = statSync(file).size;
  const run = await runImport(root, { path: file, lines: count, bytes } as Parameters<typeof runImport>[1]);
  const { ledger, seconds, cpuSeconds, peakBytes, databaseBytes, workspace } = run;
  const rate = (duration: number): string => Math.round(count / duration).toLocaleString('en-US');
  console.log(`${count.toLocaleString('en-US')} activities, ${(bytes / 1e6).toFixed(0)} MB`);
  console.log(
    `  import ${seconds.toFixed(2)} s (${rate(seconds)}/s, process and workspace included), ${rate(ledger.seconds)}/s by the ledger's clock, ` +
      `${cpuSeconds?.toFixed(1) ?? 'unknown'} processor seconds, ${(peakBytes / 1e6).toFixed(0)} MB peak, database ${(databaseBytes / 1e6).toFixed(0)} MB`,
  );
  await askAll(workspace);
  rmSync(path.join(workspace, '..'), { recursive: true, force: true });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
