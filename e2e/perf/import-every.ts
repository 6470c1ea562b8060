import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeRun, runImport } from './import-run.ts';
import { prepareInput } from './inputs.ts';
import { type Layout, layoutLog } from './parse/run.ts';
import { middle, number, row, say } from './table.ts';

/** A layout is to reach this share of Squid's own rate, JSON a quarter. */
const SHARE = 1 / 2;
const JSON_SHARE = 1 / 4;
/** So many layouts between two imports of Squid's log: the machine is not equally fast all the time. */
const SQUID_EVERY = 5;
/** The shortest log that the generator writes. */
const FEWEST = 20;

/** What a whole import of a log took. */
interface Import {
  readonly lines: number;
  readonly bytesPerLine: number;
  /** From the start of the process to its end. */
  readonly seconds: number;
  /** Lines a second by the ledger's clock, which leaves out the start of the process. */
  readonly rate: number;
  /** Processor time of all threads, nanoseconds a line, without what a log of hardly any lines takes; null where the system does not tell. */
  readonly cpuNs: number | null;
}

interface LayoutImport extends Import {
  readonly name: string;
  readonly floor: number;
  /** Rate beside Squid's, imported just before and just after. */
  readonly share: number;
  /** Processor time beside Squid's. */
  readonly cpuTimes: number | null;
}

const LF = 10;

function countLines(log: Buffer): number {
  let lines = 0;
  for (let at = log.indexOf(LF); at >= 0; at = log.indexOf(LF, at + 1)) lines++;
  return lines;
}

/** @param startSeconds processor time of the start of the process, which is no line's */
async function importLog(root: string, path: string, lines: number, startSeconds: number | null): Promise<Import> {
  const run = await runImport(root, { path, lines });
  removeRun(run.workspace);
  return {
    lines,
    bytesPerLine: statSync(path).size / lines,
    seconds: run.seconds,
    rate: lines / run.ledger.seconds,
    cpuNs: run.cpuSeconds === null ? null : ((run.cpuSeconds - (startSeconds ?? 0)) * 1e9) / lines,
  };
}

/** Processor time of importing a log of hardly any lines: the lesser of two, for the first may compile what the next finds compiled. */
async function measureStart(root: string, seed: number): Promise<number | null> {
  const { path } = prepareInput(root, 'squid', FEWEST, seed);
  let least: number | null = null;
  for (let round = 0; round < 2; round++) {
    const { workspace, cpuSeconds } = await runImport(root, { path, lines: FEWEST });
    removeRun(workspace);
    if (cpuSeconds !== null) least = Math.min(least ?? cpuSeconds, cpuSeconds);
  }
  return least;
}

/** Writes a log out of a layout's sample and imports it with the real command line into a new workspace, some times. */
async function importLayout(
  root: string,
  layout: Layout,
  { lines, seed, runs, mixed }: ImportOptions,
  startSeconds: number | null,
): Promise<Import> {
  const folder = mkdtempSync(join(tmpdir(), 'undercast-bench-layout-'));
  try {
    const path = join(folder, `${layout.format}.log`);
    const log = layoutLog(layout, lines, seed, mixed);
    writeFileSync(path, log);
    const written = countLines(log);
    const all: Import[] = [];
    for (let run = 0; run < runs; run++) all.push(await importLog(root, path, written, startSeconds));
    return middle(all);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const mean = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : (a + b) / 2);
const over = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a / b);

function beside(layout: Layout, found: Import, before: Import, after: Import): LayoutImport {
  return {
    ...found,
    name: `${layout.format}${layout.isJson ? ', JSON' : ''}`,
    floor: layout.isJson ? JSON_SHARE : SHARE,
    share: found.rate / ((before.rate + after.rate) / 2),
    cpuTimes: over(found.cpuNs, mean(before.cpuNs, after.cpuNs)),
  };
}

/** What of a layout is no import: all lines of some are visits to the organisation's own servers. The others are measured all the same. */
function sayWhy({ format, isJson }: Layout, error: unknown): null {
  const why = error instanceof Error ? error.message : String(error);
  say(`${format}${isJson ? ', JSON' : ''}: ${why.slice(why.indexOf('undercast: ')).split('. ', 1)[0]}`);
  return null;
}

export interface ImportOptions {
  readonly lines: number;
  readonly seed: number;
  readonly runs: number;
  readonly mixed: boolean;
}

/**
 * Slowest first beside Squid; what is below half of Squid's rate (JSON: a quarter) once the process has started is marked.
 * @param words layouts as the command line names them
 */
export async function benchImports(
  root: string,
  layouts: readonly Layout[],
  words: string,
  options: ImportOptions,
): Promise<void> {
  const { lines, seed, runs, mixed } = options;
  say(
    `command: npm run bench -- --import ${words} --lines ${lines} --seed ${seed} --runs ${runs}${mixed ? ' --mixed' : ''}`,
  );
  const { path } = prepareInput(root, 'squid', lines, seed);
  const start = await measureStart(root, seed);
  const importSquid = (): Promise<Import> => importLog(root, path, lines, start);
  const found: LayoutImport[] = [];
  const references = [await importSquid()];
  for (let at = 0; at < layouts.length; at += SQUID_EVERY) {
    const group = layouts.slice(at, at + SQUID_EVERY);
    const imports: (Import | null)[] = [];
    for (const layout of group) {
      const done = await importLayout(root, layout, options, start).catch((error: unknown) => sayWhy(layout, error));
      imports.push(done);
    }
    const before = references.at(-1) as Import;
    const after = await importSquid();
    references.push(after);
    for (const [of, each] of imports.entries()) {
      if (each !== null) found.push(beside(group[of] as Layout, each, before, after));
    }
  }
  found.sort((a, b) => a.share / a.floor - b.share / b.floor);
  say("\nwhole imports with evidence; - below half of Squid's rate once started (JSON: a quarter)");
  row('', ['bytes a line', 'seconds', 'once started', 'of Squid', 'processor ns', '×']);
  const show = (name: string, { bytesPerLine, seconds, rate, cpuNs }: Import, share: string, times: string): void =>
    row(name, [
      number(bytesPerLine),
      number(seconds, 2),
      number(rate),
      share,
      cpuNs === null ? '–' : number(cpuNs),
      times,
    ]);
  for (const each of found) {
    const { share, floor, cpuTimes } = each;
    show(
      each.name,
      each,
      `${number(share * 100)} %${share < floor ? '-' : ' '}`,
      cpuTimes === null ? '–' : number(cpuTimes, 1),
    );
  }
  for (const each of references) show('squid, generated', each, '', '');
  const reached = found.filter(({ share, floor }) => share >= floor).length;
  say(`\n${reached} of ${found.length} at their share of Squid's rate or above`);
}
