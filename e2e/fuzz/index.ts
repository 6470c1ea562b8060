// `npm run fuzz`: reads mutated lines of every format's sample and says what broke, what was slow and what memory it took; then as many
// with the readers of bytes, which must say what the readers of text say.
import { Command, InvalidArgumentError } from 'commander';
import { sampleLines } from './corpus.ts';
import { readBytesFuzzed } from './read-bytes-fuzzed.ts';
import { type Failure, readFuzzed, type Slowest } from './read-fuzzed.ts';

/** A line that takes longer than this holds a file up. */
const SLOW_MS = 50;
const MB = 1024 * 1024;
const SHOWN = 300;

function whole(text: string): number {
  const value = Number(text.replaceAll('_', ''));
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('It must be a whole number above 0.');
  return value;
}

const program = new Command('fuzz')
  .description("Reads mutated lines of every format's sample with every format.")
  .option('--lines <n>', 'lines to read', whole, 1_000_000)
  .option('--seed <n>', 'another seed gives other lines', whole, 1)
  .option('--only <way>', 'read them as "text" or as "bytes" only')
  .parse();
const { lines, seed, only } = program.opts<{
  readonly lines: number;
  readonly seed: number;
  readonly only?: 'text' | 'bytes';
}>();

const corpus = sampleLines();
let peak = 0;
const onProgress = (): void => {
  peak = Math.max(peak, process.memoryUsage.rss());
};

/** Prints what a run found, and lets the process fail where something did. */
function report(begun: number, what: string, failures: readonly Failure[], slowest: Slowest): void {
  for (const { format, line, error } of failures) {
    process.stdout.write(`FAILED ${format}: ${error}\n  ${JSON.stringify(line.slice(0, SHOWN))}\n`);
  }
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  process.stdout.write(
    `${lines} lines (seed ${seed}) in ${seconds} s, ${what}, peak memory ${Math.round(peak / MB)} MB\n` +
      `slowest reading: ${slowest.ms.toFixed(1)} ms by ${slowest.format}, ${slowest.line.length} characters: ` +
      `${JSON.stringify(slowest.line.slice(0, SHOWN))}\n` +
      `${failures.length} failures\n`,
  );
  if (failures.length > 0 || slowest.ms > SLOW_MS) process.exitCode = 1;
}

if (only !== 'bytes') {
  const begun = Date.now();
  const { failures, slowest, parsed } = readFuzzed({ lines, seed, corpus, onProgress });
  report(begun, `as text: ${parsed} readings found a record`, failures, slowest);
}
if (only !== 'text') {
  const begun = Date.now();
  const { failures, slowest, plain } = readBytesFuzzed({ lines, seed, corpus, onProgress });
  report(begun, `from bytes: ${plain} readings needed no text`, failures, slowest);
}
