import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { isLogFormat, LOG_FORMATS } from '../../core/sample/index.ts';
import { timeDashboard } from './dashboard.ts';
import { runDuckDb } from './duckdb.ts';
import { timeEvidence } from './evidence.ts';
import { dropCaches, timeHash, timeRunning } from './first-figures.ts';
import { goAccessVersion, runGoAccess } from './goaccess.ts';
import { benchImports } from './import-every.ts';
import { type ImportRun, importAgain, removeRun, runImport } from './import-run.ts';
import { type BenchFormat, type BenchInput, prepareInput } from './inputs.ts';
import { isJsonLayout, JSON_LAYOUTS } from './json-layouts.ts';
import { describeCommit, describeLoad, describeMachine } from './machine.ts';
import type { Measured } from './measured-process.ts';
import { scanNewlines } from './newline-scan.ts';
import type { ReadCost } from './parse/read-cost.ts';
import { type Layout, layoutsOf, measureLayout, measureSquid, namesOf } from './parse/run.ts';
import { timeStages } from './stages.ts';
import { middle, number, row, say } from './table.ts';

const root = join(import.meta.dirname, '../..');

function whole(text: string): number {
  const value = Number(text.replaceAll('_', ''));
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('It must be a whole number from 1.');
  return value;
}

const ALL: readonly BenchFormat[] = [...LOG_FORMATS, ...JSON_LAYOUTS];

function formats(text: string): readonly BenchFormat[] {
  const names = text === 'all' ? ALL : text.split(',');
  const known = names.filter((name): name is BenchFormat => isLogFormat(name) || isJsonLayout(name));
  if (known.length !== names.length) throw new InvalidArgumentError(`Known: all, ${ALL.join(', ')}.`);
  return known;
}

/** Layouts of registered formats to compare by what reading a line costs; null: not asked for. */
function parsed(text: string): readonly Layout[] {
  const layouts = layoutsOf(text === 'every' ? [] : text.split(','));
  if (layouts.length === 0)
    throw new InvalidArgumentError('It must be "every" or ids of formats, as docs/formats.md lists them.');
  return layouts;
}

/** One of several runs that share the layouts out: every layout is in exactly one of them. */
interface Part {
  readonly which: number;
  readonly of: number;
}

function part(text: string): Part {
  const [which = 0, of = 0] = text.split('/').map(Number);
  if (!Number.isSafeInteger(of) || !Number.isSafeInteger(which) || which < 1 || which > of)
    throw new InvalidArgumentError('It must be two whole numbers, such as 2/6.');
  return { which, of };
}

/** Every so manieth layout, and how the command line names them. */
function shareOf(layouts: readonly Layout[], only: Part | undefined): { layouts: readonly Layout[]; words: string } {
  const names = namesOf(layouts);
  if (only === undefined) return { layouts, words: names };
  const { which, of } = only;
  return { layouts: layouts.filter((_, at) => at % of === which - 1), words: `${names} --part ${which}/${of}` };
}

interface Options {
  readonly lines: number;
  readonly formats: readonly BenchFormat[];
  readonly parse?: readonly Layout[];
  readonly import?: readonly Layout[];
  readonly running?: string;
  readonly evidence?: string;
  readonly mixed: boolean;
  readonly part?: Part;
  readonly seed: number;
  readonly runs: number;
  readonly dashboard: boolean;
  readonly peers: boolean;
  readonly extras: boolean;
}

const MB = 1e6;
const speed = (input: BenchInput, seconds: number): string[] => [
  number(seconds, 2),
  number(input.lines / seconds),
  number(input.bytes / MB / seconds, 1),
];
const peak = (bytes: number | null): string => (bytes === null ? '–' : number(bytes / MB));

/** What one layout's runs gave. */
interface Runs {
  readonly input: BenchInput;
  readonly imports: readonly ImportRun[];
  readonly others: ReadonlyMap<string, readonly Measured[]>;
}

function reportImport({ input, imports, others }: Runs): ImportRun {
  const scan = scanNewlines(input.path);
  const run = middle(imports);
  row('', ['seconds', 'lines/s', 'MB/s', 'peak memory MB']);
  row('newline scan (limit)', [...speed(input, scan.seconds), '–']);
  row('undercast import', [...speed(input, run.seconds), peak(run.peakBytes)]);
  for (const [name, measured] of others) {
    if (measured.length === 0) continue;
    const other = middle(measured);
    row(name, [...speed(input, other.seconds), peak(other.peakBytes)]);
    say(`  undercast/${name}: ${number(other.seconds / run.seconds, 2)} × lines/s`);
  }
  const range = imports.map((each) => number(each.seconds, 2)).sort();
  say(`  undercast runs: ${range.join(', ')} s; import/scan: ${number(run.seconds / scan.seconds, 1)} × the time`);
  const { ledger } = run;
  const own = `${number(ledger.seconds, 2)} s, ${number(ledger.read / ledger.seconds)} lines/s`;
  say(`  without the start of the process: ${own}`);
  if (run.cpuSeconds !== null) say(`  processor time of all threads: ${number(run.cpuSeconds, 2)} s`);
  say(`  stored ${number(ledger.stored)}, skipped ${number(ledger.skipped)}, rejected ${number(ledger.rejected)}`);
  const [database, evidence] = [run.databaseBytes / MB, run.evidenceBytes / MB];
  say(`  database ${number(database, 1)} MB, evidence ${number(evidence, 1)} MB of ${number(input.bytes / MB, 1)} MB`);
  return run;
}

function reportStages(path: string): void {
  const stages = timeStages(path).map(({ stage, nsPerLine }) => `${stage} ${number(nsPerLine)}`);
  say(`  one thread, ns a line: ${stages.join(', ')}`);
}

async function reportDashboard(workspace: string): Promise<void> {
  const { cold, warm, worst, filtered } = await timeDashboard(root, workspace);
  say(
    `  dashboard: first ${number(cold)} ms, warm ${number(warm)} ms (worst ${number(worst)}), filtered ${number(filtered)} ms`,
  );
}

async function reportEvidence(workspace: string): Promise<void> {
  row('first page of', ['ms at first', 'of processor', 'ms again', 'lines', 'frames read']);
  for await (const { name, cold, processor, warm, rows, framesRead } of timeEvidence(root, workspace)) {
    row(
      name,
      [cold, processor, warm, rows, framesRead].map((value) => number(value)),
    );
  }
}

async function reportRunning(path: string): Promise<void> {
  const { figures, cancel } = await timeRunning(root, path);
  say(`  first figures after ${number(figures)} ms, cancelled within ${number(cancel)} ms`);
}

/** What is measured once: with the system's cache of files emptied, of a known file, while an import runs. */
async function reportExtras(input: BenchInput, run: ImportRun): Promise<void> {
  const again = await importAgain(root, input, run.workspace);
  say(
    `  known file: recognised in ${number(again, 2)} s, process included; its hash takes ${number(timeHash(input.path), 2)} s`,
  );
  await reportRunning(input.path);
  if (!dropCaches()) {
    say('  cold: not measured, only root may empty the cache of files');
    return;
  }
  const cold = await runImport(root, input);
  row('undercast, cold', [...speed(input, cold.seconds), peak(cold.peakBytes)]);
  removeRun(cold.workspace);
}

async function benchFormat(format: BenchFormat, options: Options, withGoAccess: boolean): Promise<void> {
  const input = prepareInput(root, format, options.lines, options.seed);
  say(`\n${format}: ${number(input.lines)} lines, ${number(input.bytes / MB, 1)} MB`);
  say(`  ${input.command}`);
  // Reads the file into the system's cache, for everybody alike.
  scanNewlines(input.path);
  const imports: ImportRun[] = [];
  const others = new Map<string, Measured[]>([
    ['goaccess', []],
    ['duckdb', []],
  ]);
  try {
    for (let i = 0; i < options.runs; i++) {
      // Taken in turns, so that a slow minute of the machine hits all.
      imports.push(await runImport(root, input));
      const goAccess = withGoAccess ? await runGoAccess(input.path, format) : null;
      if (goAccess !== null) others.get('goaccess')?.push(goAccess);
      const duckDb = options.peers ? await runDuckDb(input.path, format) : null;
      if (duckDb !== null) others.get('duckdb')?.push(duckDb);
    }
    const run = reportImport({ input, imports, others });
    reportStages(input.path);
    if (options.dashboard) await reportDashboard(run.workspace);
    if (options.extras) await reportExtras(input, run);
  } finally {
    for (const each of imports) removeRun(each.workspace);
  }
}

const options = new Command('bench')
  .description(
    'Imports generated logs with the real command line and sets the figures beside GoAccess, DuckDB and a bare scan.',
  )
  .option('--lines <n>', 'lines of each log', whole, 1_000_000)
  .option('--formats <list>', `layouts, or all: ${ALL.join(', ')}`, formats, ['squid'] as readonly BenchFormat[])
  .option(
    '--parse <list>',
    'only what reading a line costs one thread, for the samples of these formats (or every) beside Squid',
    parsed,
  )
  .option(
    '--import <list>',
    'only whole imports of logs out of the samples of these formats (or every), in lines a second',
    parsed,
  )
  .option(
    '--mixed',
    'with --parse or --import: kinds of lines take turns line by line, not in runs of a hundred',
    false,
  )
  .option('--part <n/of>', 'with --parse or --import: only these of the layouts, 1/6 to 6/6 being all of them', part)
  .option('--running <file>', 'only the first figures of an import of this log, and cancelling it')
  .option('--evidence <workspace>', 'only the first page of raw lines behind each kind of figure of this workspace')
  .option('--seed <n>', 'seed of the generator', whole, 1)
  .option('--runs <n>', 'runs of each; the middle one is shown', whole, 3)
  .option('--no-dashboard', 'leave out the dashboard')
  .option('--no-peers', 'leave out GoAccess and DuckDB')
  .option('--no-extras', 'leave out the known file, the first figures, cancelling and the cold run')
  .parse()
  .opts<Options>();

/** So many layouts between two measurements of Squid. */
const SQUID_EVERY = 8;

function lesser(a: ReadCost, b: ReadCost): ReadCost {
  return { ...a, reading: Math.min(a.reading, b.reading), all: Math.min(a.all, b.all) };
}

/** Sorted by cost, dearest first, with how many times Squid's line each is. */
async function benchParsing(all: readonly Layout[], { lines, seed, mixed, part: only }: Options): Promise<void> {
  const { layouts, words } = shareOf(all, only);
  say(`command: npm run bench -- --parse ${words} --lines ${lines} --seed ${seed}${mixed ? ' --mixed' : ''}`);
  let squid = await measureSquid(lines, seed);
  const costs: { readonly name: string; readonly cost: ReadCost; readonly limit: number }[] = [];
  for (const [at, layout] of layouts.entries()) {
    // The machine is not equally fast all the time: Squid is measured along the way, as often as pays.
    if (at % SQUID_EVERY === SQUID_EVERY - 1) squid = lesser(squid, await measureSquid(lines, seed));
    const cost = await measureLayout(layout, lines, seed, mixed);
    costs.push({ name: `${layout.format}${layout.isJson ? ', JSON' : ''}`, cost, limit: layout.isJson ? 4 : 2 });
  }
  costs.sort((a, b) => b.cost.reading - a.cost.reading);
  const show = (name: string, { reading, all, bytes, lines: read, fromBytes }: ReadCost, mark: string): void =>
    row(name, [
      number(bytes / read),
      number(reading),
      `${number(reading / squid.reading, 1)}${mark}`,
      number(all),
      number(all / squid.all, 1),
      `${number(fromBytes * 100)} %`,
    ]);
  say(
    "\nnanoseconds of processor time a line in one thread; × is the least of Squid's, and + above twice it (JSON: four times)",
  );
  row('', ['bytes a line', 'reading', '×', 'with evidence', '×', 'from bytes']);
  const isAbove = (limit: number, { reading, all }: ReadCost): boolean =>
    reading > limit * squid.reading || all > limit * squid.all;
  for (const { name, cost, limit } of costs) show(name, cost, isAbove(limit, cost) ? '+' : ' ');
  show('squid, generated', squid, ' ');
  const within = costs.filter(({ cost, limit }) => cost.all <= limit * squid.all).length;
  say(`\n${within} of ${costs.length} within their limit with evidence`);
}

const version = goAccessVersion();
say(`machine: ${describeMachine()}; load at start ${describeLoad()}`);
say(
  `commit: ${describeCommit(root)}; ${version === null ? 'goaccess is not installed (apt-get install goaccess)' : `goaccess ${version}`}`,
);
if (options.running !== undefined) {
  say(`command: npm run bench -- --running ${options.running}`);
  for (let run = 0; run < options.runs; run++) await reportRunning(options.running);
  process.exit(0);
}
if (options.evidence !== undefined) {
  say(`command: npm run bench -- --evidence ${options.evidence}`);
  await reportEvidence(options.evidence);
  process.exit(0);
}
if (options.parse) {
  await benchParsing(options.parse, options);
  process.exit(0);
}
if (options.import) {
  const { layouts, words } = shareOf(options.import, options.part);
  await benchImports(root, layouts, words, options);
  process.exit(0);
}
say(
  `command: npm run bench -- --lines ${options.lines} --formats ${options.formats.join(',')} --seed ${options.seed} --runs ${options.runs}`,
);
for (const format of options.formats) await benchFormat(format, options, options.peers && version !== null);
