// `npm run fuzz`: reads mutated lines of every format's sample and says what broke, what was slow and what memory it took.
import { Command, InvalidArgumentError } from 'commander';
import { sampleLines } from './corpus.ts';
import { readFuzzed } from './read-fuzzed.ts';

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
  .parse();
const { lines, seed } = program.opts<{ readonly lines: number; readonly seed: number }>();

let peak = 0;
const begun = Date.now();
const { failures, slowest, parsed } = readFuzzed({
  lines,
  seed,
  corpus: sampleLines(),
  onProgress: () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  },
});
for (const { format, line, error } of failures) {
  process.stdout.write(`FAILED ${format}: ${error}\n  ${JSON.stringify(line.slice(0, SHOWN))}\n`);
}
const seconds = ((Date.now() - begun) / 1000).toFixed(1);
process.stdout.write(
  `${lines} lines (seed ${seed}) in ${seconds} s, ${parsed} readings found a record, peak memory ${Math.round(peak / MB)} MB\n` +
    `slowest reading: ${slowest.ms.toFixed(1)} ms by ${slowest.format}, ${slowest.line.length} characters: ` +
    `${JSON.stringify(slowest.line.slice(0, SHOWN))}\n` +
    `${failures.length} failures\n`,
);
process.exitCode = failures.length > 0 || slowest.ms > SLOW_MS ? 1 : 0;
