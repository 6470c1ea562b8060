import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeRun, runImport } from './import-run.ts';
import { type Layout, layoutLog, namesOf } from './parse/run.ts';
import { middle, number, row, say } from './table.ts';

/** Lines a second that a layout is to reach on two cores: half of a million, JSON a quarter. */
const FLOOR = 500_000;
const JSON_FLOOR = 250_000;

/** What a whole import of one layout's log took. */
interface LayoutImport {
  readonly name: string;
  readonly lines: number;
  readonly bytesPerLine: number;
  /** From the start of the process to its end. */
  readonly seconds: number;
  /** Lines a second by the ledger's clock, which leaves out the start of the process. */
  readonly rate: number;
  readonly floor: number;
  /** Processor time of all threads, nanoseconds a line; null where the system does not tell. */
  readonly cpuNs: number | null;
}

const LF = 10;

function countLines(log: Buffer): number {
  let lines = 0;
  for (let at = log.indexOf(LF); at >= 0; at = log.indexOf(LF, at + 1)) lines++;
  return lines;
}

/** Writes a log out of a layout's sample and imports it with the real command line into a new workspace. */
async function importLayout(
  root: string,
  layout: Layout,
  { lines, seed, isMixed }: { readonly lines: number; readonly seed: number; readonly isMixed: boolean },
): Promise<LayoutImport> {
  const folder = mkdtempSync(join(tmpdir(), 'undercast-bench-layout-'));
  try {
    const path = join(folder, `${layout.format}.log`);
    const log = layoutLog(layout, lines, seed, isMixed);
    writeFileSync(path, log);
    const written = countLines(log);
    const run = await runImport(root, { path, lines: written });
    removeRun(run.workspace);
    return {
      name: `${layout.format}${layout.isJson ? ', JSON' : ''}`,
      lines: written,
      bytesPerLine: log.length / written,
      seconds: run.seconds,
      rate: written / run.ledger.seconds,
      floor: layout.isJson ? JSON_FLOOR : FLOOR,
      cpuNs: run.cpuSeconds === null ? null : (run.cpuSeconds * 1e9) / written,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Slowest first; what is below half of a million lines a second (JSON: a quarter) once the process has started is marked. */
export async function benchImports(
  root: string,
  layouts: readonly Layout[],
  {
    lines,
    seed,
    runs,
    mixed,
  }: { readonly lines: number; readonly seed: number; readonly runs: number; readonly mixed: boolean },
): Promise<void> {
  say(
    `command: npm run bench -- --import ${namesOf(layouts)} --lines ${lines} --seed ${seed} --runs ${runs}${mixed ? ' --mixed' : ''}`,
  );
  const found: LayoutImport[] = [];
  for (const layout of layouts) {
    const all: LayoutImport[] = [];
    for (let run = 0; run < runs; run++) all.push(await importLayout(root, layout, { lines, seed, isMixed: mixed }));
    found.push(middle(all));
  }
  found.sort((a, b) => a.rate - b.rate);
  say(`\nwhole imports with evidence; - below ${number(FLOOR)} lines/s once started (JSON: ${number(JSON_FLOOR)})`);
  row('', ['bytes a line', 'seconds', 'lines/s', 'once started', 'processor ns']);
  for (const each of found) {
    row(each.name, [
      number(each.bytesPerLine),
      number(each.seconds, 2),
      number(each.lines / each.seconds),
      `${number(each.rate)}${each.rate < each.floor ? '-' : ' '}`,
      each.cpuNs === null ? '–' : number(each.cpuNs),
    ]);
  }
  const reached = found.filter(({ rate, floor }) => rate >= floor).length;
  say(`\n${reached} of ${found.length} at their rate or above`);
}
