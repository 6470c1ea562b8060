/**
 * In: mutated lines. Out: what went wrong: a reader that threw, and the slowest line.
 * Each line is read as a line of an unknown file (every format may claim it), once more with every format asked for its claim, and by one
 * format that did not choose it.
 */
import { PARSED, REJECTED, SKIPPED } from '../../core/ingest/formats/api.ts';
import { TRAFFIC_FORMATS } from '../../core/ingest/formats/registry.ts';
import { BLANK, LineReader } from '../../core/ingest/slice/line-reader.ts';
import { Random } from '../../core/sample/random.ts';
import { ChoiceAgrees } from './choice-agrees.ts';
import { mutatedLine } from './mutate.ts';
import { readerOptions } from './reader-options.ts';
import { threadMs } from './thread-clock.ts';

export interface FuzzOptions {
  readonly lines: number;
  readonly seed: number;
  readonly corpus: readonly string[];
  /** Called now and then with the number of lines done. */
  readonly onProgress?: (done: number) => void;
}

export interface Failure {
  readonly format: string;
  readonly line: string;
  readonly error: string;
}

export interface Slowest {
  readonly format: string;
  readonly line: string;
  readonly ms: number;
}

export interface FuzzResult {
  readonly failures: readonly Failure[];
  readonly slowest: Slowest;
  readonly parsed: number;
}

export const FILE_DATE_MS = Date.UTC(2026, 0, 1);
const MAX_FAILURES = 20;
const PROGRESS_LINES = 10_000;
/** A file is begun anew this often, so that directives taken from a mutated line do not stay in force for good. */
const FILE_LINES = 200;
const RETRIES = 4;
const VERDICTS: readonly number[] = [PARSED, REJECTED, SKIPPED, BLANK];

function timeOf(reader: LineReader, line: string): number {
  const begun = threadMs();
  reader.read(line, 0, line.length);
  return threadMs() - begun;
}

/** Reads `lines` mutated lines. @returns what went wrong; times are of the processor */
export function readFuzzed(options: FuzzOptions): FuzzResult {
  const random = new Random(options.seed);
  const auto = new LineReader(readerOptions(TRAFFIC_FORMATS));
  const each = TRAFFIC_FORMATS.map((format) => ({ id: format.id, reader: new LineReader(readerOptions([format])) }));
  const choice = new ChoiceAgrees();
  const failures: Failure[] = [];
  let slowest: Slowest = { format: '', line: '', ms: 0 };
  let parsed = 0;

  const read = (format: string, reader: LineReader, line: string): void => {
    let ms = 0;
    try {
      const begun = performance.now();
      const verdict = reader.read(line, 0, line.length);
      ms = performance.now() - begun;
      if (verdict === PARSED) parsed++;
      if (!VERDICTS.includes(verdict)) failures.push({ format, line, error: `verdict ${verdict}` });
      if ((verdict === REJECTED || verdict === SKIPPED) && reader.draft.reason === '') {
        failures.push({ format, line, error: 'refused without a reason' });
      }
    } catch (error) {
      failures.push({ format, line, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
    // No reading takes less by the wall's clock, which costs nothing to ask. A collection of garbage holds any line up once: only what
    // stays slow is slow.
    for (let again = 0; again < RETRIES && ms > slowest.ms; again++) ms = Math.min(ms, timeOf(reader, line));
    if (ms > slowest.ms) slowest = { format, line, ms };
  };

  for (let done = 0; done < options.lines && failures.length < MAX_FAILURES; done++) {
    if (done % FILE_LINES === 0) {
      auto.beginFile(FILE_DATE_MS);
      choice.beginFile(FILE_DATE_MS);
      for (const { reader } of each) reader.beginFile(FILE_DATE_MS);
    }
    const line = mutatedLine(options.corpus, random);
    const one = each[random.below(each.length)];
    read('auto', auto, line);
    const error = choice.read(line);
    if (error !== '') failures.push({ format: 'auto', line, error });
    if (one) read(one.id, one.reader, line);
    if (done % PROGRESS_LINES === 0) options.onProgress?.(done);
  }
  return { failures, slowest, parsed };
}
