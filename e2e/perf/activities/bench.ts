/**
 * What activities cost: `node e2e/perf/activities/bench.ts [count…]` imports that many seeded audit records with the real command line and asks
 * engines in this process what the activity log asks, each filter first of an engine of its own that has read nothing of the activities.
 * `node e2e/perf/activities/bench.ts workspace FOLDER` only asks, of one that is there. `--every` asks of every field of the filter as well.
 */
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { MethodOutput } from '../../../core/contract/methods.ts';
import type { DirectClient } from '../../../core/host/direct-client.ts';
import { Random } from '../../../core/sample/random.ts';
import { withEngine } from '../bench-engine.ts';
import { removeRun, runImport } from '../import-run.ts';
import { conditionOf, FILTERS } from './questions.ts';
import { auditRecord } from './records.ts';

const root = path.join(import.meta.dirname, '../../..');
const PIECE = 4096;
/** Enough on a busy machine. */
const PREPARED_MS_PER_MILLION = 4000;

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

/** Clock and, of all threads, processor time, in ms. */
interface Took {
  readonly clock: number;
  readonly processor: number;
}

async function measured(ask: () => Promise<unknown>): Promise<Took> {
  const [started, before] = [performance.now(), process.cpuUsage()];
  await ask();
  const { user, system } = process.cpuUsage(before);
  return { clock: performance.now() - started, processor: (user + system) / 1000 };
}

function printed(name: string, times: readonly Took[], said: string): void {
  const cells = times.flatMap(({ clock, processor }) => [clock.toFixed(0), `(${processor.toFixed(0)})`]);
  const memory = `${(process.memoryUsage.rss() / 1e6).toFixed(0)} MB`;
  console.log(`  ${name.padEnd(52)}${cells.map((cell) => cell.padStart(8)).join('')}${memory.padStart(9)}   ${said}`);
}

function heading(title: string, ...columns: readonly string[]): void {
  const cells = columns.flatMap((column) => [column, '(cpu)']).map((text) => text.padStart(8));
  console.log(`  ${title.padEnd(52)}${cells.join('')}   memory`);
}

/** The first and a second time. */
async function timed(name: string, ask: () => Promise<string>): Promise<void> {
  let said = '';
  const times: Took[] = [];
  for (let round = 0; round < 2; round++) {
    times.push(
      await measured(async () => {
        said = await ask();
      }),
    );
  }
  printed(name, times, said);
}

type Ask<T> = (client: DirectClient) => Promise<T>;

/** @param prepares as in the console, where the background makes ready what will be asked for */
function withWorkspace<T>(workspace: string, prepares: boolean, ask: Ask<T>): Promise<T> {
  return withEngine(root, { prepares, parsers: 1 }, async ({ client, grant }) => {
    await client.call('workspace.open', { token: grant(workspace, false), readOnly: true });
    // Code and catalog are loaded with whatever is asked first.
    await client.call('streams.list', {});
    return ask(client);
  });
}

async function askSums(client: DirectClient): Promise<void> {
  await timed('accounts', async () => `${(await client.call('accounts.list', {})).total} people`);
  await timed('files', async () => `${(await client.call('files.list', {})).total} files`);
  await timed('OAuth apps', async () => `${(await client.call('oauth.list', {})).total} apps`);
  await timed('posture', async () => `${(await client.call('posture.list', { filter: 'state:found' })).total} found`);
}

/** As the console asks: for what is found by then, and again until everything is counted. */
const WITHIN_MS = 100;
const PAGE = ['page', 'count', 'again'] as const;

/** The first answer, the time until everything is counted, and both again. */
async function timedPage(client: DirectClient, filter: string): Promise<void> {
  const question = { within: WITHIN_MS, ...(filter === '' ? {} : { filter }) };
  const told: MethodOutput<'activities.list'>[] = [];
  const ask = async (): Promise<void> => {
    told.push(await client.call('activities.list', question));
  };
  const first = await measured(ask);
  const rest = await measured(async () => {
    while ((told.at(-1)?.blocksLeft ?? 0) > 0) await ask();
  });
  const again = await measured(ask);
  const whole = { clock: first.clock + rest.clock, processor: first.processor + rest.processor };
  const said = `${told[0]?.rows.length} rows, then ${told.at(-1)?.records.toLocaleString('en-US')} records`;
  printed(filter === '' ? '(none)' : filter, [first, whole, again], said);
}

async function askCold(workspace: string, filters: readonly string[]): Promise<void> {
  heading('first page (200 rows) of a fresh engine, ms', ...PAGE);
  for (const filter of filters) await withWorkspace(workspace, false, (client) => timedPage(client, filter));
}

async function askLog(client: DirectClient): Promise<void> {
  heading('of one engine, nothing made ready, ms', 'first', 'again');
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

async function askAll(workspace: string, isEvery: boolean): Promise<void> {
  const { fields, records } = await withWorkspace(workspace, false, (client) => client.call('activities.describe', {}));
  const filters = [...FILTERS, ...(isEvery ? fields.map(conditionOf) : [])];
  await askCold(workspace, filters);
  await withWorkspace(workspace, false, askLog);
  await withWorkspace(workspace, true, async (client) => {
    await setTimeout(PREPARED_MS_PER_MILLION * (1 + records / 1e6));
    heading('some seconds after opening, made ready, ms', ...PAGE);
    for (const filter of filters) await timedPage(client, filter);
    await askSums(client);
  });
}

async function importAndAsk(count: number, isEvery: boolean): Promise<void> {
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
    await askAll(workspace, isEvery);
    removeRun(workspace);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const { positionals, values } = parseArgs({ allowPositionals: true, options: { every: { type: 'boolean' } } });
const [what = '1000000', folder = ''] = positionals;
const isEvery = values.every === true;
if (what === 'workspace') await askAll(path.resolve(folder), isEvery);
else for (const count of [what, ...positionals.slice(1)]) await importAndAsk(Number(count), isEvery);
