/**
 * What activities cost: `node e2e/perf/activities/bench.ts [count]` imports that many seeded audit records with the real command line and asks
 * an engine in this process what the activity log asks. `node e2e/perf/activities/bench.ts workspace FOLDER` only asks, of one that is there.
 */
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { DirectClient } from '../../../core/host/direct-client.ts';
import { Random } from '../../../core/sample/random.ts';
import { withEngine } from '../bench-engine.ts';
import { removeRun, runImport } from '../import-run.ts';
import { auditRecord } from './records.ts';

const root = path.join(import.meta.dirname, '../../..');
const PIECE = 4096;
/** Enough on a busy machine. */
const PREPARED_MS_PER_MILLION = 4000;
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

/** Clock and, of all threads, processor time of the first and of a second time. */
async function timed(name: string, ask: () => Promise<string>): Promise<void> {
  const measured = async (): Promise<readonly [string, string]> => {
    const [started, before] = [performance.now(), process.cpuUsage()];
    said = await ask();
    const { user, system } = process.cpuUsage(before);
    return [`${(performance.now() - started).toFixed(0)}`, `(${((user + system) / 1000).toFixed(0)})`];
  };
  let said = '';
  const cells = [...(await measured()), ...(await measured())].map((text) => text.padStart(8));
  const memory = `${(process.memoryUsage.rss() / 1e6).toFixed(0)} MB`;
  console.log(`  ${name.padEnd(52)}${cells.join('')}${memory.padStart(9)}   ${said}`);
}

type Ask = (client: DirectClient) => Promise<void>;

/** @param prepares as in the console, where the background makes ready what will be asked for */
function withWorkspace(workspace: string, prepares: boolean, ask: Ask): Promise<void> {
  return withEngine(root, { prepares, parsers: 1 }, async ({ client, grant }) => {
    await client.call('workspace.open', { token: grant(workspace, false), readOnly: true });
    await ask(client);
  });
}

async function askSums(client: DirectClient): Promise<void> {
  await timed('accounts', async () => `${(await client.call('accounts.list', {})).total} people`);
  await timed('files', async () => `${(await client.call('files.list', {})).total} files`);
  await timed('OAuth apps', async () => `${(await client.call('oauth.list', {})).total} apps`);
  await timed('posture', async () => `${(await client.call('posture.list', { filter: 'state:found' })).total} found`);
}

async function askFilters(client: DirectClient): Promise<void> {
  for (const filter of FILTERS) {
    await timed(filter === '' ? '(none)' : filter, async () => {
      const { records } = await client.call('activities.list', filter === '' ? {} : { filter });
      return `${records.toLocaleString('en-US')} records`;
    });
  }
}

async function askLog(client: DirectClient): Promise<void> {
  await client.call('activities.describe', {});
  const head = ['first', '(cpu)', 'again', '(cpu)'].map((text) => text.padStart(8)).join('');
  console.log(`  ${'first page (200 rows) by filter, ms'.padEnd(52)}${head}   memory`);
  await askFilters(client);
  await timed('facets of app, type, user, country', async () => {
    const facets = await client.call('activities.facets', { fields: ['app', 'type', 'user', 'country'] });
    return `${facets.user?.distinct ?? 0} users`;
  });
  await timed('histogram', async () => `${(await client.call('activities.histogram', {})).success.length} buckets`);
  await askSums(client);
  const [row] = (await client.call('activities.list', { limit: 1 })).rows;
  const time = row?.time ?? 0;
  const around = { from: time - 1_800_000, to: time + 1_800_000, filter: `user:${row?.user ?? ''}` };
  await timed('around one record: its user, half an hour each way', async () => {
    const { records } = await client.call('activities.list', around);
    return `${records} records`;
  });
  await timed('one record with its raw JSON', async () => {
    const { raw } = await client.call('activities.get', { ref: row?.ref ?? '' });
    return `${raw.length} characters`;
  });
}

async function askAll(workspace: string): Promise<void> {
  await withWorkspace(workspace, false, askLog);
  await withWorkspace(workspace, true, async (client) => {
    const { records } = await client.call('activities.list', { limit: 1 });
    await setTimeout(PREPARED_MS_PER_MILLION * (1 + records / 1e6));
    console.log('  the same, some seconds after opening, with what the background has made ready');
    await askFilters(client);
    await askSums(client);
  });
}

async function importAndAsk(count: number): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'undercast-activities-'));
  try {
    const file = path.join(folder, 'audit.json');
    writeRecords(file, count);
    const bytes = statSync(file).size;
    const run = await runImport(root, { path: file, lines: count });
    const { ledger, seconds, cpuSeconds, peakBytes, databaseBytes, workspace } = run;
    const rate = (duration: number): string => Math.round(count / duration).toLocaleString('en-US');
    console.log(`${count.toLocaleString('en-US')} activities, ${(bytes / 1e6).toFixed(0)} MB`);
    console.log(
      `  import ${seconds.toFixed(2)} s (${rate(seconds)}/s, process and workspace included), ${rate(ledger.seconds)}/s by the ledger's clock, ` +
        `${cpuSeconds?.toFixed(1) ?? 'unknown'} processor seconds, ${(peakBytes / 1e6).toFixed(0)} MB peak, database ${(databaseBytes / 1e6).toFixed(0)} MB`,
    );
    await askAll(workspace);
    removeRun(workspace);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [what = '1000000', workspace = ''] = process.argv.slice(2);
if (what === 'workspace') await askAll(path.resolve(workspace));
else await importAndAsk(Number(what));
