import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate, type LogFormat, startFor } from '../../core/sample/index.ts';
import { writeLog } from '../generate/write-log.ts';
import { isJsonLayout, type JsonLayout, jsonWriter } from './json-layouts.ts';

export type BenchFormat = LogFormat | JsonLayout;

/** A log to measure with. */
export interface BenchInput {
  readonly format: BenchFormat;
  readonly lines: number;
  readonly path: string;
  readonly bytes: number;
  /** Command that writes the same file. */
  readonly command: string;
}

const DAYS = 14;
const END = '2025-06-30';

/** Changes when the generator does, so that no stale file is measured. */
function generatorDigest(root: string): string {
  const hash = createHash('sha256');
  for (const file of globSync(['core/sample/**/*.ts', 'e2e/perf/json-layouts.ts'], { cwd: root }).sort()) {
    if (!file.endsWith('.test.ts')) hash.update(readFileSync(join(root, file)));
  }
  return hash.digest('hex').slice(0, 10);
}

/** The generated log, written on first use and kept in the system's temporary folder. */
export function prepareInput(root: string, format: BenchFormat, lines: number, seed: number): BenchInput {
  const folder = join(tmpdir(), 'undercast-bench');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${format}-${lines}-${seed}-${generatorDigest(root)}.log`);
  if (!existsSync(path)) {
    const options = { seed, lines, start: startFor(Date.parse(END), DAYS), days: DAYS };
    const log = isJsonLayout(format)
      ? generate({ ...options, format: 'squid', writer: jsonWriter(format) })
      : generate({ ...options, format });
    writeLog(path, log);
  }
  const command = isJsonLayout(format)
    ? 'written by the bench alone'
    : `node e2e/generate/index.ts --format ${format} --lines ${lines} --seed ${seed} --days ${DAYS} --end ${END} --out FILE`;
  return { format, lines, path, bytes: statSync(path).size, command };
}
